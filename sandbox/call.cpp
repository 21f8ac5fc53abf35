#include "sandbox/call.h"

#include "sandbox/scopes.h"

namespace sluice::sandbox {

const std::string* Call::parameter(std::string_view name) const {
  const std::string* value = request.parameter(name);
  return value == nullptr || value->empty() ? nullptr : value;
}

bool Call::admin() const { return text_member(member(user, "profile"), "name") == "Administrator"; }

Json Call::value_details(const std::string& api_name, const std::string& path) const {
  Json details = {{"api_name", api_name}};
  if (version > 21) details["json_path"] = path;
  return details;
}

void Call::require_scope(const std::string& scope) const {
  if (covers(grant.scopes, scope)) return;
  throw ApiError(401, "OAUTH_SCOPE_MISMATCH",
                 version >= 80 ? "Unauthorized" : "invalid oauth scope to access this URL");
}

Id id_segment(const Call& call, std::size_t index) {
  const auto id = to_id(std::string_view(call.segment(index)));
  if (!id) throw bad_segment("the id given seems to be invalid", static_cast<int>(index));
  return *id;
}

}  // namespace sluice::sandbox
