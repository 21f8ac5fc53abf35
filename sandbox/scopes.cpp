#include "sandbox/scopes.h"

#include <algorithm>
#include <cctype>

#include "sandbox/text.h"

namespace sluice::sandbox {

namespace {

bool operation_covers(const std::string& granted, const std::string& needed) {
  if (granted == "all" || granted == needed) return true;
  return granted == "write" && (needed == "create" || needed == "update" || needed == "delete");
}

constexpr std::string_view kOperations[] = {"all", "read", "create", "update", "delete", "write", "custom"};

// `a.b.leads.read` is covered by itself, `a.b.leads.all`, `a.b.all`, `a.b.read`, `a.b.leads`, `a.b`.
bool scope_covers(std::string_view granted_text, const std::vector<std::string>& needed) {
  std::vector<std::string> granted = split(fold(granted_text), '.');
  const bool has_operation = granted.size() > 2 && std::find(std::begin(kOperations), std::end(kOperations),
                                                             granted.back()) != std::end(kOperations);
  const std::string operation = has_operation ? granted.back() : "all";
  if (has_operation) granted.pop_back();
  if (granted.size() >= needed.size() || !operation_covers(operation, needed.back())) return false;
  return std::equal(granted.begin(), granted.end(), needed.begin());
}

}  // namespace

std::vector<std::string> scope_list(std::string_view text) {
  std::string commas(text);
  std::replace_if(commas.begin(), commas.end(), [](char c) { return c == ' ' || c == '+'; }, ',');
  std::vector<std::string> scopes = split(commas, ',');
  std::erase_if(scopes, [](const std::string& scope) { return scope.empty(); });
  return scopes;
}

bool well_formed(const std::vector<std::string>& scopes) {
  const auto is_scope = [](const std::string& scope) {
    const std::vector<std::string> parts = split(scope, '.');
    return parts.size() >= 2 && std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
             return !part.empty() && std::all_of(part.begin(), part.end(),
                                                 [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
           });
  };
  return !scopes.empty() && std::all_of(scopes.begin(), scopes.end(), is_scope);
}

bool covers(const std::vector<std::string>& granted, std::string_view needed) {
  const std::vector<std::string> parts = split(fold(needed), '.');
  return std::any_of(granted.begin(), granted.end(),
                     [&](const std::string& scope) { return scope_covers(scope, parts); });
}

const std::vector<std::string>& all_scopes() {
  static const std::vector<std::string> kScopes = {
      "ZohoCRM.modules.ALL",
      "ZohoCRM.settings.ALL",
      "ZohoCRM.users.ALL",
      "ZohoCRM.org.ALL",
      "ZohoCRM.coql.READ",
      "ZohoCRM.bulk.ALL",
      "ZohoSearch.securesearch.READ",
      "ZohoCRM.Files.CREATE",
      "ZohoCRM.Files.READ",
      "ZohoFiles.files.ALL",
      "ZohoCRM.composite_requests.CUSTOM",
      "ZohoCRM.functions.execute.ALL",
      "ZohoCRM.apis.READ",
      "ZohoCRM.change_owner.CREATE",
      "ZohoCRM.mass_convert.leads.CREATE",
      "AaaServer.profile.READ",
  };
  return kScopes;
}

}  // namespace sluice::sandbox
