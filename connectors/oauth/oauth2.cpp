#include "connectors/oauth/oauth2.h"

#include <algorithm>
#include <charconv>

#include "connectors/oauth/json_object.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/digest.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(separator)) + word;
  return text;
}

struct Parameter {
  std::string name;
  std::string value;
  bool secret = false;
};
using Parameters = std::vector<Parameter>;

std::string form(const Parameters& parameters) {
  std::string text;
  for (const Parameter& each : parameters)
    text += (text.empty() ? "" : "&") + percent_encoded(each.name) + "=" + percent_encoded(each.value);
  return text;
}

void add_authorization(HttpRequest& request, std::string credential) {
  set_header(request.headers, "Authorization", std::move(credential));
  request.secret_headers = {"Authorization"};
}

void add_basic(HttpRequest& request, const OAuthClient& client) {
  add_authorization(request, "Basic " + interpreter::support::base64_of(percent_encoded(client.id) + ":" +
                                                                        percent_encoded(client.secret.reveal())));
}

HttpRequest form_request(const TokenEndpoint& endpoint, ClientAuth client_auth, Parameters parameters) {
  HttpRequest request{.method = "POST", .url = endpoint.url};
  request.headers = {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}};
  const std::string secret(endpoint.client.secret.reveal());
  switch (client_auth) {
    case ClientAuth::Header: add_basic(request, endpoint.client); break;
    case ClientAuth::Body:
      parameters.push_back({"client_id", endpoint.client.id});
      if (!secret.empty()) parameters.push_back({"client_secret", secret, true});
      break;
    case ClientAuth::None: parameters.push_back({"client_id", endpoint.client.id}); break;
  }
  for (const auto& [name, value] : endpoint.spec.token_parameters) parameters.push_back({name, value});
  request.body = form(parameters);
  for (const Parameter& each : parameters)
    if (each.secret) request.secret_parameters.push_back(each.name);
  return request;
}

HttpRequest revocation_of(const TokenEndpoint& endpoint, const Secret& token) {
  const Revocation& how = endpoint.spec.revocation;
  const ClientAuth client_auth = how.client_auth.value_or(endpoint.spec.client_auth);
  if (how.in == Revocation::In::Form) {
    HttpRequest request = form_request(endpoint, client_auth, {{how.name, std::string(token.reveal()), true}});
    request.method = how.method;
    return request;
  }
  HttpRequest request{.method = how.method, .url = endpoint.url, .headers = {{"Accept", "application/json"}}};
  if (how.in == Revocation::In::Header) {
    add_authorization(request, "Bearer " + std::string(token.reveal()));
    return request;
  }
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = "{";
  append_json_text(request.body, how.name);
  request.body += ":";
  append_json_text(request.body, token.reveal());
  request.body += "}";
  if (client_auth == ClientAuth::Header) add_basic(request, endpoint.client);
  return request;
}

std::string host_of(const std::string& url) {
  const std::optional<Origin> origin = origin_of(url);
  return origin ? origin->host : url;
}

// What a server said, short and without anything that was sent to it.
std::string harmless(std::string_view said, const HttpRequest& request) {
  std::string text;
  for (const char c : said.substr(0, 200)) text += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  for (std::size_t at = 0; at + 12 <= text.size(); ++at)
    if (request.body.find(percent_encoded(text.substr(at, 12))) != std::string::npos) return "(not shown)";
  return text;
}

TokenProblem problem_of(std::string_view error, int status) {
  if (error == "Access Denied" || status == 429) return TokenProblem::Throttled;
  for (const char* dead :
       {"invalid_grant", "invalid_code", "access_denied", "invalid_token", "interaction_required",
        "bad_verification_code", "bad_refresh_token", "invalid_refresh_token"})  // the last: GitHub, Slack
    if (error == dead) return TokenProblem::Dead;
  if (error == "temporarily_unavailable" || error == "server_error" || error == "general_error" || status >= 500)
    return TokenProblem::Unavailable;
  if (!error.empty()) return TokenProblem::Configuration;
  return status >= 400 && status != 408 ? TokenProblem::Configuration : TokenProblem::Unavailable;
}

