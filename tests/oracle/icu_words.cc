// Writes icu_words.tsv: numbers in words as ICU's SPELLOUT has them, without soft hyphens, for the test of ours.
//   g++ -std=c++20 tests/oracle/icu_words.cc -licui18n -licuuc -o icu_words && ./icu_words > tests/oracle/icu_words.tsv
#include <unicode/rbnf.h>

#include <cstdint>
#include <iostream>
#include <random>
#include <string>

int main() {
  const char* const languages[] = {"en-us", "en-gb", "en-in", "fr", "de", "it", "es", "ja", "ko", "zh"};
  const std::uint64_t groups[] = {0, 1, 2, 3, 8, 10, 11, 21, 23, 80, 100, 101, 103, 108, 121, 123, 180, 200, 280, 999};
  for (const char* language : languages) {
    UErrorCode status = U_ZERO_ERROR;
    icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale::forLanguageTag(language, status), status);
    const auto row = [&](std::int64_t n) {
      icu::UnicodeString words;
      format.format(n, words);
      words.findAndReplace(icu::UnicodeString(static_cast<char16_t>(0xAD)), icu::UnicodeString());
      std::string bytes;
      words.toUTF8String(bytes);
      std::cout << language << '\t' << n << '\t' << bytes << '\n';
    };
    for (std::int64_t n = 0; n < 40; ++n) row(n);
    row(-12);
    std::mt19937_64 random(7);
    for (int i = 0; i < 100; ++i) {
      std::uint64_t n = 0;
      for (std::uint64_t left = 1 + random() % 6; left > 0; --left) n = n * 1000 + groups[random() % 20];
      row(static_cast<std::int64_t>(n));
    }
  }
}
