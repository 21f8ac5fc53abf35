// isNull, isBlank, isEmpty, isValidObject, equals and the type checks (help/functions/common). They always give a
// BOOLEAN, but the type checks of containers, which give null (decisions 13).
#include "builtins/common.h"
#include "builtins/families.h"
#include "interpreter/common_errors.h"
#include "interpreter/date_time.h"

namespace sluice::builtins {

namespace {

bool is_creator(const Call& call) { return call.context.dialect == grammar::Dialect::Creator; }

bool is_empty_text(const Value& value) { return value.is_text() && value.text().empty(); }
bool is_empty_container(const Value& value) { return value.is_container() && value.container().empty(); }

bool is_blank_text(const Value& value) {
  if (!value.is_text()) return false;
  const std::string_view text = value.text();
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

// help/functions/common/isnull-isblank-isempty-difference, one function for each column.
Value is_null(Call& call) {
  const Value& value = call.receiver();
  return Value::boolean(value.is_null() || is_empty_text(value));
}

Value is_blank(Call& call) {
  const Value& value = call.receiver();
  if (value.is_null()) return Value::boolean(is_creator(call));
  return Value::boolean(is_blank_text(value) || is_empty_container(value));
}

Value is_empty(Call& call) {
  const Value& value = call.receiver();
  const bool blank_is_empty = !is_creator(call);
  return Value::boolean(value.is_null() || is_empty_text(value) || is_empty_container(value) ||
                        (blank_is_empty && is_blank_text(value)));
}

Value is_valid_object(Call& call) {
  const Value& value = call.receiver();
  return Value::boolean(!value.is_null() && !is_empty_text(value) && !is_empty_container(value));
}

Value equals(Call& call) { return Value::boolean(identical(call.receiver(), call.arguments[1])); }

bool is_numeral(const Call& call, const Value& value) {
  return value.is_numeric() || (value.is_text() && parse_numeric(call.context.heap, value.text()));
}

bool is_date_text(const Call& call, const Value& value) {
  return value.is_text() && parse_date_time(value.text(), call.context.dates);
}

Value is_number(Call& call) {
  if (call.receiver().is_container()) return Value();
  return Value::boolean(is_numeral(call, call.receiver()));
}

Value is_text(Call& call) {
  const Value& value = call.receiver();
  if (value.is_container() || value.is_boolean()) return Value();
  return Value::boolean(value.is_text() && !is_numeral(call, value) && !is_date_text(call, value));
}

Value is_date(Call& call) {
  const Value& value = call.receiver();
  if (value.is_container()) return Value();
  if (!value.is_text()) return Value::boolean(value.is_date_time());
  if (!is_date_text(call, value)) raise_unparsable_date(value.text());
  return Value::boolean(true);
}

Value is_file(Call& call) { return Value::boolean(call.receiver().type() == Type::File); }

constexpr ParameterRecord kOther[] = {{"other", kAnyOrNull}};
constexpr TypeSet kBooleanOrNull = Type::Boolean | Type::Null;

constexpr FunctionRecord kFunctions[] = {
    {.name = "isNull",
     .receiver = kAnyOrNull,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/common/isnull.html",
     .summary = "Whether the value is null or \"\".",
     .example = "info isNull(\"\");",
     .example_result = "true",
     .run = is_null},
    {.name = "isBlank",
     .receiver = kAnyOrNull,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/common/isblank.html",
     .summary = "Whether a text has only blanks, or a container nothing.",
     .example = "info \" \".isBlank();",
     .example_result = "true",
     .run = is_blank},
    {.name = "isEmpty",
     .receiver = kAnyOrNull,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/text/is-empty.html",
     .summary = "Whether a text or container holds nothing; true for null.",
     .example = "info {\"Projects\", \"Mail\"}.isEmpty();",
     .example_result = "false",
     .run = is_empty},
    {.name = "isValidObject",
     .receiver = kAnyOrNull,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/common/is-valid-object.html",
     .summary = "Whether the value is neither null nor empty.",
     .example = "info \"Zoho\".isValidObject();",
     .example_result = "true",
     .run = is_valid_object},
    {.name = "equals",
     .receiver = kAnyOrNull,
     .parameters = kOther,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/common/equals.html",
     .summary = "Whether both values have the same type and are equal; texts are case-sensitive.",
     .example = "info \"5\".equals(5);",
     .example_result = "false",
     .run = equals},
    {.name = "isNumber",
     .receiver = kAny,
     .result = kBooleanOrNull,
     .cost = {1, 1},
     .page = "functions/common/isnumber.html",
     .summary = "Whether the value is a number, or a TEXT that holds one; null for containers.",
     .example = "info \"12.3\".isNumber();",
     .example_result = "true",
     .run = is_number},
    {.name = "isText",
     .receiver = kAny,
     .result = kBooleanOrNull,
     .cost = {1, 4},
     .page = "functions/common/istext.html",
     .summary = "Whether the value is a TEXT other than a number or a date; null for containers and BOOLEAN.",
     .example = "info isText(\"123\");",
     .example_result = "false",
     .run = is_text},
    {.name = "isDate",
     .receiver = kAny,
     .result = kBooleanOrNull,
     .cost = {4, 1},
     .page = "functions/common/isdate.html",
     .summary = "Whether the value is a date. TEXT that is none is an error; containers give null.",
     .example = "info isDate('01-Jan-2019');",
     .example_result = "true",
     .run = is_date},
    {.name = "isFile",
     .receiver = kAny,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/common/is-file.html",
     .summary = "Whether the value is a FILE.",
     .example = "info isFile(\"report.pdf\");",
     .example_result = "false",
     .run = is_file},
};

}  // namespace

Family logical_functions() { return kFunctions; }

}  // namespace sluice::builtins
