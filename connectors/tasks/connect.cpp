// zoho.connect.*: posts, comments, groups and networks of Zoho Connect.
#include "connectors/tasks/services.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kConnect{"Zoho Connect", "zoho_oauth", "https://connect.{zoho}", "/pulse/api",
                           "ZohoPulse.networklist.READ"};

constexpr std::string_view kSource = "https://www.zoho.com/connect/api/intro.html";
constexpr std::string_view kTypes[] = {"status", "event", "task"};
constexpr Argument kScope = query("scope_id", "scopeID").id();
constexpr Argument kStream = query("stream_id", "streamId").id();
constexpr Argument kPartition = query("partition_id", "partitionID").id();
constexpr Argument kConnection = connection().optional();

constexpr Task kRows[] = {
    {.name = "zoho.connect.addPost",
     .service = &kConnect,
     .arguments = {path("type").lower().among(kTypes), kScope, kPartition, form_pairs("content_map"), kConnection},
     .method = "POST",
     .path = "/add{type}",
     .scopes = "ZohoPulse.feedList.CREATE",
     .source = kSource,
     .page = "connect/add-post.html",
     .summary = "Posts a status, an event or a task to a group.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.getPost",
     .service = &kConnect,
     .arguments = {kScope, kStream, kConnection},
     .path = "/singleStream",
     .scopes = "ZohoPulse.feedList.READ",
     .source = kSource,
     .page = "connect/get-post.html",
     .summary = "One post.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.getPostByTpId",
     .service = &kConnect,
     .arguments = {kScope, query("tp_entity_id", "tpEntityId").id(), kConnection},
     .path = "/singleStream",
     .scopes = "ZohoPulse.feedList.READ",
     .source = kSource,
     .page = "connect/get-post-tpid.html",
     .summary = "One post by the id of another product.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.updatePost",
     .service = &kConnect,
     .arguments = {kScope, kStream, form_pairs("content_map"), kConnection},
     .method = "POST",
     .path = "/updateStream",
     .scopes = "ZohoPulse.feedList.UPDATE",
     .source = kSource,
     .page = "connect/update-post.html",
     .summary = "Changes a post.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.deletePost",
     .service = &kConnect,
     .arguments = {kScope, kStream, kConnection},
     .method = "POST",
     .path = "/deleteStream",
     .scopes = "ZohoPulse.feedList.DELETE",
     .source = kSource,
     .page = "connect/delete-post.html",
     .summary = "Deletes a post.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.addComment",
     .service = &kConnect,
     .arguments = {kScope, kStream, form_pairs("comment_map"), query("comment_id", "commentId").id().optional(),
                   kConnection},
     .method = "POST",
     .path = "/addComment",
     .scopes = "ZohoPulse.feedList.CREATE",
     .source = kSource,
     .page = "connect/add-comment.html",
     .summary = "Comments on a post, or answers a comment.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.addUsersToGroup",
     .service = &kConnect,
     .arguments = {kScope, kPartition, query("email", "emailIds"), kConnection},
     .method = "POST",
     .path = "/addPartitionMembers",
     .scopes = "ZohoPulse.grouplist.UPDATE",
     .source = kSource,
     .page = "connect/add-users-to-group.html",
     .summary = "Adds people to a group.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.connect.myGroups",
     .service = &kConnect,
     .arguments = {kScope, kConnection},
     .path = "/myGroups",
     .scopes = "ZohoPulse.grouplist.READ",
     .source = kSource,
     .page = "connect/fetch-my-groups.html",
     .summary = "The groups of the user.",
     .policy = ConnectionPolicy::NotInCreator},
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
     .arguments = {form("message_content", "message"), kScope, kConnection},
     .method = "POST",
     .path = "/sendMePrivateMessage",
     .scopes = "ZohoPulse.feedList.CREATE",
     .source = kSource,
     .page = "connect/send-private-message.html",
     .summary = "Sends the user a message of their own.",
     .policy = ConnectionPolicy::NotInCreator},
};

}  // namespace

Rows connect_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
