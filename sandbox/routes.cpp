#include "sandbox/routes.h"

#include <algorithm>

namespace sluice::sandbox {

namespace {

Response list_apis(const Call& call);

// Literal segments before placeholders: the first match counts.
constexpr Route kRoutes[] = {
    {"GET", "settings/modules", list_modules, "settings.modules"},
    {"GET", "settings/modules/{id}", get_module, "settings.modules"},
    {"GET", "settings/fields", list_fields, "settings.fields"},
    {"GET", "settings/fields/{id}", get_field, "settings.fields"},
    {"GET", "settings/layouts", list_layouts, "settings.layouts"},
    {"GET", "settings/layouts/{id}", get_layout, "settings.layouts"},
    {"GET", "settings/related_lists", list_related_lists, "settings.related_lists"},
    {"GET", "settings/custom_views", list_views, "settings.custom_views"},
    {"GET", "settings/pipeline", list_pipelines, "settings.pipeline"},
    {"GET", "settings/roles", list_roles, "settings.roles"},
    {"GET", "settings/profiles", list_profiles, "settings.profiles"},
    {"GET", "settings/territories", list_territories, "settings.territories"},
    {"GET", "settings/currencies", list_currencies, "settings.currencies"},
    {"GET", "org/currencies", list_currencies, "settings.currencies"},
    {"GET", "Contacts/roles", list_contact_roles, "ZohoCRM.modules.contacts.READ"},
    {"GET", "settings/tags", list_tags, "settings.tags"},
    {"POST", "settings/tags", insert_tags, "settings.tags"},
    {"PUT", "settings/tags", update_tags, "settings.tags"},
    {"PUT", "settings/tags/{id}", update_tags, "settings.tags"},
    {"DELETE", "settings/tags/{id}", delete_tag, "settings.tags"},
    {"GET", "settings/variables", list_variables, "settings.variables"},
    {"POST", "settings/variables", insert_variables, "settings.variables"},
    {"PUT", "settings/variables", update_variables, "settings.variables"},
    {"DELETE", "settings/variables", delete_variables, "settings.variables"},
    {"GET", "settings/variables/{id}", get_variable, "settings.variables"},
    {"PUT", "settings/variables/{id}", update_variables, "settings.variables"},
    {"DELETE", "settings/variables/{id}", delete_variables, "settings.variables"},
    {"GET", "settings/variable_groups", list_variable_groups, "settings.variable_groups"},
    {"GET", "__features", list_features, ""},
    {"GET", "__apis", list_apis, "ZohoCRM.apis.READ"},
    {"GET", "users", list_users, "users"},
    {"POST", "users", insert_users, "users"},
    {"PUT", "users", update_user, "users"},
    {"GET", "users/actions/count", count_users, "users"},
    {"GET", "users/{id}", get_user, "users"},
    {"PUT", "users/{id}", update_user, "users"},
    {"DELETE", "users/{id}", delete_user, "users"},
    {"GET", "org", get_org, "org"},
    {"POST", "coql", run_coql, "ZohoCRM.coql.READ"},
    {"POST", "bulk/read", start_bulk_read, "ZohoCRM.bulk.READ", kOldest, 50},
    {"GET", "bulk/read/{id}", get_bulk_read, "ZohoCRM.bulk.READ"},
    {"GET", "bulk/read/{id}/result", download_bulk_read, "ZohoCRM.bulk.READ"},
    {"POST", "upload", upload_bulk_file, "ZohoFiles.files.CREATE"},
    {"POST", "bulk/write", start_bulk_write, "ZohoCRM.bulk.CREATE", kOldest, 500},
    {"GET", "bulk/write/{id}", get_bulk_write, "ZohoCRM.bulk.READ"},
    {"GET", "bulk/write/{id}/result", download_bulk_write, "ZohoCRM.bulk.READ"},
    {"POST", "__composite_requests", run_composite, "ZohoCRM.composite_requests.CUSTOM", 30},
    {"POST", "functions/{name}/actions/execute", run_function, "ZohoCRM.functions.execute.CREATE"},
    {"GET", "functions/{name}/actions/execute", run_function, "ZohoCRM.functions.execute.READ"},
    {"POST", "files", upload_files, "ZohoCRM.Files.CREATE"},
    {"GET", "files", download_file, "ZohoCRM.Files.READ"},
    {"POST", "{module}/actions/add_tags", tag_records, "modules"},
    {"POST", "{module}/actions/remove_tags", untag_records, "modules"},
    {"POST", "{module}/{id}/actions/add_tags", tag_records, "modules"},
    {"POST", "{module}/{id}/actions/remove_tags", untag_records, "modules"},
    {"GET", "{module}/deleted", deleted_records, "modules", kOldest, 2},
    {"GET", "{module}/actions/count", count_records, "modules", 30},
    {"GET", "{module}/search", search_records, "modules"},
    {"POST", "{module}/upsert", upsert_records, "modules"},
    {"GET", "{module}", list_records, "modules"},
    {"POST", "{module}", insert_records, "modules"},
    {"PUT", "{module}", update_records, "modules"},
    {"DELETE", "{module}", delete_records, "modules"},
    {"GET", "{module}/{id}", get_record, "modules"},
    {"POST", "Leads/{id}/actions/convert", convert_lead, "ZohoCRM.modules.leads.CREATE", kOldest, 5},
    {"GET", "Leads/{id}/__conversion_options", conversion_options, "ZohoCRM.modules.leads.READ"},
    {"POST", "{module}/{id}/photo", upload_photo, "modules"},
    {"GET", "{module}/{id}/photo", download_photo, "modules"},
    {"DELETE", "{module}/{id}/photo", delete_photo, "modules"},
    {"POST", "{module}/{id}/Notes", insert_notes_of, "modules"},
    {"POST", "{module}/{id}/Attachments", upload_attachment, "modules"},
    {"GET", "{module}/{id}/Attachments/{related}", download_attachment, "modules"},
    {"GET", "{module}/{id}/{list}", list_related, "modules"},
    {"PUT", "{module}/{id}/{list}", update_related, "modules"},
    {"DELETE", "{module}/{id}/{list}", remove_related, "modules"},
    {"GET", "{module}/{id}/{list}/{related}", get_related, "modules"},
    {"PUT", "{module}/{id}/{list}/{related}", update_related, "modules"},
    {"DELETE", "{module}/{id}/{list}/{related}", remove_related, "modules"},
    {"PUT", "{module}/{id}", update_record, "modules"},
    {"DELETE", "{module}/{id}", delete_record, "modules"},
};

// Parts of addresses that are never names: routes that the sandbox does not have are to be seen as such.
bool is_keyword(std::string_view segment) {
  return segment == "actions" || segment == "settings" || segment == "bulk" || segment.starts_with("__");
}

bool matches(std::string_view pattern, const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    if (pattern.empty()) return false;
    const std::size_t slash = pattern.find('/');
    const std::string_view part = pattern.substr(0, slash);
    if (part.starts_with('{') ? is_keyword(segment) : part != segment) return false;
    pattern.remove_prefix(slash == std::string_view::npos ? pattern.size() : slash + 1);
  }
  return pattern.empty();
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

// The routes of the version themselves.
Response list_apis(const Call& call) {
  Json apis = Json::array();
  for (const Route& route : kRoutes) {
    if (call.version < route.since) continue;
    const Json path = "/crm/" + version_name(call.version) + "/" + std::string(route.pattern);
    auto place = std::ranges::find_if(apis, [&](const Json& api) { return api["path"] == path; });
    if (place == apis.end()) {
      apis.push_back({{"path", path}, {"operation_types", Json::array()}});
      place = apis.end() - 1;
    }
    (*place)["operation_types"].push_back({{"method", route.method},
                                           {"oauth_scope", scope_of(route, nullptr)},
                                           {"max_credits", route.credits},
                                           {"min_credits", route.credits}});
  }
  return json_response(200, {{"__apis", std::move(apis)}});
}

}  // namespace

std::string version_name(Version version) {
  return "v" + std::to_string(version / 10) + (version % 10 == 0 ? "" : "." + std::to_string(version % 10));
}

const Route& find_route(const std::string& method, const std::vector<std::string>& segments, Version version) {
  std::string_view literal;  // a pattern that matched, but for the method, and leaves nothing to placeholders
  bool other_method = false;
  for (const Route& route : kRoutes) {
    if (!matches(route.pattern, segments) || (!literal.empty() && route.pattern != literal)) continue;
    if (route.method != method) {
      other_method = true;
      if (!names_module(route)) literal = route.pattern;
      continue;
    }
    if (version < route.since)
      throw ApiError(400, "API_NOT_SUPPORTED", "api not supported in this version",
                     {{"supported_version", version_name(route.since)}});
    return route;
  }
  if (other_method && (method == "HEAD" || method == "OPTIONS"))  // of no route
    throw ApiError(405, "METHOD_NOT_ALLOWED", "method not allowed");
  if (other_method) throw ApiError(400, "INVALID_REQUEST_METHOD", "The http request method type is not a valid one");
  throw ApiError(404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
}

std::string module_scope(const Module& module, std::string_view operation) {
  return "ZohoCRM.modules." + scope_word(module) + "." + std::string(operation);
}

std::string scope_of(const Route& route, const Module* module) {
  if (route.scope.empty() || route.scope.starts_with("Zoho")) return std::string(route.scope);
  const std::string_view operation = operation_of(route.method);
  if (route.scope == "modules" && module != nullptr) return module_scope(*module, operation);
  return "ZohoCRM." + std::string(route.scope) + "." + std::string(operation);
}

bool names_module(const Route& route) { return route.pattern.starts_with("{module}"); }

}  // namespace sluice::sandbox
