// zoho.directory.*: users and groups of an organisation of Zoho Directory. Its interface has no reference of its own; the
// answers of the tasks show addresses of it, which are those of Zoho One at another host.
#include "connectors/tasks/services.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kDirectory{"Zoho Directory", "zoho_oauth", "https://directory.{zoho}", "/api/v1/orgs",
                             "ZohoDirectory.Users.ALL ZohoDirectory.Groups.ALL"};

constexpr std::string_view kTasks = "https://www.zoho.com/deluge/help/directory-tasks.html";
constexpr std::string_view kActivation = "https://www.zoho.com/deluge/help/directory/activate-user.html";

constexpr Argument kOrg = path("org_id").id();
constexpr Argument kUser = path("user_id").id();
constexpr Argument kGroup = path("group_id").id();
constexpr Argument kIndex = query("index").number();
constexpr Argument kCount = query("count").number();
constexpr Argument kParams = query_pairs("params");
constexpr Argument kConnection = connection();

constexpr Task kRows[] = {
    {.name = "zoho.directory.addUser",
     .service = &kDirectory,
     .arguments = {kOrg, field("user", "users").map(), kConnection},
     .method = "POST",
     .path = "/{org_id}/users",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory/add-user.html",
     .summary = "Adds a user to an organisation."},
    {.name = "zoho.directory.updateUser",
     .service = &kDirectory,
     .arguments = {kOrg, kUser, field("values", "users").map(), kConnection},
     .method = "PUT",
     .path = "/{org_id}/users/{user_id}",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "Changes a user."},
    {.name = "zoho.directory.getUser",
     .service = &kDirectory,
     .arguments = {kOrg, kUser, kConnection},
     .path = "/{org_id}/users/{user_id}",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "One user."},
    {.name = "zoho.directory.getUsers",
     .service = &kDirectory,
     .arguments = {kOrg, query("page").number(), query("per_page").number(), kParams, kConnection},
     .path = "/{org_id}/users",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "A page of the users."},
    {.name = "zoho.directory.activateUser",
     .service = &kDirectory,
     .arguments = {kOrg, kUser, kConnection},
     .method = "POST",
     .path = "/{org_id}/users/{user_id}/activate",
     .source = kActivation,
     .page = "directory/activate-user.html",
     .summary = "Activates a user."},
    {.name = "zoho.directory.deactivateUser",
     .service = &kDirectory,
     .arguments = {kOrg, kUser, kConnection},
     .method = "DELETE",
     .path = "/{org_id}/users/{user_id}/activate",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "Deactivates a user."},
    {.name = "zoho.directory.getDesignations",
     .service = &kDirectory,
     .arguments = {kOrg, kIndex, kCount, kConnection},
     .path = "/{org_id}/designations",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "The designations of an organisation."},
    {.name = "zoho.directory.getLocations",
     .service = &kDirectory,
     .arguments = {kOrg, kIndex, kCount, kConnection},
     .path = "/{org_id}/locations",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "The locations of an organisation."},
    {.name = "zoho.directory.getDepartments",
     .service = &kDirectory,
     .arguments = {kOrg, kIndex, kCount, kConnection},
     .path = "/{org_id}/departments",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "The departments of an organisation."},
    {.name = "zoho.directory.getGroups",
     .service = &kDirectory,
     .arguments = {kOrg, kIndex, kCount, kParams, kConnection},
     .path = "/{org_id}/groups",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "The groups of an organisation."},
    {.name = "zoho.directory.getGroupsForUser",
     .service = &kDirectory,
     .arguments = {kOrg, kUser, kConnection},
     .path = "/{org_id}/users/{user_id}/groups",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "The groups of a user."},
    {.name = "zoho.directory.addUserToGroup",
     .service = &kDirectory,
     .arguments = {kOrg, kGroup, field("user", "members").map(), kConnection},
     .method = "POST",
     .path = "/{org_id}/groups/{group_id}/members",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "Adds a user to a group."},
    {.name = "zoho.directory.removeUserFromGroup",
     .service = &kDirectory,
     .arguments = {kOrg, kGroup, kUser, kConnection},
     .method = "DELETE",
     .path = "/{org_id}/groups/{group_id}/members/{user_id}",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "Takes a user out of a group."},
    {.name = "zoho.directory.getCustomFields",
     .service = &kDirectory,
     .arguments = {kOrg, kConnection},
     .path = "/{org_id}/customfields",
     .source = kTasks,
     .unconfirmed = true,
     .page = "directory-tasks.html",
     .summary = "The custom fields of an organisation."},
};

}  // namespace

Rows directory_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
