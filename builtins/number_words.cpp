// Numbers in words (help/functions/number/towords).
#include "builtins/common.h"
#include "builtins/families.h"
#include "builtins/words/words.h"
#include "interpreter/support/case_map.h"

namespace sluice::builtins {

namespace {

struct Language {
  std::string_view code;
  std::string (*spell)(std::uint64_t n);
  std::string_view minus;
  std::string_view point;
  std::string_view between_digits;       // of the fraction
  std::string_view zero_before_fraction;  // where it differs
};

constexpr Language kLanguages[] = {
    {"en-us", words::english, "minus ", " point ", " ", ""},
    {"en-gb", words::english, "minus ", " point ", " ", ""},
    {"en-in", words::indian_english, "minus ", " point ", " ", ""},
    {"fr", words::french, "moins ", " virgule ", " ", ""},
    {"de", words::german, "minus ", " Komma ", " ", ""},
    {"it", words::italian, "meno ", " virgola ", " ", ""},
    {"es", words::spanish, "menos ", " coma ", " ", ""},
    {"ja", words::japanese, "マイナス", "・", "", ""},
    {"ko", words::korean, "마이너스 ", "점", "", "영"},
    {"zh", words::chinese, "负", "点", "", ""},
};

const Language& language_argument(const Call& call) {
  const std::string wanted = support::fold_case(call.arguments[1].text());
  const auto* const found = std::ranges::find(kLanguages, std::string_view(wanted), &Language::code);
  if (found != std::end(kLanguages)) return *found;
  raise(messages::OutOfRangeArgument, {call.arguments[1].text(), call.function.name,
                                       "the languages are en-us, en-gb, en-in, fr, de, it, es, ja, ko and zh"});
}

std::string fraction_in_words(std::string_view digits, const Language& language) {
  std::string text;
  for (const char digit : digits) {
    if (!text.empty()) text += language.between_digits;
    text += language.spell(static_cast<std::uint64_t>(digit - '0'));
  }
  return text;
}

// The digits of a number before and behind its point, without zeros at the end.
struct Digits {
  bool negative;
  std::string whole;
  std::string fraction;
};

Digits digits_of(const Call& call) {
  constexpr std::size_t kMostOfNumber = 18, kMostOfDecimal = 15;  // help/functions/number/towords
  const Value& value = call.receiver();
  Heap& heap = call.context.heap;
  std::string text;
  append_numeric(text, value.from_double() ? *add(heap, value, Value::decimal(0, 0)) : stripped(heap, value));
  Digits digits;
  digits.negative = text.starts_with('-');
  if (digits.negative) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  digits.whole = text.substr(0, point);
  if (point < text.size()) digits.fraction = text.substr(point + 1);
  while (digits.fraction.ends_with('0')) digits.fraction.pop_back();
  const std::size_t most = value.is_number() ? kMostOfNumber : kMostOfDecimal;
  if (digits.whole.size() + digits.fraction.size() > most)
    raise(messages::OutOfRangeArgument, {to_string(value, call.context), call.function.name,
                                         "a number has at most " + std::to_string(most) + " digits here"});
  return digits;
}

Value to_words(Call& call) {
  const Language& language = language_argument(call);
  const Digits digits = digits_of(call);
  std::string text(digits.negative ? language.minus : "");
  const bool bare_zero = digits.whole == "0" && !digits.fraction.empty() && !language.zero_before_fraction.empty();
  text += bare_zero ? std::string(language.zero_before_fraction) : language.spell(std::stoull(digits.whole));
  if (!digits.fraction.empty()) text += std::string(language.point) + fraction_in_words(digits.fraction, language);
  return call.context.text(text);
}

constexpr ParameterRecord kLanguage[] = {{"language", Type::Text}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "toWords",
     .receiver = kNumeric,
     .parameters = kLanguage,
     .result = Type::Text,
     .cost = {100},
     .page = "functions/number/towords.html",
     .summary = "The number in words: en-us, en-gb, en-in (with lakh and crore), fr, de, it, es, ja, ko or zh.",
     .example = "info 1989.13.toWords(\"en-us\");",
     .example_result = "one thousand nine hundred eighty-nine point one three",
     .run = to_words},
};

}  // namespace

Family words_functions() { return kFunctions; }

}  // namespace sluice::builtins
