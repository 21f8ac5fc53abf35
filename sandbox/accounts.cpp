#include "sandbox/accounts.h"

#include <algorithm>

#include "sandbox/api_error.h"
#include "sandbox/digest.h"
#include "sandbox/scopes.h"
#include "sandbox/seed.h"

namespace sluice::sandbox {

namespace {

constexpr Seconds kCodeLife = 120;
constexpr Seconds kTokenLife = 3600;
constexpr Seconds kThrottleWindow = 600;
constexpr std::size_t kTokensPerWindow = 10;
constexpr std::size_t kLiveTokens = 15;
constexpr std::size_t kRefreshTokens = 20;

// A failure of the token endpoint.
class OauthError : public std::exception {
 public:
  explicit OauthError(std::string error) : code(std::move(error)) {}
  std::string code;
};

std::string new_token() { return "1000." + random_hex(16) + "." + random_hex(16); }

std::string random_capitals(std::size_t count) {
  std::string name;
  for (const char c : random_hex(count)) name += static_cast<char>('A' + (c >= 'a' ? c - 'a' + 10 : c - '0'));
  return name.substr(0, count);
}

const std::string& get(const Parameters& parameters, std::string_view name) {
  static const std::string kNothing;
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return kNothing;
}

const std::string& need(const Parameters& parameters, std::string_view name) {
  const std::string& value = get(parameters, name);
  if (value.empty()) throw OauthError("invalid_request");
  return value;
}

// Parameters arrive in the body (form or multipart), which wins, or in the query.
Parameters parameters_of(const Request& request) {
  Parameters all;
  const std::string* type = request.header("content-type");
  if (const auto parts = multipart_of(request)) {
    for (const Part& part : *parts) all.emplace_back(part.name, part.content);
  } else if (type == nullptr || !fold(*type).starts_with("application/json")) {
    all = parse_query(request.body);
  }
  all.insert(all.end(), request.query.begin(), request.query.end());
  return all;
}

// The demo client takes any address of this machine. Nothing but a port may stand behind the host: a browser would go to
// the host of http://127.0.0.1:80@example.com.
bool is_loopback(std::string_view uri) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (uri.starts_with(scheme)) {
      const std::string_view rest = uri.substr(scheme.size());
      const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
      for (const std::string_view host : {"127.0.0.1", "localhost", "[::1]"})
        if (authority == host ||
            (authority.starts_with(host) && authority[host.size()] == ':' &&
             (authority.size() == host.size() + 1 || is_digits(authority.substr(host.size() + 1)))))
          return uri.find_first_of("\r\n\t\\ #") == std::string_view::npos;
    }
  return false;
}

Response page(int status, std::string html) {
  Response response;
  response.status = status;
  response.content_type = "text/html;charset=UTF-8";
  response.headers.emplace_back("X-Frame-Options", "DENY");
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.body = std::move(html);
  return response;
}

Response redirect(const std::string& uri, const std::string& query, const std::string& state) {
  Response response;
  response.status = 302;
  std::string target = uri + (uri.find('?') == std::string::npos ? '?' : '&') + query;
  if (!state.empty()) target += "&state=" + percent_encode(state);
  response.headers.emplace_back("Location", std::move(target));
  return response;
}

}  // namespace

Accounts::Accounts(Store& store, const Clock& clock, bool token_limits)
    : store_(store), clock_(clock), token_limits_(token_limits) {}

std::optional<Response> Accounts::serve(const Request& request, const std::string& own_address) {
  if (!request.path.starts_with("/oauth/")) return std::nullopt;
  const bool post = request.method == "POST";
  if (request.path == "/oauth/v2/auth") return post ? decide(request) : authorize(request);
  if (request.path == "/oauth/v2/token" && post) return token(request, own_address);
  if ((request.path == "/oauth/v2/token/revoke" || request.path == "/oauth/v2/revoke/token") && post)
    return revoke(request);
  if (request.path == "/oauth/user/info") return user_info(request);
  return json_response(404, {{"error", "invalid_request"}});
}

// ---------------------------------------------------------------- authorization page

