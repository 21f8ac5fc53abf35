#include "builtins/element_types.h"

#include "builtins/common.h"
#include "interpreter/date_time.h"

namespace sluice::builtins {

namespace {

std::optional<Type> type_of(ElementType type) {
  switch (type) {
    case ElementType::Any: return std::nullopt;
    case ElementType::Text: return Type::Text;
    case ElementType::Number: return Type::Number;
    case ElementType::Decimal: return Type::Decimal;
    case ElementType::DateTime: return Type::DateTime;
    case ElementType::Boolean: return Type::Boolean;
  }
  return std::nullopt;
}

std::optional<Value> as_text(const Value& value, Context& context) {
  if (value.is_container() || value.type() == Type::File) return std::nullopt;
  return to_text(value, context);
}

std::optional<Value> as_number(const Value& value, Heap& heap) {
  if (value.is_text()) {
    const auto number = parse_number(value.text());
    return number ? std::optional(Value::number(*number)) : std::nullopt;
  }
  if (!value.is_decimal() || scale_of(stripped(heap, value)) > 0) return std::nullopt;
  const auto whole = truncated(value);
  return whole ? std::optional(Value::number(*whole)) : std::nullopt;
}

std::optional<Value> as_decimal(const Value& value, Heap& heap) {
  if (value.is_number()) return Value::decimal(value.as_number(), 0);
  if (value.is_date_time()) return Value::decimal(value.milliseconds(), 0);
  return value.is_text() ? parse_decimal(heap, value.text()) : std::nullopt;
}

std::optional<Value> as_date_time(const Value& value, const Context& context) {
  if (value.is_number()) return Value::date_time(value.as_number(), true);
  return value.is_text() ? parse_date_time(value.text(), context.dates) : std::nullopt;
}

std::optional<Value> as_boolean(const Value& value) {
  if (!value.is_text()) return std::nullopt;
  if (value.text() == "true") return Value::boolean(true);
  if (value.text() == "false") return Value::boolean(false);
  return std::nullopt;
}

std::optional<Value> converted(const Value& value, ElementType type, Context& context) {
  switch (type) {
    case ElementType::Any: return value;
    case ElementType::Text: return as_text(value, context);
    case ElementType::Number: return as_number(value, context.heap);
    case ElementType::Decimal: return as_decimal(value, context.heap);
    case ElementType::DateTime: return as_date_time(value, context);
    case ElementType::Boolean: return as_boolean(value);
  }
  return std::nullopt;
}

[[noreturn]] void raise_element(Type found, ElementType wanted, std::string_view function) {
  raise(messages::ListElementType, {name_of(found), name_of(*type_of(wanted)), function});
}

}  // namespace

Value fitted(Value value, ElementType type, std::string_view function, Context& context) {
  if (type == ElementType::Any || value.is_null() || value.type() == type_of(type)) return value;
  std::optional<Value> result = converted(value, type, context);
  if (!result) raise_element(value.type(), type, function);
  return std::move(*result);
}

void require_element_type(const Value& value, ElementType type, std::string_view function) {
  if (type != ElementType::Any && !value.is_null() && value.type() != type_of(type))
    raise_element(value.type(), type, function);
}

void require_same_elements(const Container& list, const Container& other, std::string_view function) {
  const ElementType from = other.element_type();
  const ElementType to = list.element_type();
  if (from == ElementType::Any || to == ElementType::Any || from == to) return;
  raise_element(*type_of(from), to, function);
}

}  // namespace sluice::builtins
