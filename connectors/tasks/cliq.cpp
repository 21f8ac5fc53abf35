// zoho.cliq.*: messages to channels, chats, bots and people, and the records of Cliq's databases.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kCliq{"Zoho Cliq", "zoho_cliq", "https://cliq.{zoho}", "/api/v2", ""};

constexpr std::string_view kMessages = "https://www.zoho.com/cliq/help/restapi/v2/messages/";
constexpr std::string_view kDatabases = "https://www.zoho.com/cliq/help/restapi/v2/databases/";
constexpr std::string_view kPost = "ZohoCliq.Webhooks.CREATE";

// TEXT, a card as MAP, a FILE or several. Old scripts run without a connection, so it is only expected.
constexpr Argument kMessage = kept("message").of(kTextKind | kMapKind | kListKind | Type::File);
constexpr Argument kConnection = connection().optional();
constexpr Argument kDatabase = path("database_name");
constexpr Argument kRecord = path("record_id").id();

bool holds_files(const Value& message) {
  if (message.type() == Type::File) return true;
  return message.type() == Type::List && !message.container().empty() &&
         message.container().items()[0].type() == Type::File;
}

void put_message(TaskCall& call) {
  const Value& message = call.argument("message");
  if (message.is_text())
    call.parts.put_body("text", message);
  else
    call.parts.put_body("", message);
}

// Posting answers with no content, and the task with {"status":"success"}.
Value answer_post(TaskCall& call, const HttpResponse& response) {
  if (succeeded(response) && response.body.empty()) return call.map({{"status", call.text_value("success")}});
  return call.answer(response);
}

// …/message for texts and cards, …/files for files.
Value run_post(TaskCall& call) {
  call.place();
  const bool files = holds_files(call.argument("message"));
  if (files) {
    const Value& message = call.argument("message");
    if (message.type() == Type::File)
      call.parts.add_part("files", message);
    else
      for (const Value& file : message.container().items()) call.parts.add_part("files", file);
  } else {
    put_message(call);
  }
  return answer_post(call, call.send("POST", std::string(call.task.path) + (files ? "/files" : "/message")));
}

void prepare_edit(TaskCall& call) { put_message(call); }

constexpr Task post_row(std::string_view name, Argument target, std::string_view where, std::string_view page,
                        std::string_view summary) {
  return {.name = name,
          .service = &kCliq,
          .arguments = {target, kMessage, kConnection},
          .method = "POST",
          .path = where,
          .scopes = kPost,
          .source = kMessages,
          .page = page,
          .summary = summary,
          .policy = ConnectionPolicy::Expected,
          .run = run_post};
}

// The tasks "as admin" post under the same addresses; the connection's account makes the difference.
constexpr Task kRows[] = {
    post_row("zoho.cliq.postToChannel", path("channel_name"), "/channelsbyname/{channel_name}",
             "cliq/post-to-channel.html", "Posts a text, a card or files to a channel."),
    post_row("zoho.cliq.postToChannelAsAdmin", path("channel_name"), "/channelsbyname/{channel_name}",
             "cliq/post-to-channel-as-admin.html", "Posts to a channel on behalf of the administrator."),
    post_row("zoho.cliq.postToChat", path("chat_id").id(), "/chats/{chat_id}", "cliq/post-to-chat.html",
             "Posts to a conversation."),
    post_row("zoho.cliq.postToChatAsAdmin", path("chat_id").id(), "/chats/{chat_id}", "cliq/post-to-chat-as-admin.html",
             "Posts to a conversation on behalf of the administrator."),
    post_row("zoho.cliq.postToBot", path("bot_name"), "/bots/{bot_name}", "cliq/post-to-bot.html",
             "Posts to the subscribers of a bot."),
    post_row("zoho.cliq.postToBotAsAdmin", path("bot_name"), "/bots/{bot_name}", "cliq/post-to-bot-as-admin.html",
             "Posts to the subscribers of a bot on behalf of the administrator."),
    post_row("zoho.cliq.postToUser", path("email_or_zuid").id(), "/buddies/{email_or_zuid}", "cliq/post-to-user.html",
             "Posts to one person."),
    {.name = "zoho.cliq.editMessage",
     .service = &kCliq,
     .arguments = {path("chat_id").id(), path("message_id").id(), kept("message").of(kTextKind | kMapKind),
                   kConnection},
     .method = "PUT",
     .path = "/chats/{chat_id}/messages/{message_id}",
     .scopes = "ZohoCliq.Messages.UPDATE",
     .source = kMessages,
     .page = "cliq/edit-message.html",
     .summary = "Changes a message.",
     .policy = ConnectionPolicy::Expected,
     .prepare = prepare_edit,
     .answer = answer_post},
    {.name = "zoho.cliq.createRecord",
     .service = &kCliq,
     .arguments = {kDatabase, field("data_map", "values").map(), kConnection},
     .method = "POST",
     .path = "/storages/{database_name}/records",
     .scopes = "ZohoCliq.StorageData.CREATE",
     .source = kDatabases,
     .page = "cliq/create-record.html",
     .summary = "Adds a record to a database.",
     .policy = ConnectionPolicy::Expected},
    {.name = "zoho.cliq.getRecords",
     .service = &kCliq,
     .arguments = {kDatabase, query_pairs("query_map"), kConnection},
     .path = "/storages/{database_name}/records",
     .scopes = "ZohoCliq.StorageData.READ",
     .source = kDatabases,
     .page = "cliq/get-records.html",
     .summary = "Records of a database; the query holds criteria, from_index, limit, order_by.",
     .policy = ConnectionPolicy::Expected},
    {.name = "zoho.cliq.getRecordById",
     .service = &kCliq,
     .arguments = {kDatabase, kRecord, kConnection},
     .path = "/storages/{database_name}/records/{record_id}",
     .scopes = "ZohoCliq.StorageData.READ",
     .source = kDatabases,
     .page = "cliq/get-record-by-id.html",
     .summary = "One record of a database.",
     .policy = ConnectionPolicy::Expected},
    {.name = "zoho.cliq.updateRecord",
     .service = &kCliq,
     .arguments = {kDatabase, kRecord, field("values_map", "values").map(), kConnection},
     .method = "PUT",
     .path = "/storages/{database_name}/records/{record_id}",
     .scopes = "ZohoCliq.StorageData.UPDATE",
     .source = kDatabases,
     .page = "cliq/update-record.html",
     .summary = "Changes a record of a database.",
     .policy = ConnectionPolicy::Expected},
    {.name = "zoho.cliq.deleteRecord",
     .service = &kCliq,
     .arguments = {kDatabase, kRecord, kConnection},
     .method = "DELETE",
     .path = "/storages/{database_name}/records/{record_id}",
     .scopes = "ZohoCliq.StorageData.DELETE",
     .source = kDatabases,
     .page = "cliq/delete-record.html",
     .summary = "Deletes a record of a database.",
     .policy = ConnectionPolicy::Expected},
    {.name = "zoho.cliq.deleteRecords",
     .service = &kCliq,
     .arguments = {kDatabase, query("query_text", "criteria"), kConnection},
     .method = "DELETE",
     .path = "/storages/{database_name}/records",
     .scopes = "ZohoCliq.StorageData.DELETE",
     .source = kDatabases,
     .page = "cliq/delete-records.html",
     .summary = "Deletes the records that meet criteria.",
     .policy = ConnectionPolicy::Expected},
};

}  // namespace

Rows cliq_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
