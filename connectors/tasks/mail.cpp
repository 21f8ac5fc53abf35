// zoho.mail.*: folders, labels and messages of the account of the connection. The tasks know no account and no folder;
// the service's addresses need the first, so it is asked for.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kMail{"Zoho Mail", "zoho_oauth", "https://mail.{zoho}", "/api/accounts",
                        "ZohoMail.accounts.READ ZohoMail.messages.ALL ZohoMail.folders.ALL ZohoMail.tags.ALL"};

constexpr std::string_view kMessages = "https://www.zoho.com/mail/help/api/email-api.html";
constexpr std::string_view kFolders = "https://www.zoho.com/mail/help/api/folders-api.html";
constexpr std::string_view kLabels = "https://www.zoho.com/mail/help/api/labels-api.html";

constexpr Argument kMessage = kept("message_id").id();
constexpr Argument kConnection = connection();

// The first account of the user; false, and `refusal` set, where the service does not tell.
bool find_account(TaskCall& call, Value& refusal) {
  RequestParts none(call.context);
  const HttpResponse response = call.client().send(none.build("GET", call.client().address(), ""));
  const Value answer = value_of(response, call.nothing(), call.context);
  const Value id = member_at(answer, "data.0.accountId", call.context);
  if (id.is_null()) {
    refusal = answer;
    return false;
  }
  call.parts.set_path("account", interpreter::to_string(id, call.context));
  return true;
}

Value run_in_account(TaskCall& call) {
  Value refusal;
  if (!find_account(call, refusal)) return refusal;
  call.place();
  if (call.task.prepare != nullptr) call.task.prepare(call);
  return call.answer(call.send());
}

void put_message(TaskCall& call) {
  Value list = interpreter::Container::make_list(call.context.heap, 1);
  list.container().push(interpreter::to_text(call.argument("message_id"), call.context));
  call.parts.put_body("messageId", list);
}

// A path such as /Inbox/Bills is the name of a folder, whose id the list of folders has.
void prepare_move(TaskCall& call) {
  put_message(call);
  const std::string wanted = call.text("folder");
  if (!wanted.starts_with('/')) return call.parts.put_body("destfolderId", call.text_value(wanted));
  const HttpResponse response = call.send("GET", "/{account}/folders");
  const Value folders = member_at(value_of(response, call.nothing(), call.context), "data", call.context);
  if (folders.type() == Type::List)
    for (const Value& folder : folders.container().items())
      if (interpreter::to_string(member_at(folder, "path", call.context), call.context) == wanted)
        return call.parts.put_body("destfolderId", member_at(folder, "folderId", call.context));
  interpreter::raise(messages::TaskArgument, {"'" + wanted + "'", "folder", call.task.name});
}

// One label or several, by id.
void prepare_tag(TaskCall& call) {
  put_message(call);
  const Value& tag = call.argument("tag");
  Value list = tag;
  if (tag.type() != Type::List) {
    list = interpreter::Container::make_list(call.context.heap, 1);
    list.container().push(interpreter::to_text(tag, call.context));
  }
  call.parts.put_body("labelId", list);
}

constexpr Argument mode(std::string_view name) { return constant(Place::Field, "mode", name); }

constexpr Task kRows[] = {
    {.name = "zoho.mail.getFolders",
     .service = &kMail,
     .arguments = {kConnection},
     .path = "/{account}/folders",
     .source = kFolders,
     .page = "mail/get-folders.html",
     .summary = "The folders of the mailbox.",
     .run = run_in_account},
    {.name = "zoho.mail.createFolder",
     .service = &kMail,
     .arguments = {field("folder_name", "folderName"), field("parent_folder_id", "parentFolderId").id(), kConnection},
     .method = "POST",
     .path = "/{account}/folders",
     .source = kFolders,
     .page = "mail/create-folder.html",
     .summary = "Creates a folder.",
     .run = run_in_account},
    {.name = "zoho.mail.getLabels",
     .service = &kMail,
     .arguments = {kConnection},
     .path = "/{account}/labels",
     .source = kLabels,
     .page = "mail/get-labels.html",
     .summary = "The labels of the mailbox.",
     .run = run_in_account},
    {.name = "zoho.mail.createTag",
     .service = &kMail,
     .arguments = {field("tag_name", "displayName"), field("color", "color"), kConnection},
     .method = "POST",
     .path = "/{account}/labels",
     .source = kLabels,
     .page = "mail/create-tag.html",
     .summary = "Creates a label.",
     .run = run_in_account},
    {.name = "zoho.mail.getMessage",
     .service = &kMail,
     .arguments = {path("message_id").id(), kConnection},
     .path = "/{account}/messages/{message_id}/originalmessage",
     .source = kMessages,
     .page = "mail/get-message.html",
     .summary = "One message as it was sent.",
     .run = run_in_account},
    {.name = "zoho.mail.markAsRead",
     .service = &kMail,
     .arguments = {kMessage, kConnection, mode("markAsRead")},
     .method = "PUT",
     .path = "/{account}/updatemessage",
     .source = kMessages,
     .page = "mail/mark-as-read.html",
     .summary = "Marks a message as read.",
     .prepare = put_message,
     .run = run_in_account},
    {.name = "zoho.mail.markAsUnread",
     .service = &kMail,
     .arguments = {kMessage, kConnection, mode("markAsUnread")},
     .method = "PUT",
     .path = "/{account}/updatemessage",
     .source = kMessages,
     .page = "mail/mark-as-unread.html",
     .summary = "Marks a message as unread.",
     .prepare = put_message,
     .run = run_in_account},
    {.name = "zoho.mail.moveToFolder",
     .service = &kMail,
     .arguments = {kMessage, kept("folder").id(), kConnection, mode("moveMessage")},
     .method = "PUT",
     .path = "/{account}/updatemessage",
     .source = kMessages,
     .page = "mail/move-to-folder.html",
     .summary = "Moves a message to a folder, by its id or its path.",
     .prepare = prepare_move,
     .run = run_in_account},
    {.name = "zoho.mail.setFlag",
     .service = &kMail,
     .arguments = {kMessage, field("flag_name", "flagid"), kConnection, mode("setFlag")},
     .method = "PUT",
     .path = "/{account}/updatemessage",
     .source = kMessages,
     .page = "mail/set-flag.html",
     .summary = "Flags a message: info, important or followup.",
     .prepare = put_message,
     .run = run_in_account},
    {.name = "zoho.mail.removeFlag",
     .service = &kMail,
     .arguments = {kMessage, kConnection, mode("setFlag"), constant(Place::Field, "flagid", "flag_not_set")},
     .method = "PUT",
     .path = "/{account}/updatemessage",
     .source = kMessages,
     .page = "mail/remove-flag.html",
     .summary = "Takes the flag off a message.",
     .prepare = put_message,
     .run = run_in_account},
    {.name = "zoho.mail.setTag",
     .service = &kMail,
     .arguments = {kMessage, kept("tag").of(kIdKind | kListKind), kConnection, mode("applyLabel")},
     .method = "PUT",
     .path = "/{account}/updatemessage",
     .source = kMessages,
     .page = "mail/set-tag.html",
     .summary = "Labels a message.",
     .prepare = prepare_tag,
     .run = run_in_account},
};

}  // namespace

Rows mail_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
