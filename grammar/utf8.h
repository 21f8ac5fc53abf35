// Checks and counts of UTF-8 text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice::grammar {

// Offset of the first byte that is not valid UTF-8, or npos.
std::size_t first_invalid_utf8(std::string_view text);

// How many code points the text has; malformed bytes count as one each.
std::size_t count_code_points(std::string_view text);

struct CodePoint {
  char32_t value;
  std::uint32_t size;  // in bytes
};

// The code point at `at`, which is before `end`; a malformed byte is U+FFFD of one byte.
CodePoint decode_code_point(const char* at, const char* end);

}  // namespace sluice::grammar
