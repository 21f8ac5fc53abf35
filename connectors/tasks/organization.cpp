// zoho.one.* and zoho.directory.*: users and groups of an organisation. Both speak one interface, at two hosts. It has no
// reference of its own: its addresses and the names of its resources stand in the answers that the pages of the tasks
// show, the form of its bodies in programs that are known to work with it. A resource is an object under its name.
#include <algorithm>

#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"

namespace sluice::connectors::tasks {

namespace {

template <std::size_t Size>
struct Word {
  char text[Size];
  // Not explicit: literals are arguments of the templates below.
  constexpr Word(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
  constexpr std::string_view view() const { return {text, Size - 1}; }
};

template <Word... Words>
constexpr auto kLetters = [] {
  std::array<char, (Words.view().size() + ...)> letters{};
  auto end = letters.begin();
  ((end = std::ranges::copy(Words.view(), end).out), ...);
  return letters;
}();

// The words as one text, which lives as long as the process.
template <Word... Words>
constexpr std::string_view join() {
  return {kLetters<Words...>.data(), kLetters<Words...>.size()};
}

// Scripts give one address, `email_id`; the interface wants `emails`, a list of such.
void prepare_user(TaskCall& call) {
  Value user = call.argument("user").container().copy();
  user.container().become_keyed();
  const Value name = call.text_value("email_id");
  if (const Value* address = user.container().find(name)) {
    Value emails = interpreter::Container::make_list(call.context.heap, 1);
    emails.container().push(call.map({{"email_id", *address}}));
    user.container().put(call.text_value("emails"), std::move(emails));
    user.container().erase(name);
  }
  call.parts.put_body("users", user);
}

constexpr Argument kOrg = path("org_id").id();
constexpr Argument kUser = path("user_id").id();
constexpr Argument kGroup = path("group_id").id();
constexpr Argument kPage = query("page").number();
constexpr Argument kPerPage = query("per_page").number();
constexpr Argument kParams = query_pairs("params");
constexpr Argument kConnection = connection();
constexpr std::string_view kNoAddress = "no page of the service shows the address of its request";

// `Product` is the word of names and hosts, `Title` the one of scopes and people.
template <Word Product, Word Title>
constexpr Service kService{join<"Zoho ", Title>(), "zoho_oauth", join<"https://", Product, ".{zoho}">(), "/api/v1/orgs",
                           join<"Zoho", Title, ".Users.ALL Zoho", Title, ".Groups.ALL">()};

template <Word Product>
constexpr std::string_view kUserGroupsAliases[] = {join<"zoho.", Product, ".getUserGroups">()};

template <Word Product, Word Title>
constexpr Task kRows[] = {
    {.name = join<"zoho.", Product, ".addUser">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kept("user").map(), kConnection},
     .method = "POST",
     .path = "/{org_id}/users",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/add-user.html">(),
     .page = join<Product, "/add-user.html">(),
     .summary = "Adds a user to an organisation.",
     .prepare = prepare_user},
    {.name = join<"zoho.", Product, ".updateUser">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kUser, field("values", "users").map(), kConnection},
     .method = "PUT",
     .path = "/{org_id}/users/{user_id}",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/update-user.html">(),
     .page = join<Product, "/update-user.html">(),
     .summary = "Changes a user."},
    {.name = join<"zoho.", Product, ".getUser">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kUser, kConnection},
     .path = "/{org_id}/users/{user_id}",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/get-user.html">(),
     .page = join<Product, "/get-user.html">(),
     .summary = "One user."},
    {.name = join<"zoho.", Product, ".getUsers">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kPage, kPerPage, kParams, kConnection},
     .path = "/{org_id}/users",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/get-users.html">(),
     .page = join<Product, "/get-users.html">(),
     .summary = "A page of the users."},
    {.name = join<"zoho.", Product, ".activateUser">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kUser, kConnection},
     .method = "POST",
     .path = "/{org_id}/users/{user_id}/activate",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/activate-user.html">(),
     .page = join<Product, "/activate-user.html">(),
     .summary = "Activates a user."},
    {.name = join<"zoho.", Product, ".deactivateUser">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kUser, kConnection},
     .method = "DELETE",
     .path = "/{org_id}/users/{user_id}/activate",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/Deactivate-User.html">(),
     .page = join<Product, "/Deactivate-User.html">(),
     .summary = "Deactivates a user."},
    {.name = join<"zoho.", Product, ".getGroups">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kPage, kPerPage, kParams, kConnection},
     .path = "/{org_id}/groups",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/get-groups.html">(),
     .page = join<Product, "/get-groups.html">(),
     .summary = "A page of the groups."},
    {.name = join<"zoho.", Product, ".addUserToGroup">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kGroup, field("user", "members").map(), kConnection},
     .method = "POST",
     .path = "/{org_id}/groups/{group_id}/members",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/add-user-to-a-group.html">(),
     .page = join<Product, "/add-user-to-a-group.html">(),
     .summary = "Adds a user to a group."},
    {.name = join<"zoho.", Product, ".removeUserFromGroup">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kGroup, kUser, kConnection},
     .method = "DELETE",
     .path = "/{org_id}/groups/{group_id}/members/{user_id}",
     .source = join<"https://www.zoho.com/deluge/help/", Product, "/remove-user-from-a-group.html">(),
     .page = join<Product, "/remove-user-from-a-group.html">(),
     .summary = "Takes a user out of a group."},
    {.name = join<"zoho.", Product, ".getGroupsForUser">(),
     .aliases = kUserGroupsAliases<Product>,
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kUser, kPage.optional(), kPerPage.optional(), kConnection.optional()},
     .page = join<Product, "/get-groups-for-user.html">(),
     .summary = "The groups of a user.",
     .impossible = kNoAddress},
    {.name = join<"zoho.", Product, ".getDesignations">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kPage, kPerPage, kConnection},
     .page = join<Product, "/get-designations.html">(),
     .summary = "The designations of an organisation.",
     .impossible = kNoAddress},
    {.name = join<"zoho.", Product, ".getLocations">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kPage, kPerPage, kConnection},
     .page = join<Product, "/get-locations.html">(),
     .summary = "The locations of an organisation.",
     .impossible = kNoAddress},
    {.name = join<"zoho.", Product, ".getDepartments">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kPage, kPerPage, kParams.optional(), kConnection.optional()},
     .page = join<Product, "/get-departments.html">(),
     .summary = "The departments of an organisation.",
     .impossible = kNoAddress},
    {.name = join<"zoho.", Product, ".getCustomFields">(),
     .service = &kService<Product, Title>,
     .arguments = {kOrg, kConnection},
     .page = join<Product, "/get-custom-fields.html">(),
     .summary = "The custom fields of an organisation.",
     .impossible = kNoAddress},
};

}  // namespace

Rows one_tasks() { return kRows<"one", "One">; }
Rows directory_tasks() { return kRows<"directory", "Directory">; }

}  // namespace sluice::connectors::tasks
