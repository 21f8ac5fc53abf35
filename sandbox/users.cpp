// Users and the organisation.
#include <algorithm>

#include "sandbox/batch.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"
#include "sandbox/seed.h"
#include "sandbox/users_model.h"

namespace sluice::sandbox {

namespace {

Json show_user(const Call& call, const Json& user) {
  Json shown = user;
  if (call.version >= 30) return shown;
  shown["name_format"] = shown["name_format__s"];  // v2 has older names
  shown["sort_order_preference"] = shown["sort_order_preference__s"];
  for (const char* name :
       {"name_format__s", "sort_order_preference__s", "type__s", "status_reason__s", "sandboxDeveloper"})
    shown.erase(name);
  return shown;
}

// Whether a user is one of those that the parameter `type` asks for; nothing for an unknown type.
std::optional<bool> is_of_type(const Call& call, const Json& user, const std::string& type) {
  const std::string status = text_member(user, "status");
  const bool active = status == "active";
  const bool confirmed = bool_member(user, "confirm");
  const bool admin = text_member(member(user, "profile"), "name") == "Administrator";
  if (type == "AllUsers") return true;
  if (type == "ActiveUsers") return active;
  if (type == "DeactiveUsers") return status == "inactive" || status == "disabled";
  if (type == "ConfirmedUsers") return confirmed;
  if (type == "NotConfirmedUsers") return !confirmed;
  if (type == "DeletedUsers") return status == "deleted";
  if (type == "ActiveConfirmedUsers") return active && confirmed;
  if (type == "AdminUsers") return admin;
  if (type == "ActiveConfirmedAdmins") return active && confirmed && admin;
  if (type == "ConfirmedReportingUsers") return confirmed && !member(user, "Reporting_To").is_null();
  if (type == "CurrentUser") return to_id(member(user, "id")) == call.user_id();
  return std::nullopt;
}

std::vector<const Json*> chosen_users(const Call& call) {
  const std::string* type = call.parameter("type");
  const std::string* ids = call.parameter("ids");
  std::vector<const Json*> chosen;
  for (const auto& [id, user] : call.store.documents("user")) {
    const auto fits = is_of_type(call, user, type == nullptr ? "AllUsers" : *type);
    if (!fits)
      throw ApiError(400, "PATTERN_NOT_MATCHED", "Please check whether the input values are correct",
                     {{"param_name", "type"}});
    if (!*fits) continue;
    const std::vector<std::string> wanted = ids == nullptr ? std::vector<std::string>() : split(*ids, ',');
    if (ids == nullptr || std::find(wanted.begin(), wanted.end(), id) != wanted.end()) chosen.push_back(&user);
  }
  return chosen;
}

// Role or profile given as an id or as an object with one.
Json reference_of(const Call& call, const char* kind, const Json& given, const std::string& path) {
  const auto id = to_id(given.is_object() ? member(given, "id") : given);
  const Json* found = id ? call.store.document(kind, std::to_string(*id)) : nullptr;
  if (found == nullptr) throw invalid_data("the id given seems to be invalid", call.value_details(kind, path));
  return {{"name", member(*found, "name")}, {"id", id_text(*id)}};
}

// `what`: what only administrators may do.
void require_admin(const Call& call, const char* what) {
  if (!call.admin())
    throw ApiError(400, "AUTHORIZATION_FAILED", std::string("User does not have sufficient privilege to ") + what);
}

// Users that a saved query of another record allows; there are no such queries here.
void refuse_query(const Call& call) {
  if (call.parameter("query_id") == nullptr) return;
  if (call.parameter("child_data") == nullptr)
    throw ApiError(400, "DEPENDENT_PARAM_MISSING", "Dependent Param missing",
                   {{"dependee", {{"param_name", "child_data"}}}, {"param_name", "query_id"}});
  throw invalid_data("Invalid queryId", {{"param_name", "query_id"}});
}

void change_user(const Call& call, Json& user, const Json& change, const std::string& path) {
  for (const auto& [name, value] : change.items()) {
    if (name == "role" || name == "profile") {
      user[name] = reference_of(call, name.c_str(), value, path + "." + name);
    } else if (user.contains(name) && name != "id" && name != "zuid" && name != "full_name") {
      user[name] = value;
    }
  }
  const std::string first = text_member(user, "first_name");
  user["full_name"] = (first.empty() ? "" : first + " ") + text_member(user, "last_name");
  user["Modified_Time"] = format_datetime(call.clock.now(), 0);
}

// As many active users as the organisation has paid for.
void check_license(const Store& store) {
  const Json& bought = member(member(*store.document("meta", "org"), "license_details"), "users_license_purchased");
  std::int64_t active = 0;
  for (const auto& [id, user] : store.documents("user")) active += text_member(user, "status") == "active" ? 1 : 0;
  if (bought.is_number_integer() && active >= bought.get<std::int64_t>())
    throw ApiError(400, "LICENSE_LIMIT_EXCEEDED",
                   "Request exceeds your license limit. Need to upgrade in order to add.", {{"limit", bought}});
}

}  // namespace

Response list_users(const Call& call) {
  refuse_query(call);
  const std::vector<const Json*> users = chosen_users(call);
  const Paging paging = paging_of(call);
  const std::size_t first = std::min(paging.first(), users.size());
  const std::size_t last = std::min(first + paging.per_page, users.size());
  if (first == last) return no_content();
  Json shown = Json::array();
  for (std::size_t i = first; i < last; ++i) shown.push_back(show_user(call, *users[i]));
  return json_response(200,
                       {{"users", std::move(shown)}, {"info", short_info(paging, last - first, last < users.size())}});
}

Response count_users(const Call& call) { return json_response(200, {{"count", chosen_users(call).size()}}); }

Response get_user(const Call& call) {
  const Json* user = call.store.document("user", std::to_string(id_segment(call, 1)));
  if (user == nullptr) return no_content();
  return json_response(200, {{"users", Json::array({show_user(call, *user)})}});
}

Response insert_users(const Call& call) {
  require_admin(call, "add new users");
  const Json body = body_of(call);
  const Json items = items_of(call, body, "users", 1);
  const auto work = [&](std::size_t) {
    const Json& given = items[0];
    for (const char* name : {"last_name", "email", "role", "profile"})
      if (member(given, name).is_null() || member(given, name) == Json(""))
        throw mandatory_missing(call.value_details(name, std::string("$.users[0].") + name));
    const std::string email = text_member(given, "email");
    for (const auto& [id, user] : call.store.documents("user"))
      if (equal_folded(text_member(user, "email"), email))
        throw ApiError(400, "DUPLICATE_DATA", "Failed to add user since same email id is already present",
                       call.value_details("email", "$.users[0].email"));
    reference_of(call, "role", member(given, "role"), "$.users[0].role");
    reference_of(call, "profile", member(given, "profile"), "$.users[0].profile");
    check_license(call.store);
    const Id id = add_user(call.store, call.clock,
                           {.first_name = text_member(given, "first_name"),
                            .last_name = text_member(given, "last_name"),
                            .email = email,
                            .confirmed = false});
    Json user = *call.store.document("user", std::to_string(id));
    change_user(call, user, given, "$.users[0]");
    call.store.put_document("user", std::to_string(id), std::move(user));
    return success({{"id", id_text(id)}}, "User added");
  };
  return batch_response(call, 1, 201, work, "users");
}

Response update_user(const Call& call) {
  require_admin(call, "update users");
  const Json body = body_of(call);
  const Json items = items_of(call, body, "users", kMaxBatch);
  return batch_response(
      call, items.size(), 200,
      [&](std::size_t i) {
        const auto id = call.segments.size() > 1 ? std::optional(id_segment(call, 1)) : to_id(member(items[i], "id"));
        const Json* before = id ? call.store.document("user", std::to_string(*id)) : nullptr;
        if (before == nullptr) throw invalid_data("the id given seems to be invalid", {{"resource_path_index", 1}});
        Json user = *before;
        change_user(call, user, items[i], "$.users[" + std::to_string(i) + "]");
        call.store.put_document("user", std::to_string(*id), std::move(user));
        return success({{"id", id_text(*id)}}, "User updated");
      },
      "users");
}

Response delete_user(const Call& call) {
  require_admin(call, "delete users");
  const Id id = id_segment(call, 1);
  const Json* before = call.store.document("user", std::to_string(id));
  if (before == nullptr) throw bad_segment("the id given seems to be invalid", 1);
  if (id == first_user(call.store)) throw ApiError(400, "CANNOT_DELETE", "The super admin cannot be deleted");
  Json user = *before;
  user["status"] = "deleted";
  call.store.put_document("user", std::to_string(id), std::move(user));
  return json_response(200, {{"users", Json::array({success({{"id", id_text(id)}}, "User deleted")})}});
}

Response get_org(const Call& call) {
  return json_response(200, {{"org", Json::array({*call.store.document("meta", "org")})}});
}

}  // namespace sluice::sandbox
