// intuit.quickbooks.*: records of QuickBooks Online and its queries. The connection comes first.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kQuickBooks{"QuickBooks", "quickbooks", "https://quickbooks.api.intuit.com", "/v3/company",
                              "com.intuit.quickbooks.accounting"};

constexpr std::string_view kModules[] = {"Customer", "Vendor", "Item", "Invoice", "Account", "Employee", "Department"};
constexpr Argument kModule = path("module").lower().among(kModules);
constexpr Argument kCompany = path("company_id").id();
constexpr Argument kRecord = path("record_id").id();
constexpr Argument kAccept = constant(Place::Header, "Accept", "application/json");

// The service names an entity as `Customer`, whatever its path.
std::string entity(TaskCall& call) {
  for (const std::string_view module : kModules)
    if (interpreter::same_name(module, call.text("module"))) return std::string(module);
  return call.text("module");
}

Value run_get(TaskCall& call) {
  const Value& columns = call.argument("columns");
  std::string list;
  if (columns.is_container())
    for (const Value& column : columns.container().items())
      list += (list.empty() ? "" : ", ") + interpreter::to_string(column, call.context);
  std::string sql = "select " + (list.empty() ? "*" : list) + " from " + entity(call);
  if (call.has("criteria")) sql += " where " + call.text("criteria");
  call.parts.add_query("query", sql);
  call.place();
  return call.answer(call.send());
}

// A change needs the record's SyncToken. A script that does not give it has it read first.
Value run_update(TaskCall& call) {
  call.place();
  Value values = call.argument("values").container().copy();
  values.container().become_keyed();
  const Value token_key = call.text_value("SyncToken");
  if (values.container().find(token_key) == nullptr) {
    RequestParts read(call.context);
    read.set_path("company_id", call.text("company_id"));
    read.set_path("module", interpreter::folded(call.text("module")));
    read.set_path("record_id", call.text("record_id"));
    read.add_header("Accept", "application/json");
    const HttpResponse found =
        call.client().send(read.build("GET", call.client().address(), "/{company_id}/{module}/{record_id}"));
    const Value answer = value_of(found, call.nothing(), call.context);
    const Value token = member_at(answer, entity(call) + ".SyncToken", call.context);
    if (!succeeded(found) || token.is_null()) return answer;
    values.container().put(token_key, token);
  }
  values.container().put(call.text_value("Id"), interpreter::to_text(call.argument("record_id"), call.context));
  values.container().put(call.text_value("sparse"), Value::boolean(true));
  call.parts.put_body("", values);
  return call.answer(call.send());
}

constexpr Task kRows[] = {
    {.name = "intuit.quickbooks.create",
     .service = &kQuickBooks,
     .arguments = {connection(), kModule, kCompany, body("values"), kAccept},
     .method = "POST",
     .path = "/{company_id}/{module}",
     .source =
         "https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer#create-a-customer",
     .page = "quickbooks/create-record.html",
     .summary = "Creates a record."},
    {.name = "intuit.quickbooks.getRecords",
     .service = &kQuickBooks,
     .arguments = {connection(), kept("module").among(kModules), kCompany, kept("criteria").optional(),
                   kept("columns").list().optional(), kAccept},
     .path = "/{company_id}/query",
     .source =
         "https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries",
     .page = "quickbooks/fetch-records.html",
     .summary = "Records that meet criteria.",
     .run = run_get},
    {.name = "intuit.quickbooks.getRecordById",
     .service = &kQuickBooks,
     .arguments = {connection(), kModule, kCompany, kRecord, kAccept},
     .path = "/{company_id}/{module}/{record_id}",
     .source =
         "https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer#read-a-customer",
     .page = "quickbooks/fetch-record-by-id.html",
     .summary = "One record."},
    {.name = "intuit.quickbooks.searchRecords",
     .service = &kQuickBooks,
     .arguments = {connection(), kCompany, query("query"), kAccept},
     .path = "/{company_id}/query",
     .source =
         "https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries",
     .page = "quickbooks/search-records.html",
     .summary = "What a query such as select * from Customer finds."},
    {.name = "intuit.quickbooks.update",
     .service = &kQuickBooks,
     .arguments = {connection(), kModule, kCompany, kRecord, kept("values").map(), kAccept},
     .method = "POST",
     .path = "/{company_id}/{module}",
     .source = "https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/"
               "customer#sparse-update-a-customer",
     .page = "quickbooks/update-record.html",
     .summary = "Changes the fields that are given.",
     .run = run_update},
};

}  // namespace

Rows quickbooks_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
