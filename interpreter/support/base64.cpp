#include "interpreter/support/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "interpreter/support/ascii.h"

namespace sluice::interpreter::support {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kBlank = 64;
constexpr std::uint8_t kWrong = 65;

constexpr std::array<std::uint8_t, 256> kDigits = [] {
  std::array<std::uint8_t, 256> digits;
  digits.fill(kWrong);
  for (std::uint8_t i = 0; i < 64; ++i) digits[static_cast<unsigned char>(kAlphabet[i])] = i;
  digits['-'] = digits['+'];
  digits['_'] = digits['/'];
  for (const char c : {' ', '\t', '\r', '\n'}) digits[static_cast<unsigned char>(c)] = kBlank;
  return digits;
}();

std::uint32_t byte_at(std::string_view bytes, std::size_t index) { return static_cast<unsigned char>(bytes[index]); }

// Whether the text ends as base64 of so many digits may: with the padding that it needs or with none.
bool is_padding(std::string_view rest, std::size_t digits) {
  std::size_t signs = 0;
  for (const char c : rest) {
    if (c == '=') {
      ++signs;
    } else if (kDigits[static_cast<unsigned char>(c)] != kBlank) {
      return false;
    }
  }
  return digits % 4 != 1 && (signs == 0 || signs == (4 - digits % 4) % 4);
}

}  // namespace

char* encode_base64(char* to, std::string_view bytes) {
  std::size_t i = 0;
  for (; i + 2 < bytes.size(); i += 3) {
    const std::uint32_t three = byte_at(bytes, i) << 16 | byte_at(bytes, i + 1) << 8 | byte_at(bytes, i + 2);
    *to++ = kAlphabet[three >> 18];
    *to++ = kAlphabet[three >> 12 & 63];
    *to++ = kAlphabet[three >> 6 & 63];
    *to++ = kAlphabet[three & 63];
  }
  if (i == bytes.size()) return to;
  const bool two = i + 1 < bytes.size();
  const std::uint32_t last = byte_at(bytes, i) << 16 | (two ? byte_at(bytes, i + 1) << 8 : 0);
  *to++ = kAlphabet[last >> 18];
  *to++ = kAlphabet[last >> 12 & 63];
  *to++ = two ? kAlphabet[last >> 6 & 63] : '=';
  *to++ = '=';
  return to;
}

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint8_t digit = kDigits[static_cast<unsigned char>(text[i])];
    if (digit == kBlank) continue;
    if (digit == kWrong) {
      if (text[i] == '=' && is_padding(text.substr(i), digits)) break;
      return std::nullopt;
    }
    bits = bits << 6 | digit;
    if (++digits % 4 == 0) {
      bytes.push_back(static_cast<char>(bits >> 16));
      bytes.push_back(static_cast<char>(bits >> 8));
      bytes.push_back(static_cast<char>(bits));
    }
  }
  switch (digits % 4) {
    case 1: return std::nullopt;
    case 2: bytes.push_back(static_cast<char>(bits >> 4)); break;
    case 3:
      bytes.push_back(static_cast<char>(bits >> 10));
      bytes.push_back(static_cast<char>(bits >> 2));
      break;
    default: break;
  }
  return bytes;
}

std::string base64_of(std::string_view bytes) {
  std::string text(base64_size(bytes.size()), '\0');
  encode_base64(text.data(), bytes);
  return text;
}

std::string base64url_of(std::string_view bytes) {
  std::string text = base64_of(bytes);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  while (text.ends_with('=')) text.pop_back();
  return text;
}

char* encode_hex(char* to, std::string_view bytes) {
  for (const char c : bytes) {
    *to++ = kHexDigits[static_cast<unsigned char>(c) >> 4];
    *to++ = kHexDigits[c & 15];
  }
  return to;
}

std::string hex_of(std::string_view bytes) {
  std::string text(2 * bytes.size(), '\0');
  encode_hex(text.data(), bytes);
  return text;
}

}  // namespace sluice::interpreter::support
