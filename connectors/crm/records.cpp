#include "connectors/crm/records.h"

#include <array>

#include "connectors/crm/criteria.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/date_time.h"

namespace sluice::connectors::crm {

using interpreter::Container;
using interpreter::Context;

const tasks::Service kCrmV2{"Zoho CRM", "zoho_crm", "{api_domain}", "/crm/v2", "ZohoCRM.modules.ALL"};
const tasks::Service kCrmV8{"Zoho CRM", "zoho_crm", "{api_domain}", "/crm/v8", "ZohoCRM.modules.ALL"};

// ---------------------------------------------------------------- dates

namespace {

Value iso_date(const Value& date, Context& context) {
  std::string text;
  const char* pattern = date.has_time() ? "yyyy-MM-dd'T'HH:mm:ssXXX" : "yyyy-MM-dd";
  interpreter::append_by_pattern(text, date, pattern, *context.dates.zone);
  if (text.ends_with('Z')) text.replace(text.size() - 1, 1, "+00:00");  // the service writes no Z
  return context.text(text);
}

constexpr int kDeepest = 16;  // of record, subform, lookup …; a map inside itself ends here

bool holds_date(const Value& value, int depth) {
  if (value.is_date_time()) return true;
  if (!value.is_container() || depth == kDeepest) return false;
  const Container& container = value.container();
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    if (holds_date(container.value_at(p), depth + 1)) return true;
  return false;
}

Value converted(const Value& value, Context& context, int depth) {
  if (value.is_date_time()) return iso_date(value, context);
  if (!value.is_container() || depth == kDeepest) return value;
  Value copy = value.container().copy();
  Container& container = copy.container();
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    container.value_at(p) = converted(container.value_at(p), context, depth + 1);
  return copy;
}

}  // namespace

Value with_iso_dates(const Value& value, Context& context) {
  return holds_date(value, 0) ? converted(value, context, 0) : value;
}

// ---------------------------------------------------------------- requests

namespace {

const Value* find(const Value& map, std::string_view key, Context& context) {
  if (!map.is_container() || !map.container().is_keyed()) return nullptr;
  return map.container().find(context.text(key));
}

Value list_of(const Value& element, Context& context) {
  Value list = Container::make_list(context.heap, 1);
  list.container().push(element);
  return list;
}

// A list as the body has it: {} and {"a"} are lists here, one text is a list of it.
Value as_list(const Value& value, Context& context) {
  if (!value.is_container()) return value.is_null() ? Container::make_list(context.heap) : list_of(value, context);
  if (value.container().is_sequence()) return value;
  Value list = Container::make_list(context.heap);
  const Container& container = value.container();
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    list.container().push(container.value_at(p));
  return list;
}

Value triggers(std::initializer_list<std::string_view> names, Context& context) {
  Value list = Container::make_list(context.heap);
  for (const std::string_view name : names) list.container().push(context.text(name));
  return list;
}

// The options go into the body beside `data`. Without `trigger` Deluge's tasks run approvals and blueprints but no
// workflow rules, where the service itself would run all (tasks-crm.md §2.1).
void add_options(TaskCall& call, std::string_view argument, const Value& default_triggers) {
  const Value& options = call.argument(argument);
  bool has_trigger = false;
  if (options.is_container() && options.container().is_keyed()) {
    const Container& map = options.container();
    for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p)) {
      const std::string key = interpreter::to_string(map.key_at(p), call.context);
      const bool is_list = key == "trigger" || key == "duplicate_check_fields" || key == "process";
      has_trigger = has_trigger || key == "trigger";
      call.parts.put_body(key, is_list ? as_list(map.value_at(p), call.context) : map.value_at(p));
    }
  }
  if (!has_trigger) call.parts.put_body("trigger", default_triggers);
}

Value for_single(TaskCall& call) { return triggers({"approval", "blueprint", "orchestration"}, call.context); }
Value for_many(TaskCall& call) { return triggers({"approval", "blueprint"}, call.context); }

}  // namespace

void prepare_create_or_update(TaskCall& call) {
  call.parts.put_body("data", list_of(with_iso_dates(call.argument("record_details"), call.context), call.context));
  add_options(call, "options_map", for_single(call));
}

void prepare_bulk(TaskCall& call) {
  const Value records = as_list(call.argument("records"), call.context);
  call.parts.put_body("data", with_iso_dates(records, call.context));
  add_options(call, "options_map", for_many(call));
}

