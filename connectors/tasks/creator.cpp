// zoho.creator.*: records of Zoho Creator's applications over versions 2 and 2.1 of its interface. The tasks of
// version 1, ended in 2021, run over version 2 and give the results of old.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

namespace {

using interpreter::Container;

constexpr Service kCreator{"Zoho Creator", "zoho_creator", "https://creator.{zoho}", "/api/v2",
                           "ZohoCreator.form.CREATE ZohoCreator.report.READ ZohoCreator.report.UPDATE"};
constexpr Service kCreator21{"Zoho Creator", "zoho_creator", "{api_domain}", "/creator/v2.1/data",
                             "ZohoCreator.form.CREATE ZohoCreator.report.READ ZohoCreator.report.UPDATE"};

constexpr Argument kOwner = path("owner_name");
constexpr Argument kApp = path("app_link_name");
constexpr Argument kForm = path("form_link_name");
constexpr Argument kReport = path("report_link_name");
constexpr Argument kRecord = path("record_id").id();
constexpr Argument kData = field("input_values", "data").of(kMapKind | Type::List);
constexpr Argument kMore = body("other_params");
constexpr Argument kConnection = connection();

constexpr std::string_view kForms = "/{owner_name}/{app_link_name}/form/{form_link_name}";
constexpr std::string_view kReports = "/{owner_name}/{app_link_name}/report/{report_link_name}";
constexpr std::string_view kRecords = "/{owner_name}/{app_link_name}/report/{report_link_name}/{record_id}";

// Without criteria every record is meant; the service wants one in the body of an update.
void prepare_update_all(TaskCall& call) {
  const std::string criteria = call.text("criteria");
  call.parts.put_body("criteria", call.text_value(criteria.empty() ? "ID != 0" : criteria));
}

void prepare_list(TaskCall& call) {
  if (const std::string criteria = call.text("criteria"); !criteria.empty()) call.parts.add_query("criteria", criteria);
}

// {values, status} of version 1: "Success", or "Failure, " and the reason.
Value answer_v1(TaskCall& call, const HttpResponse& response) {
  const Value answer = value_of(response, call.nothing(), call.context);
  const Value code = member_at(answer, "code", call.context);
  const bool done = code.is_number() && code.as_number() == 3000;
  const Value data = member_at(answer, "data", call.context);
  const Value reason = member_at(answer, done ? "message" : "error", call.context);
  const Value message = reason.is_null() ? member_at(answer, "message", call.context) : reason;
  const std::string status = done ? "Success" : "Failure, " + interpreter::to_string(message, call.context);
  return call.map({{"values", data.is_null() ? call.map({}) : data}, {"status", call.text_value(status)}});
}

// A list of records; none where the service says that nothing is there (3100).
Value answer_v1_list(TaskCall& call, const HttpResponse& response) {
  const Value answer = value_of(response, call.nothing(), call.context);
  const Value data = member_at(answer, "data", call.context);
  if (data.type() == Type::List) return data;
  const Value code = member_at(answer, "code", call.context);
  if (code.is_number() && code.as_number() == 3100) return Container::make_list(call.context.heap);
  return answer;
}

// from and to, both counted from 1, as from and how many.
void prepare_v1_list(TaskCall& call) {
  prepare_list(call);
  const std::int64_t from =
      call.has("from_index") ? std::max<std::int64_t>(1, interpreter::to_number(call.argument("from_index"), "")) : 1;
  const std::int64_t to =
      call.has("to_index") ? interpreter::to_number(call.argument("to_index"), "") : from + 19;  // 20 by default
  call.parts.add_query("from", std::to_string(from));
  call.parts.add_query("limit", std::to_string(std::max<std::int64_t>(1, to - from + 1)));
}

constexpr Task kRows[] = {
    {.name = "zoho.creator.createRecord",
     .service = &kCreator,
     .arguments = {kOwner, kApp, kForm, kData, kMore, kConnection},
     .method = "POST",
     .path = kForms,
     .source = "https://www.zoho.com/creator/help/api/v2/add-records.html",
     .page = "creator/create-record.html",
     .summary = "Adds a record to a form, or up to 200 as a list."},
    {.name = "zoho.creator.getRecords",
     .service = &kCreator,
     .arguments = {kOwner, kApp, kReport, kept("criteria"), query("from_index", "from").number(),
                   query("limit").number(), kConnection},
     .path = kReports,
     .source = "https://www.zoho.com/creator/help/api/v2/get-records.html",
     .page = "creator/get-records.html",
     .summary = "Records of a report that meet criteria; \"\" means all.",
     .prepare = prepare_list},
    {.name = "zoho.creator.getRecordById",
     .service = &kCreator,
     .arguments = {kOwner, kApp, kReport, kRecord, kConnection},
     .path = kRecords,
     .source = "https://www.zoho.com/creator/help/api/v2/get-record-by-id.html",
     .page = "creator/get-record-by-id.html",
     .summary = "One record of a report."},
    {.name = "zoho.creator.updateRecord",
     .service = &kCreator,
     .arguments = {kOwner, kApp, kReport, kRecord, kData, kMore, kConnection},
     .method = "PATCH",
     .path = kRecords,
     .source = "https://www.zoho.com/creator/help/api/v2/update-record-by-id.html",
     .page = "creator/update-record.html",
     .summary = "Changes one record of a report."},
    {.name = "zoho.creator.updateRecords",
     .service = &kCreator,
     .arguments = {kOwner, kApp, kReport, kept("criteria"), kData, kMore, kConnection},
     .method = "PATCH",
     .path = kReports,
     .source = "https://www.zoho.com/creator/help/api/v2/update-records.html",
     .page = "creator/update-records.html",
     .summary = "Changes the records of a report that meet criteria, up to 200.",
     .prepare = prepare_update_all},

    {.name = "zoho.creator.v2_1.createRecord",
     .service = &kCreator21,
     .arguments = {kOwner, kApp, kForm, kData, kMore, kConnection},
     .method = "POST",
     .path = kForms,
     .source = "https://www.zoho.com/creator/help/api/v2.1/add-records.html",
     .page = "creator-tasks-v2.1.html",
     .summary = "Adds a record to a form."},
    {.name = "zoho.creator.v2_1.createRecords",
     .service = &kCreator21,
     .arguments = {kOwner, kApp, kForm, kData, kMore, kConnection},
     .method = "POST",
     .path = kForms,
     .source = "https://www.zoho.com/creator/help/api/v2.1/add-records.html",
     .page = "creator-tasks-v2.1.html",
     .summary = "Adds records to a form, up to 200."},
    {.name = "zoho.creator.v2_1.getRecords",
     .service = &kCreator21,
     .arguments = {kOwner, kApp, kReport, kept("criteria"), query_pairs("configuration"), kConnection},
     .path = kReports,
     .source = "https://www.zoho.com/creator/help/api/v2.1/get-records.html",
     .page = "creator-tasks-v2.1.html",
     .summary = "Records of a report; the configuration holds max_records, field_config ….",
     .prepare = prepare_list},
    {.name = "zoho.creator.v2_1.getRecordById",
     .service = &kCreator21,
     .arguments = {kOwner, kApp, kReport, kRecord, query_pairs("configuration"), kConnection},
     .path = kRecords,
     .source = "https://www.zoho.com/creator/help/api/v2.1/get-record-by-id.html",
     .page = "creator-tasks-v2.1.html",
     .summary = "One record of a report."},
    {.name = "zoho.creator.v2_1.updateRecordById",
     .service = &kCreator21,
     .arguments = {kOwner, kApp, kReport, kRecord, kData, kMore, kConnection},
     .method = "PATCH",
     .path = kRecords,
     .source = "https://www.zoho.com/creator/help/api/v2.1/update-record-by-id.html",
     .page = "creator-tasks-v2.1.html",
     .summary = "Changes one record of a report."},
    {.name = "zoho.creator.v2_1.updateRecords",
     .service = &kCreator21,
     .arguments = {kOwner, kApp, kReport, kept("criteria"), kData, kMore, kConnection},
     .method = "PATCH",
     .path = kReports,
     .source = "https://www.zoho.com/creator/help/api/v2.1/update-records.html",
     .page = "creator-tasks-v2.1.html",
     .summary = "Changes the records of a report that meet criteria.",
     .prepare = prepare_update_all},

    {.name = "zoho.creator.v1.createRecord",
     .service = &kCreator,
     .arguments = {kOwner, kApp, kForm, field("data_map", "data").map(), kConnection.optional()},
     .method = "POST",
     .path = kForms,
     .source = "https://www.zoho.com/creator/help/api/v2/add-records.html",
     .page = "creator/create-record-v1.html",
     .summary = "Adds a record; gives {values, status}. Zoho ended version 1: write zoho.creator.createRecord.",
     .answer = answer_v1},
    {.name = "zoho.creator.v1.getRecords",
     .service = &kCreator,
     .arguments = {kOwner, kApp, kReport, kept("criteria").optional(), kept("from_index").number().optional(),
                   kept("to_index").number().optional(), kConnection.optional()},
     .path = kReports,
     .returns = Type::List | Type::Map,
     .source = "https://www.zoho.com/creator/help/api/v2/get-records.html",
     .page = "creator/get-records-v1.html",
     .summary = "Records of a report, 20 by default. Zoho ended version 1: write zoho.creator.getRecords.",
     .prepare = prepare_v1_list,
     .answer = answer_v1_list},
    {.name = "zoho.creator.v1.updateRecord",
     .service = &kCreator,
     .arguments = {kOwner, kApp, kReport, kRecord, field("data_map", "data").map(), kConnection.optional()},
     .method = "PATCH",
     .path = kRecords,
     .source = "https://www.zoho.com/creator/help/api/v2/update-record-by-id.html",
     .page = "creator/update-record-v1.html",
     .summary = "Changes a record; gives {values, status}. Zoho ended version 1: write zoho.creator.updateRecord.",
     .answer = answer_v1},
};

}  // namespace

Rows creator_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
