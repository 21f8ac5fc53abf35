#include "sandbox/crm.h"

#include <algorithm>
#include <charconv>

#include "sandbox/handlers.h"
#include "sandbox/routes.h"

namespace sluice::sandbox {

namespace {

constexpr Seconds kDay = 24 * 3600;

// `v8` is 80, `v2.1` is 21; 0 for versions that do not exist.
Version read_version(std::string_view text) {
  if (text == "v2.1") return 21;
  if (text.size() == 2 && text[0] == 'v' && text[1] >= '2' && text[1] <= '8') return (text[1] - '0') * 10;
  return 0;
}

// The letter of Module::allowed that a method needs.
char letter_of(std::string_view method) {
  if (method == "GET") return 'V';
  if (method == "POST") return 'C';
  return method == "DELETE" ? 'D' : 'E';
}

const Module& usable_module(const Schema& schema, const std::string& name) {
  const Module* module = schema.module(name);
  if (module == nullptr) throw invalid_module();
  if (!module->has_records())
    throw ApiError(400, "INVALID_MODULE", "the given module is not supported in api", {{"resource_path_index", 0}});
  return *module;
}

void check_permission(const Module& module, const Route& route) {
  const bool plain = route.pattern == "{module}" || route.pattern == "{module}/{id}";
  if (!plain || module.may(letter_of(route.method))) return;
  throw ApiError(403, "NO_PERMISSION", "permission denied", {{"permissions", Json::array()}});
}

const std::string* find_parameter(const Parameters& parameters, std::string_view name) {
  const auto found = std::ranges::find(parameters, name, &Parameters::value_type::first);
  return found == parameters.end() || found->second.empty() ? nullptr : &found->second;
}

// Functions may be called with a key in the address instead of an access token.
bool by_api_key(const Request& request) {
  const std::string* auth_type = find_parameter(request.query, "auth_type");
  if (auth_type == nullptr || *auth_type == "oauth") return false;
  if (*auth_type != "apikey")
    throw invalid_data("invalid data",
                       {{"param_name", "auth_type"}, {"supported_values", Json::array({"oauth", "apikey"})}});
  return true;
}

Response error_response(const ApiError& error) { return json_response(error.status(), error.body()); }

// The oldest versions do not say which part of the address is wrong.
Response error_response(const ApiError& error, Version version) {
  Json body = error.body();
  if (version < 30) body["details"].erase("resource_path_index");
  return json_response(error.status(), body);
}

}  // namespace

Crm::Crm(Store& store, Accounts& accounts, const Clock& clock, CrmOptions options, FunctionHook function)
    : store_(store), accounts_(accounts), clock_(clock), options_(options), function_hook_(std::move(function)) {}

std::optional<Response> Crm::serve(const Request& request, int under_way) {
  if (!request.path.starts_with("/crm/")) return std::nullopt;
  try {
    Response response = answer(request, under_way);
    if (response.status >= 400) store_.rollback();  // nothing is half done
    return response;
  } catch (const ApiError& error) { return error_response(error); }
}

Response Crm::serve_part(const Request& request) {
  try {
    return answer(request, 0);
  } catch (const ApiError& error) { return error_response(error); }
}

Response Crm::answer(const Request& request, int under_way) {
  std::vector<std::string> segments;
  for (const std::string& part : split(std::string_view(request.path).substr(1), '/'))
    segments.push_back(percent_decode(part, false));
  if (segments.back().empty()) segments.pop_back();  // a slash at the end
  // /crm/bulk/v8/read is /crm/v8/bulk/read here.
  if (segments.size() > 2 && segments[1] == "bulk") std::swap(segments[1], segments[2]);
  const Version version = segments.size() > 1 ? read_version(segments[1]) : 0;
  segments.erase(segments.begin(),
                 segments.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, segments.size())));
  if (version == 0 || segments.empty())
    throw ApiError(404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
  const Route& route = find_route(request.method, segments, version);
  const Grant grant = authenticate(request, route);
  if (options_.concurrency > 0 && under_way >= options_.concurrency)
    throw ApiError(429, "TOO_MANY_REQUESTS", "too many requests. please try again after some time");
  charge(route.credits);
  Response response;
  try {
    response = dispatch(request, version, std::move(segments), grant, route);
  } catch (const ApiError& error) { response = error_response(error, version); }
  if (!grant.token.empty()) response.headers.emplace_back("X-ACCESSTOKEN-RESET", format_datetime(grant.expires, 0));
  if (options_.credits > 0 && spent_credits_ * 2 >= options_.credits)
    response.headers.emplace_back("X-API-CREDITS-REMAINING", std::to_string(options_.credits - spent_credits_));
  return response;
}

Response Crm::dispatch(const Request& request, Version version, std::vector<std::string> segments, const Grant& grant,
                       const Route& route) {
  const Json* user = store_.document("user", std::to_string(grant.user));
  if (user == nullptr || text_member(*user, "status") != "active")
    throw ApiError(401, "AUTHENTICATION_FAILURE", "Authentication failed");
  Call call{store_, clock_, options_, request, version, grant, *user};
  call.offset =
      static_cast<int>(member(*user, "offset").is_number() ? member(*user, "offset").get<std::int64_t>() / 1000 : 0);
  call.segments = std::move(segments);
  const Module* named = names_module(route) ? store_.schema().module(call.segment(0)) : nullptr;
  if (const std::string scope = scope_of(route, named); !scope.empty()) call.require_scope(scope);
  call.crm = this;
  if (names_module(route)) {
    call.module = &usable_module(store_.schema(), call.segment(0));
    check_permission(*call.module, route);
  }
  return route.handler(call);
}

Grant Crm::authenticate(const Request& request, const Route& route) const {
  if (route.handler == run_function && by_api_key(request)) {
    const std::string* key = find_parameter(request.query, "zapikey");
    std::optional<Grant> grant = key == nullptr ? std::nullopt : accounts_.grant_of_api_key(*key);
    if (!grant) throw ApiError(401, "AUTHENTICATION_FAILURE", "Authentication failed");
    return std::move(*grant);
  }
  const std::string* header = request.header("authorization");
  const std::size_t blank = header == nullptr ? std::string::npos : header->find(' ');
  const std::string scheme = blank == std::string::npos ? std::string() : fold(header->substr(0, blank));
  if (scheme != "zoho-oauthtoken" && scheme != "bearer")
    throw ApiError(401, "AUTHENTICATION_FAILURE", "Authentication failed");
  std::optional<Grant> grant = accounts_.grant_of(trim(std::string_view(*header).substr(blank)));
  if (!grant) throw ApiError(401, "INVALID_TOKEN", "invalid oauth token");
  return std::move(*grant);
}

void Crm::charge(int credits) {
  if (options_.credits == 0) return;
  while (!spent_.empty() && spent_.front().first <= clock_.now() - kDay) {
    spent_credits_ -= spent_.front().second;
    spent_.pop_front();
  }
  if (spent_credits_ + credits > options_.credits)
    throw ApiError(429, "TOO_MANY_REQUESTS", "too many requests. please try again after some time");
  spent_.emplace_back(clock_.now(), credits);
  spent_credits_ += credits;
}

}  // namespace sluice::sandbox
