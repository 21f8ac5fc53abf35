// Values as the fields of the CRM want them: inputs of connectors are mostly texts.
#include <algorithm>

#include "connectors/crm/operation_call.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/decimal.h"

namespace sluice::connectors::crm {

using interpreter::Container;
using interpreter::Type;

namespace {

bool is_digits(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 18 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool among(std::string_view type, std::initializer_list<std::string_view> types) {
  return std::ranges::find(types, type) != types.end();
}

Value number_of(OperationCall& call, const Value& value) {
  if (!value.is_text()) return value;
  const auto number = interpreter::parse_numeric(call.context.heap, value.text());
  return number ? *number : value;
}

Value boolean_of(const Value& value) {
  if (value.is_text() && value.text() == "true") return Value::boolean(true);
  if (value.is_text() && value.text() == "false") return Value::boolean(false);
  return value;
}

// yyyy-MM-dd; a date-time is cut.
Value date_of(OperationCall& call, const Value& value) {
  const bool longer = value.is_text() && value.text().size() > 10 && value.text()[4] == '-' && value.text()[10] == 'T';
  return longer ? call.text_value(value.text().substr(0, 10)) : value;
}

// …Z, …+0000 and no offset become …±HH:MM.
Value date_time_of(OperationCall& call, const Value& value) {
  if (!value.is_text() || value.text().size() < 16 || value.text()[10] != 'T') return value;
  std::string text(value.text());
  if (text.ends_with('Z')) text.pop_back();
  if (text.size() == 16) text += ":00";
  if (const std::size_t dot = text.find('.'); dot != std::string::npos) {  // no fractions of seconds
    std::size_t end = dot + 1;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    text.erase(dot, end - dot);
  }
  const std::size_t sign = text.find_first_of("+-", 11);
  if (sign == std::string::npos) return call.text_value(text.append("+00:00"));
  if (text.size() == sign + 5) text.insert(sign + 3, 1, ':');
  return call.text_value(text);
}

Attempt<Value> lookup_of(OperationCall& call, const Field& field, const Value& value) {
  if (value.is_container()) return value;
  const std::string id = interpreter::to_string(value, call.context);
  const bool digits = !id.empty() && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits)
    return refuse(call, "INVALID_LOOKUP",
                  "'" + id + "' is not the id of a record, which the field " + field.api_name + " wants");
  return call.map({{"id", call.text_value(id)}});
}

Value choices_of(OperationCall& call, const Value& value) {
  if (!value.is_text()) return value;
  Value list = call.list();
  std::string_view rest = value.text();
  while (true) {
    const std::size_t end = rest.find(';');
    if (end != 0 && !rest.empty()) list.container().push(call.text_value(rest.substr(0, end)));
    if (end == std::string_view::npos) return list;
    rest.remove_prefix(end + 1);
  }
}

Value tags_of(OperationCall& call, const Value& value) {
  if (value.type() != Type::List) return value;
  Value list = call.list();
  for (const Value& tag : value.container().items())
    list.container().push(tag.is_text() ? call.map({{"name", tag}}) : tag);
  return list;
}

}  // namespace

Attempt<Value> coerced(OperationCall& call, const Field& field, const Value& value) {
  if (value.is_null()) return value;
  if (field.api_name == "Tag") return tags_of(call, value);
  const std::string_view type = field.type;
  if (among(type, {"text", "textarea", "email", "phone", "website", "picklist"}))
    return value.is_container() || value.is_date_time() ? value : interpreter::to_text(value, call.context);
  if (type == "integer") return value.is_text() && is_digits(value.text()) ? number_of(call, value) : value;
  if (type == "bigint") return value.is_number() ? interpreter::to_text(value, call.context) : value;
  if (among(type, {"double", "currency", "percent"})) return number_of(call, value);
  if (type == "boolean") return boolean_of(value);
  if (type == "date") return date_of(call, value);
  if (type == "datetime") return date_time_of(call, value);
  if (among(type, {"lookup", "ownerlookup", "userlookup"})) return lookup_of(call, field, value);
  if (type == "multiselectpicklist") return choices_of(call, value);
  return value;
}

}  // namespace sluice::connectors::crm
