// Whole numbers in words, one function for a language. They follow the spellings of ICU's SPELLOUT, which Zoho's samples
// agree with (builtins-number.md §4).
#pragma once

#include <cstdint>
#include <string>

namespace sluice::builtins::words {

// Below 10^18.
inline constexpr std::uint64_t kEnd = 1'000'000'000'000'000'000;

std::string english(std::uint64_t n);
std::string indian_english(std::uint64_t n);  // with lakh and crore
std::string french(std::uint64_t n);
std::string german(std::uint64_t n);
std::string italian(std::uint64_t n);
std::string spanish(std::uint64_t n);
std::string japanese(std::uint64_t n);
std::string korean(std::uint64_t n);
std::string chinese(std::uint64_t n);

}  // namespace sluice::builtins::words
