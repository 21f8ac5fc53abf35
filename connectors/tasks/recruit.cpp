// zoho.recruit.*: the tasks keep the names and results of Recruit's first interface (labels as keys, windows of
// indexes); requests go to version 2, so this file translates.
#include "connectors/crm/criteria.h"
#include "connectors/crm/records.h"
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

namespace {

using interpreter::Container;

constexpr Service kRecruit{"Zoho Recruit", "zoho_recruit", "https://recruit.{zoho}", "/recruit/v2",
                           "ZohoRecruit.modules.ALL"};
constexpr std::int64_t kPageSize = 200;

// `Last Name` is Last_Name in version 2.
Value with_api_names(TaskCall& call, const Value& data) {
  Value renamed = call.map({});
  const Container& map = data.container();
  for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p)) {
    std::string key = interpreter::to_string(map.key_at(p), call.context);
    for (char& c : key)
      if (c == ' ') c = '_';
    renamed.container().put(call.text_value(key), map.value_at(p));
  }
  return crm::with_iso_dates(renamed, call.context);
}

void put_record(TaskCall& call) {
  Value list = Container::make_list(call.context.heap, 1);
  list.container().push(with_api_names(call, call.argument("data_map")));
  call.parts.put_body("data", list);
  Value triggers = Container::make_list(call.context.heap);
  if (call.argument("workflow_trigger").is_boolean() && call.argument("workflow_trigger").as_boolean())
    triggers.container().push(call.text_value("workflow"));
  call.parts.put_body("trigger", triggers);
}

// The result that the task's page shows: {message, Id, "Created Time", …}; errors as {message, code}.
Value stamps(TaskCall& call, const HttpResponse& response, std::string_view message) {
  const Value answer = value_of(response, call.nothing(), call.context);
  Value item = member_at(answer, "data.0", call.context);
  if (item.is_null()) item = answer;
  const Value details = member_at(item, "details", call.context);
  const Value id = member_at(details, "id", call.context);
  if (id.is_null()) return item;
  Value result = call.map({{"message", call.text_value(message)}, {"Id", id}});
  constexpr std::pair<std::string_view, std::string_view> kKeys[] = {{"Created Time", "Created_Time"},
                                                                     {"Modified Time", "Modified_Time"},
                                                                     {"Created By", "Created_By.name"},
                                                                     {"Modified By", "Modified_By.name"}};
  for (const auto& [key, place] : kKeys) {
    Value value = member_at(details, place, call.context);
    if (!value.is_null()) result.container().put(call.text_value(key), std::move(value));
  }
  return result;
}

// duplicate_check: 0 always adds, 1 refuses a record that exists, 2 changes it. Version 2 has the upsert for 2, and
// refuses duplicates of unique fields by itself.
Value run_add(TaskCall& call) {
  put_record(call);
  call.place();
  const bool update = call.text("duplicate_check") == "2";
  return stamps(call, call.send("POST", update ? "/{module}/upsert" : "/{module}"), "Record(s) added successfully");
}

Value run_update(TaskCall& call) {
  put_record(call);
  call.place();
  return stamps(call, call.send(), "Record(s) updated successfully");
}

// A window of version 1 counts from 1 (0 means the same) and includes its end; it may lie across two pages of version 2.
struct Window {
  std::int64_t from = 1;
  std::int64_t to = kPageSize;
};

Window window_of(TaskCall& call) {
  const std::int64_t from = interpreter::to_number(call.argument("from_index"), call.task.name);
  const std::int64_t to = interpreter::to_number(call.argument("to_index"), call.task.name);
  const Window window{std::max<std::int64_t>(from, 1), from == 0 ? to + 1 : to};
  if (window.to < window.from || window.to - window.from >= kPageSize)
    interpreter::raise(messages::TaskArgument, {std::to_string(from) + " to " + std::to_string(to),
                                                "range of at most 200 records", call.task.name});
  return window;
}

void add_columns(TaskCall& call) {
  std::string columns = call.text("select_columns");
  if (columns.starts_with('(') && columns.ends_with(')')) columns = columns.substr(1, columns.size() - 2);
  if (const std::size_t list = columns.find('('); list != std::string::npos)  // Candidates(First Name,Email)
    columns = columns.substr(list + 1, columns.find(')') - list - 1);
  for (char& c : columns)
    if (c == ' ') c = '_';
  if (!columns.empty() && columns != "ALL" && columns != "All") call.parts.add_query("fields", columns);
}

