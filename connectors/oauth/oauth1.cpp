#include "connectors/oauth/oauth1.h"

#include <algorithm>

#include "connectors/catalog/template.h"
#include "connectors/clock.h"
#include "connectors/oauth/form.h"
#include "connectors/random.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/digest.h"

namespace sluice::connectors {

namespace {

// The address without its query, and host and scheme in lower case without the usual port (RFC 5849 §3.4.1.2).
std::string base_address(const std::string& url) {
  const std::optional<Origin> origin = origin_of(url);
  if (!origin) return url;
  const std::size_t path_at = std::min(url.find_first_of("/?#", url.find("://") + 3), url.size());
  const std::size_t end = std::min(url.find_first_of("?#", path_at), url.size());
  const bool usual = origin->port == (origin->scheme == "https" ? 443 : 80);
  const std::string path = url.substr(path_at, end - path_at);
  return origin->scheme + "://" + origin->host + (usual ? "" : ":" + std::to_string(origin->port)) +
         (path.empty() ? "/" : path);
}

bool is_form(const HttpRequest& request) {
  const std::string* type = find_header(request.headers, "Content-Type");
  return type != nullptr && type->starts_with("application/x-www-form-urlencoded");
}

std::string signature_of(const HttpRequest& request, const OAuth1Credentials& credentials, const NamedTexts& protocol) {
  NamedTexts all;
  const auto add = [&](const std::string& name, const std::string& value) {
    all.emplace_back(percent_encoded(name), percent_encoded(value));
  };
  for (const auto& [name, value] : protocol) add(name, value);
  const std::size_t query = request.url.find('?');
  if (query != std::string::npos)
    for (const auto& [name, value] :
         read_form(std::string_view(request.url).substr(query + 1, request.url.find('#') - query - 1)))
      add(name, value);
  if (is_form(request))
    for (const auto& [name, value] : read_form(request.body)) add(name, value);
  std::ranges::sort(all);
  std::string parameters;
  for (const auto& [name, value] : all) parameters += (parameters.empty() ? "" : "&") + name + "=" + value;
  const std::string base =
      request.method + "&" + percent_encoded(base_address(request.url)) + "&" + percent_encoded(parameters);
  std::string key =
      percent_encoded(credentials.consumer_secret.reveal()) + "&" + percent_encoded(credentials.token_secret.reveal());
  std::string signature =
      interpreter::support::base64_of(hmac_of(interpreter::support::DigestKind::Sha1, key, base).view());
  wipe(key);
  return signature;
}

}  // namespace

Outcome<void> sign_oauth1(HttpRequest& request, const OAuth1Credentials& credentials, Place place,
                          const NamedTexts& more, const std::string& nonce, std::int64_t now) {
  NamedTexts protocol = {{"oauth_consumer_key", credentials.consumer_key},
                         {"oauth_nonce", nonce},
                         {"oauth_signature_method", "HMAC-SHA1"},
                         {"oauth_timestamp", std::to_string(now)},
                         {"oauth_version", "1.0"}};
  if (!credentials.token.empty()) protocol.emplace_back("oauth_token", credentials.token);
  protocol.insert(protocol.end(), more.begin(), more.end());
  protocol.emplace_back("oauth_signature", signature_of(request, credentials, protocol));
  std::string text;
  const bool header = place == Place::Header;
  for (const auto& [name, value] : protocol) {
    text += (text.empty() ? "" : header ? ", " : "&") + percent_encoded(name) + "=";
    text += header ? "\"" + percent_encoded(value) + "\"" : percent_encoded(value);
  }
  if (header) {
    set_header(request.headers, "Authorization", "OAuth " + text);
    request.secret_headers.push_back("Authorization");
  } else if (place == Place::Query) {
    const std::size_t fragment = std::min(request.url.find('#'), request.url.size());
    request.url.insert(fragment, (request.url.find('?') < fragment ? "&" : "?") + text);
  } else {
    if (!request.body.empty() && !is_form(request))
      return failed(ErrorKind::Script, messages::CredentialPlace,
                    {"OAuth 1", "the signature belongs into a form, and this request has a body of another kind"});
    set_header(request.headers, "Content-Type", "application/x-www-form-urlencoded");
    request.body += (request.body.empty() ? "" : "&") + text;
  }
  for (const char* name : {"oauth_token", "oauth_signature", "oauth_verifier"})
    request.secret_parameters.emplace_back(name);
  return {};
}

Outcome<OAuth1Token> ask_oauth1_token(Transport& transport, const CallControl& control, const std::string& url,
                                      const OAuth1Credentials& credentials, const NamedTexts& more) {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  if (Outcome<void> done =
          sign_oauth1(request, credentials, Place::Header, more, random_text(), now_milliseconds() / 1000);
      !done)
    return std::unexpected(done.error());
  const Outcome<HttpResponse> response = transport.send(request, control);
  if (!response) return std::unexpected(response.error());
  OAuth1Token token;
  for (auto& [name, value] : read_form(response->body)) {
    if (name == "oauth_token") token.token = value;
    if (name == "oauth_token_secret") token.secret = Secret(std::move(value));
  }
  const std::optional<Origin> origin = origin_of(url);
  if (response->status >= 300 || token.token.empty())
    return failed(ErrorKind::Host, messages::OAuthRefused,
                  {origin ? origin->host : url, "status " + std::to_string(response->status)},
                  "check the consumer key and secret: sluice connectors configure");
  return token;
}

}  // namespace sluice::connectors
