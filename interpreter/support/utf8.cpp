#include "interpreter/support/utf8.h"

#include <cstring>

namespace sluice::interpreter::support {

namespace {

// The length of the sequence at `at`, or 0 when it is not valid.
int sequence_length(const unsigned char* at, const unsigned char* end) {
  const unsigned first = at[0];
  if (first < 0x80) return 1;
  const auto left = end - at;
  const auto continues = [at](int index) { return (at[index] & 0xC0) == 0x80; };
  if (first < 0xC2) return 0;
  if (first < 0xE0) return left >= 2 && continues(1) ? 2 : 0;
  if (first < 0xF0) {
    if (left < 3 || !continues(1) || !continues(2)) return 0;
    if (first == 0xE0 && at[1] < 0xA0) return 0;
    return first == 0xED && at[1] > 0x9F ? 0 : 3;
  }
  if (first > 0xF4 || left < 4 || !continues(1) || !continues(2) || !continues(3)) return 0;
  if (first == 0xF0 && at[1] < 0x90) return 0;
  return first == 0xF4 && at[1] > 0x8F ? 0 : 4;
}

}  // namespace

const char* find_invalid_utf8(std::string_view bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = at + bytes.size();
  while (at < end) {
    std::uint64_t word;
    while (end - at >= 8) {
      std::memcpy(&word, at, 8);
      if ((word & 0x8080808080808080u) != 0) break;
      at += 8;
    }
    if (at == end) break;
    const int length = sequence_length(at, end);
    if (length == 0) return reinterpret_cast<const char*>(at);
    at += length;
  }
  return nullptr;
}

char* encode_utf8(char* to, char32_t c) {
  if (c >= 0xD800 && c <= 0xDFFF) c = kReplacement;
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    *to++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *to++ = static_cast<char>(0xC0 | c >> 6);
    *to++ = tail(0);
  } else if (c < 0x10000) {
    *to++ = static_cast<char>(0xE0 | c >> 12);
    *to++ = tail(6);
    *to++ = tail(0);
  } else {
    *to++ = static_cast<char>(0xF0 | c >> 18);
    *to++ = tail(12);
    *to++ = tail(6);
    *to++ = tail(0);
  }
  return to;
}

}  // namespace sluice::interpreter::support
