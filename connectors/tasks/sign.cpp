// zoho.sign.* and zoho.reports.* (Zoho Analytics).
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kSign{"Zoho Sign", "zoho_oauth", "https://sign.{zoho}", "/api/v1", "ZohoSign.documents.ALL"};
constexpr Service kAnalytics{"Zoho Analytics", "zoho_oauth", "https://analyticsapi.{zoho}", "/restapi/v2",
                             "ZohoAnalytics.data.ALL ZohoAnalytics.metadata.READ"};

constexpr Argument kRequest = path("request_id").id();
constexpr Argument kTemplate = path("template_id").id();
constexpr Argument kMaybe = connection().optional();

constexpr Task kSignRows[] = {
    {.name = "zoho.sign.createDocument",
     .service = &kSign,
     .arguments = {part("files", "file").of(Type::File | Type::List), form("data_map", "data").map(), connection()},
     .method = "POST",
     .path = "/requests",
     .source = "https://www.zoho.com/sign/api/document-managment/create-document.html",
     .page = "sign/create-document.html",
     .summary = "Uploads documents and says who signs them."},
    {.name = "zoho.sign.updateDocument",
     .service = &kSign,
     .arguments = {path("document_id").id(), form("values_map", "data").map(), connection()},
     .method = "PUT",
     .path = "/requests/{document_id}",
     .source = "https://www.zoho.com/sign/api/document-managment/update-document.html",
     .page = "sign/update-document.html",
     .summary = "Changes a document that is not sent yet."},
    {.name = "zoho.sign.getDocumentById",
     .service = &kSign,
     .arguments = {kRequest, connection()},
     .path = "/requests/{request_id}",
     .source = "https://www.zoho.com/sign/api/document-managment/get-details-of-a-particular-document.html",
     .page = "sign/get-document-by-id.html",
     .summary = "One document and who has signed."},
    {.name = "zoho.sign.downloadDocument",
     .service = &kSign,
     .arguments = {kRequest, kMaybe},
     .path = "/requests/{request_id}/pdf",
     .returns = Type::File | Type::Map,
     .source = "https://www.zoho.com/sign/api/document-managment/download-pdf.html",
     .page = "sign/download-document.html",
     .summary = "The document as a FILE.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.sign.submitRequest",
     .service = &kSign,
     .arguments = {kRequest, form("params", "data").map(), kMaybe},
     .method = "POST",
     .path = "/requests/{request_id}/submit",
     .source = "https://www.zoho.com/sign/api/document-managment/send-document-for-signature.html",
     .page = "sign/submit-request.html",
     .summary = "Sends a document for signature.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.sign.getTemplates",
     .service = &kSign,
     .arguments = {query("query_value", "data").map().optional(), kMaybe},
     .path = "/templates",
     .scopes = "ZohoSign.templates.READ",
     .source = "https://www.zoho.com/sign/api/template-managment/get-template-list.html",
     .page = "sign/get-templates.html",
     .summary = "The templates.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.sign.getTemplateById",
     .service = &kSign,
     .arguments = {kTemplate, kMaybe},
     .path = "/templates/{template_id}",
     .scopes = "ZohoSign.templates.READ",
     .source = "https://www.zoho.com/sign/api/template-managment/get-template-details.html",
     .page = "sign/get-template-by-id.html",
     .summary = "One template.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.sign.createUsingTemplate",
     .service = &kSign,
     .arguments = {kTemplate, form("params", "data").map(), kMaybe},
     .method = "POST",
     .path = "/templates/{template_id}/createdocument",
     .scopes = "ZohoSign.templates.CREATE",
     .source = "https://www.zoho.com/sign/api/template-managment/send-documents-using-template.html",
     .page = "script/sign/create-using-template.html",
     .summary = "Makes a document from a template and sends it.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.sign.getFieldIds",
     .service = &kSign,
     .arguments = {kMaybe},
     .path = "/fieldtypes",
     .source = "https://www.zoho.com/sign/api/document-managment/get-field-type.html",
     .page = "sign/get-field-id.html",
     .summary = "The types of fields and their ids.",
     .policy = ConnectionPolicy::NotInCreator},
};

