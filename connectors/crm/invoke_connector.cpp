// zoho.crm.invokeConnector: the connector `crm` that every CRM function has, the operations of zoho_crm, and those that
// other connectors' files describe. All answer {"status_code", "response"}, the response as JSON text (tasks-crm.md §5).
#include "connectors/crm/operations.h"
#include "connectors/crm/records.h"
#include "connectors/http/encoding.h"
#include "connectors/tasks/connector_operation.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::crm {

using interpreter::Container;

namespace {

Value wrapped(TaskCall& call, int status, const Value& response) {
  std::string json;
  interpreter::append_json(json, response, call.context);
  return call.map({{"status_code", Value::number(status)}, {"response", call.text_value(json)}});
}

Value wrapped(TaskCall& call, const HttpResponse& response) {
  return wrapped(call, response.status == 204 ? 204 : response.status,
                 tasks::value_of(response, call.map({}), call.context));
}

std::string parameter(TaskCall& call, std::string_view name) {
  const Value value = tasks::member_at(call.argument("params"), name, call.context);
  return value.is_null() ? std::string() : interpreter::to_string(value, call.context);
}

std::string needed(TaskCall& call, std::string_view name) {
  std::string value = parameter(call, name);
  if (value.empty())
    interpreter::raise(messages::TaskArgument,
                       {"A map without '" + std::string(name) + "'", "params", call.text("connector_api_name")});
  return value;
}

// {apiname, value}: sets a variable of the organisation.
Value set_variable(TaskCall& call) {
  const std::string name = needed(call, "apiname");
  const HttpResponse listed = call.send("GET", "/settings/variables");
  const Value variables =
      tasks::member_at(tasks::value_of(listed, call.map({}), call.context), "variables", call.context);
  Value id;
  if (variables.type() == tasks::Type::List)
    for (const Value& variable : variables.container().items())
      if (interpreter::to_string(tasks::member_at(variable, "api_name", call.context), call.context) == name)
        id = tasks::member_at(variable, "id", call.context);
  if (id.is_null()) {
    if (!tasks::succeeded(listed)) return wrapped(call, listed);
    return wrapped(call, 400,
                   call.map({{"code", call.text_value("INVALID_DATA")},
                             {"details", call.map({{"api_name", call.text_value(name)}})},
                             {"message", call.text_value("the variable given seems to be invalid")},
                             {"status", call.text_value("error")}}));
  }
  const Value value = tasks::member_at(call.argument("params"), "value", call.context);
  Value list = Container::make_list(call.context.heap, 1);
  list.container().push(call.map({{"id", id}, {"value", interpreter::to_text(value, call.context)}}));
  call.parts.put_body("variables", list);
  const HttpResponse response = call.send("PUT", "/settings/variables");
  if (!tasks::succeeded(response)) return wrapped(call, response);
  return wrapped(call, 200,
                 call.map({{name, interpreter::to_text(value, call.context)},
                           {"message", call.text_value("New value updated successfully.")}}));
}

Value get_record(TaskCall& call) {
  call.parts.set_path("module", needed(call, "module"));
  call.parts.set_path("id", needed(call, "id"));
  return wrapped(call, call.send("GET", "/{module}/{id}"));
}

// {module, id?, and fields}: fields stand beside them or in `data`.
Value update_record(TaskCall& call) {
  call.parts.set_path("module", needed(call, "module"));
  Value record = tasks::member_at(call.argument("params"), "data", call.context);
  if (record.is_null()) record = call.argument("params");
  if (record.type() == tasks::Type::List && !record.container().empty()) record = Value(record.container().items()[0]);
  record = with_iso_dates(record, call.context).container().copy();
  record.container().become_keyed();
  const std::string id = parameter(call, "id").empty()
                             ? interpreter::to_string(tasks::member_at(record, "id", call.context), call.context)
                             : needed(call, "id");
  for (const std::string_view name : {"module", "id"}) record.container().erase(call.text_value(name));
  Value list = Container::make_list(call.context.heap, 1);
  list.container().push(record);
  call.parts.put_body("data", list);
  call.parts.set_path("id", id);
  return wrapped(call, call.send("PUT", "/{module}/{id}"));
}

Value delete_record(TaskCall& call) {
  call.parts.set_path("module", needed(call, "module"));
  call.parts.add_query("ids", needed(call, "id"));
  return wrapped(call, call.send("DELETE", "/{module}"));
}

Value module_metadata(TaskCall& call) {
  const std::string module = parameter(call, "module");
  call.parts.set_path("module", module);
  return wrapped(call, call.send("GET", module.empty() ? "/settings/modules" : "/settings/modules/{module}"));
}

Value organization(TaskCall& call) { return wrapped(call, call.send("GET", "/org")); }

Value users(TaskCall& call) {
  call.parts.add_query("type", parameter(call, "type").empty() ? "AllUsers" : parameter(call, "type"));
  return wrapped(call, call.send("GET", "/users"));
}

struct Builtin {
  std::string_view name;
  Value (*run)(TaskCall& call);
};

constexpr Builtin kBuiltins[] = {
    {"crm.set", set_variable},
    {"crm.get", get_record},
    {"crm.update", update_record},
    {"crm.delete", delete_record},
    {"crm.modulemetadata", module_metadata},
    {"crm.getorg", organization},
    {"crm.getusers", users},
};

Value run_crm_operation(TaskCall& call, const Operation& operation) {
  const Value& params = call.argument("params");
  const OperationResult result =
      run_operation(operation, params.is_null() ? call.map({}) : params, call.text("connection"), call.context);
  if (result) return wrapped(call, 200, *result);
  const int status = result.error().http_status == 0 ? 400 : result.error().http_status;
  return wrapped(call, status, error_map(result.error(), call.context));
}

}  // namespace

Value run_invoke_connector(TaskCall& call) {
  const std::string name = call.text("connector_api_name");
  for (const Builtin& builtin : kBuiltins)
    if (interpreter::same_name(builtin.name, name)) return builtin.run(call);
  const std::size_t dot = name.find('.');
  const std::string connector = name.substr(0, dot);
  const std::string operation = dot == std::string::npos ? std::string() : name.substr(dot + 1);
  if (connector == "zoho_crm")
    if (const Operation* known = find_operation(operation)) return run_crm_operation(call, *known);
  if (operation.empty() || connector == "zoho_crm" || connector == "crm")
    interpreter::raise_with_help(messages::UnknownOperation, {connector, operation},
                                 "sluice connectors show zoho_crm lists what it can do");
  return tasks::run_connector_operation(connector, operation, call.argument("params"), call.text("connection"),
                                        call.context);
}

}  // namespace sluice::connectors::crm
