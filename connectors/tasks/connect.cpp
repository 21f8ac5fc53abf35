// zoho.connect.*: posts, comments, groups and networks of Zoho Connect. The maps of the tasks have `message` where the
// interface has a name for each kind of text.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kConnect{"Zoho Connect", "zoho_oauth", "https://connect.{zoho}", "/pulse/api",
                           "ZohoPulse.networklist.READ"};

constexpr std::string_view kSource = "https://www.zoho.com/connect/api/introduction.html";
constexpr std::string_view kTypes[] = {"status", "event", "task"};
constexpr Argument kScope = query("scope_id", "scopeID").id();
constexpr Argument kStream = query("stream_id", "streamId").id();
constexpr Argument kPartition = query("partition_id", "partitionId").id();
constexpr Argument kConnection = connection().optional();

// The members of a map as the form; `message` under the name that the interface has for it.
void put_form(TaskCall& call, std::string_view argument, std::string_view message) {
  const Value& map = call.argument(argument);
  if (!map.is_container() || !map.container().is_keyed()) return;
  const interpreter::Container& pairs = map.container();
  for (std::uint32_t p = pairs.first_place(); p != interpreter::Container::kEnd; p = pairs.next_place(p)) {
    const std::string name = interpreter::to_string(pairs.key_at(p), call.context);
    call.parts.put_form(name == "message" ? message : std::string_view(name), pairs.value_at(p));
  }
}

Value run_add_post(TaskCall& call) {
  call.place();
  const std::string type = interpreter::folded(call.text("type"));
  put_form(call, "content_map", type == "status" ? "streamContent" : "desc");
  return call.answer(call.send("POST", type == "event" ? "/addEvent" : type == "task" ? "/addTask" : call.task.path));
}
void prepare_update(TaskCall& call) { put_form(call, "content_map", "streamContent"); }
void prepare_comment(TaskCall& call) { put_form(call, "comment_map", "commentContent"); }

constexpr Task kRows[] = {
    {.name = "zoho.connect.addPost",
     .service = &kConnect,
     .arguments = {kept("type").lower().among(kTypes), kScope, kPartition, kept("content_map").map(), kConnection},
     .method = "POST",
     .path = "/v2/addStream",
     .scopes = "ZohoPulse.feedList.CREATE ZohoPulse.events.CREATE ZohoPulse.tasks.CREATE",
     .source = "https://www.zoho.com/connect/api/start-a-feed.html",
     .page = "connect/add-post.html",
     .summary = "Posts a status, an event or a task to a group.",
     .policy = ConnectionPolicy::NotInCreator,
     .run = run_add_post},
    {.name = "zoho.connect.getPost",
     .service = &kConnect,
     .arguments = {kScope, kStream, kConnection},
     .path = "/v1/singleStream",
     .scopes = "ZohoPulse.feedList.READ",
     .source = "https://www.zoho.com/connect/api/get-single-feed.html",
     .page = "connect/get-post.html",
     .summary = "One post.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.getPostByTpId",
     .service = &kConnect,
     .arguments = {kScope, kept("tp_entity_id").id(), kConnection},
     .page = "connect/get-post-tpid.html",
     .summary = "One post by the id of another product.",
     .policy = ConnectionPolicy::NotInCreator,
     .impossible = "Zoho Connect's interface finds posts by their own ids only"},
    {.name = "zoho.connect.updatePost",
     .service = &kConnect,
     .arguments = {kScope, kStream, kept("content_map").map(), kConnection},
     .method = "PUT",
     .path = "/updateStream",
     .scopes = "ZohoPulse.feedList.UPDATE",
     .source = "https://www.zoho.com/connect/api/update-feed.html",
     .page = "connect/update-post.html",
     .summary = "Changes a post.",
     .policy = ConnectionPolicy::NotInCreator,
     .prepare = prepare_update},
    {.name = "zoho.connect.deletePost",
     .service = &kConnect,
     .arguments = {kScope, kStream, kConnection},
     .method = "DELETE",
     .path = "/deleteStream",
     .scopes = "ZohoPulse.feedList.DELETE",
     .source = "https://www.zoho.com/connect/api/delete-feed.html",
     .page = "connect/delete-post.html",
     .summary = "Deletes a post.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.addComment",
     .service = &kConnect,
     .arguments = {kScope, kStream, kept("comment_map").map(), query("comment_id", "parentCommentId").id().optional(),
                   kConnection},
     .method = "POST",
     .path = "/v2/addComment",
     .scopes = "ZohoPulse.feedList.CREATE",
     .source = "https://www.zoho.com/connect/api/add-comment.html",
     .page = "connect/add-comment.html",
     .summary = "Comments on a post, or answers a comment.",
     .policy = ConnectionPolicy::NotInCreator,
     .prepare = prepare_comment},
    {.name = "zoho.connect.addUsersToGroup",
     .service = &kConnect,
     .arguments = {kScope, kPartition, query("email", "userEmailIds"), kConnection},
     .method = "POST",
     .path = "/addUsersToGroup",
     .scopes = "ZohoPulse.grouplist.CREATE",
     .source = "https://www.zoho.com/connect/api/add-user-to-group.html",
     .page = "connect/add-users-to-group.html",
     .summary = "Adds people to a group.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.myGroups",
     .service = &kConnect,
     .arguments = {kScope, kConnection},
     .page = "connect/fetch-my-groups.html",
     .summary = "The groups of the user.",
     .policy = ConnectionPolicy::NotInCreator,
     .impossible = "Zoho Connect's interface lists all groups of a network, not those of a user"},
    {.name = "zoho.connect.myNetworks",
     .service = &kConnect,
     .arguments = {kConnection},
     .path = "/allScopes",
     .source = kSource,
     .page = "connect/fetch-my-networks.html",
     .summary = "The networks of the user.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.sendMePrivateMessage",
     .service = &kConnect,
     .arguments = {form("message_content", "streamContent"), kScope, kConnection,
                   constant(Place::Query, "isPrivate", "true")},
     .method = "POST",
     .path = "/v2/addStream",
     .scopes = "ZohoPulse.feedList.CREATE",
     .source = "https://www.zoho.com/connect/api/create-private-post.html",
     .page = "connect/send-private-message.html",
     .summary = "Sends the user a message of their own.",
     .policy = ConnectionPolicy::NotInCreator},
};

}  // namespace

Rows connect_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
