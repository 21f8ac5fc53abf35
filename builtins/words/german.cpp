#include <string_view>

#include "builtins/words/words.h"

namespace sluice::builtins::words {

namespace {

constexpr std::string_view kSmall[] = {
    "null", "eins", "zwei",  "drei",     "vier",     "fünf",     "sechs",    "sieben",   "acht",     "neun",
    "zehn", "elf",  "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"};
constexpr std::string_view kTens[] = {"",        "",        "zwanzig", "dreißig", "vierzig",
                                      "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"};
struct Scale {
  std::uint64_t value;
  std::string_view one;
  std::string_view many;
};
constexpr Scale kScales[] = {{1'000'000'000'000'000, "Billiarde", "Billiarden"},
                             {1'000'000'000'000, "Billion", "Billionen"},
                             {1'000'000'000, "Milliarde", "Milliarden"},
                             {1'000'000, "Million", "Millionen"}};

// `one` is the word for a final 1: eins, ein(tausend) or eine (Million).
std::string below_million(std::uint64_t n, std::string_view one) {
  if (n >= 1000) {
    std::string text = below_million(n / 1000, "ein") + "tausend";
    return n % 1000 == 0 ? text : text + below_million(n % 1000, one);
  }
  if (n >= 100) {
    std::string text = below_million(n / 100, "ein") + "hundert";
    return n % 100 == 0 ? text : text + below_million(n % 100, one);
  }
  if (n == 1) return std::string(one);
  if (n < 20) return std::string(kSmall[n]);
  std::string text(kTens[n / 10]);
  return n % 10 == 0 ? text : below_million(n % 10, "ein") + "und" + text;
}

}  // namespace

std::string german(std::uint64_t n) {
  std::string text;
  for (const Scale& scale : kScales) {
    const std::uint64_t count = n / scale.value;
    n %= scale.value;
    if (count == 0) continue;
    if (!text.empty()) text += ' ';
    text += below_million(count, "eine") + " " + std::string(count == 1 ? scale.one : scale.many);
  }
  if (text.empty()) return below_million(n, "eins");
  return n == 0 ? text : text + " " + below_million(n, "eins");
}

}  // namespace sluice::builtins::words
