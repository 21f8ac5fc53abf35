// OAuth 2: the address of the consent page, requests to the token endpoint and what its answers mean.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/catalog/connector.h"
#include "connectors/catalog/template.h"
#include "connectors/http/transport.h"
#include "connectors/secret.h"

namespace sluice::connectors {

// The application that a user registered with a service.
struct OAuthClient {
  std::string id;
  Secret secret;
};

struct TokenAnswer {
  Secret access_token;
  Secret refresh_token;              // empty where the server keeps the old one
  std::int64_t expires_in = 0;       // seconds; 0: the answer does not say
  std::vector<std::string> scopes;   // granted; empty: the answer does not say
  std::string api_domain;            // Zoho
  std::string instance_url;          // Salesforce
};

enum class TokenProblem : std::uint8_t {
  Dead,           // the grant is gone: a person has to authorise again
  Throttled,      // too many tokens; wait
  Configuration,  // client, redirect address or scopes are wrong
  Unavailable,    // network, 5xx, nonsense: try later
};

struct TokenFailure {
  TokenProblem problem = TokenProblem::Unavailable;
  Failure failure;                // as a person reads it
  std::int64_t retry_after = 0;   // seconds; 0: the answer does not say
};

using TokenOutcome = std::expected<TokenAnswer, TokenFailure>;

std::string challenge_of(std::string_view verifier);  // PKCE, S256

struct ConsentRequest {
  std::string client_id;
  std::string redirect_uri;
  std::string state;
  std::string challenge;  // PKCE; empty without
  std::vector<std::string> scopes;
};
std::string consent_address(const AuthSpec& spec, std::string_view authorize_url, const ConsentRequest& request);

// What all requests to a token endpoint share.
struct TokenEndpoint {
  const AuthSpec& spec;
  std::string url;
  OAuthClient client;
  Transport& transport;
  CallControl control;
};

TokenOutcome exchange_code(const TokenEndpoint& endpoint, const Secret& code, const std::string& redirect_uri,
                           const Secret& verifier);
TokenOutcome refresh_token(const TokenEndpoint& endpoint, const Secret& refresh,
                           const std::vector<std::string>& scopes);
TokenOutcome client_credentials_token(const TokenEndpoint& endpoint, const std::vector<std::string>& scopes);
Outcome<void> revoke_token(const TokenEndpoint& endpoint, const Secret& token);

// `granted` holds `wanted`, or a scope that contains it, as Zoho writes them: ZohoCRM.modules.ALL holds
// ZohoCRM.modules.leads.READ; letter case does not matter.
bool holds_scope(const std::vector<std::string>& granted, std::string_view wanted);
std::vector<std::string> split_scopes(std::string_view text);  // at blanks and commas

}  // namespace sluice::connectors
