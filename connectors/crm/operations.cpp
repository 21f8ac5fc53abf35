// The table of the connector's operations, their schemas, and how one is run.
#include "connectors/crm/operations.h"

#include <algorithm>

#include "connectors/crm/operation_call.h"
#include "connectors/crm/schema.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/support/json.h"

namespace sluice::connectors::crm {

namespace {

constexpr std::string_view kDefinitions = R"({
"id":{"type":["string","integer"],"pattern":"^[0-9]{1,19}$"},
"module_name":{"type":"string","minLength":1},
"intish":{"oneOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[1-9][0-9]*$"}]},
"pair":{"type":"object"},
"record":{"oneOf":[{"type":"array","minItems":1,"items":{"$ref":"#/$defs/pair"}},{"type":"object"}]},
"names":{"type":"array","items":{"type":"string"}},
"trigger":{"type":"array","items":{"enum":["workflow","approval","blueprint","pathfinder","orchestration"]}},
"shape":{"enum":["real","tray"]},"flag":{"type":"boolean"},"both":{"enum":["true","false","both"]}})";

constexpr std::string_view kNothing =
    R"({"type":"object","properties":{"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kModules = R"({"type":"object","properties":{"include_hidden":{"type":"boolean"},
"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kModuleOnly = R"({"type":"object","required":["module_name"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kConvert = R"({"type":"object","required":["record_id"],"properties":{
"record_id":{"$ref":"#/$defs/id"},"throw_on_item_error":{"$ref":"#/$defs/flag"},"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"},
"data":{"type":"object","properties":{
"overwrite":{"type":"boolean"},"notify_lead_owner":{"type":"boolean"},"notify_new_entity_owner":{"type":"boolean"},
"accounts":{"$ref":"#/$defs/id"},"contacts":{"$ref":"#/$defs/id"},"assign_to":{"$ref":"#/$defs/id"},
"add_to_existing_record":{"type":"boolean"},"move_attachments_to":{},"carry_over_tags":{"type":"object"},
"deals":{"type":"object","additionalProperties":true,"properties":{"deal_name":{"type":"string"},"closing_date":{"type":"string"},
"stage":{"type":"string"},"amount":{"type":"number"},"pipeline":{"type":"string"}}}}}}})";

constexpr std::string_view kCreate = R"({"type":"object","required":["module_name","record"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},"record":{"$ref":"#/$defs/record"},
"trigger":{"$ref":"#/$defs/trigger"},"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"},"throw_on_item_error":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kUpsert = R"({"type":"object","required":["module_name","records"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},"records":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/record"}},
"check_duplicates":{"$ref":"#/$defs/names"},"trigger":{"$ref":"#/$defs/trigger"},"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"},
"split":{"$ref":"#/$defs/flag"},"throw_on_item_error":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kDelete = R"({"type":"object","required":["module_name","ids"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},
"ids":{"oneOf":[{"$ref":"#/$defs/id"},{"type":"array","minItems":1,"items":{"$ref":"#/$defs/id"}}]},
"wf_trigger":{"type":"boolean"},"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"},"split":{"$ref":"#/$defs/flag"},"throw_on_item_error":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kGetRecord = R"({"type":"object","required":["module_name","record_id"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},"record_id":{"$ref":"#/$defs/id"},"fields":{"$ref":"#/$defs/names"},
"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kGetUser = R"({"type":"object","required":["user_id"],"properties":{
"user_id":{"$ref":"#/$defs/id"},"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kList = R"({"type":"object","required":["module_name"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},"fields":{"type":"array","maxItems":50,"items":{"type":"string"}},
"page":{"$ref":"#/$defs/intish"},"per_page":{"$ref":"#/$defs/intish"},"page_token":{"type":"string"},
"sort_by":{"enum":["id","Created_Time","Modified_Time"]},"sort_order":{"enum":["asc","desc"]},
"converted":{"$ref":"#/$defs/both"},"approved":{"$ref":"#/$defs/both"},"cvid":{"$ref":"#/$defs/id"},
"ids":{"type":"array","items":{"$ref":"#/$defs/id"}},"modified_since":{"type":"string"},
"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kUsers = R"({"type":"object","properties":{
"user_type":{"type":"string","minLength":1},"page":{"$ref":"#/$defs/intish"},"per_page":{"$ref":"#/$defs/intish"},
"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kSearch = R"({"type":"object","required":["module_name","query"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},
"query":{"type":"object","required":["criteria_list"],"properties":{
"criteria_list":{"type":"array","minItems":1,"maxItems":10,"items":{"type":"object",
"required":["field_name","condition"],
"properties":{"field_name":{"type":"string"},"field_value":{},"condition":{"type":"string"}}}},
"operator":{"enum":["and","or"]}}},
"page":{"$ref":"#/$defs/intish"},"per_page":{"$ref":"#/$defs/intish"},"fields":{"$ref":"#/$defs/names"},
"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"},"lax":{"type":"boolean"}}})";

constexpr std::string_view kUpdate = R"({"type":"object","required":["module_name","records"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},
"records":{"type":"array","minItems":1,"items":{"type":"object","required":["record_id","properties2"],
"properties":{"record_id":{"$ref":"#/$defs/id"},"properties2":{"$ref":"#/$defs/record"}}}},
"check_duplicates":{"$ref":"#/$defs/names"},"check_duplicates_mode":{"enum":["precheck","ignore","send"]},
"trigger":{"$ref":"#/$defs/trigger"},"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"},"split":{"$ref":"#/$defs/flag"},"throw_on_item_error":{"$ref":"#/$defs/flag"}}})";

constexpr std::string_view kUpdateOne =
    R"({"type":"object","required":["module_name","record_id","record"],"properties":{
"module_name":{"$ref":"#/$defs/module_name"},"record_id":{"$ref":"#/$defs/id"},"record":{"$ref":"#/$defs/record"},
"trigger":{"$ref":"#/$defs/trigger"},"shape":{"$ref":"#/$defs/shape"},"strict":{"$ref":"#/$defs/flag"},"throw_on_item_error":{"$ref":"#/$defs/flag"}}})";

