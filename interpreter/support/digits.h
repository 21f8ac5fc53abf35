// The digits of a NUMBER, as everything writes them that puts many into one text: concatenations, JSON.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace sluice::interpreter::support {

// The most that write_digits() writes: a sign and 19 digits.
inline constexpr std::size_t kMaxDigits = 20;

inline constexpr std::array<char, 200> kDigitPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

// Writes `number` to `to` and gives the end. Most numbers in texts are small: counts, days, amounts.
inline char* write_digits(char* to, std::int64_t number) {
  const auto small = static_cast<std::uint64_t>(number);
  if (small < 10) {
    *to = static_cast<char>('0' + small);
    return to + 1;
  }
  if (small < 100) {
    std::memcpy(to, &kDigitPairs[2 * small], 2);
    return to + 2;
  }
  return std::to_chars(to, to + kMaxDigits, number).ptr;
}

}  // namespace sluice::interpreter::support