Response Accounts::authorize(const Request& request) {
  const auto value = [&](std::string_view name) { return get(request.query, name); };
  if (value("response_type") != "code") return page(400, refusal_page("invalid_response_type"));
  if (store_.document("client", value("client_id")) == nullptr) return page(400, refusal_page("invalid_client"));
  if (!is_loopback(value("redirect_uri"))) return page(400, refusal_page("invalid_redirect_uri"));
  if (!well_formed(scope_list(value("scope")))) return page(400, refusal_page("invalid_scope"));
  return page(200, consent_page(request, store_.documents("user")));
}

Response Accounts::decide(const Request& request) {
  const Parameters given = parameters_of(request);
  Request asked = request;
  asked.query = given;
  if (Response checked = authorize(asked); checked.status != 200) return checked;
  const std::string& uri = get(given, "redirect_uri");
  const std::string& state = get(given, "state");
  if (get(given, "decision") != "accept") return redirect(uri, "error=access_denied", state);
  const Json* user = store_.document("user", get(given, "user"));
  if (user == nullptr) return page(400, refusal_page("invalid_user"));
  std::string code = new_token();
  store_.put_document("code", code,
                      {{"client", get(given, "client_id")},
                       {"redirect_uri", uri},
                       {"scope", get(given, "scope")},
                       {"user", get(given, "user")},
                       {"offline", get(given, "access_type") == "offline"},
                       {"challenge", get(given, "code_challenge")},
                       {"challenge_method", get(given, "code_challenge_method")},
                       {"expires", clock_.now() + kCodeLife}});
  const std::string* host = request.header("host");
  const std::string server = "http://" + (host == nullptr ? std::string("127.0.0.1") : *host);
  return redirect(uri, "code=" + code + "&location=us&accounts-server=" + percent_encode(server), state);
}

std::string Accounts::self_client_code(const std::string& client, const std::string& scope, Id user, int minutes) {
  std::string code = new_token();
  store_.put_document("code", code,
                      {{"client", client},
                       {"redirect_uri", ""},
                       {"scope", scope},
                       {"user", std::to_string(user)},
                       {"offline", true},
                       {"challenge", ""},
                       {"challenge_method", ""},
                       {"expires", clock_.now() + minutes * 60}});
  return code;
}

// ---------------------------------------------------------------- tokens

Response Accounts::token(const Request& request, const std::string& own_address) {
  const Parameters given = parameters_of(request);
  try {
    const std::string& grant_type = need(given, "grant_type");
    const Json* client = store_.document("client", need(given, "client_id"));
    if (client == nullptr) throw OauthError("invalid_client");
    if (need(given, "client_secret") != text_member(*client, "secret")) throw OauthError("invalid_client_secret");
    if (grant_type == "authorization_code") return json_response(200, exchange_code(given, own_address));
    if (grant_type == "client_credentials") return json_response(200, client_credentials(given, own_address));
    if (grant_type != "refresh_token") throw OauthError("unsupported_grant_type");
    if (token_limits_ && throttled(get(given, "refresh_token")))
      return json_response(400, {{"error_description",
                                  "You have made too many requests continuously. Please try again after some time."},
                                 {"error", "Access Denied"},
                                 {"status", "failure"}});
    return json_response(200, refresh(given, own_address));
  } catch (const OauthError& error) { return json_response(200, {{"error", error.code}}); }
}

Json Accounts::exchange_code(const Parameters& given, const std::string& api_domain) {
  const std::string& code = need(given, "code");
  const Json* found = store_.document("code", code);
  if (found == nullptr) throw OauthError("invalid_code");
  const Json grant = *found;
  if (text_member(grant, "client") != get(given, "client_id") || grant["expires"].get<Seconds>() < clock_.now())
    throw OauthError("invalid_code");
  if (const std::string uri = text_member(grant, "redirect_uri"); !uri.empty() && uri != get(given, "redirect_uri"))
    throw OauthError("invalid_redirect_uri");
  if (const std::string challenge = text_member(grant, "challenge"); !challenge.empty()) {
    const std::string& verifier = get(given, "code_verifier");
    const bool plain = text_member(grant, "challenge_method") == "plain";
    if (verifier.empty() || (plain ? verifier : base64url(sha256(verifier))) != challenge)
      throw OauthError("invalid_code");
  }
  store_.erase_document("code", code);
  std::string refresh_token;
  if (bool_member(grant, "offline")) refresh_token = new_refresh_token(grant);
  Json answer = issue(grant, refresh_token, api_domain);
  if (!refresh_token.empty()) answer["refresh_token"] = refresh_token;
  return answer;
}

