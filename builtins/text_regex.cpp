// Functions with regular expressions (help/functions/string). The expressions are Java's, see builtins/regex/.
#include "builtins/families.h"
#include "builtins/regex/regex.h"
#include "builtins/regex/replacement.h"
#include "builtins/text_find.h"
#include "builtins/text_support.h"
#include "interpreter/support/case_map.h"
#include "interpreter/support/output.h"

namespace sluice::builtins {

namespace {

using regex::Extent;
using regex::LetterCase;

Value matches(Call& call) {
  const Value& text = text_argument(call);
  const std::string_view pattern = call.arguments[1].text();
  regex::Search search(regex::compile(pattern, Extent::WholeText, LetterCase::Exact, text), text.text(), pattern,
                       call.context.budget);
  return Value::boolean(search.next());
}

enum class Count : std::uint8_t { First, All };

// The parts of a text between matches, with something else in their places.
class Pieces {
 public:
  Pieces(const Value& text, Context& context) : text_(text), out_(context.heap, &context.budget) {}

  support::Output& replace(std::size_t begin, std::size_t end) {
    out_.append(text_.text().substr(done_, begin - done_));
    done_ = end;
    return out_;
  }
  Value finish() {
    if (done_ == 0 && out_.view().empty()) return text_;
    out_.append(text_.text().substr(done_));
    return out_.finish();
  }

 private:
  const Value& text_;
  support::TextOutput out_;
  std::size_t done_ = 0;
};

bool has_any_of(std::string_view text, std::string_view characters, Budget& budget) {
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), support::kStretch))) {
    const std::string_view piece = text.substr(0, support::kStretch);
    if (piece.find_first_of(characters) != std::string_view::npos) return true;
    budget.charge(piece.size());
  }
  return false;
}

// Whether every character of an expression means itself.
bool is_literal(std::string_view pattern, Budget& budget) { return !has_any_of(pattern, "\\^$.|?*+()[]{}", budget); }
bool is_literal_replacement(std::string_view text, Budget& budget) { return !has_any_of(text, "\\$", budget); }

Value replaced_literally(Call& call, Count count) {
  const Value& value = call.receiver();
  const std::string_view text = value.text();
  const std::string_view sought = call.arguments[1].text();
  Pieces pieces(value, call.context);
  for (std::size_t at = 0; (at = find_text(text, sought, call.context, at)) != std::string_view::npos;
       at += sought.size()) {
    pieces.replace(at, at + sought.size()).append(call.arguments[2].text());
    if (count == Count::First) break;
  }
  return pieces.finish();
}

Value replaced_by_pattern(Call& call, Count count, LetterCase letter_case, std::string_view pattern,
                          bool literal_replacement) {
  const Value& value = call.receiver();
  const auto compiled = regex::compile(pattern, Extent::Anywhere, letter_case, value);
  regex::Search search(compiled, value.text(), pattern, call.context.budget);
  if (count == Count::All && call.arguments[2].text().empty()) search.join_runs();
  std::optional<regex::Replacement> replacement;
  Pieces pieces(value, call.context);
  while (search.next()) {
    support::Output& out = pieces.replace(search.begin(), search.end());
    if (literal_replacement) {
      out.append(call.arguments[2].text());
    } else {
      if (!replacement) replacement.emplace(call.arguments[2].text(), *compiled);
      replacement->append(out, search);
    }
    if (count == Count::First) break;
  }
  return pieces.finish();
}

// The last argument: whether the search text and the replacement are meant literally.
bool asks_for_literal(const Call& call) {
  const Value& escape = call.argument(3);
  if (escape.is_null()) return false;
  if (escape.is_boolean()) return escape.as_boolean();
  const std::string word = support::fold_case(escape.text());
  if (word != "true" && word != "false") raise(messages::CannotCastArgument, {"TEXT", "BOOLEAN", call.function.name});
  return word == "true";
}

