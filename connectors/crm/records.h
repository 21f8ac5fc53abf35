// What is particular to the CRM's record tasks: the envelope of their requests, and the shapes in which Deluge gives
// their answers (tasks-crm.md §3.1).
#pragma once

#include "connectors/tasks/task_call.h"

namespace sluice::connectors::crm {

using tasks::TaskCall;
using tasks::Value;

extern const tasks::Service kCrmV2;
extern const tasks::Service kCrmV8;

// ---- before sending
// {"data":[details],"trigger":[…]}: arguments `details` or `records`, `options_map`.
void prepare_create_or_update(TaskCall& call);
void prepare_bulk(TaskCall& call);
void prepare_upsert(TaskCall& call);
void prepare_related_update(TaskCall& call);
void prepare_convert_v2(TaskCall& call);
void prepare_convert_v8(TaskCall& call);
void prepare_search(TaskCall& call);

// ---- the answer
Value details_of_first(TaskCall& call, const HttpResponse& response);  // shape A, or E
Value first_item(TaskCall& call, const HttpResponse& response);        // shape S, or E
Value items(TaskCall& call, const HttpResponse& response);             // LIST of S
Value record_list(TaskCall& call, const HttpResponse& response);       // LIST of R; empty where nothing is found
Value one_record(TaskCall& call, const HttpResponse& response);        // R; {"status":"failure"} where there is none

// ---- whole calls
Value run_get_records(TaskCall& call);  // also zoho.crm.getRecords("users", …)
Value run_org_variable(TaskCall& call);
Value run_legacy_write(TaskCall& call);  // zoho.crm.create and update, whose maps have labels
Value run_refused(TaskCall& call);       // a name of version 1 without a certain meaning
Value run_invoke_connector(TaskCall& call);

// DATE-TIME values as the CRM reads them, yyyy-MM-dd and yyyy-MM-dd'T'HH:mm:ss±HH:mm, at any depth; what holds none is
// not copied.
Value with_iso_dates(const Value& value, interpreter::Context& context);

}  // namespace sluice::connectors::crm