Json Accounts::refresh(const Parameters& given, const std::string& api_domain) {
  const std::string token = need(given, "refresh_token");
  const Json* grant = store_.document("refresh", token);
  if (grant == nullptr || text_member(*grant, "client") != get(given, "client_id")) throw OauthError("invalid_code");
  return issue(Json(*grant), token, api_domain);
}

Json Accounts::client_credentials(const Parameters& given, const std::string& api_domain) {
  const std::vector<std::string> scopes = scope_list(need(given, "scope"));
  if (!well_formed(scopes)) throw OauthError("invalid_scope");
  const Json grant = {{"client", get(given, "client_id")},
                      {"scope", get(given, "scope")},
                      {"user", text_member(*store_.document("meta", "client"), "user")}};
  return issue(grant, "", api_domain);
}

Json Accounts::issue(const Json& grant, const std::string& refresh_token, const std::string& api_domain) {
  forget_expired();
  if (token_limits_ && !refresh_token.empty())
    evict_oldest(
        "access", [&](const Json& one) { return text_member(one, "refresh") == refresh_token; }, kLiveTokens - 1);
  std::string access = new_token();
  store_.put_document("access", access,
                      {{"client", grant["client"]},
                       {"user", grant["user"]},
                       {"scope", grant["scope"]},
                       {"refresh", refresh_token},
                       {"order", store_.next_id()},
                       {"expires", clock_.now() + kTokenLife}});
  std::string scope;
  for (const std::string& part : scope_list(text_member(grant, "scope"))) scope += (scope.empty() ? "" : " ") + part;
  return {{"access_token", access},
          {"scope", scope},
          {"api_domain", api_domain},
          {"token_type", "Bearer"},
          {"expires_in", kTokenLife}};
}

std::string Accounts::new_refresh_token(const Json& grant) {
  const auto of_same_user = [&](const Json& one) {
    return one["client"] == grant["client"] && one["user"] == grant["user"];
  };
  if (token_limits_) evict_oldest("refresh", of_same_user, kRefreshTokens - 1);
  std::string token = new_token();
  store_.put_document("refresh", token,
                      {{"client", grant["client"]},
                       {"user", grant["user"]},
                       {"scope", grant["scope"]},
                       {"order", store_.next_id()},
                       {"calls", Json::array()}});
  return token;
}

// Counts a refresh; whether it is one too many in ten minutes.
bool Accounts::throttled(const std::string& refresh_token) {
  const Json* grant = store_.document("refresh", refresh_token);
  if (grant == nullptr) return false;
  Json counted = *grant;
  Json recent = Json::array();
  for (const Json& call : member(counted, "calls"))
    if (call.get<Seconds>() > clock_.now() - kThrottleWindow) recent.push_back(call);
  if (recent.size() >= kTokensPerWindow) return true;
  recent.push_back(clock_.now());
  counted["calls"] = std::move(recent);
  store_.put_document("refresh", refresh_token, std::move(counted));
  return false;
}

void Accounts::evict_oldest(const std::string& kind, const std::function<bool(const Json&)>& chosen, std::size_t keep) {
  std::vector<std::pair<Id, std::string>> found;
  for (const auto& [key, body] : store_.documents(kind))
    if (chosen(body)) found.emplace_back(body["order"].get<Id>(), key);
  std::sort(found.begin(), found.end());
  for (std::size_t i = 0; i + keep < found.size(); ++i) store_.erase_document(kind, found[i].second);
}

