// UTF-8, as the JSON reader, the text functions and the encodings need it.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice::interpreter::support {

inline constexpr char32_t kReplacement = 0xFFFD;

// The first byte that is not part of valid UTF-8 (overlong forms and surrogates are not), or null.
const char* find_invalid_utf8(std::string_view bytes);

// Writes a code point, at most 4 bytes, and gives the end. A surrogate is written as U+FFFD.
char* encode_utf8(char* to, char32_t code_point);

// The code point that begins at `at`, which moves behind it. The bytes must be valid UTF-8.
inline char32_t decode_utf8(const char*& at) {
  const auto byte = [&at] { return static_cast<unsigned char>(*at++); };
  const char32_t first = byte();
  if (first < 0x80) return first;
  if (first < 0xE0) return (first & 0x1F) << 6 | (byte() & 0x3Fu);
  if (first < 0xF0) {
    const char32_t second = byte() & 0x3Fu;
    return (first & 0x0F) << 12 | second << 6 | (byte() & 0x3Fu);
  }
  const char32_t second = byte() & 0x3Fu;
  const char32_t third = byte() & 0x3Fu;
  return (first & 0x07) << 18 | second << 12 | third << 6 | (byte() & 0x3Fu);
}

inline bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace sluice::interpreter::support
