#include "interpreter/support/utf16.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace sluice::interpreter::support {
namespace {

// The characters of one to four bytes, chosen at random, with the units that each has in UTF-16.
TEST(Utf16, CountsUnitsOfTextsOfAnyLength) {
  const std::pair<const char*, std::size_t> characters[] = {{"a", 1}, {"é", 1}, {"€", 1}, {"\U0001F600", 2}};
  std::mt19937 random(7);
  for (int length = 0; length < 3000; length += 1 + length / 8) {
    std::string text;
    std::size_t units = 0;
    for (int i = 0; i < length; ++i) {
      const auto& [bytes, count] = characters[random() % 4];
      text += bytes;
      units += count;
    }
    EXPECT_EQ(utf16_units(text), units) << length;
  }
}

// More than a byte can count between two sums.
TEST(Utf16, CountsLongRunsOfOneCharacter) {
  for (const auto& [bytes, units] : {std::pair<std::string, std::size_t>{"a", 1}, {"\U0001F600", 2}, {"é", 1}}) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) text += bytes;
    EXPECT_EQ(utf16_units(text), 10'000 * units);
  }
}

}  // namespace
}  // namespace sluice::interpreter::support
