// Parts of TEXT (help/functions/string). Indexes count UTF-16 units from 0.
#include "builtins/families.h"
#include "builtins/text_find.h"
#include "builtins/text_support.h"
#include "interpreter/common_errors.h"
#include "interpreter/support/case_map.h"
#include "interpreter/support/utf8.h"

namespace sluice::builtins {

namespace {

Value slice(Call& call, std::int64_t begin, std::int64_t end) {
  return support::utf16_slice(call.receiver(), static_cast<std::size_t>(begin), static_cast<std::size_t>(end),
                              call.context.heap);
}

std::int64_t length_of(Call& call) { return static_cast<std::int64_t>(support::utf16_length(text_argument(call))); }

// A negative end counts as none (help/functions/string/subtext).
Value sub_string(Call& call) {
  const std::int64_t length = length_of(call);
  const std::int64_t begin = call.arguments[1].as_number();
  const std::int64_t end =
      call.count() > 2 && call.arguments[2].as_number() >= 0 ? call.arguments[2].as_number() : length;
  if (begin < 0 || end > length || end < begin) raise_out_of_bounds(begin, end, length);
  return slice(call, begin, end);
}

// A negative count gives the whole text, which right() does not (help/functions/string/left).
Value left(Call& call) {
  const std::int64_t length = length_of(call);
  const std::int64_t count = call.arguments[1].as_number();
  if (count > length) raise_out_of_bounds(0, count, length);
  return count < 0 ? call.receiver() : slice(call, 0, count);
}

Value right(Call& call) {
  const std::int64_t length = length_of(call);
  const std::int64_t count = call.arguments[1].as_number();
  if (count < 0 || count > length) raise_out_of_bounds(0, count, length);
  return slice(call, length - count, length);
}

Value get_prefix(Call& call) {
  const std::string_view text = text_argument(call).text();
  const std::size_t at = find_text(text, call.arguments[1].text(), call.context);
  return at == std::string_view::npos ? Value() : call.context.text(text.substr(0, at));
}

Value get_suffix(Call& call) {
  const std::string_view text = text_argument(call).text();
  const std::string_view sought = call.arguments[1].text();
  const std::size_t at = find_text(text, sought, call.context);
  return at == std::string_view::npos ? Value() : call.context.text(text.substr(at + sought.size()));
}

// Where a text occurs in another in any letter case, as bytes from begin to end; folding may change how many bytes a
// character has, never how many characters there are.
struct Occurrence {
  std::size_t begin;
  std::size_t end;
};
std::optional<Occurrence> find_ignoring_case(std::string_view text, std::string_view sought, Context& context) {
  const std::string folded_text = support::fold_case(text, &context.budget);
  const std::string folded_sought = support::fold_case(sought, &context.budget);
  const std::size_t at = find_text(folded_text, folded_sought, context);
  if (at == std::string::npos) return std::nullopt;
  const auto begins_character = [](char c) { return !support::is_continuation(c); };
  const auto place_of = [&](std::size_t folded_end) {
    auto characters = std::count_if(folded_text.begin(), folded_text.begin() + static_cast<std::ptrdiff_t>(folded_end),
                                    begins_character);
    std::size_t place = 0;
    for (; place < text.size(); ++place)
      if (begins_character(text[place]) && characters-- == 0) break;
    return place;
  };
  return Occurrence{place_of(at), place_of(at + folded_sought.size())};
}

Value get_prefix_ignore_case(Call& call) {
  const std::string_view text = text_argument(call).text();
  const auto found = find_ignoring_case(text, call.arguments[1].text(), call.context);
  return found ? call.context.text(text.substr(0, found->begin)) : Value();
}

Value get_suffix_ignore_case(Call& call) {
  const std::string_view text = text_argument(call).text();
  const auto found = find_ignoring_case(text, call.arguments[1].text(), call.context);
  return found ? call.context.text(text.substr(found->end)) : Value();
}

constexpr ParameterRecord kRange[] = {{"start", Type::Number}, {"end", Type::Number, true}};
constexpr TypeSet kTextOrNull = Type::Text | Type::Null;

constexpr FunctionRecord kFunctions[] = {
    {.name = "subString",
     .receiver = kPrintable,
     .parameters = kRange,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/substring.html",
     .summary = "The characters from `start` up to, but without, `end`; a negative end counts as none.",
     .example = "info \"Welcome to Zoho Deluge\".subString(11, 22);",
     .example_result = "Zoho Deluge",
     .run = sub_string},
    {.name = "subText",
     .receiver = kPrintable,
     .parameters = kRange,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/subtext.html",
     .summary = "The same as subString.",
     .example = "info \"Zoho Deluge\".subText(5, -12);",
     .example_result = "Deluge",
     .run = sub_string},
    {.name = "mid",
     .receiver = kPrintable,
     .parameters = kRange,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/mid.html",
     .summary = "The same as subString: the second number is an end, not a count.",
     .example = "info \"Welcome to Zoho Deluge\".mid(11, 22);",
     .example_result = "Zoho Deluge",
     .run = sub_string},
    {.name = "left",
     .receiver = kPrintable,
     .parameters = kCount,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/left.html",
     .summary = "The first characters; all of them for a negative count.",
     .example = "info \"Zoho Creator\".left(4);",
     .example_result = "Zoho",
     .run = left},
    {.name = "right",
     .receiver = kPrintable,
     .parameters = kCount,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/right.html",
     .summary = "The last characters.",
     .example = "info \"Zoho Creator\".right(7);",
     .example_result = "Creator",
     .run = right},
    {.name = "getPrefix",
     .receiver = kPrintable,
     .parameters = kSought,
     .result = kTextOrNull,
     .cost = {2, 1},
     .page = "functions/string/getPrefix.html",
     .summary = "What stands before the first occurrence of a text, or null.",
     .example = "info \"2019-01-31\".getPrefix(\"-\");",
     .example_result = "2019",
     .run = get_prefix},
    {.name = "getSuffix",
     .receiver = kPrintable,
     .parameters = kSought,
     .result = kTextOrNull,
     .cost = {2, 1},
     .page = "functions/string/getSuffix.html",
     .summary = "What stands behind the first occurrence of a text, or null.",
     .example = "info \"2019-01-31\".getSuffix(\"-\");",
     .example_result = "01-31",
     .run = get_suffix},
    {.name = "getPrefixIgnoreCase",
     .receiver = kPrintable,
     .parameters = kSought,
     .result = kTextOrNull,
     .cost = {4, 4},
     .page = "functions/string/getPrefixIgnoreCase.html",
     .summary = "What stands before the first occurrence of a text in any letter case, or null.",
     .example = "info \"2019T01\".getPrefixIgnoreCase(\"t\");",
     .example_result = "2019",
     .run = get_prefix_ignore_case},
    {.name = "getSuffixIgnoreCase",
     .receiver = kPrintable,
     .parameters = kSought,
     .result = kTextOrNull,
     .cost = {4, 4},
     .page = "functions/string/getSuffixIgnoreCase.html",
     .summary = "What stands behind the first occurrence of a text in any letter case, or null.",
     .example = "info \"2019T01\".getSuffixIgnoreCase(\"t\");",
     .example_result = "01",
     .run = get_suffix_ignore_case},
};

}  // namespace

Family text_slice_functions() { return kFunctions; }

}  // namespace sluice::builtins
