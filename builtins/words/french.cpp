#include <string_view>

#include "builtins/words/words.h"

namespace sluice::builtins::words {

namespace {

constexpr std::string_view kSmall[] = {"zéro",     "un",     "deux",  "trois",    "quatre",   "cinq",    "six",
                                       "sept",     "huit",   "neuf",  "dix",      "onze",     "douze",   "treize",
                                       "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"};
constexpr std::string_view kTens[] = {"",          "",         "vingt",    "trente",       "quarante",
                                      "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"};
constexpr std::string_view kScales[] = {"", "mille", "million", "milliard", "billion", "billiard"};

// `last`: nothing follows, so that cent and vingt may have their plural.
std::string below_hundred(std::uint64_t n, bool last) {
  if (n < 20) return std::string(kSmall[n]);
  if (n == 80) return last ? "quatre-vingts" : "quatre-vingt";
  const std::string tens(kTens[n / 10]);
  const bool by_twenties = n / 10 == 7 || n / 10 == 9;  // soixante-dix, quatre-vingt-dix
  const std::uint64_t rest = n % 10 + (by_twenties ? 10 : 0);
  if (rest == 0) return tens;
  const bool with_et = n < 80 && n % 10 == 1;
  return tens + (with_et ? "-et-" : "-") + std::string(kSmall[rest]);
}

std::string below_thousand(std::uint64_t n, bool last) {
  if (n < 100) return below_hundred(n, last);
  const std::uint64_t hundreds = n / 100, rest = n % 100;
  std::string text = hundreds == 1 ? "cent" : std::string(kSmall[hundreds]) + " cent";
  if (rest == 0) return hundreds > 1 && last ? text + "s" : text;
  return text + " " + below_hundred(rest, last);
}

}  // namespace

std::string french(std::uint64_t n) {
  if (n < 1000) return below_thousand(n, true);
  std::string text;
  std::uint64_t power = kEnd / 1000;
  for (int scale = 5; scale >= 1; --scale, power /= 1000) {
    const std::uint64_t count = n / power % 1000;
    if (count == 0) continue;
    if (!text.empty()) text += ' ';
    if (scale == 1 && count == 1) {
      text += kScales[1];
      continue;
    }
    text += below_thousand(count, false) + " " + std::string(kScales[scale]);
    if (scale > 1 && count > 1) text += 's';
  }
  return n % 1000 == 0 ? text : text + " " + below_thousand(n % 1000, true);
}

}  // namespace sluice::builtins::words
