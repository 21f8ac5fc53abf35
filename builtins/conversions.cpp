// Conversions between types (help/functions/common). Those to dates are in date_conversions.cpp.
#include "builtins/date_support.h"
#include "builtins/families.h"
#include "interpreter/common_errors.h"
#include "interpreter/support/json.h"
#include "interpreter/support/number_pattern.h"
#include "interpreter/support/output.h"
#include "interpreter/support/shorten.h"
#include "interpreter/support/utf8.h"

namespace sluice::builtins {

namespace {

using support::JsonForm;

// ---- to TEXT

bool is_creator(const Call& call) { return call.context.dialect == grammar::Dialect::Creator; }

// Null where the pattern has letters that mean nothing.
Value formatted_date(Call& call, const Value& moment) {
  const std::string_view pattern = call.arguments[1].text();
  if (call.count() < 3) return text_by_pattern(call, moment, pattern, zone_of(call));
  return text_by_pattern(call, moment, pattern, *time_zone_or_gmt(call.arguments[2].text()));
}

Value formatted_number(Call& call, const Value& number) {
  std::string text;
  const bool known = support::append_by_number_pattern(text, number, call.arguments[1].text(), call.context.heap);
  return known ? call.context.text(text) : Value();
}

Value formatted_text(Call& call) {
  const Value& value = call.receiver();
  if (support::is_number_pattern(call.arguments[1].text()))
    if (const auto number = parse_numeric(call.context.heap, value.text())) return formatted_number(call, *number);
  const std::optional<Value> date = parse_date_time(value.text(), call.context.dates);
  if (is_creator(call)) return value;
  if (!date) raise_unparsable_date(value.text());
  return formatted_date(call, *date);
}

Value formatted(Call& call) {
  const Value& value = call.receiver();
  switch (value.type()) {
    case Type::DateTime:
    case Type::Time: return formatted_date(call, value);
    case Type::Decimal: return formatted_number(call, value);
    case Type::Number:
      if (support::is_number_pattern(call.arguments[1].text())) return formatted_number(call, value);
      if (is_creator(call)) return to_text(value, call.context);
      return formatted_date(call, Value::date_time(value.as_number(), true));
    case Type::Text: return formatted_text(call);
    case Type::Map:  // observed: a map gives null for a pattern of other words, a list does not
      return formatted_date(call, Value::date_time(0, true)).is_null() ? Value() : to_text(value, call.context);
    case Type::Null:
    case Type::Boolean:
    case Type::List:
    case Type::Collection:
    case Type::Empty:
    case Type::File:
    case Type::Error: break;
  }
  return to_text(value, call.context);
}

Value to_string_function(Call& call) {
  return call.count() > 1 ? formatted(call) : to_text(call.receiver(), call.context);
}

[[noreturn]] void raise_text_function() {
  raise(messages::CannotCastArgument, {"TEXT", "DECIMAL, NUMBER, DATE, DATE-TIME", "text"});
}

Value text(Call& call) {
  const Value& value = call.receiver();
  std::optional<Value> shown = value;
  if (value.is_text()) {
    shown = parse_numeric(call.context.heap, value.text());
    if (!shown) shown = parse_date_time(value.text(), call.context.dates);
    if (!shown) raise_text_function();
  }
  const Value result = shown->is_numeric() ? formatted_number(call, *shown) : formatted_date(call, *shown);
  if (result.is_null())
    raise(messages::OutOfRangeArgument, {call.arguments[1].text(), "text", "this is not a pattern"});
  return result;
}

// ---- to numbers

Value to_long(Call& call) { return Value::number(to_number(call.receiver(), call.function.name)); }
Value to_decimal_function(Call& call) { return to_decimal(call.receiver(), call.function.name, call.context.heap); }

// ---- to containers

Value characters_of(const Value& text, Context& context) {
  Heap& heap = context.heap;
  Value list = Container::make_list(heap);
  support::Work work(&context.budget);
  const char* at = text.text().data();
  const char* const end = at + text.text().size();
  while (at < end) {
    const char* const begin = at;
    support::decode_utf8(at);
    push_text(list.container(), {begin, at}, heap);
    work.reached(static_cast<std::size_t>(at - text.text().data()));
  }
  push_text(list.container(), "", heap);  // what stands behind the last separator
  return list;
}

Value to_list(Call& call) {
  const Value text = to_text(call.receiver(), call.context);
  if (call.count() == 1) return split(text, ",", call.context);
  const std::string_view separator = call.arguments[1].text();
  return separator.empty() ? characters_of(text, call.context) : split(text, separator, call.context);
}

Value container_to_list(Call& call) {
  if (call.receiver().type() == Type::Collection) return list_of_values(call.receiver().container());
  call.receiver().container().become_sequence();
  return call.receiver();
}

void check_parse_limit(const Value& text, const Context& context) {
  const std::uint64_t limit = context.budget.limits().parse_text;
  if (limit != 0 && text.text().size() > limit)
    raise(ErrorKind::Limit, messages::ParseTextLimit, {std::to_string(limit)});
}

Value read_text(Call& call) {
  check_parse_limit(call.receiver(), call.context);
  return support::read_json(call.receiver().text(), JsonForm::Lenient, call.context.heap, call.context.budget);
}

// Words without quotes are read as a TEXT, so that the error page of a service comes here too.
[[noreturn]] void raise_other_json(const Value& read, std::string_view wanted) {
  if (read.is_text())
    raise_with_help(messages::InvalidJson, {},
                    "This is not " + std::string(wanted) + ": " + support::shortened(read.text()));
  raise_with_help(messages::InvalidJson, {}, "The text is JSON, but not " + std::string(wanted));
}

Value to_map(Call& call) {
  const Value& from = call.receiver();
  if (!from.is_text()) {
    Container& container = from.container();
    container.become_keyed();
    if (from.type() == Type::Map) return from;
    if (!container.is_keyed()) raise(messages::CannotCastValue, {to_string(from, call.context), "MAP"});
    Value map = Container::make_map(call.context.heap);
    for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
      map.container().put(container.key_at(p), container.value_at(p));
    return map;
  }
  Value value = read_text(call);
  if (value.type() != Type::Map) raise_other_json(value, "an object");
  return value;
}

Value to_json_list(Call& call) {
  if (call.receiver().is_container()) return container_to_list(call);
  Value value = read_text(call);
  if (value.type() != Type::List) raise_other_json(value, "an array");
  return value;
}

Value collection_of(const Container& from, Heap& heap) {
  Value result = Container::make_collection(heap);
  Container& collection = result.container();
  if (from.undecided()) return result;
  if (from.is_keyed()) {
    collection.become_keyed();
    for (std::uint32_t p = from.first_place(); p != Container::kEnd; p = from.next_place(p))
      collection.put(from.key_at(p), from.value_at(p));
    return result;
  }
  collection.become_sequence();
  collection.reserve(from.size());
  for (const Value& value : from.items()) collection.push(value);
  return result;
}

bool looks_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

Value to_collection(Call& call) {
  const Value& from = call.receiver();
  Heap& heap = call.context.heap;
  if (from.type() == Type::Collection) return from;
  if (from.is_container()) return collection_of(from.container(), heap);
  if (!looks_like_json(from.text())) return collection_of(split(from, ",", call.context).container(), heap);
  check_parse_limit(from, call.context);
  return collection_of(support::read_json_elements(from.text(), heap, call.context.budget).container(), heap);
}

Value get_json(Call& call) {
  Value from = call.receiver();
  if (from.is_text()) from = read_text(call);
  if (!from.is_container() || from.container().is_sequence()) raise_other_json(from, "an object");
  const Value* value = from.container().find(call.arguments[1]);
  return value == nullptr ? Value() : *value;
}

constexpr ParameterRecord kFormat[] = {{"pattern", Type::Text, true}, {"zone", Type::Text, true}};
constexpr ParameterRecord kPattern[] = {{"pattern", Type::Text}};
constexpr ParameterRecord kSeparator[] = {{"separator", Type::Text, true}};
constexpr ParameterRecord kKey[] = {{"key", kAny}};
constexpr TypeSet kToNumber = kNumeric | Type::DateTime | Type::Time | Type::Text;

constexpr FunctionRecord kFunctions[] = {
    {.name = "toString",
     .receiver = kAny,
     .parameters = kFormat,
     .result = Type::Text | Type::Null,
     .cost = {2, 1},
     .page = "functions/common/tostring.html",
     .summary = "The value as TEXT, a number or a date by a pattern; null when the pattern means nothing.",
     .example = "info 1000000.05.toString(\"#,##0.00\");",
     .example_result = "1,000,000.05",
     .run = to_string_function},
    {.name = "toText",
     .receiver = kAny,
     .parameters = kFormat,
     .result = Type::Text | Type::Null,
     .cost = {2, 1},
     .page = "functions/common/to-text.html",
     .summary = "The same as toString.",
     .example = "info '29-Dec-2019'.toText(\"yyyy\");",
     .example_result = "2019",
     .run = to_string_function},
    {.name = "text",
     .receiver = kNumeric | Type::DateTime | Type::Text,
     .parameters = kPattern,
     .result = Type::Text,
     .cost = {20},
     .page = "functions/number/text.html",
     .summary = "A number or a date, also one written as TEXT, by a pattern.",
     .example = "info 2434.text(\"000000000\");",
     .example_result = "000002434",
     .run = text},
    {.name = "toLong",
     .receiver = kToNumber,
     .result = Type::Number,
     .cost = {2},
     .page = "functions/common/tolong.html",
     .summary = "The NUMBER that a decimal (without its fraction), a numeric TEXT or a date (in milliseconds) is.",
     .example = "info 99.9.toLong();",
     .example_result = "99",
     .run = to_long},
    {.name = "toNumber",
     .receiver = kToNumber,
     .result = Type::Number,
     .cost = {2},
     .page = "functions/common/to-number.html",
     .summary = "The same as toLong.",
     .example = "info \"1234\".toNumber() + 1;",
     .example_result = "1235",
     .run = to_long},
    {.name = "toDecimal",
     .receiver = kNumeric | Type::Text,
     .result = Type::Decimal,
     .cost = {2},
     .page = "functions/common/todecimal.html",
     .summary = "The DECIMAL that a number or a numeric TEXT is.",
     .example = "info toDecimal(\"99.9\") + 1;",
     .example_result = "100.9",
     .run = to_decimal_function},
    {.name = "toList",
     .receiver = kTextLike,
     .parameters = kSeparator,
     .result = Type::List,
     .cost = {1, 2},
     .page = "functions/string/tolist.html",
     .summary = "The parts of a TEXT between separators, which are commas unless another one is given.",
     .example = "info \"ZohoCreator/ZohoCRM\".toList(\"/\");",
     .example_result = "ZohoCreator,ZohoCRM",
     .run = to_list},
    {.name = "toList",
     .receiver = kList | Type::Collection,
     .parameters = kSeparator,
     .result = Type::List,
     .cost = {1, 1},
     .page = "functions/string/tolist.html",
     .summary = "A list itself; the values of a collection.",
     .example = "info {1, 2}.toList();",
     .example_result = "1,2",
     .run = container_to_list},
    {.name = "toMap",
     .receiver = Type::Text | Type::Map | Type::Collection | Type::Empty,
     .result = Type::Map,
     .cost = {1},
     .page = "functions/string/tomap.html",
     .summary = "Reads a JSON object; keys and values may be unquoted or in single quotes.",
     .example = "info \"{company:Zoho, product:Creator}\".toMap();",
     .example_result = "{\"company\":\"Zoho\",\"product\":\"Creator\"}",
     .run = to_map},
    {.name = "toJSONList",
     .receiver = Type::Text | Type::List | Type::Collection | Type::Empty,
     .result = Type::List,
     .cost = {1},
     .page = "functions/common/tojsonlist.html",
     .summary = "Reads a JSON array.",
     .example = "info \"[343,443,577]\".toJSONList();",
     .example_result = "343,443,577",
     .run = to_json_list},
    {.name = "toCollection",
     .receiver = Type::Text | kContainers,
     .result = Type::Collection,
     .cost = {1, 2},
     .page = "functions/collection/to-collection.html",
     .summary = "A collection of the pairs or elements of a map, a list or a TEXT with them in brackets.",
     .example = "info \"{company:Zoho, product:Deluge}\".toCollection().get(\"product\");",
     .example_result = "Deluge",
     .run = to_collection},
    {.name = "getJSON",
     .receiver = Type::Text | kMap | Type::Collection,
     .parameters = kKey,
     .result = kAnyOrNull,
     .cost = {1},
     .page = "functions/common/getjson.html",
     .summary = "The value of a key of a JSON object or map; null when it has no such key.",
     .example = "info \"{'response' : {'id' : 'EMP-001'}}\".getJSON(\"response\").getJSON(\"id\");",
     .example_result = "EMP-001",
     .run = get_json},
};

}  // namespace

Family conversion_functions() { return kFunctions; }

}  // namespace sluice::builtins
