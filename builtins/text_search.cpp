// Searching and testing TEXT (help/functions/string). Regular expressions are in text_regex.cpp.
#include "builtins/families.h"
#include "builtins/text_find.h"
#include "builtins/text_support.h"
#include "interpreter/support/case_map.h"

namespace sluice::builtins {

namespace {

std::string folded(const Value& text, Call& call) { return support::fold_case(text.text(), &call.context.budget); }

bool has(Call& call) {
  return find_text(text_argument(call).text(), text_argument(call, 1).text(), call.context) != std::string_view::npos;
}

Value contains(Call& call) { return Value::boolean(has(call)); }
Value not_contains(Call& call) { return Value::boolean(!has(call)); }

Value contains_ignore_case(Call& call) {
  const std::string text = folded(text_argument(call), call), sought = folded(call.arguments[1], call);
  return Value::boolean(find_text(text, sought, call.context) != std::string::npos);
}

Value starts_with(Call& call) {
  return Value::boolean(text_argument(call).text().starts_with(call.arguments[1].text()));
}

Value starts_with_ignore_case(Call& call) {
  return Value::boolean(folded(text_argument(call), call).starts_with(folded(call.arguments[1], call)));
}

Value ends_with(Call& call) { return Value::boolean(text_argument(call).text().ends_with(call.arguments[1].text())); }

Value ends_with_ignore_case(Call& call) {
  return Value::boolean(folded(text_argument(call), call).ends_with(folded(call.arguments[1], call)));
}

Value equals_ignore_case(Call& call) {
  const Value& a = text_argument(call);
  const Value& b = text_argument(call, 1);
  return Value::boolean(a.text() == b.text() || folded(a, call) == folded(b, call));
}

Value index_at(const Value& text, std::size_t byte) {
  if (byte == std::string_view::npos) return Value::number(-1);
  return Value::number(static_cast<std::int64_t>(support::utf16_index(text, byte)));
}

Value index_of(Call& call) {
  const Value& text = text_argument(call);
  return index_at(text, find_text(text.text(), call.arguments[1].text(), call.context));
}

Value last_index_of(Call& call) {
  const Value& text = text_argument(call);
  return index_at(text, find_last_text(text.text(), call.arguments[1].text(), call.context));
}

Value get_occurence_count(Call& call) {
  const std::string_view text = text_argument(call).text();
  const std::string_view sought = call.arguments[1].text();
  std::int64_t count = 0;
  if (sought.empty()) return Value::number(0);
  for (std::size_t at = 0; (at = find_text(text, sought, call.context, at)) != std::string_view::npos;
       at += sought.size())
    ++count;
  return Value::number(count);
}

Value is_ascii_function(Call& call) { return Value::boolean(text_argument(call).text_is_ascii()); }

Value length(Call& call) {
  return Value::number(static_cast<std::int64_t>(support::utf16_length(text_argument(call))));
}

constexpr ParameterRecord kOther[] = {{"text", kTextLike}};
constexpr std::string_view kOccurrence[] = {"getOccurrenceCount"};

constexpr FunctionRecord kFunctions[] = {
    {.name = "contains",
     .receiver = kTextLike,
     .parameters = kSoughtAny,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/string/contains.html",
     .summary = "Whether a text occurs in another; case-sensitive.",
     .example = "info \"Zoho Creator\".contains(\"Creator\");",
     .example_result = "true",
     .run = contains},
    {.name = "notContains",
     .receiver = kTextLike,
     .parameters = kSoughtAny,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/string/notcontains.html",
     .summary = "Whether a text does not occur in another; case-sensitive.",
     .example = "info \"Zoho Creator\".notContains(\"CREATOR\");",
     .example_result = "true",
     .run = not_contains},
    {.name = "containsIgnoreCase",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Boolean,
     .cost = {1, 4},
     .page = "functions/string/containsignorecase.html",
     .summary = "Whether a text occurs in another in any letter case.",
     .example = "info \"Zoho Creator\".containsIgnoreCase(\"creator\");",
     .example_result = "true",
     .run = contains_ignore_case},
    {.name = "startsWith",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/string/startswith.html",
     .summary = "Whether a text begins with another; case-sensitive.",
     .example = "info startsWith(\"Zoho Creator\", \"zoho\");",
     .example_result = "false",
     .run = starts_with},
    {.name = "startsWithIgnoreCase",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Boolean,
     .cost = {1, 4},
     .page = "functions/string/startswithignorecase.html",
     .summary = "Whether a text begins with another in any letter case.",
     .example = "info startsWithIgnoreCase(\"Zoho Creator\", \"zoho\");",
     .example_result = "true",
     .run = starts_with_ignore_case},
    {.name = "endsWith",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/string/endswith.html",
     .summary = "Whether a text ends with another; case-sensitive.",
     .example = "info endsWith(\"Zoho Creator\", \"Creator\");",
     .example_result = "true",
     .run = ends_with},
    {.name = "endsWithIgnoreCase",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Boolean,
     .cost = {1, 4},
     .page = "functions/string/endswithignorecase.html",
     .summary = "Whether a text ends with another in any letter case.",
     .example = "info endsWithIgnoreCase(\"Zoho Creator\", \"creator\");",
     .example_result = "true",
     .run = ends_with_ignore_case},
    {.name = "equalsIgnoreCase",
     .receiver = kTextLike,
     .parameters = kOther,
     .result = Type::Boolean,
     .cost = {1, 4},
     .page = "functions/string/equalsIgnoreCase.html",
     .summary = "Whether two texts are equal in any letter case.",
     .example = "info equalsIgnoreCase(\"ZohoCreator\", \"ZOHOCREATOR\");",
     .example_result = "true",
     .run = equals_ignore_case},
    {.name = "indexOf",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Number,
     .cost = {1, 1},
     .page = "functions/string/indexof.html",
     .summary = "The index at which a text occurs first, or -1.",
     .example = "info \"Hello world\".indexOf(\"o\");",
     .example_result = "4",
     .run = index_of},
    {.name = "find",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Number,
     .cost = {1, 1},
     .page = "functions/string/find.html",
     .summary = "The same as indexOf.",
     .example = "info \"Hello world\".find(\"z\");",
     .example_result = "-1",
     .run = index_of},
    {.name = "lastIndexOf",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Number,
     .cost = {1, 1},
     .page = "functions/string/lastindexof.html",
     .summary = "The index at which a text occurs last, or -1.",
     .example = "info \"Hello world\".lastIndexOf(\"o\");",
     .example_result = "7",
     .run = last_index_of},
    {.name = "getOccurenceCount",
     .aliases = kOccurrence,
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Number,
     .cost = {1, 1},
     .page = "functions/string/getOccurenceCount.html",
     .summary = "How often a text occurs in another, without overlaps.",
     .example = "info \"aaaa\".getOccurenceCount(\"aa\");",
     .example_result = "2",
     .run = get_occurence_count},
    {.name = "isAscii",
     .receiver = kTextLike,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/string/isAscii.html",
     .summary = "Whether the text has only ASCII characters.",
     .example = "info \"Hello$World123\".isAscii();",
     .example_result = "true",
     .run = is_ascii_function},
    {.name = "length",
     .receiver = kPrintable,
     .result = Type::Number,
     .cost = {1, 1},
     .page = "functions/string/length.html",
     .summary = "The number of characters, counted in UTF-16 units.",
     .example = "info \"Zoho Creator\".length();",
     .example_result = "12",
     .run = length},
    {.name = "len",
     .receiver = kPrintable,
     .result = Type::Number,
     .cost = {1, 1},
     .page = "functions/string/len.html",
     .summary = "The same as length.",
     .example = "info \"Zoho\".len();",
     .example_result = "4",
     .run = length},
};

}  // namespace

Family text_search_functions() { return kFunctions; }

}  // namespace sluice::builtins
