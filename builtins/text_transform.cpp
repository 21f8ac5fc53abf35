// Changing TEXT (help/functions/string). The replace family takes regular expressions: text_regex.cpp.
#include "builtins/families.h"
#include "builtins/text_find.h"
#include "builtins/text_support.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/case_map.h"
#include "interpreter/support/output.h"
#include "interpreter/support/utf8.h"

namespace sluice::builtins {

namespace {

using interpreter::support::is_alphanumeric;
using interpreter::support::is_letter;

Value concat(Call& call) {
  const Value& first = text_argument(call);
  const std::string_view second = text_argument(call, 1).text();
  support::TextOutput out(call.context.heap, &call.context.budget);
  out.append(first.text());
  out.append(second);
  return out.finish();
}

Value to_upper_case(Call& call) {
  return support::to_upper(text_argument(call), call.context.heap, &call.context.budget);
}
Value to_lower_case(Call& call) {
  return support::to_lower(text_argument(call), call.context.heap, &call.context.budget);
}

bool is_space(char c) { return static_cast<unsigned char>(c) <= ' '; }

// Only the first letter of each word is upper case, words ending at blanks.
Value proper(Call& call) {
  const std::string_view text = text_argument(call).text();
  support::TextOutput out(call.context.heap, &call.context.budget);
  out.reserve(text.size());
  bool begins_word = true;
  for (const char* at = text.data(); at < text.data() + text.size();) {
    const bool space = is_space(*at);
    const char32_t c = support::decode_utf8(at);
    out.advance(support::encode_utf8(out.room(4), begins_word ? support::upper_of(c) : support::lower_of(c)));
    begins_word = space;
  }
  return out.finish();
}

enum class Side : std::uint8_t { Left, Right, Both };

// As Java's trim(): everything up to U+0020 is a blank.
Value trimmed(Call& call, Side side) {
  const Value& value = text_argument(call);
  std::string_view text = value.text();
  const std::size_t size = text.size();
  if (side != Side::Right)
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  if (side != Side::Left)
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text.size() == size ? value : call.context.text(text);
}

Value trim(Call& call) { return trimmed(call, Side::Both); }
Value ltrim(Call& call) { return trimmed(call, Side::Left); }
Value rtrim(Call& call) { return trimmed(call, Side::Right); }

// Pads with blanks to `width` units.
Value padded(Call& call, Side side) {
  const Value& value = text_argument(call);
  const auto length = static_cast<std::int64_t>(support::utf16_length(value));
  const std::int64_t width = call.arguments[1].as_number();
  if (width <= length) return value;
  const auto blanks = static_cast<std::uint64_t>(width - length);
  call.context.heap.expect(blanks);
  support::TextOutput out(call.context.heap, &call.context.budget);
  out.reserve(value.text().size() + blanks);
  if (side == Side::Right) out.append(value.text());
  for (std::uint64_t left = blanks; left > 0;) {
    const std::uint64_t size = std::min<std::uint64_t>(left, support::kStretch);
    out.advance(std::fill_n(out.room(size), size, ' '));
    left -= size;
  }
  if (side == Side::Left) out.append(value.text());
  return out.finish();
}

Value leftpad(Call& call) { return padded(call, Side::Left); }
Value rightpad(Call& call) { return padded(call, Side::Right); }

Value repeat(Call& call) {
  const std::string_view text = text_argument(call).text();
  const std::int64_t count = call.arguments[1].as_number();
  if (count < 0)
    raise(messages::OutOfRangeArgument, {std::to_string(count), call.function.name, "it counts repetitions"});
  if (text.empty() || count == 0) return Value::short_text("");
  const unsigned __int128 wanted = static_cast<unsigned __int128>(text.size()) * static_cast<std::uint64_t>(count);
  if (wanted > TextObject::kMaxSize)
    raise(ErrorKind::Limit, messages::TextTooLong, {std::to_string(TextObject::kMaxSize)});
  call.context.heap.expect(static_cast<std::uint64_t>(wanted));
  support::TextOutput out(call.context.heap, &call.context.budget);
  out.reserve(static_cast<std::size_t>(wanted));
  for (std::int64_t i = 0; i < count; ++i) out.append(text);
  return out.finish();
}

// As Java's StringBuilder.reverse(): characters of two units stay whole.
Value reverse(Call& call) {
  const std::string_view text = text_argument(call).text();
  support::TextOutput out(call.context.heap, &call.context.budget);
  out.reserve(text.size());
  for (const char* end = text.data() + text.size(); end > text.data();) {
    const char* begin = end - 1;
    while (begin > text.data() && support::is_continuation(*begin)) --begin;
    out.append({begin, end});
    end = begin;
  }
  return out.finish();
}

Value remove(Call& call) {
  const Value& value = text_argument(call);
  const std::string_view text = value.text();
  const std::string_view sought = call.arguments[1].text();
  if (sought.empty() || find_text(text, sought, call.context) == std::string_view::npos) return value;
  support::TextOutput out(call.context.heap, &call.context.budget);
  std::size_t begin = 0;
  for (std::size_t at; (at = find_text(text, sought, call.context, begin)) != std::string_view::npos;
       begin = at + sought.size())
    out.append(text.substr(begin, at - begin));
  out.append(text.substr(begin));
  return out.finish();
}

Value without(Call& call, std::size_t at, std::size_t size) {
  const Value& value = call.receiver();
  if (at == std::string_view::npos) return value;
  support::TextOutput out(call.context.heap, &call.context.budget);
  out.append(value.text().substr(0, at));
  out.append(value.text().substr(at + size));
  return out.finish();
}

Value remove_first_occurence(Call& call) {
  const std::string_view sought = call.arguments[1].text();
  return without(call, find_text(text_argument(call).text(), sought, call.context), sought.size());
}

Value remove_last_occurence(Call& call) {
  const std::string_view sought = call.arguments[1].text();
  return without(call, find_last_text(text_argument(call).text(), sought, call.context), sought.size());
}

template <class Keep>
Value filtered(Call& call, Keep keep) {
  const std::string_view text = text_argument(call).text();
  support::TextOutput out(call.context.heap, &call.context.budget);
  support::Work work(&call.context.budget);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (keep(text[i])) out.put(text[i]);
    work.reached(i);
  }
  return out.finish();
}

Value get_alpha(Call& call) { return filtered(call, is_letter); }
Value get_alpha_numeric(Call& call) { return filtered(call, is_alphanumeric); }
Value remove_all_alpha(Call& call) {
  return filtered(call, [](char c) { return !is_letter(c); });
}
Value remove_all_alpha_numeric(Call& call) {
  return filtered(call, [](char c) { return !is_alphanumeric(c); });
}

constexpr ParameterRecord kOther[] = {{"text", kTextLike}};
constexpr std::string_view kUpper[] = {"upper"};
constexpr std::string_view kLower[] = {"lower"};
constexpr std::string_view kFirst[] = {"removeFirstOccurrence"};
constexpr std::string_view kLast[] = {"removeLastOccurrence"};

constexpr FunctionRecord kFunctions[] = {
    {.name = "concat",
     .receiver = kPrintable,
     .parameters = kOther,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/concat.html",
     .summary = "Two texts, one behind the other.",
     .example = "info \"Zoho\".concat(\" \").concat(\"Deluge\");",
     .example_result = "Zoho Deluge",
     .run = concat},
    {.name = "toUpperCase",
     .aliases = kUpper,
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/touppercase.html",
     .summary = "The text in upper case.",
     .example = "info \"Zoho Creator\".toUpperCase();",
     .example_result = "ZOHO CREATOR",
     .run = to_upper_case},
    {.name = "toLowerCase",
     .aliases = kLower,
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/tolowerCase.html",
     .summary = "The text in lower case.",
     .example = "info \"Zoho Creator\".toLowerCase();",
     .example_result = "zoho creator",
     .run = to_lower_case},
    {.name = "proper",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 2},
     .page = "functions/string/proper.html",
     .summary = "The text with the first letter of each word in upper case.",
     .example = "info \"hELLO wORLD\".proper();",
     .example_result = "Hello World",
     .run = proper},
    {.name = "trim",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/trim.html",
     .summary = "The text without blanks at its ends.",
     .example = "info \"  Zoho  \".trim().length();",
     .example_result = "4",
     .run = trim},
    {.name = "ltrim",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/ltrim.html",
     .summary = "The text without blanks at its beginning.",
     .example = "info \"   Zoho\".ltrim().length();",
     .example_result = "4",
     .run = ltrim},
    {.name = "rtrim",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/rtrim.html",
     .summary = "The text without blanks at its end.",
     .example = "info \"   Zoho Deluge   \".rtrim().length();",
     .example_result = "14",
     .run = rtrim},
    {.name = "leftpad",
     .receiver = kPrintable,
     .parameters = kCount,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/leftpad.html",
     .summary = "The text with blanks before it up to a width.",
     .example = "info \"[\" + \"7\".leftpad(3) + \"]\";",
     .example_result = "[  7]",
     .run = leftpad},
    {.name = "rightpad",
     .receiver = kPrintable,
     .parameters = kCount,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/rightpad.html",
     .summary = "The text with blanks behind it up to a width.",
     .example = "info \"[\" + \"7\".rightpad(3) + \"]\";",
     .example_result = "[7  ]",
     .run = rightpad},
    {.name = "repeat",
     .receiver = kPrintable,
     .parameters = kCount,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/repeat.html",
     .summary = "The text several times, one behind the other.",
     .example = "info \"Zoho\".repeat(3);",
     .example_result = "ZohoZohoZoho",
     .run = repeat},
    {.name = "reverse",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 2},
     .page = "functions/string/reverse.html",
     .summary = "The characters in reverse order.",
     .example = "info reverse(\"Zoho Creator\");",
     .example_result = "rotaerC ohoZ",
     .run = reverse},
    {.name = "remove",
     .receiver = kTextLike,
     .parameters = kSought,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/remove.html",
     .summary = "The text without all occurrences of another.",
     .example = "info \"2019-01-31\".remove(\"-\");",
     .example_result = "20190131",
     .run = remove},
    {.name = "removeFirstOccurence",
     .aliases = kFirst,
     .receiver = kPrintable,
     .parameters = kSought,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/removefirstoccurence.html",
     .summary = "The text without the first occurrence of another.",
     .example = "info \"a-b-c\".removeFirstOccurence(\"-\");",
     .example_result = "ab-c",
     .run = remove_first_occurence},
    {.name = "removeLastOccurence",
     .aliases = kLast,
     .receiver = kPrintable,
     .parameters = kSought,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/removelastoccurence.html",
     .summary = "The text without the last occurrence of another.",
     .example = "info \"a-b-c\".removeLastOccurence(\"-\");",
     .example_result = "a-bc",
     .run = remove_last_occurence},
    {.name = "getAlpha",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/getAlpha.html",
     .summary = "Only the letters A to Z and a to z of the text.",
     .example = "info getAlpha(\"January 25th, 2019\");",
     .example_result = "Januaryth",
     .run = get_alpha},
    {.name = "getAlphaNumeric",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/getAlphaNumeric.html",
     .summary = "Only the letters and digits of the text.",
     .example = "info getAlphaNumeric(\"25-01-2019\");",
     .example_result = "25012019",
     .run = get_alpha_numeric},
    {.name = "removeAllAlpha",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/removeAllAlpha.html",
     .summary = "The text without the letters A to Z and a to z.",
     .example = "info \"Room 5\".removeAllAlpha().trim();",
     .example_result = "5",
     .run = remove_all_alpha},
    {.name = "removeAllAlphaNumeric",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/removeallalphanumeric.html",
     .summary = "The text without letters and digits.",
     .example = "info \"25-01-2019!\".removeAllAlphaNumeric();",
     .example_result = "--!",
     .run = remove_all_alpha_numeric},
};

}  // namespace

Family text_transform_functions() { return kFunctions; }

}  // namespace sluice::builtins