std::string advice(TokenProblem problem, std::string_view error) {
  if (error == "invalid_client" || error == "invalid_client_secret" || error == "incorrect_client_credentials")
    return "check id, secret and data centre of the client: sluice connectors configure";
  if (error == "invalid_redirect_uri" || error == "redirect_uri_mismatch")
    return "register the redirect_uri that stands in the address of the consent page";
  if (error == "invalid_code" || error == "bad_verification_code")
    return "a code counts once, for some minutes, and only in the data centre that gave it; ask for a new one";
  if (error == "invalid_scope") return "check the scopes: sluice connections scopes";
  return problem == TokenProblem::Unavailable ? "try again later" : "";
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::max<std::int64_t>(number, 0);
}

TokenFailure refusal(const HttpRequest& request, const HttpResponse& response, std::string_view error,
                     std::string_view description) {
  TokenFailure failure;
  failure.problem = problem_of(error, response.status);
  if (const std::string* after = find_header(response.headers, "Retry-After")) failure.retry_after = number_in(*after);
  std::string reason = error.empty() ? "status " + std::to_string(response.status) : harmless(error, request);
  if (!description.empty()) reason += " (" + harmless(description, request) + ")";
  failure.failure =
      failed(ErrorKind::Host, messages::OAuthRefused, {host_of(request.url), reason}, advice(failure.problem, error))
          .error();
  return failure;
}

TokenOutcome answer_of(const HttpRequest& request, const HttpResponse& response) {
  const std::optional<JsonObject> body = JsonObject::read(response.body);
  // Zoho refuses with status 200 too: only a token is success.
  const std::string_view token = body ? body->get("access_token") : std::string_view();
  if (response.status >= 300 || token.empty()) {
    const std::string_view error = body ? body->get("error") : std::string_view();
    if (body && error.empty() && response.status < 300)
      return std::unexpected(TokenFailure{
          TokenProblem::Unavailable,
          failed(ErrorKind::Host, messages::OAuthAnswer, {host_of(request.url), "it has no access_token"}).error(), 0});
    if (!body && response.status < 300) {
      const bool denied = response.body.find("Access Denied") != std::string::npos;
      TokenFailure failure{denied ? TokenProblem::Throttled : TokenProblem::Unavailable, {}, 0};
      failure.failure = failed(ErrorKind::Host, messages::OAuthAnswer, {host_of(request.url), "it is not JSON"},
                               "check the address of the token endpoint")
                            .error();
      return std::unexpected(std::move(failure));
    }
    return std::unexpected(refusal(request, response, error, body ? body->get("error_description") : ""));
  }
  TokenAnswer answer;
  answer.access_token = Secret(std::string(token));
  answer.refresh_token = Secret(std::string(body->get("refresh_token")));
  // With expires_in_sec the other one is in milliseconds.
  const std::string_view seconds = body->get("expires_in_sec");
  answer.expires_in = number_in(seconds.empty() ? body->get("expires_in") : seconds);
  answer.scopes = split_scopes(body->get("scope"));
  answer.api_domain = body->get("api_domain");
  answer.instance_url = body->get("instance_url");
  for (const unsigned char c : token)
    if (c <= 0x20 || c >= 0x7f)
      return std::unexpected(TokenFailure{TokenProblem::Unavailable,
                                          failed(ErrorKind::Host, messages::OAuthAnswer,
                                                 {host_of(request.url), "its token holds characters that no token has"})
                                              .error(),
                                          0});
  return answer;
}

TokenOutcome ask(const TokenEndpoint& endpoint, Parameters parameters) {
  HttpRequest request = form_request(endpoint, endpoint.spec.client_auth, std::move(parameters));
  Outcome<HttpResponse> response = endpoint.transport.send(request, endpoint.control);
  if (!response) {
    wipe(request.body);
    return std::unexpected(TokenFailure{TokenProblem::Unavailable, std::move(response.error()), 0});
  }
  TokenOutcome answer = answer_of(request, *response);
  wipe(request.body);
  wipe(response->body);
  return answer;
}

