// zoho.writer.*: documents of Zoho Writer, merging and signing.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kWriter{"Zoho Writer", "zoho_oauth", "{api_domain}", "/writer/api/v1",
                          "ZohoWriter.documentEditor.ALL ZohoWriter.merge.ALL ZohoPC.files.ALL"};

constexpr std::string_view kMetadata = "https://www.zoho.com/writer/help/api/v1/update-document-metadata.html";
constexpr Argument kDocument = path("document_id");
constexpr Argument kOptions = form_pairs("optional_settings");
constexpr Argument kListOptions = query_pairs("optional_settings");
constexpr Argument kConnection = connection();

// `{"merge_data":{"data":…}}` and other parameters stand in one map; a map without them is the data itself.
void prepare_merge(TaskCall& call) {
  const Value& detail = call.argument("merge_detail");
  const interpreter::Container& map = detail.container();
  constexpr std::string_view kKnown[] = {"merge_data",          "merge_data_csv_url",
                                         "merge_data_json_url", "merge_data_csv_content",
                                         "record_id",           "merge_data_json_content"};
  for (const std::string_view key : kKnown)
    if (map.is_keyed() && map.find(call.text_value(key)) != nullptr) {
      for (std::uint32_t p = map.first_place(); p != interpreter::Container::kEnd; p = map.next_place(p))
        call.parts.put_form(interpreter::to_string(map.key_at(p), call.context), map.value_at(p));
      return;
    }
  const bool wrapped = map.is_keyed() && map.find(call.text_value("data")) != nullptr;
  call.parts.put_form("merge_data", wrapped ? detail : call.map({{"data", detail}}));
}

// A switch is a member of `operations`: {"lock":true}, {"track_changes":"enable"}.
void put_switch(TaskCall& call, std::string_view name, const Value& on, const Value& off) {
  const std::string state = call.text("state");
  const bool set = state == "true" || state == "enable" || state == "lock" || state == "1";
  call.parts.put_body("operations." + std::string(name), set ? on : off);
}
void prepare_favorite(TaskCall& call) { put_switch(call, "favourite", Value::boolean(true), Value::boolean(false)); }
void prepare_lock(TaskCall& call) { put_switch(call, "lock", Value::boolean(true), Value::boolean(false)); }
void prepare_final(TaskCall& call) { put_switch(call, "mark_as_final", Value::boolean(true), Value::boolean(false)); }
void prepare_track(TaskCall& call) {
  put_switch(call, "track_changes", call.text_value("enable"), call.text_value("disable"));
}

constexpr Argument kState = kept("state").of(kTextKind | Type::Boolean);

