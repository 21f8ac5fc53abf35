#include "sandbox/routes.h"

#include <algorithm>

namespace sluice::sandbox {

namespace {

// Literal segments before placeholders: the first match counts.
constexpr Route kRoutes[] = {
    {"GET", "{module}/deleted", deleted_records, "modules", kOldest, 2},
    {"GET", "{module}/actions/count", count_records, "modules", 30},
    {"GET", "{module}/search", search_records, "modules"},
    {"POST", "{module}/upsert", upsert_records, "modules"},
    {"GET", "{module}", list_records, "modules"},
    {"POST", "{module}", insert_records, "modules"},
    {"PUT", "{module}", update_records, "modules"},
    {"DELETE", "{module}", delete_records, "modules"},
    {"GET", "{module}/{id}", get_record, "modules"},
    {"PUT", "{module}/{id}", update_record, "modules"},
    {"DELETE", "{module}/{id}", delete_record, "modules"},
};

bool matches(std::string_view pattern, const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    if (pattern.empty()) return false;
    const std::size_t slash = pattern.find('/');
    const std::string_view part = pattern.substr(0, slash);
    if (!part.starts_with('{') && part != segment) return false;
    pattern.remove_prefix(slash == std::string_view::npos ? pattern.size() : slash + 1);
  }
  return pattern.empty();
}

std::string version_name(Version version) {
  return "v" + std::to_string(version / 10) + (version % 10 == 0 ? "" : "." + std::to_string(version % 10));
}

std::string_view operation_of(std::string_view method) {
  if (method == "GET") return "READ";
  if (method == "POST") return "CREATE";
  return method == "PUT" || method == "PATCH" ? "UPDATE" : "DELETE";
}

// A module as scopes write it: lower case without underscores; all custom modules together.
std::string scope_word(const Module& module) {
  if (module.custom) return "custom";
  std::string word = fold(module.api_name);
  if (word.ends_with("__s")) word.resize(word.size() - 3);
  std::erase(word, '_');
  return word;
}

}  // namespace

const Route& find_route(const std::string& method, const std::vector<std::string>& segments, Version version) {
  bool other_method = false;
  for (const Route& route : kRoutes) {
    if (!matches(route.pattern, segments)) continue;
    if (route.method != method) {
      // A literal route is not shadowed by a placeholder of another method.
      other_method = true;
      continue;
    }
    if (version < route.since)
      throw ApiError(400, "API_NOT_SUPPORTED", "api not supported in this version",
                     {{"supported_version", version_name(route.since)}});
    return route;
  }
  if (other_method) throw ApiError(400, "INVALID_REQUEST_METHOD", "The http request method type is not a valid one");
  throw ApiError(404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
}

std::string scope_of(const Route& route, const Module* module) {
  if (route.scope.empty() || route.scope.starts_with("Zoho")) return std::string(route.scope);
  std::string scope = "ZohoCRM." + std::string(route.scope);
  if (route.scope == "modules" && module != nullptr) scope += "." + scope_word(*module);
  return scope + "." + std::string(operation_of(route.method));
}

bool names_module(const Route& route) { return route.pattern.starts_with("{module}"); }

}  // namespace sluice::sandbox
