#include <string_view>

#include "builtins/words/words.h"

namespace sluice::builtins::words {

namespace {

constexpr std::string_view kSmall[] = {"zero",     "uno",    "due",         "tre",      "quattro",
                                       "cinque",   "sei",    "sette",       "otto",     "nove",
                                       "dieci",    "undici", "dodici",      "tredici",  "quattordici",
                                       "quindici", "sedici", "diciassette", "diciotto", "diciannove"};
constexpr std::string_view kTens[] = {"",          "",         "venti",    "trenta",  "quaranta",
                                      "cinquanta", "sessanta", "settanta", "ottanta", "novanta"};
struct Scale {
  std::uint64_t value;
  std::string_view one;
  std::string_view many;
};
constexpr Scale kScales[] = {{1'000'000'000'000'000, "un biliardo", "biliardi"},
                             {1'000'000'000'000, "un bilione", "bilioni"},
                             {1'000'000'000, "un miliardo", "miliardi"},
                             {1'000'000, "un milione", "milioni"}};

bool begins_with_vowel(std::uint64_t n) { return n == 1 || n == 8; }

// A final tre behind something else in one word has an accent.
std::string below_hundred(std::uint64_t n, std::string_view three) {
  if (n == 3) return std::string(three);
  if (n < 20) return std::string(kSmall[n]);
  std::string tens(kTens[n / 10]);
  if (n % 10 == 0) return tens;
  if (begins_with_vowel(n % 10)) tens.pop_back();  // ventuno, ventotto
  return tens + (n % 10 == 3 ? "tré" : std::string(kSmall[n % 10]));
}

std::string below_thousand(std::uint64_t n, std::string_view three_behind_hundreds) {
  if (n < 100) return below_hundred(n, "tre");
  std::string text = n / 100 == 1 ? "cento" : std::string(kSmall[n / 100]) + "cento";
  const std::uint64_t rest = n % 100;
  if (rest == 0) return text;
  if (rest == 8 || rest / 10 == 8) text.pop_back();  // centotto, centottanta
  return text + below_hundred(rest, three_behind_hundreds);
}

// In front of mila: ventun-, ventitre-.
std::string before_mila(std::uint64_t n) {
  if (n < 100 && n > 20 && n % 10 == 3) return std::string(kTens[n / 10]) + "tre";
  std::string text = below_thousand(n, "tre");
  if (n < 100 && n > 20 && n % 10 == 1) text.pop_back();
  return text;
}

// In front of milioni: ventun, ventitré.
std::string before_noun(std::uint64_t n) {
  std::string text = below_thousand(n, "tré");
  if (n < 100 && n > 20 && n % 10 == 1) text.pop_back();
  return text;
}

std::string below_million(std::uint64_t n) {
  if (n < 1000) return below_thousand(n, "tré");
  std::string text = n / 1000 == 1 ? "mille" : before_mila(n / 1000) + "mila";
  return n % 1000 == 0 ? text : text + below_thousand(n % 1000, "tré");
}

}  // namespace

std::string italian(std::uint64_t n) {
  std::string text;
  for (const Scale& scale : kScales) {
    const std::uint64_t count = n / scale.value;
    n %= scale.value;
    if (count == 0) continue;
    if (!text.empty()) text += ' ';
    text += count == 1 ? std::string(scale.one) : before_noun(count) + " " + std::string(scale.many);
  }
  if (text.empty()) return below_million(n);
  return n == 0 ? text : text + " " + below_million(n);
}

}  // namespace sluice::builtins::words