constexpr Task kRows[] = {
    {.name = "zoho.writer.getDocuments",
     .service = &kWriter,
     .arguments = {query("category"), query("offset").number(), query("limit").number(), query("sort_by", "sortby"),
                   kConnection},
     .path = "/documents",
     .source = "https://www.zoho.com/writer/help/api/v1/get-documents.html",
     .page = "writer/get-documents.html",
     .summary = "Documents of a category, at most 100."},
    {.name = "zoho.writer.uploadDocument",
     .service = &kWriter,
     .arguments = {part("content", "content"), form("file_name", "filename"), form("folder_id", "folder_id"),
                   form("password", "password"), kConnection},
     .method = "POST",
     .path = "/documents",
     .source = "https://www.zoho.com/writer/help/api/v1/upload-document.html",
     .page = "writer/upload-document.html",
     .summary = "Uploads a document."},
    {.name = "zoho.writer.shareDocument",
     .service = &kWriter,
     .arguments = {kDocument, form("email_id", "email_id").of(kTextKind | kListKind), form("role", "role"),
                   form("type", "type"), kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/share",
     .source = "https://www.zoho.com/writer/help/api/v1/share-document.html",
     .page = "writer/share-document.html",
     .summary = "Shares a document with up to 10 addresses."},
    {.name = "zoho.writer.getMergeFields",
     .service = &kWriter,
     .arguments = {kDocument, kConnection},
     .path = "/documents/{document_id}/fields?type=merge",
     .source = "https://www.zoho.com/writer/help/api/v1/get-document-fields.html",
     .page = "writer/get-merge-fields.html",
     .summary = "The merge fields of a document."},
    {.name = "zoho.writer.getAllFields",
     .service = &kWriter,
     .arguments = {kDocument, kConnection},
     .path = "/documents/{document_id}/fields",
     .source = "https://www.zoho.com/writer/help/api/v1/get-document-fields.html",
     .page = "writer/get-all-fields.html",
     .summary = "All fields of a document."},
    {.name = "zoho.writer.mergeAndSend",
     .service = &kWriter,
     .arguments = {kDocument, form("output_format", "output_format"), form("email_id", "email"),
                   kept("merge_detail").map(), kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/merge/email",
     .source = "https://www.zoho.com/writer/help/api/v1/merge-and-deliver-via-email.html",
     .page = "writer/merge-and-send.html",
     .summary = "Merges values into a document and mails it.",
     .prepare = prepare_merge},
    {.name = "zoho.writer.v2.mergeAndSend",
     .service = &kWriter,
     .arguments = {kDocument, kept("merge_detail").map(), form("output_settings", "output_settings").map(), kOptions,
                   kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/merge/email",
     .source = "https://www.zoho.com/writer/help/api/v1/merge-and-deliver-via-email.html",
     .page = "writer/MergeAndSendV2.html",
     .summary = "Merges values into a document and mails it, with settings.",
     .prepare = prepare_merge},
    {.name = "zoho.writer.v2.mergeAndStore",
     .service = &kWriter,
     .arguments = {kDocument, kept("merge_detail").map(), form("output_settings", "output_settings").map(), kOptions,
                   kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/merge/store",
     .source = "https://www.zoho.com/writer/help/api/v1/merge-and-store.html",
     .page = "writer/merge-and-store-v2.html",
     .summary = "Merges values into a document and stores it.",
     .prepare = prepare_merge},
    {.name = "zoho.writer.mergeAndInvoke",
     .service = &kWriter,
     .arguments = {kDocument, kept("merge_detail").map(), kOptions, kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/merge/webhook",
     .source = "https://www.zoho.com/writer/help/api/v1/merge-and-invoke.html",
     .page = "writer/merge-and-invoke.html",
     .summary = "Merges values into a document and hands it to a web hook.",
     .prepare = prepare_merge},
    {.name = "zoho.writer.mergeAndSign",
     .service = &kWriter,
     .arguments = {kDocument, kept("merge_detail").map(), form("filename", "filename"),
                   form("signer_list", "signer_data").list(), form_pairs("option_settings"), kConnection,
                   constant(Place::Form, "service_name", "zohosign")},
     .method = "POST",
     .path = "/documents/{document_id}/merge/sign",
     .scopes = "ZohoSign.documents.ALL",
     .source = "https://www.zoho.com/writer/help/api/v1/merge-and-sign.html",
     .page = "writer/merge-and-sign.html",
     .summary = "Merges values into a document and sends it for signature.",
     .prepare = prepare_merge},
    {.name = "zoho.writer.signDocument",
     .service = &kWriter,
     .arguments = {kDocument, form("service", "service_name"),
                   form("recipients", "signer_data").of(kTextKind | kListKind),
                   form("signed_document_name", "filename"), form_pairs("input_map"), kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/sign",
     .scopes = "ZohoSign.documents.ALL",
     .source = "https://www.zoho.com/writer/help/api/v1/sign-document.html",
     .page = "writer/sign-documents.html",
     .summary = "Sends a document for signature."},
    {.name = "zoho.writer.v2.signDocument",
     .service = &kWriter,
     .arguments = {kDocument, form("recipients_list", "signer_data").list(), form("signed_document_name", "filename"),
                   kOptions, kConnection, constant(Place::Form, "service_name", "zohosign")},
     .method = "POST",
     .path = "/documents/{document_id}/sign",
     .scopes = "ZohoSign.documents.ALL",
     .source = "https://www.zoho.com/writer/help/api/v1/sign-document.html",
     .page = "writer/v2-sign-document.html",
     .summary = "Sends a document for signature, with settings."},
    {.name = "zoho.writer.generateFillableLink",
     .service = &kWriter,
     .arguments = {kDocument, kept("merge_detail").map(), kOptions, kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/merge/sharetofill",
     .source = "https://www.zoho.com/writer/help/api/v1/merge-and-share-fillable-link.html",
     .page = "writer/GenerateFillableLink.html",
     .summary = "Links to a document whose fields are filled in.",
     .prepare = prepare_merge},
    {.name = "zoho.writer.getMergeTemplates",
     .service = &kWriter,
     .arguments = {kListOptions, kConnection},
     .path = "/documents?category=merge_templates",
     .source = "https://www.zoho.com/writer/help/api/v1/get-merge-templates.html",
     .page = "writer/get-merge-templates.html",
     .summary = "The templates for merging."},
    {.name = "zoho.writer.getSignTemplates",
     .service = &kWriter,
     .arguments = {kListOptions, kConnection},
     .path = "/documents?category=sign_templates",
     .source = "https://www.zoho.com/writer/help/api/v1/get-sign-templates.html",
     .page = "writer/get-sign.html",
     .summary = "The templates for signing."},
    {.name = "zoho.writer.getFillableTemplates",
     .service = &kWriter,
     .arguments = {kListOptions, kConnection},
     .path = "/documents?category=fillable_templates",
     .source = "https://www.zoho.com/writer/help/api/v1/get-fillable-templates.html",
     .page = "writer/get-fillable-template.html",
     .summary = "The templates for filling in."},
    {.name = "zoho.writer.documents.setName",
     .service = &kWriter,
     .arguments = {kDocument, field("name", "operations.name"), kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/meta",
     .source = kMetadata,
     .page = "writer/rename-document.html",
     .summary = "Renames a document."},
    {.name = "zoho.writer.documents.setDescription",
     .service = &kWriter,
     .arguments = {kDocument, field("description", "operations.description"), kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/meta",
     .source = kMetadata,
     .page = "writer/add-update-description.html",
     .summary = "Describes a document."},
    {.name = "zoho.writer.documents.favorite",
     .service = &kWriter,
     .arguments = {kDocument, kState, kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/meta",
     .source = kMetadata,
     .page = "writer/mark-unmark-favorite-document.html",
     .summary = "Makes a document a favourite, or no longer one.",
     .prepare = prepare_favorite},
    {.name = "zoho.writer.documents.lock",
     .service = &kWriter,
     .arguments = {kDocument, kState, kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/meta",
     .source = kMetadata,
     .page = "writer/lock-unlock-documents.html",
     .summary = "Locks or unlocks a document.",
     .prepare = prepare_lock},
    {.name = "zoho.writer.documents.trackchanges",
     .service = &kWriter,
     .arguments = {kDocument, kState, kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/meta",
     .source = kMetadata,
     .page = "writer/enable-disable-track-changes.html",
     .summary = "Tracks changes of a document, or stops it.",
     .prepare = prepare_track},
    {.name = "zoho.writer.documents.markAsReady",
     .service = &kWriter,
     .arguments = {kDocument, kConnection, constant(Place::Field, "operations.state", "mark_as_complete")},
     .method = "POST",
     .path = "/documents/{document_id}/meta",
     .source = kMetadata,
     .page = "writer/mark-document-ready.html",
     .summary = "Marks a document as ready."},
    {.name = "zoho.writer.documents.MarkAsFinal",
     .service = &kWriter,
     .arguments = {kDocument, kState, kConnection},
     .method = "POST",
     .path = "/documents/{document_id}/meta",
     .source = kMetadata,
     .page = "writer/mark-revert-final-documents.html",
     .summary = "Marks a document as final, or takes that back.",
     .prepare = prepare_final},
};

}  // namespace

Rows writer_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
