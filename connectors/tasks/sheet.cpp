// zoho.sheet.*: one address for each workbook; `method` says what to do.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kSheet{"Zoho Sheet", "zoho_sheet", "https://sheet.{zoho}", "/api/v2",
                         "ZohoSheet.dataAPI.READ ZohoSheet.dataAPI.UPDATE"};

constexpr std::string_view kSource = "https://www.zoho.com/sheet/help/api/v2/";
constexpr std::string_view kScopes[] = {"workbook", "worksheet", "row", "column"};

constexpr Argument kWorkbook = path("resource_id");
constexpr Argument kWorksheet = form("worksheet_name", "worksheet_name");
constexpr Argument kScope = form("scope", "scope").lower().among(kScopes);
constexpr Argument kSearch = form("search_text", "search");
constexpr Argument kIndex = kept("index").number();
constexpr Argument kConnection = connection();

constexpr Argument method(std::string_view name) { return constant(Place::Form, "method", name); }

// Rows are a list of maps, also where there is one.
void prepare_rows(TaskCall& call) {
  Value list = interpreter::Container::make_list(call.context.heap, 1);
  list.container().push(call.argument("row_data"));
  call.parts.put_form("json_data", list);
}

// The index is that of a row or of a column, as the scope says; the others have none.
void prepare_index(TaskCall& call) {
  const std::string scope = call.text("scope");
  if (call.has("index") && (scope == "row" || scope == "column")) call.parts.put_form(scope, call.argument("index"));
}

// The CSV as a text, also where a FILE holds it.
void prepare_csv(TaskCall& call) {
  const Value& data = call.argument("csv_data");
  call.parts.put_form("data", data.type() == Type::File ? data.file().content : data);
}

constexpr Task kRows[] = {
    {.name = "zoho.sheet.getSheets",
     .service = &kSheet,
     .arguments = {kWorkbook, kConnection, method("worksheet.list")},
     .method = "POST",
     .path = "/{resource_id}",
     .source = kSource,
     .page = "sheet/get-sheets.html",
     .summary = "The worksheets of a workbook."},
    {.name = "zoho.sheet.createRecords",
     .service = &kSheet,
     .arguments = {kWorkbook, kWorksheet, kept("row_data").map(), form_pairs("query_map"), kConnection,
                   method("worksheet.records.add")},
     .method = "POST",
     .path = "/{resource_id}",
     .source = kSource,
     .page = "sheet/create-records.html",
     .summary = "Adds a row; the query holds header_row and the like.",
     .prepare = prepare_rows},
    {.name = "zoho.sheet.getRecords",
     .service = &kSheet,
     .arguments = {kWorkbook, kWorksheet, form_pairs("query_map"), kConnection, method("worksheet.records.fetch")},
     .method = "POST",
     .path = "/{resource_id}",
     .source = kSource,
     .page = "sheet/get-records.html",
     .summary = "Rows that meet the criteria of the query, as maps of their header."},
    {.name = "zoho.sheet.updateRecords",
     .service = &kSheet,
     .arguments = {kWorkbook, kWorksheet, form("criteria", "criteria"), form("data_map", "data").map(),
                   form_pairs("optional_map"), kConnection, method("worksheet.records.update")},
     .method = "POST",
     .path = "/{resource_id}",
     .source = kSource,
     .page = "sheet/update-records.html",
     .summary = "Changes the rows that meet criteria."},
    {.name = "zoho.sheet.find",
     .service = &kSheet,
     .arguments = {kWorkbook, kScope, kSearch, kWorksheet, kIndex, kConnection, method("find")},
     .method = "POST",
     .path = "/{resource_id}",
     .source = kSource,
     .page = "sheet/find.html",
     .summary = "Where a text stands in a workbook, worksheet, row or column.",
     .prepare = prepare_index},
    {.name = "zoho.sheet.replace",
     .service = &kSheet,
     .arguments = {kWorkbook, kScope, kSearch, form("replace_with", "replace_with"), kWorksheet, kIndex,
                   kConnection.optional(), method("replace")},
     .method = "POST",
     .path = "/{resource_id}",
     .source = kSource,
     .page = "sheet/replace.html",
     .summary = "Replaces a text in a workbook, worksheet, row or column.",
     .prepare = prepare_index},
    {.name = "zoho.sheet.insertCSV",
     .service = &kSheet,
     .arguments = {kWorkbook, kWorksheet, kept("csv_data").of(kTextKind | Type::File), form("row", "row").number(),
                   form("column", "column").number(), kConnection, method("worksheet.csvdata.set")},
     .method = "POST",
     .path = "/{resource_id}",
     .source = kSource,
     .page = "sheet/insert-csv.html",
     .summary = "Writes CSV from a cell on.",
     .prepare = prepare_csv},
};

}  // namespace

Rows sheet_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
