// zoho.fsm.*: Zoho FSM. Answers keep their wrapper, {"data":[…]}.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kFsm{"Zoho FSM", "zoho_oauth", "https://fsm.{zoho}", "/fsm/v1", "ZohoFSM.modules.ALL"};

constexpr std::string_view kSource = "https://www.zoho.com/fsm/developer/help/api/";
constexpr Argument kModule = path("module_name");
constexpr Argument kRecord = path("record_id").id();
constexpr Argument kOptions = query_pairs("optional_data_map").optional();
constexpr Argument kPage = query("page").number().or_else("1");
constexpr Argument kPerPage = query("per_page").number().or_else("200");
constexpr Argument kConnection = connection().optional();

void prepare_write(TaskCall& call) {
  Value list = interpreter::Container::make_list(call.context.heap, 1);
  list.container().push(call.argument("record_details"));
  call.parts.put_body("data", list);
}

void prepare_transition(TaskCall& call) {
  Value list = interpreter::Container::make_list(call.context.heap, 1);
  list.container().push(call.argument("transition_details"));
  call.parts.put_body("blueprint", list);
}

void prepare_field_search(TaskCall& call) {
  call.parts.add_query("criteria", "(" + call.text("field_name") + ":equals:" + call.text("search_string") + ")");
}

constexpr Task kRows[] = {
    {.name = "zoho.fsm.createRecord",
     .service = &kFsm,
     .arguments = {kModule, kept("record_details").map(), body("optional_data_map").optional(), kConnection},
     .method = "POST",
     .path = "/{module_name}",
     .source = kSource,
     .page = "fsm/create-record.html",
     .summary = "Creates a record.",
     .prepare = prepare_write},
    {.name = "zoho.fsm.updateRecord",
     .service = &kFsm,
     .arguments = {kModule, kRecord, kept("record_details").map(), body("optional_data_map").optional(), kConnection},
     .method = "PUT",
     .path = "/{module_name}/{record_id}",
     .source = kSource,
     .page = "fsm/update-record.html",
     .summary = "Changes a record.",
     .prepare = prepare_write},
    {.name = "zoho.fsm.getRecords",
     .service = &kFsm,
     .arguments = {kModule, kPage, kPerPage, kOptions, kConnection},
     .path = "/{module_name}",
     .source = kSource,
     .page = "fsm/get-records.html",
     .summary = "A page of records."},
    {.name = "zoho.fsm.getRecordById",
     .service = &kFsm,
     .arguments = {kModule, kRecord, kOptions, kConnection},
     .path = "/{module_name}/{record_id}",
     .source = kSource,
     .page = "fsm/get-record-by-id.html",
     .summary = "One record."},
    {.name = "zoho.fsm.getRelatedRecords",
     .service = &kFsm,
     .arguments = {path("relation_name"), path("parent_module_name"), kRecord, kPage, kPerPage, kOptions, kConnection},
     .path = "/{parent_module_name}/{record_id}/{relation_name}",
     .source = "https://www.zoho.com/fsm/developer/help/api/get-notes.html",
     .page = "fsm/get-related-records.html",
     .summary = "The records of a related list."},
    {.name = "zoho.fsm.searchRecordsByField",
     .service = &kFsm,
     .arguments = {kModule, kept("field_name"), kept("search_string").id(), query_pairs("optional_data_map"),
                   connection()},
     .path = "/{module_name}/search",
     .source = kSource,
     .page = "fsm/search-record.html",
     .summary = "Records whose field has a value.",
     .prepare = prepare_field_search},
    {
        .name = "zoho.fsm.getTransitions",
        .service = &kFsm,
        .arguments = {kModule, kRecord, query_pairs("optional_data_map"), connection()},
        .path = "/{module_name}/{record_id}/actions/blueprint/transitions",
        .source = "https://www.zoho.com/fsm/developer/help/api/list-work-order-transitions.html",
        .page = "fsm/get-transitions.html",
        .summary = "The transitions that a record can take.",
    },
    {.name = "zoho.fsm.updateTransitions",
     .service = &kFsm,
     .arguments = {kModule, kRecord, kept("transition_details").map(), query_pairs("optional_data_map"), connection()},
     .method = "PUT",
     .path = "/{module_name}/{record_id}/actions/blueprint",
     .source = "https://www.zoho.com/fsm/developer/help/api/perform-work-order-transition.html",
     .page = "fsm/update-transitions.html",
     .summary = "Takes a record through a transition.",
     .prepare = prepare_transition},
};

}  // namespace

Rows field_service_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