// `service.name.sub.operation` without its last part, and that part.
std::pair<std::string_view, std::string_view> parts(std::string_view scope) {
  const std::size_t dot = scope.rfind('.');
  if (dot == std::string_view::npos) return {scope, {}};
  return {scope.substr(0, dot), scope.substr(dot + 1)};
}

bool holds(std::string_view granted, std::string_view wanted) {
  if (granted == wanted) return true;
  if (wanted.size() > granted.size() && wanted.starts_with(granted) && wanted[granted.size()] == '.') return true;
  const auto [have, right] = parts(granted);
  const auto [need, use] = parts(wanted);
  const bool inside = have == need || (need.size() > have.size() && need.starts_with(have) && need[have.size()] == '.');
  if (!inside) return false;
  return right == "all" || right == "fullaccess" || right == use ||
         (right == "write" && (use == "create" || use == "update" || use == "delete"));
}

}  // namespace

std::string challenge_of(std::string_view verifier) {
  using namespace interpreter::support;
  return base64url_of(digest_of(DigestKind::Sha256, verifier).view());
}

std::string consent_address(const AuthSpec& spec, std::string_view authorize_url, const ConsentRequest& request) {
  Parameters parameters = {{"response_type", "code"},
                           {"client_id", request.client_id},
                           {"redirect_uri", request.redirect_uri},
                           {"state", request.state}};
  if (!request.scopes.empty()) parameters.push_back({"scope", joined(request.scopes, spec.scope_separator)});
  if (!request.challenge.empty()) {
    parameters.push_back({"code_challenge", request.challenge});
    parameters.push_back({"code_challenge_method", "S256"});
  }
  for (const auto& [name, value] : spec.authorize_parameters) parameters.push_back({name, value});
  return std::string(authorize_url) + (authorize_url.find('?') == std::string_view::npos ? "?" : "&") +
         form(parameters);
}

TokenOutcome exchange_code(const TokenEndpoint& endpoint, const Secret& code, const std::string& redirect_uri,
                           const Secret& verifier) {
  Parameters parameters = {{"grant_type", "authorization_code"}, {"code", std::string(code.reveal()), true}};
  if (!redirect_uri.empty()) parameters.push_back({"redirect_uri", redirect_uri});
  if (!verifier.empty()) parameters.push_back({"code_verifier", std::string(verifier.reveal()), true});
  return ask(endpoint, std::move(parameters));
}

TokenOutcome refresh_token(const TokenEndpoint& endpoint, const Secret& refresh,
                           const std::vector<std::string>& scopes) {
  Parameters parameters = {{"grant_type", "refresh_token"}, {"refresh_token", std::string(refresh.reveal()), true}};
  if (endpoint.spec.refresh_with_scope && !scopes.empty())
    parameters.push_back({"scope", joined(scopes, endpoint.spec.scope_separator)});
  return ask(endpoint, std::move(parameters));
}

TokenOutcome client_credentials_token(const TokenEndpoint& endpoint, const std::vector<std::string>& scopes) {
  Parameters parameters = {{"grant_type", "client_credentials"}};
  if (!scopes.empty()) parameters.push_back({"scope", joined(scopes, endpoint.spec.scope_separator)});
  return ask(endpoint, std::move(parameters));
}

Outcome<void> revoke_token(const TokenEndpoint& endpoint, const Secret& token) {
  HttpRequest request = revocation_of(endpoint, token);
  const Outcome<HttpResponse> response = endpoint.transport.send(request, endpoint.control);
  wipe(request.body);
  if (!response) return std::unexpected(response.error());
  // Some refuse with status 200.
  const std::optional<JsonObject> body = JsonObject::read(response->body);
  const std::string_view error = body ? body->get("error") : std::string_view();
  if (response->status < 300 && error.empty()) return {};
  return std::unexpected(refusal(request, *response, error, {}).failure);
}

bool holds_scope(const std::vector<std::string>& granted, std::string_view wanted) {
  const std::string want = interpreter::folded(wanted);
  return std::ranges::any_of(granted, [&](const std::string& each) { return holds(interpreter::folded(each), want); });
}

std::vector<std::string> split_scopes(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,"), text.size());
    if (end > 0) scopes.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

}  // namespace sluice::connectors
