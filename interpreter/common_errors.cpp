#include "interpreter/common_errors.h"

#include <string>

#include "interpreter/support/shorten.h"

namespace sluice::interpreter {

namespace {

constexpr std::string_view kDefault = " is null; test it with isNull() before, or give it a default: ifNull(value, …)";

std::string help_for_index(std::size_t size) {
  if (size == 0) return "the list is empty; ask its size() before";
  if (size == 1) return "the list has one element, at index 0";
  return "the list has " + std::to_string(size) + " elements; the first is at 0, the last at " +
         std::to_string(size - 1);
}

}  // namespace

std::string_view help_for_text(TypeSet wanted) {
  if (wanted.has(Type::Map) || wanted.has(Type::List))
    return "text.toMap() and text.toJSONList() read JSON, text.toList() what is separated by commas";
  if (wanted.has(Type::Number) || wanted.has(Type::Decimal))
    return "turn the TEXT into a number with toLong() or toDecimal()";
  return wanted.has(Type::DateTime) ? "turn the TEXT into a date with toDate()" : std::string_view();
}

void raise_null_operand(std::string_view op, const Value& left, const Value& right) {
  const std::string_view side = !left.is_null() ? "the right side" : right.is_null() ? "each side" : "the left side";
  raise_with_help(messages::NullOperand, {op}, std::string(side) + std::string(kDefault));
}

void raise_null_argument(std::string_view function, std::size_t index) {
  raise_with_help(messages::NullOperand, {function}, "argument " + std::to_string(index) + std::string(kDefault));
}

void raise_null_receiver(std::string_view function) {
  raise_with_help(messages::NullReceiver, {function},
                  "what '" + std::string(function) + "' is called on" + std::string(kDefault));
}

void raise_divide_by_zero(std::string_view op) {
  raise_with_help(messages::DivideByZero, {op}, "the right side is 0; test it before");
}

std::uint32_t checked_index(std::int64_t index, std::size_t size) {
  if (index < 0) raise_with_help(messages::NegativeIndex, {std::to_string(index)}, help_for_index(size));
  if (index >= static_cast<std::int64_t>(size))
    raise_with_help(messages::IndexBeyondList, {std::to_string(index)}, help_for_index(size));
  return static_cast<std::uint32_t>(index);
}

void raise_not_iterable(const Value& value) {
  raise_with_help(messages::NotIterable, {name_of(value.type())},
                  value.is_null() ? "the value" + std::string(kDefault) : std::string());
}

void raise_out_of_bounds(std::int64_t begin, std::int64_t end, std::int64_t size) {
  const std::string part = std::to_string(begin) + " to " + std::to_string(end) + " is asked for";
  raise_with_help(messages::TextBounds, {},
                  end < begin ? part + "; the end comes first" : part + ", and there are " + std::to_string(size));
}

void raise_unparsable_date(std::string_view text) {
  raise_with_help(
      messages::UnparsableDate, {},
      "\"" + support::shortened(text) +
          "\" is no date; write 31-Dec-2026 or 2026-12-31, or say how it is written: toDate(\"dd/MM/yyyy\")");
}

void raise_host_missing(std::string_view what, std::string_view needs) {
  std::string help;
  if (needs.find("form") != std::string_view::npos)
    help = "forms are Creator's; a program that embeds Sluice can provide them (docs/embedding.md)";
  raise(ErrorKind::Host, messages::HostMissing, {what, needs}, std::move(help));
}

}  // namespace sluice::interpreter
