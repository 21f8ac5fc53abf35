#include <span>
#include <string_view>

#include "builtins/words/words.h"

namespace sluice::builtins::words {

namespace {

constexpr std::string_view kSmall[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                       "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                       "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::string_view kTens[] = {"",      "",      "twenty",  "thirty", "forty",
                                      "fifty", "sixty", "seventy", "eighty", "ninety"};

struct Scale {
  std::uint64_t value;
  std::string_view name;
};
constexpr Scale kScales[] = {{1'000'000'000'000'000, "quadrillion"},
                             {1'000'000'000'000, "trillion"},
                             {1'000'000'000, "billion"},
                             {1'000'000, "million"},
                             {1000, "thousand"},
                             {100, "hundred"}};
constexpr Scale kIndianScales[] = {{1'000'000'000'000'000, "quadrillion"},
                                   {1'000'000'000'000, "trillion"},
                                   {10'000'000, "crore"},
                                   {100'000, "lakh"},
                                   {1000, "thousand"},
                                   {100, "hundred"}};

std::string spelled(std::uint64_t n, std::span<const Scale> scales) {
  if (n < 20) return std::string(kSmall[n]);
  if (n < 100) return std::string(kTens[n / 10]) + (n % 10 == 0 ? "" : "-" + std::string(kSmall[n % 10]));
  const Scale* scale = scales.data();
  while (n < scale->value) ++scale;
  std::string text = spelled(n / scale->value, scales) + " " + std::string(scale->name);
  return n % scale->value == 0 ? text : text + " " + spelled(n % scale->value, scales);
}

}  // namespace

std::string english(std::uint64_t n) { return spelled(n, kScales); }
std::string indian_english(std::uint64_t n) { return spelled(n, kIndianScales); }

}  // namespace sluice::builtins::words
