#include "interpreter/support/url_encoding.h"

#include <array>

#include "interpreter/support/ascii.h"

namespace sluice::interpreter::support {

namespace {

constexpr std::array<bool, 256> kStays = [] {
  std::array<bool, 256> stays{};
  for (char c = '0'; c <= '9'; ++c) stays[static_cast<unsigned char>(c)] = true;
  for (char c = 'a'; c <= 'z'; ++c) stays[static_cast<unsigned char>(c)] = true;
  for (char c = 'A'; c <= 'Z'; ++c) stays[static_cast<unsigned char>(c)] = true;
  for (const char c : {'.', '-', '*', '_'}) stays[static_cast<unsigned char>(c)] = true;
  return stays;
}();

}  // namespace

void encode_url(Output& out, std::string_view text, UrlSpace space) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (kStays[byte]) {
      out.put(c);
    } else if (c == ' ' && space == UrlSpace::Plus) {
      out.put('+');
    } else {
      const char escaped[] = {'%', kHex[byte >> 4], kHex[byte & 15]};
      out.append({escaped, sizeof(escaped)});
    }
  }
}

bool decode_url(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i] == '+' ? ' ' : text[i]);
      continue;
    }
    if (text.size() - i < 3) return false;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return false;
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return true;
}

}  // namespace sluice::interpreter::support
