#include "interpreter/convert.h"

#include <charconv>

#include "interpreter/common_errors.h"
#include "interpreter/container.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"
#include "interpreter/support/json.h"
#include "interpreter/support/shorten.h"

namespace sluice::interpreter {

// Containers are written in the heap first, so that its limit holds: one that holds another many times over has a far
// longer text than size.
void append_text(std::string& out, const Value& value, const Context& context) {
  if (value.is_text()) {
    out += value.text();
    return;
  }
  support::TextOutput output(context.heap);
  support::write_text(output, value, context);
  out += output.view();
}

Value to_text(const Value& value, Context& context) {
  if (value.is_text()) return value;
  if (value.is_number()) {
    char digits[24];
    const char* end = std::to_chars(digits, digits + sizeof(digits), value.as_number()).ptr;
    return Value::text(context.heap, {digits, end});
  }
  support::TextOutput output(context.heap);
  support::write_text(output, value, context);
  return output.finish();
}

std::string to_string(const Value& value, const Context& context) {
  std::string text;
  append_text(text, value, context);
  return text;
}

void append_json(std::string& out, const Value& value, const Context& context) {
  support::TextOutput output(context.heap);
  support::write_json(output, value, context);
  out += output.view();
}

// ---------------------------------------------------------------- numbers

namespace {

[[noreturn]] void raise_not_numeric(const Value& value, std::string_view wanted, std::string_view function) {
  raise(messages::CannotCastArgument, {name_of(value.type()), wanted, function});
}

// Blanks around a numeral are not worth an error.
std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

[[noreturn]] void raise_not_a_number(std::string_view text, std::string_view function) {
  raise_with_help(messages::NotANumber, {support::shortened(text), function}, "test it with isNumber() before");
}

}  // namespace

std::int64_t to_number(const Value& value, std::string_view function) {
  switch (value.type()) {
    case Type::Number: return value.as_number();
    case Type::DateTime:
    case Type::Time: return value.milliseconds();
    case Type::Decimal:
      if (const auto whole = truncated(value)) return *whole;
      raise(messages::NumberOverflow, {function});
    case Type::Text: {
      const std::string_view text = trimmed(value.text());
      if (const auto number = parse_number(text)) return *number;
      Heap scratch;
      const std::optional<Value> decimal = parse_decimal(scratch, text);
      if (!decimal) raise_not_a_number(value.text(), function);
      if (const auto whole = truncated(*decimal)) return *whole;
      raise(messages::NumberOverflow, {function});
    }
    case Type::Null: raise_null_receiver(function);
    case Type::Boolean:
    case Type::List:
    case Type::Map:
    case Type::Collection:
    case Type::Empty:
    case Type::File:
    case Type::Error: break;
  }
  raise_not_numeric(value, "BIGINT", function);
}

Value to_decimal(const Value& value, std::string_view function, Heap& heap) {
  switch (value.type()) {
    case Type::Number: return Value::decimal(value.as_number(), 0);
    case Type::Decimal: return value;
    case Type::Text: {
      std::optional<Value> decimal = parse_decimal(heap, trimmed(value.text()));
      if (!decimal) raise_not_a_number(value.text(), function);
      return std::move(*decimal);
    }
    case Type::Null: raise_null_receiver(function);
    case Type::Boolean:
    case Type::DateTime:
    case Type::Time:
    case Type::List:
    case Type::Map:
    case Type::Collection:
    case Type::Empty:
    case Type::File:
    case Type::Error: break;
  }
  raise_not_numeric(value, "DECIMAL", function);
}

// ---------------------------------------------------------------- operators

namespace {

constexpr std::int64_t kDay = 86'400'000;

std::int64_t local_time(const Value& value, const Context& context) {
  return value.milliseconds() + context.dates.zone->offset_at(value.milliseconds());
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// A date without a time compares by its day with a date that has one; a TIME compares with the time of a DATE-TIME
// (help/operators/creator-fields-and-their-applicable-operators).
std::strong_ordering compare_dates(const Value& a, const Value& b, const Context& context) {
  const bool times = a.type() == Type::Time || b.type() == Type::Time;
  if (times) {
    const auto time_of = [&](const Value& value) {
      if (value.type() == Type::Time) return value.milliseconds();
      const std::int64_t local = local_time(value, context);
      return local - floor_divide(local, kDay) * kDay;
    };
    return time_of(a) <=> time_of(b);
  }
  if (a.has_time() == b.has_time()) return a.milliseconds() <=> b.milliseconds();
  return floor_divide(local_time(a, context), kDay) <=> floor_divide(local_time(b, context), kDay);
}

bool is_moment(const Value& value) { return value.type() == Type::DateTime || value.type() == Type::Time; }

bool number_equals_text(const Value& number, const Value& text) {
  Heap scratch;
  const std::optional<Value> parsed = parse_numeric(scratch, trimmed(text.text()));
  return parsed && compare(number, *parsed) == 0;
}

// Membership keeps TEXT and NUMBER apart (decisions 9), but 2 is the same number as 2.0, and a day as its date.
bool member_equals(const Value& element, const Value& value, const Context& context) {
  if (element.is_numeric() && value.is_numeric()) return compare(element, value) == 0;
  if (is_moment(element) && is_moment(value)) return compare_dates(element, value, context) == 0;
  return identical(element, value);
}

bool holds(const Container& container, const Value& value, const Context& context) {
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    if (member_equals(container.value_at(p), value, context)) return true;
  return false;
}

bool is_sequence(const Value& value) { return value.is_container() && !value.container().is_keyed(); }

// Whether `text` is one of the comma separated parts of `list`.
bool is_part(std::string_view list, std::string_view text) {
  for (;;) {
    const std::size_t comma = list.find(',');
    if (trimmed(list.substr(0, comma)) == trimmed(text)) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

bool equal_sequences(const Value& a, const Value& b, Context& context) {
  if (&a.container() == &b.container()) return true;
  if (a.container().size() != b.container().size()) return false;
  context.budget.charge(a.container().size());
  return identical(a, b) || to_text(a, context).text() == to_text(b, context).text();
}

}  // namespace

bool equals_operator(const Value& a, const Value& b, Context& context) {
  if (a.is_number() && b.is_number()) return a.as_number() == b.as_number();
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.is_numeric() && b.is_numeric()) return compare(a, b) == 0;
  if (a.is_text() && b.is_text()) return identical(a, b);
  if (a.is_numeric() && b.is_text()) return number_equals_text(a, b);
  if (a.is_text() && b.is_numeric()) return number_equals_text(b, a);
  if (is_moment(a) && is_moment(b)) return compare_dates(a, b, context) == 0;
  if (is_sequence(a) && is_sequence(b)) return equal_sequences(a, b, context);
  if (is_sequence(a) && !b.is_container()) return contained_in(b, a, context);
  if (is_sequence(b) && !a.is_container()) return contained_in(a, b, context);
  return identical(a, b);
}

bool contained_in(const Value& element, const Value& container, Context& context) {
  if (container.is_container()) {
    const Container& inside = container.container();
    context.budget.charge(inside.size());
    if (holds(inside, element, context)) return true;
    if (!is_sequence(element) || inside.is_keyed()) return false;
    // A list in a list: every element of the right one is in the left one (help/criteria-conditional-statements).
    for (const Value& wanted : inside.items()) {
      context.budget.charge(element.container().size());
      if (!holds(element.container(), wanted, context)) return false;
    }
    return !inside.empty();
  }
  if (container.is_text()) {
    context.budget.charge(container.text().size());
    return is_part(container.text(), to_text(element, context).text());
  }
  return equals_operator(element, container, context);
}

int compare_operator(const Value& a, const Value& b, std::string_view op, Context& context) {
  const auto sign_of = [](std::strong_ordering order) { return order < 0 ? -1 : order > 0 ? 1 : 0; };
  if (a.is_null() || b.is_null()) raise_null_operand(op, a, b);
  if (a.is_number() && b.is_number()) return sign_of(a.as_number() <=> b.as_number());
  if (a.is_numeric() && b.is_numeric()) return sign_of(compare(a, b));
  if (is_moment(a) && is_moment(b)) return sign_of(compare_dates(a, b, context));
  raise(messages::CompareNonNumeric);
}

bool truth(const Value& value) {
  if (value.is_boolean()) return value.as_boolean();
  if (value.is_null()) return false;
  raise(messages::ConditionNotBoolean, {name_of(value.type())});
}

}  // namespace sluice::interpreter
