// OAuth 1.0a (RFC 5849): signatures with HMAC-SHA1, and the two requests that get a token.
#pragma once

#include <cstdint>
#include <string>

#include "connectors/catalog/connector.h"
#include "connectors/http/transport.h"
#include "connectors/secret.h"

namespace sluice::connectors {

struct OAuth1Credentials {
  std::string consumer_key;
  Secret consumer_secret;
  std::string token;
  Secret token_secret;
};

std::string hmac_sha1(std::string_view key, std::string_view bytes);

// `more`: parameters of the protocol such as oauth_callback. `now` in seconds since 1970.
Outcome<void> sign_oauth1(HttpRequest& request, const OAuth1Credentials& credentials, Place place,
                          const NamedTexts& more, const std::string& nonce, std::int64_t now);

// Asks for a temporary or a lasting token: `oauth_token` and `oauth_token_secret` of the answer.
struct OAuth1Token {
  std::string token;
  Secret secret;
};
Outcome<OAuth1Token> ask_oauth1_token(Transport& transport, const CallControl& control, const std::string& url,
                                      const OAuth1Credentials& credentials, const NamedTexts& more);

}  // namespace sluice::connectors