constexpr Operation kOperations[] = {
    {"convert_lead", "Convert lead", "Makes a contact, an account and a deal of a lead.", false, kConvert,
     convert_lead},
    {"create_specific_record", "Create specific record", "Creates one record.", false, kCreate, create_specific_record},
    {"create_update_records", "Create/Update records", "Changes records that exist, creates the others.", false,
     kUpsert, create_update_records},
    {"delete_records", "Delete records", "Deletes one or several records.", false, kDelete, delete_records},
    {"get_organization", "Get organization", "The organisation.", false, kNothing, get_organization},
    {"get_record", "Get record", "One record.", false, kGetRecord, get_record},
    {"get_user", "Get user", "One user.", false, kGetUser, get_user},
    {"list_records", "List records", "A page of a module's records.", false, kList, list_records},
    {"list_users", "List users", "A page of the users of a type.", false, kUsers, list_users},
    {"search_records", "Search records", "Records that meet conditions.", false, kSearch, search_records},
    {"update_records", "Update records", "Changes records by their ids.", false, kUpdate, update_records},
    {"update_specific_record", "Update specific record", "Changes one record.", false, kUpdateOne,
     update_specific_record},
    {"list_convertable_modules", "List convertable modules (DDL)", "All modules, and whether records can be converted.",
     true, kModules, list_convertable_modules},
    {"list_creatable_modules", "List creatable modules (DDL)", "Modules in which records can be created.", true,
     kModules, list_creatable_modules},
    {"list_deletable_modules", "List deletable modules (DDL)", "Modules whose records can be deleted.", true, kNothing,
     list_deletable_modules},
    {"list_upsertable_modules", "List upsertable modules (DDL)", "Modules that create_update_records serves.", true,
     kModules, list_upsertable_modules},
    {"list_viewable_modules", "List viewable modules (DDL)", "Modules whose records can be seen.", true, kNothing,
     list_viewable_modules},
    {"list_fields", "List fields (DDL)", "The fields of a module.", true, kModuleOnly, list_fields},
    {"list_record_ids", "List record IDs (DDL)", "The records of a module by name and id.", true, kModuleOnly,
     list_record_ids},
};

Value parsed(std::string_view json, interpreter::Context& context) {
  return interpreter::support::read_json(json, interpreter::support::JsonForm::Strict, context.heap, context.budget);
}

}  // namespace

std::span<const Operation> operations() { return kOperations; }

std::string input_schema(const Operation& operation) {
  std::string schema(operation.input);
  schema.pop_back();
  return schema + ",\"$defs\":" + std::string(kDefinitions) + "}";
}

const Operation* find_operation(std::string_view name) {
  const auto found = std::ranges::find(kOperations, name, &Operation::name);
  return found == std::end(kOperations) ? nullptr : &*found;
}

// The input is checked before the connection is looked for: what is wrong with it needs no service.
OperationResult run_operation(const Operation& operation, const Value& input, std::string_view connection,
                              interpreter::Context& context) {
  const bool strict = tasks::is_true(tasks::member_at(input, "strict", context));
  const auto problem =
      check_schema(input, parsed(operation.input, context), parsed(kDefinitions, context), strict, context);
  if (problem) {
    Value details = interpreter::Container::make_map(context.heap);
    details.container().put(context.text("path"), context.text(problem->path));
    const std::string what = problem->path.empty() ? "the input" : problem->path;
    return std::unexpected(OperationError{0, problem->missing ? "MISSING_INPUT" : "INVALID_INPUT",
                                          what + " " + problem->reason, std::move(details)});
  }
  OperationCall call(operation, input, connection, context);
  return operation.run(call);
}

Value error_map(const OperationError& error, interpreter::Context& context) {
  Value map = interpreter::Container::make_map(context.heap);
  const auto put = [&](std::string_view key, Value value) { map.container().put(context.text(key), std::move(value)); };
  put("http_status", Value::number(error.http_status));
  put("code", context.text(error.code));
  put("message", context.text(error.message));
  put("details", error.details.is_null() ? interpreter::Container::make_map(context.heap) : error.details);
  if (!error.request_id.empty()) put("request_id", context.text(error.request_id));
  return map;
}

}  // namespace sluice::connectors::crm
