// The operations that feed choices in editors (DDL): modules, fields, ids of records.
#include <algorithm>

#include "connectors/crm/operation_call.h"
#include "connectors/http/encoding.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::crm {

using interpreter::Type;

namespace {

Value member(OperationCall& call, const Value& value, std::string_view path) {
  return tasks::member_at(value, path, call.context);
}

std::string text(OperationCall& call, const Value& value, std::string_view path) {
  const Value found = member(call, value, path);
  return found.is_text() ? std::string(found.text()) : std::string();
}

// Modules that a person sees and the interface serves; Notes and Attachments on request.
bool is_shown(OperationCall& call, const Value& module) {
  if (!tasks::is_true(member(call, module, "api_supported"))) return false;
  const std::string type = text(call, module, "generated_type");
  if (type != "default" && type != "custom") return false;
  const std::string status = text(call, module, "status");
  if (status == "visible" || tasks::is_true(member(call, module, "visible"))) return true;
  const std::string name = text(call, module, "api_name");
  return call.option("include_hidden", false) && (name == "Notes" || name == "Attachments");
}

Attempt<std::vector<Value>> shown_modules(OperationCall& call) {
  const Attempt<Answer> answer = call.get("/settings/modules");
  if (!answer) return std::unexpected(answer.error());
  std::vector<Value> modules;
  const Value list = member(call, answer->body, "modules");
  if (list.type() == Type::List)
    for (const Value& module : list.container().items())
      if (is_shown(call, module)) modules.push_back(module);
  return modules;
}

template <class Wanted>
OperationResult module_rows(OperationCall& call, Wanted wanted) {
  const Attempt<std::vector<Value>> modules = shown_modules(call);
  if (!modules) return std::unexpected(modules.error());
  Value rows = call.list();
  for (const Value& module : *modules)
    if (wanted(module))
      rows.container().push(call.map({{"api_name", member(call, module, "api_name")},
                                      {"singular_label", member(call, module, "singular_label")},
                                      {"plural_label", member(call, module, "plural_label")}}));
  return call.map({{"modules", rows}});
}

// What /upsert serves: the service documents the list, no flag says it (connector-operations.md §5.4).
bool is_upsertable(OperationCall& call, const Value& module) {
  static constexpr std::string_view kModules[] = {"Leads",           "Accounts",    "Contacts",        "Deals",
                                                  "Campaigns",       "Cases",       "Solutions",       "Products",
                                                  "Vendors",         "Price_Books", "Quotes",          "Sales_Orders",
                                                  "Purchase_Orders", "Invoices",    "Appointments__s", "Services__s"};
  if (!tasks::is_true(member(call, module, "creatable"))) return false;
  return text(call, module, "generated_type") == "custom" ||
         std::ranges::find(kModules, text(call, module, "api_name")) != std::end(kModules);
}

}  // namespace

OperationResult list_convertable_modules(OperationCall& call) {
  const Attempt<std::vector<Value>> modules = shown_modules(call);
  if (!modules) return std::unexpected(modules.error());
  Value rows = call.list();
  for (const Value& module : *modules)
    rows.container().push(
        call.map({{"module", member(call, module, "api_name")},
                  {"convertable", Value::boolean(tasks::is_true(member(call, module, "convertable")))}}));
  return call.map({{"convertable_modules", rows}});
}

OperationResult list_creatable_modules(OperationCall& call) {
  return module_rows(call, [&](const Value& module) { return tasks::is_true(member(call, module, "creatable")); });
}
OperationResult list_deletable_modules(OperationCall& call) {
  return module_rows(call, [&](const Value& module) { return tasks::is_true(member(call, module, "deletable")); });
}
OperationResult list_upsertable_modules(OperationCall& call) {
  return module_rows(call, [&](const Value& module) { return is_upsertable(call, module); });
}
OperationResult list_viewable_modules(OperationCall& call) {
  return module_rows(call, [&](const Value& module) { return tasks::is_true(member(call, module, "viewable")); });
}

OperationResult list_fields(OperationCall& call) {
  std::string path = "/settings/fields";
  add_query(path, "module", call.text("module_name"));
  const Attempt<Answer> answer = call.get(path);
  if (!answer) return std::unexpected(answer.error());
  Value rows = call.list();
  const Value fields = member(call, answer->body, "fields");
  if (fields.type() == Type::List)
    for (const Value& field : fields.container().items()) {
      const bool text_type = call.tray() && text(call, field, "data_type") == "text";
      const Value may_update = member(call, field, "operation_type.api_update");
      const bool read_only =
          tasks::is_true(member(call, field, "read_only")) || (may_update.is_boolean() && !may_update.as_boolean());
      rows.container().push(
          call.map({{"api_name", member(call, field, "api_name")},
                    {"data_type", text_type ? call.text_value("string") : member(call, field, "data_type")},
                    {"length", member(call, field, "length")},
                    {"required", Value::boolean(tasks::is_true(member(call, field, "system_mandatory")))},
                    {"field_label", member(call, field, "field_label")},
                    {"read_only", Value::boolean(read_only)}}));
    }
  return call.map({{"fields", rows}});
}

OperationResult list_record_ids(OperationCall& call) {
  const std::string module = call.text("module_name");
  const Attempt<std::string> any = call.field_name(module, "id");
  if (!any) return std::unexpected(any.error());
  const auto& fields = call.fields(module).all();
  const auto display = std::ranges::find_if(fields, &Field::is_display);
  const std::string name = display == fields.end() ? "Name" : display->api_name;
  std::string path = "/" + percent_encoded(module);
  add_query(path, "fields", name);
  add_query(path, "per_page", "200");
  const Attempt<Answer> answer = call.get(path);
  if (!answer) return std::unexpected(answer.error());
  Value rows = call.list();
  const Value data = member(call, answer->body, "data");
  if (data.type() == Type::List)
    for (const Value& record : data.container().items()) {
      const Value id = member(call, record, "id");
      const Value shown = member(call, record, name);
      rows.container().push(
          call.map({{"text", shown.is_null() ? id : interpreter::to_text(shown, call.context)}, {"value", id}}));
    }
  return call.map({{"result", rows}});
}

}  // namespace sluice::connectors::crm