Value run_window(TaskCall& call) {
  const Window window = window_of(call);
  add_columns(call);
  call.place();
  const RequestParts base = call.parts;
  Value all = Container::make_list(call.context.heap);
  const std::int64_t first = (window.from - 1) / kPageSize;
  const std::int64_t last = (window.to - 1) / kPageSize;
  for (std::int64_t page = first; page <= last; ++page) {
    call.parts = base;
    call.parts.add_query("page", std::to_string(page + 1));
    call.parts.add_query("per_page", std::to_string(kPageSize));
    const Value records = crm::record_list(call, call.send());
    if (records.type() != Type::List) return records;  // an error of the service
    const auto items = records.container().items();
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(items.size()); ++i) {
      const std::int64_t index = page * kPageSize + i + 1;
      if (index >= window.from && index <= window.to) all.container().push(items[static_cast<std::size_t>(i)]);
    }
    if (items.size() < static_cast<std::size_t>(kPageSize)) break;
  }
  return all;
}

Value run_search(TaskCall& call) {
  call.parts.add_query("criteria", crm::normal_criteria(call.text("search_condition")));
  return run_window(call);
}

Value answer_upload(TaskCall& call, const HttpResponse& response) {
  return stamps(call, response, "File has been attached successfully");
}

constexpr std::string_view kByIdAliases[] = {"zoho.recruit.getRecordById"};
constexpr Argument kModule = path("module");
constexpr Argument kRecord = path("record_id").id();

constexpr Task kRows[] = {
    {.name = "zoho.recruit.addRecord",
     .service = &kRecruit,
     .arguments = {kModule, kept("data_map").map(), kept("duplicate_check").number(),
                   kept("workflow_trigger").boolean(), connection().optional()},
     .method = "POST",
     .path = "/{module}",
     .source = "https://www.zoho.com/recruit/developer-guide/apiv2/insert-records.html",
     .page = "recruit/create-record.html",
     .summary = "Creates a record of Zoho Recruit; duplicate_check 2 changes one that exists.",
     .run = run_add},
    {.name = "zoho.recruit.getRecords",
     .service = &kRecruit,
     .arguments = {kModule, kept("from_index").number(), kept("to_index").number(), kept("select_columns"),
                   query("sort_column", "sort_by"), query("sort_order"), connection().optional()},
     .path = "/{module}",
     .returns = Type::List | Type::Map,
     .source = "https://www.zoho.com/recruit/developer-guide/apiv2/get-records.html",
     .page = "recruit/fetch-records.html",
     .summary = "The records of a window of at most 200.",
     .run = run_window},
    {.name = "zoho.recruit.getRecordbyId",
     .aliases = kByIdAliases,
     .service = &kRecruit,
     .arguments = {kModule, kRecord, connection().optional()},
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/recruit/developer-guide/apiv2/get-records.html",
     .page = "recruit/fetch-record-by-id.html",
     .summary = "One record of Zoho Recruit.",
     .answer = crm::one_record},
    {.name = "zoho.recruit.searchRecords",
     .service = &kRecruit,
     .arguments = {kModule, kept("search_condition"), kept("from_index").number(), kept("to_index").number(),
                   kept("select_columns"), connection().optional()},
     .path = "/{module}/search",
     .returns = Type::List | Type::Map,
     .source = "https://www.zoho.com/recruit/developer-guide/apiv2/search-records.html",
     .page = "recruit/search-records.html",
     .summary = "Records that meet Field|=|value, in a window of at most 200.",
     .run = run_search},
    {.name = "zoho.recruit.updateRecord",
     .service = &kRecruit,
     .arguments = {kModule, kRecord, kept("data_map").map(), kept("workflow_trigger").boolean(),
                   connection().optional()},
     .method = "PUT",
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/recruit/developer-guide/apiv2/update-records.html",
     .page = "recruit/update-record.html",
     .summary = "Changes a record of Zoho Recruit.",
     .run = run_update},
    {.name = "zoho.recruit.uploadFile",
     .service = &kRecruit,
     .arguments = {kRecord, part("file", "file"), form("type", "attachments_category"), kModule,
                   connection().optional()},
     .method = "POST",
     .path = "/{module}/{record_id}/Attachments",
     .source = "https://www.zoho.com/recruit/developer-guide/apiv2/upload-attachment.html",
     .page = "recruit/upload-files.html",
     .summary = "Attaches a file, such as a \"Resume\", to a record.",
     .answer = answer_upload},
};

}  // namespace

Rows recruit_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
