// salesforce.sales.*: records of Salesforce by its REST interface, and SOQL. The connection comes first.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kSalesforce{"Salesforce", "salesforce", "{instance_url}", "/services/data/v60.0",
                              "api refresh_token"};

constexpr std::string_view kModules[] = {"Lead", "Account", "Contact", "Case", "Solution", "Product", "Campaign"};
constexpr Argument kModule = path("module").among(kModules);
constexpr Argument kRecord = path("record_id");
constexpr Argument kValues = body("values");

// Products are sold under the object Product2.
void prepare_module(TaskCall& call) {
  if (call.text("module") == "Product") call.parts.set_path("module", "Product2");
}

// An answer without content is a success: {"id":…} of the record that was changed.
Value answer_update(TaskCall& call, const HttpResponse& response) {
  if (succeeded(response) && response.body.empty())
    return call.map({{"id", call.argument("record_id")}, {"success", Value::boolean(true)}});
  return call.answer(response);
}

// Errors come as a list of one; the task gives {message, errorCode}. `records` are JSON text (salesforce/search-records).
Value answer_query(TaskCall& call, const HttpResponse& response) {
  Value answer = call.answer(response);
  if (!succeeded(response) && answer.type() == Type::List && !answer.container().empty())
    return answer.container().items()[0];
  if (answer.type() != Type::Map) return answer;
  Value* records = answer.container().find(call.text_value("records"));
  if (records == nullptr) return answer;
  std::string json;
  interpreter::append_json(json, *records, call.context);
  *records = call.text_value(json);
  return answer;
}

Value answer_plainly(TaskCall& call, const HttpResponse& response) {
  Value answer = call.answer(response);
  const bool errors = !succeeded(response) && answer.type() == Type::List && !answer.container().empty();
  return errors ? Value(answer.container().items()[0]) : answer;
}

// SELECT columns FROM module WHERE criteria. Without columns, the standard ones, which Salesforce gives 200 at a time.
Value run_get(TaskCall& call) {
  const Value& columns = call.argument("columns");
  std::string list;
  if (columns.is_container())
    for (const Value& column : columns.container().items())
      list += (list.empty() ? "" : ",") + interpreter::to_string(column, call.context);
  const std::string module = call.text("module") == "Product" ? "Product2" : call.text("module");
  std::string soql = "SELECT " + (list.empty() ? "FIELDS(STANDARD)" : list) + " FROM " + module;
  if (call.has("criteria")) soql += " WHERE " + call.text("criteria");
  if (list.empty()) soql += " LIMIT 200";
  call.parts.add_query("q", soql);
  return answer_query(call, call.send());
}

constexpr Task kRows[] = {
    {.name = "salesforce.sales.create",
     .service = &kSalesforce,
     .arguments = {connection(), kModule, kValues},
     .method = "POST",
     .path = "/sobjects/{module}",
     .source = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm",
     .page = "salesforce/create-record.html",
     .summary = "Creates a record; its id is under id.",
     .prepare = prepare_module,
     .answer = answer_plainly},
    {.name = "salesforce.sales.getRecords",
     .service = &kSalesforce,
     .arguments = {connection(), kept("module").among(kModules), kept("criteria").optional(),
                   kept("columns").list().optional()},
     .path = "/query",
     .source = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm",
     .page = "salesforce/fetch-records.html",
     .summary = "Records that meet criteria such as Name = 'x'.",
     .run = run_get},
    {.name = "salesforce.sales.getRecordById",
     .service = &kSalesforce,
     .arguments = {connection(), kModule, kRecord},
     .path = "/sobjects/{module}/{record_id}",
     .source =
         "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_retrieve.htm",
     .page = "salesforce/fetch-record-by-id.html",
     .summary = "One record.",
     .prepare = prepare_module,
     .answer = answer_plainly},
    {.name = "salesforce.sales.searchRecords",
     .service = &kSalesforce,
     .arguments = {connection(), query("soql", "q")},
     .path = "/query",
     .source = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm",
     .page = "salesforce/search-records.html",
     .summary = "What a SOQL query finds: {done, totalSize, records}, the records as JSON text.",
     .answer = answer_query},
    {.name = "salesforce.sales.update",
     .service = &kSalesforce,
     .arguments = {connection(), kModule, kRecord, kValues},
     .method = "PATCH",
     .path = "/sobjects/{module}/{record_id}",
     .source = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_update_fields.htm",
     .page = "salesforce/update-record.html",
     .summary = "Changes a record.",
     .prepare = prepare_module,
     .answer = answer_update},
};

}  // namespace

Rows salesforce_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