// An expression that matches just this text, if it is not too long for one.
std::string quoted(std::string_view text) {
  if (text.size() > regex::kLongestPattern) return std::string(text.substr(0, regex::kLongestPattern + 1));
  std::string pattern;
  for (const char c : text) {
    if (std::string_view("\\^$.|?*+()[]{}").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern;
}

Value replaced(Call& call, Count count, LetterCase letter_case) {
  text_argument(call);
  text_argument(call, 2);
  const std::string_view pattern = call.arguments[1].text();
  const bool literal = asks_for_literal(call);
  const bool literal_replacement = literal || is_literal_replacement(call.arguments[2].text(), call.context.budget);
  const bool plain = literal || (is_literal(pattern, call.context.budget) && literal_replacement);
  if (plain && letter_case == LetterCase::Exact && !pattern.empty()) return replaced_literally(call, count);
  if (!literal) return replaced_by_pattern(call, count, letter_case, pattern, literal_replacement);
  return replaced_by_pattern(call, count, letter_case, quoted(pattern), true);
}

Value replace_all(Call& call) { return replaced(call, Count::All, LetterCase::Exact); }
Value replace_all_ignore_case(Call& call) { return replaced(call, Count::All, LetterCase::Ignored); }
Value replace_first(Call& call) { return replaced(call, Count::First, LetterCase::Exact); }
Value replace_first_ignore_case(Call& call) { return replaced(call, Count::First, LetterCase::Ignored); }

constexpr ParameterRecord kPattern[] = {{"pattern", Type::Text}};
constexpr ParameterRecord kReplace[] = {
    {"search", Type::Text}, {"replacement", kTextLike}, {"escape", Type::Boolean | Type::Text, true}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "matches",
     .receiver = kPrintable,
     .parameters = kPattern,
     .result = Type::Boolean,
     .cost = {20, 2},
     .page = "functions/string/matches.html",
     .summary = "Whether the whole text matches a regular expression of Java's dialect.",
     .example = "info matches(\"ID004500F\", \"[A-Z]{2}[0-9]{6}[A-Z]\");",
     .example_result = "true",
     .run = matches},
    {.name = "replaceAll",
     .receiver = kPrintable,
     .parameters = kReplace,
     .result = Type::Text,
     .cost = {20, 2},
     .page = "functions/string/replaceall.html",
     .summary = "Every match of a regular expression replaced; $1 and ${name} in the replacement are its groups. With "
                "`true` as the last argument both texts mean just themselves.",
     .example = "info \"2019-01-31\".replaceAll(\"(\\\\d+)-(\\\\d+)-(\\\\d+)\", \"$3/$2/$1\");",
     .example_result = "31/01/2019",
     .run = replace_all},
    {.name = "replaceAllIgnoreCase",
     .receiver = kPrintable,
     .parameters = kReplace,
     .result = Type::Text,
     .cost = {20, 2},
     .page = "functions/string/replaceAllIgnoreCase.html",
     .summary = "The same as replaceAll, for ASCII letters of either case.",
     .example = "info replaceAllIgnoreCase(\"Zoho Creator, Zoho Desk\", \"ZOHO \", \"Z\");",
     .example_result = "ZCreator, ZDesk",
     .run = replace_all_ignore_case},
    {.name = "replaceFirst",
     .receiver = kPrintable,
     .parameters = kReplace,
     .result = Type::Text,
     .cost = {20, 2},
     .page = "functions/string/replacefirst.html",
     .summary = "The first match of a regular expression replaced, as replaceAll replaces all of them.",
     .example = "info \"007\".replaceFirst(\"^0+(?!$)\", \"\");",
     .example_result = "7",
     .run = replace_first},
    {.name = "replaceFirstIgnoreCase",
     .receiver = kPrintable,
     .parameters = kReplace,
     .result = Type::Text,
     .cost = {20, 2},
     .page = "functions/string/replaceFirstIgnoreCase.html",
     .summary = "The same as replaceFirst, for ASCII letters of either case.",
     .example = "info replaceFirstIgnoreCase(\"Zoho Creator, Zoho Desk\", \"ZOHO \", \"Z\");",
     .example_result = "ZCreator, Zoho Desk",
     .run = replace_first_ignore_case},
};

}  // namespace

Family text_regex_functions() { return kFunctions; }

}  // namespace sluice::builtins