void Accounts::forget_expired() {
  for (const char* kind : {"access", "code"}) {
    std::vector<std::string> expired;
    for (const auto& [key, body] : store_.documents(kind))
      if (body["expires"].get<Seconds>() < clock_.now()) expired.push_back(key);
    for (const std::string& key : expired) store_.erase_document(kind, key);
  }
}

void Accounts::expire_access_tokens() {
  std::vector<std::string> all;
  for (const auto& [key, body] : store_.documents("access")) all.push_back(key);
  for (const std::string& key : all) store_.erase_document("access", key);
}

Response Accounts::revoke(const Request& request) {
  const std::string token = get(parameters_of(request), "token");
  if (store_.document("refresh", token) != nullptr) {
    evict_oldest("access", [&](const Json& one) { return text_member(one, "refresh") == token; }, 0);
    store_.erase_document("refresh", token);
  } else if (store_.document("access", token) != nullptr) {
    store_.erase_document("access", token);
  } else {
    return json_response(400, {{"error", "invalid_token"}});
  }
  return json_response(200, {{"status", "success"}});
}

std::optional<Grant> Accounts::grant_of(std::string_view access_token) const {
  const Json* found = store_.document("access", access_token);
  if (found == nullptr || member(*found, "expires").get<Seconds>() <= clock_.now()) return std::nullopt;
  return Grant{std::string(access_token), text_member(*found, "client"), to_id(member(*found, "user")).value_or(0),
               scope_list(text_member(*found, "scope")), member(*found, "expires").get<Seconds>()};
}

Response Accounts::user_info(const Request& request) const {
  const std::string* header = request.header("authorization");
  const std::size_t blank = header == nullptr ? std::string::npos : header->find(' ');
  const auto grant =
      blank == std::string::npos ? std::nullopt : grant_of(trim(std::string_view(*header).substr(blank)));
  if (!grant || !covers(grant->scopes, "AaaServer.profile.READ"))
    return json_response(401, {{"response", "error"}, {"cause", "INVALID_OAUTHTOKEN"}});
  const Json& user = *store_.document("user", std::to_string(grant->user));
  return json_response(200, {{"First_Name", member(user, "first_name")},
                             {"Last_Name", member(user, "last_name")},
                             {"Display_Name", member(user, "full_name")},
                             {"Email", member(user, "email")},
                             {"ZUID", member(user, "zuid")}});
}

// ---------------------------------------------------------------- the demo client

void Accounts::seed_client(Id user) {
  if (store_.document("meta", "api_key") == nullptr)
    store_.put_document("meta", "api_key", "1001." + random_hex(16) + "." + random_hex(16));
  if (store_.document("meta", "client") != nullptr) return;
  const std::string id = "1000." + random_capitals(30);
  const std::string secret = random_hex(21);
  store_.put_document("client", id, {{"secret", secret}});
  std::string scope;
  for (const std::string& part : all_scopes()) scope += (scope.empty() ? "" : ",") + part;
  const std::string refresh = new_refresh_token({{"client", id}, {"user", std::to_string(user)}, {"scope", scope}});
  store_.put_document("meta", "client",
                      {{"id", id}, {"secret", secret}, {"refresh_token", refresh}, {"user", std::to_string(user)}});
}

std::string Accounts::first_code() {
  constexpr int kMinutes = 10;
  std::string scopes;
  for (const std::string& scope : all_scopes()) scopes += (scopes.empty() ? "" : ",") + scope;
  return self_client_code(client().id, scopes, first_user(store_), kMinutes);
}

std::string Accounts::api_key() const { return store_.document("meta", "api_key")->get<std::string>(); }

std::optional<Grant> Accounts::grant_of_api_key(std::string_view key) const {
  if (key != api_key()) return std::nullopt;
  Grant grant;
  grant.client = client().id;
  grant.user = first_user(store_);
  grant.scopes = {"ZohoCRM.functions.execute.ALL"};
  return grant;
}

Accounts::Client Accounts::client() const {
  const Json& client = *store_.document("meta", "client");
  return {text_member(client, "id"), text_member(client, "secret"), text_member(client, "refresh_token")};
}

}  // namespace sluice::sandbox