void prepare_upsert(TaskCall& call) {
  call.parts.put_body("data", list_of(with_iso_dates(call.argument("values"), call.context), call.context));
  add_options(call, "optional_data", for_many(call));
}

void prepare_related_update(TaskCall& call) {
  call.parts.put_body("data", list_of(with_iso_dates(call.argument("values"), call.context), call.context));
}

namespace {

constexpr std::array<std::string_view, 3> kConvertReferences = {"Accounts", "Contacts", "assign_to"};

// Version 2 wants plain ids for the records to convert into, later ones {"id":…}; scripts write either.
void prepare_convert(TaskCall& call, bool as_objects) {
  Value values = with_iso_dates(call.argument("values"), call.context).container().copy();
  values.container().become_keyed();
  for (const std::string_view name : kConvertReferences) {
    Value* reference = values.container().find(call.context.text(name));
    if (reference == nullptr || reference->is_null()) continue;
    const Value* id = find(*reference, "id", call.context);
    if (as_objects && id == nullptr)
      *reference = call.map({{"id", interpreter::to_text(*reference, call.context)}});
    else if (!as_objects)
      *reference = interpreter::to_text(id == nullptr ? *reference : Value(*id), call.context);
  }
  call.parts.put_body("data", list_of(values, call.context));
}

}  // namespace

void prepare_convert_v2(TaskCall& call) { prepare_convert(call, false); }
void prepare_convert_v8(TaskCall& call) { prepare_convert(call, true); }

void prepare_search(TaskCall& call) { call.parts.add_query("criteria", normal_criteria(call.text("criteria"))); }

// ---------------------------------------------------------------- answers

namespace {

// data[0]; null where the answer is an error of the whole request.
Value first_of(const Value& answer, Context& context) { return tasks::member_at(answer, "data.0", context); }

bool is_success(const Value& item, Context& context) {
  const Value* status = find(item, "status", context);
  return status != nullptr && status->is_text() && status->text() == "success";
}

}  // namespace

Value first_item(TaskCall& call, const HttpResponse& response) {
  const Value answer = tasks::value_of(response, call.nothing(), call.context);
  const Value item = first_of(answer, call.context);
  return item.is_null() ? answer : item;
}

Value details_of_first(TaskCall& call, const HttpResponse& response) {
  const Value item = first_item(call, response);
  const Value* details = find(item, "details", call.context);
  return details != nullptr && is_success(item, call.context) ? *details : item;
}

Value items(TaskCall& call, const HttpResponse& response) {
  const Value answer = tasks::value_of(response, call.nothing(), call.context);
  const Value* data = find(answer, "data", call.context);
  return data == nullptr ? answer : *data;
}

Value record_list(TaskCall& call, const HttpResponse& response) {
  if (response.status == 204 || response.status == 304) return Container::make_list(call.context.heap);
  return items(call, response);
}

Value one_record(TaskCall& call, const HttpResponse& response) {
  const Value answer = tasks::value_of(response, call.nothing(), call.context);
  Value record = first_of(answer, call.context);
  if (!record.is_null() && tasks::succeeded(response)) return record;
  const Value* code = find(answer, "code", call.context);
  const bool wrong_id = code != nullptr && code->is_text() && code->text() == "INVALID_DATA";
  if (response.status == 204 || wrong_id) return call.map({{"status", call.text_value("failure")}});
  return record.is_null() ? answer : record;
}

// ---------------------------------------------------------------- whole calls

Value run_get_records(TaskCall& call) {
  call.place();
  if (call.text("module_name") != "users") return record_list(call, call.send());
  return call.answer(call.send("GET", "/users"));
}

// Asked for by list: the address of one variable needs its group too.
Value run_org_variable(TaskCall& call) {
  const HttpResponse response = call.send("GET", "/settings/variables");
  const Value answer = tasks::value_of(response, call.nothing(), call.context);
  const Value* variables = find(answer, "variables", call.context);
  if (variables == nullptr) return response.status == 204 ? Value() : answer;
  const std::string wanted = call.text("variable_name");
  for (const Value& variable : variables->container().items()) {
    const Value* name = find(variable, "api_name", call.context);
    const Value* value = find(variable, "value", call.context);
    if (name != nullptr && name->is_text() && name->text() == wanted) return value == nullptr ? Value() : *value;
  }
  return {};
}

}  // namespace sluice::connectors::crm
