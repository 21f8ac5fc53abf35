#include "interpreter/support/utf16.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

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

// Every beginning and end near where blocks meet, against a list of units: the whole character in the first unit of
// each, nothing in the second one.
TEST(Utf16, SlicesLongTexts) {
  const std::pair<const char*, std::size_t> characters[] = {{"a", 1}, {"é", 1}, {"€", 1}, {"\U0001F600", 2}};
  std::mt19937 random(11);
  std::string text;
  std::vector<std::string> units;
  while (text.size() < 5000) {
    const auto& [bytes, count] = characters[random() % 4];
    text += bytes;
    units.emplace_back(bytes);
    if (count == 2) units.emplace_back();
  }
  const auto expected = [&](std::size_t begin, std::size_t end) {
    std::string part;
    if (begin < end && units[begin].empty()) part = "\uFFFD", ++begin;  // the second half of a character
    for (; begin < end; ++begin) {
      const bool cut = units[begin].size() == 4 && begin + 1 == end;
      part += cut ? "\uFFFD" : units[begin];
    }
    return part;
  };
  Heap heap;
  const Value whole = Value::text(heap, text);
  for (std::size_t begin = 0; begin <= units.size(); begin += 1 + random() % 40)
    for (std::size_t end = begin; end <= units.size(); end += 1 + random() % 40)
      ASSERT_EQ(utf16_slice(whole, begin, end, heap).text(), expected(begin, end)) << begin << " to " << end;
}

}  // namespace
}  // namespace sluice::interpreter::support
