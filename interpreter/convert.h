// Conversions between types: the text that `info`, toString() and + use, JSON text, and equality of operators.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interpreter/context.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

// Appends a value as `info` prints it (language.md §9): TEXT raw, a LIST as a,b,c, a MAP as compact JSON.
void append_text(std::string& out, const Value& value, const Context& context);
// The same as a TEXT; gives back texts unchanged.
Value to_text(const Value& value, Context& context);
std::string to_string(const Value& value, const Context& context);

// Appends a value as JSON: texts quoted, lists in brackets, dates as quoted text. A container inside itself prints
// {...} or [...] at the inner place (decisions 18).
void append_json(std::string& out, const Value& value, const Context& context);

// NUMBER of NUMBER, DECIMAL (truncated), DATE-TIME (milliseconds) or numeric TEXT; raises for anything else.
// `function` is named in the message.
std::int64_t to_number(const Value& value, std::string_view function);
Value to_decimal(const Value& value, std::string_view function, Heap& heap);

// `==` of two values (language.md §3.5, decisions 9): numbers by value, NUMBER against numeric TEXT by value, a
// list against a scalar by membership, two lists by their text, dates by instant (a date without time by day).
bool equals_operator(const Value& a, const Value& b, Context& context);
// `in`: membership in a list, collection or comma separated text.
bool contained_in(const Value& element, const Value& container, Context& context);
// < <= > >= and sorting: numbers, dates and times; raises CompareNonNumeric for others, NullOperand for null.
int compare_operator(const Value& a, const Value& b, std::string_view op, Context& context);

// Whether a condition holds: null is false (decisions 13), BOOLEAN is itself, anything else raises.
bool truth(const Value& value);

}  // namespace sluice::interpreter