// ---------------------------------------------------------------- Analytics

// The tasks name database and table; the service wants their ids, which it gives for the names.
Value run_rows(TaskCall& call, std::string_view method, const Value& config) {
  RequestParts names(call.context);
  std::string json;
  interpreter::append_json(
      json, call.map({{"workspaceName", call.argument("database_name")}, {"viewName", call.argument("table_name")}}),
      call.context);
  names.add_query("CONFIG", json);
  const HttpResponse found = call.client().send(names.build("GET", call.client().address(), "/metadetails"));
  const Value meta = value_of(found, call.nothing(), call.context);
  const Value view = member_at(meta, "data.views", call.context);
  const auto id = [&](std::string_view name) {
    return interpreter::to_string(member_at(view, name, call.context), call.context);
  };
  if (!succeeded(found) || view.is_null()) return meta;
  call.parts.set_path("workspace", id("workspaceId"));
  call.parts.set_path("view", id("viewId"));
  call.parts.add_header("ZANALYTICS-ORGID", id("orgId"));
  json.clear();
  interpreter::append_json(json, config, call.context);
  call.parts.add_query("CONFIG", json);
  return call.answer(call.send(method, "/workspaces/{workspace}/views/{view}/rows"));
}

Value run_add_row(TaskCall& call) { return run_rows(call, "POST", call.map({{"columns", call.argument("data_map")}})); }

Value run_update_rows(TaskCall& call) {
  Value config = call.map({{"columns", call.argument("data_map")}});
  if (is_nothing(call.argument("criteria")))
    config.container().put(call.text_value("updateAllRows"), Value::boolean(true));
  else
    config.container().put(call.text_value("criteria"), call.argument("criteria"));
  return run_rows(call, "PUT", config);
}

// A table is not emptied by leaving something out.
Value run_delete_rows(TaskCall& call) {
  if (is_nothing(call.argument("criteria")))
    interpreter::raise(messages::TaskArgument, {"Nothing", "criteria", call.task.name});
  return run_rows(call, "DELETE", call.map({{"criteria", call.argument("criteria")}}));
}

constexpr Argument kDatabase = kept("database_name");
constexpr Argument kTable = kept("table_name");

constexpr Task kAnalyticsRows[] = {
    {.name = "zoho.reports.createRow",
     .service = &kAnalytics,
     .arguments = {kDatabase, kTable, kept("data_map").map(), connection()},
     .method = "POST",
     .path = "/workspaces/{workspace}/views/{view}/rows",
     .result = "data",
     .source = "https://www.zoho.com/analytics/api/v2/data-api/row-add.html",
     .page = "analytics/add-row.html",
     .summary = "Adds a row to a table.",
     .run = run_add_row},
    {.name = "zoho.reports.updateData",
     .service = &kAnalytics,
     .arguments = {kDatabase, kTable, kept("data_map").map(), kept("criteria"), connection()},
     .method = "PUT",
     .path = "/workspaces/{workspace}/views/{view}/rows",
     .result = "data",
     .source = "https://www.zoho.com/analytics/api/v2/data-api/row-update.html",
     .page = "analytics/update-row.html",
     .summary = "Changes the rows that meet criteria; \"\" means all.",
     .run = run_update_rows},
    {.name = "zoho.reports.deleteRow",
     .service = &kAnalytics,
     .arguments = {kDatabase, kTable, kept("criteria"), connection()},
     .method = "DELETE",
     .path = "/workspaces/{workspace}/views/{view}/rows",
     .result = "data",
     .source = "https://www.zoho.com/analytics/api/v2/data-api/row-delete.html",
     .page = "analytics/delete-row.html",
     .summary = "Deletes the rows that meet criteria.",
     .run = run_delete_rows},
};

}  // namespace

Rows sign_tasks() { return kSignRows; }
Rows analytics_tasks() { return kAnalyticsRows; }

}  // namespace sluice::connectors::tasks
