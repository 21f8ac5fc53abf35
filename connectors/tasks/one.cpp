// zoho.one.*: users and groups of an organisation of Zoho One.
#include "connectors/tasks/services.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kOne{"Zoho One", "zoho_oauth", "https://one.{zoho}", "/api/v1/orgs",
                       "ZohoOne.Users.ALL ZohoOne.Groups.ALL"};

constexpr std::string_view kUsers = "https://www.zoho.com/one/api/v1/users/";
constexpr std::string_view kGroups = "https://www.zoho.com/one/api/v1/groups/";
constexpr std::string_view kOrganization = "https://www.zoho.com/one/api/v1/organization/";

constexpr Argument kOrg = path("org_id").id();
constexpr Argument kUser = path("user_id").id();
constexpr Argument kGroup = path("group_id").id();
constexpr Argument kIndex = query("index").number();
constexpr Argument kCount = query("count").number();
constexpr Argument kParams = query_pairs("params");
constexpr Argument kConnection = connection();

constexpr std::string_view kUserGroupsAliases[] = {"zoho.one.getUserGroups"};

constexpr Task kRows[] = {
    {.name = "zoho.one.addUser",
     .service = &kOne,
     .arguments = {kOrg, field("user", "users").map(), kConnection},
     .method = "POST",
     .path = "/{org_id}/users",
     .source = kUsers,
     .page = "one/add-user.html",
     .summary = "Adds a user to an organisation."},
    {.name = "zoho.one.updateUser",
     .service = &kOne,
     .arguments = {kOrg, kUser, field("values", "users").map(), kConnection},
     .method = "PUT",
     .path = "/{org_id}/users/{user_id}",
     .source = kUsers,
     .page = "one/update-user.html",
     .summary = "Changes a user."},
    {.name = "zoho.one.getUser",
     .service = &kOne,
     .arguments = {kOrg, kUser, kConnection},
     .path = "/{org_id}/users/{user_id}",
     .source = kUsers,
     .page = "one/get-user.html",
     .summary = "One user."},
    {.name = "zoho.one.getUsers",
     .service = &kOne,
     .arguments = {kOrg, query("page").number(), query("per_page").number(), kParams, kConnection},
     .path = "/{org_id}/users",
     .source = kUsers,
     .page = "one/get-users.html",
     .summary = "A page of the users."},
    {.name = "zoho.one.activateUser",
     .service = &kOne,
     .arguments = {kOrg, kUser, kConnection},
     .method = "POST",
     .path = "/{org_id}/users/{user_id}/activate",
     .source = kUsers,
     .page = "one/activate-user.html",
     .summary = "Activates a user."},
    {.name = "zoho.one.deactivateUser",
     .service = &kOne,
     .arguments = {kOrg, kUser, kConnection},
     .method = "DELETE",
     .path = "/{org_id}/users/{user_id}/activate",
     .source = kUsers,
     .page = "one/deactivate-user.html",
     .summary = "Deactivates a user."},
    {.name = "zoho.one.getGroups",
     .service = &kOne,
     .arguments = {kOrg, kIndex, kCount, kParams, kConnection},
     .path = "/{org_id}/groups",
     .source = kGroups,
     .unconfirmed = true,
     .page = "one/get-groups.html",
     .summary = "The groups of an organisation."},
    {.name = "zoho.one.getGroupsForUser",
     .aliases = kUserGroupsAliases,
     .service = &kOne,
     .arguments = {kOrg, kUser, query("page").number().optional(), query("per_page").number().optional(),
                   kConnection.optional()},
     .path = "/{org_id}/users/{user_id}/groups",
     .source = kGroups,
     .unconfirmed = true,
     .page = "one/get-groups-for-user.html",
     .summary = "The groups of a user."},
    {.name = "zoho.one.addUserToGroup",
     .service = &kOne,
     .arguments = {kOrg, kGroup, field("user", "members").map(), kConnection},
     .method = "POST",
     .path = "/{org_id}/groups/{group_id}/members",
     .source = kGroups,
     .unconfirmed = true,
     .page = "one/add-user-to-a-group.html",
     .summary = "Adds a user to a group."},
    {.name = "zoho.one.removeUserFromGroup",
     .service = &kOne,
     .arguments = {kOrg, kGroup, kUser, kConnection},
     .method = "DELETE",
     .path = "/{org_id}/groups/{group_id}/members/{user_id}",
     .source = kGroups,
     .unconfirmed = true,
     .page = "one/remove-user-from-a-group.html",
     .summary = "Takes a user out of a group."},
    {.name = "zoho.one.getDesignations",
     .service = &kOne,
     .arguments = {kOrg, kIndex, kCount, kConnection},
     .path = "/{org_id}/designations",
     .source = kOrganization,
     .unconfirmed = true,
     .page = "one/get-designations.html",
     .summary = "The designations of an organisation."},
    {.name = "zoho.one.getLocations",
     .service = &kOne,
     .arguments = {kOrg, kIndex, kCount, kConnection},
     .path = "/{org_id}/locations",
     .source = kOrganization,
     .unconfirmed = true,
     .page = "one/get-locations.html",
     .summary = "The locations of an organisation."},
    {.name = "zoho.one.getDepartments",
     .service = &kOne,
     .arguments = {kOrg, kIndex, kCount, kConnection},
     .path = "/{org_id}/departments",
     .source = kOrganization,
     .unconfirmed = true,
     .page = "one/get-departments.html",
     .summary = "The departments of an organisation."},
    {.name = "zoho.one.getCustomFields",
     .service = &kOne,
     .arguments = {kOrg, kConnection},
     .path = "/{org_id}/customfields",
     .source = kOrganization,
     .unconfirmed = true,
     .page = "one/get-custom-fields.html",
     .summary = "The custom fields of an organisation."},
};

}  // namespace

Rows one_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
