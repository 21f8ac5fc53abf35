// zoho.sdp.*: ServiceDesk Plus Cloud. Requests carry one form field of JSON, input_data, whose member is the module's
// name in the singular.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kServiceDesk{"ServiceDesk Plus Cloud", "zoho_oauth", "https://sdpondemand.manageengine.{tld}", "",
                               "SDPOnDemand.requests.ALL"};

constexpr std::string_view kSource = "https://www.manageengine.com/products/service-desk/sdpod-v3-api/";
constexpr Argument kModule = path("module").lower();
constexpr Argument kRecord = path("record_id").id();
constexpr Argument kData = kept("data_map").map();
constexpr Argument kAccount = kept("app_account_name");
constexpr Argument kConnection = connection();
constexpr Argument kAccept = constant(Place::Header, "Accept", "application/vnd.manageengine.sdp.v3+json");

// `requests` → `request`, `request_templates` → `request_template`, `categories` → `category`.
std::string singular(std::string name) {
  if (name.ends_with("ies")) return name.substr(0, name.size() - 3) + "y";
  if (name.ends_with("sses")) return name.substr(0, name.size() - 2);
  if (name.ends_with('s')) name.pop_back();
  return name;
}

// The account is the portal: /app/{portal}/api/v3, or the default one's /api/v3.
std::string below_account(TaskCall& call) {
  const std::string account = call.text("app_account_name");
  if (account.empty()) return "/api/v3";
  call.parts.set_path("account", account);
  return "/app/{account}/api/v3";
}

Value run_with_data(TaskCall& call, std::string_view module, std::string_view path) {
  call.place();
  call.parts.put_form("input_data:" + singular(std::string(module)), call.argument("data_map"));
  return call.answer(call.send(call.task.method, below_account(call) + std::string(path)));
}

Value run_write(TaskCall& call) { return run_with_data(call, call.text("module"), call.task.path); }

// {"start_index":…,"row_count":…} and what the search adds.
Value run_list(TaskCall& call) {
  call.place();
  call.parts.add_query("input_data", [&] {
    std::string text;
    Value info =
        call.argument("search_value").is_container() ? call.argument("search_value").container().copy() : call.map({});
    info.container().become_keyed();
    info.container().put(call.text_value("start_index"), call.argument("index"));
    info.container().put(call.text_value("row_count"), call.argument("range"));
    interpreter::append_json(text, call.map({{"list_info", info}}), call.context);
    return text;
  }());
  return call.answer(call.send("GET", below_account(call) + std::string(call.task.path)));
}

Value run_read(TaskCall& call) {
  call.place();
  return call.answer(call.send("GET", below_account(call) + std::string(call.task.path)));
}

// The sub-module is a path below a request: `tasks`, `worklogs`, `notes`. A note of a request is named in full.
Value run_associate(TaskCall& call) {
  const std::string module = interpreter::folded(call.text("sub_module"));
  return run_with_data(call, module == "notes" ? "request_notes" : module, call.task.path);
}

constexpr Task kRows[] = {
    {.name = "zoho.sdp.create",
     .service = &kServiceDesk,
     .arguments = {kModule, kData, kAccount, kConnection, kAccept},
     .method = "POST",
     .path = "/{module}",
     .source = kSource,
     .page = "sdp/create-record.html",
     .summary = "Creates a request, problem, change ….",
     .run = run_write},
    {.name = "zoho.sdp.update",
     .service = &kServiceDesk,
     .arguments = {kModule, kRecord, kData, kAccount, kConnection, kAccept},
     .method = "PUT",
     .path = "/{module}/{record_id}",
     .source = kSource,
     .page = "sdp/update-record.html",
     .summary = "Changes a record.",
     .run = run_write},
    {.name = "zoho.sdp.getRecords",
     .service = &kServiceDesk,
     .arguments = {kModule, kept("index").number(), kept("range").number(), kept("search_value").map(), kAccount,
                   kConnection, kAccept},
     .path = "/{module}",
     .source = kSource,
     .page = "sdp/get-records.html",
     .summary = "Up to 100 records, counted from 1.",
     .run = run_list},
    {.name = "zoho.sdp.getRecordById",
     .service = &kServiceDesk,
     .arguments = {kModule, kRecord, kAccount, kConnection, kAccept},
     .path = "/{module}/{record_id}",
     .source = kSource,
     .page = "sdp/get-record-by-id.html",
     .summary = "One record.",
     .run = run_read},
    {.name = "zoho.sdp.associate",
     .service = &kServiceDesk,
     .arguments = {path("sub_module").lower(), kRecord, kData, kAccount, kConnection, kAccept},
     .method = "POST",
     .path = "/requests/{record_id}/{sub_module}",
     .source = "https://www.manageengine.com/products/service-desk/sdpod-v3-api/requests/request_note.html",
     .page = "sdp/associate.html",
     .summary = "Adds a task, work log or note to a request.",
     .run = run_associate},
};

}  // namespace

Rows service_desk_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
