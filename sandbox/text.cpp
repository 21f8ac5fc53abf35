#include "sandbox/text.h"

#include <sys/random.h>

#include <algorithm>
#include <cstdint>

namespace sluice::sandbox {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Lower case of the letters of two bytes in UTF-8 (U+0080 to U+07FF).
std::uint32_t lower_of(std::uint32_t c) {
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x178) return 0xFF;
  const bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  const bool even_is_upper = (c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177);
  if ((odd_is_upper && c % 2 == 1) || (even_is_upper && c % 2 == 0)) return c + 1;
  return c;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

constexpr char kHexDigits[] = "0123456789abcdef";

}  // namespace

std::string fold(std::string_view text) {
  std::string folded(text);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const auto byte = static_cast<unsigned char>(folded[i]);
    if (byte < 0x80) {
      folded[i] = lower(folded[i]);
    } else if ((byte & 0xE0) == 0xC0 && i + 1 < folded.size()) {
      const std::uint32_t c = lower_of((byte & 0x1FU) << 6 | (static_cast<unsigned char>(folded[i + 1]) & 0x3FU));
      folded[i] = static_cast<char>(0xC0 | c >> 6);
      folded[++i] = static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return folded;
}

bool equal_folded(std::string_view left, std::string_view right) { return fold(left) == fold(right); }

bool contains_folded(std::string_view text, std::string_view needle) {
  if (needle.empty()) return true;
  if (!is_ascii(text)) return fold(text).find(needle) != std::string::npos;
  for (std::size_t at = 0; at + needle.size() <= text.size(); ++at) {
    if (lower(text[at]) != needle.front()) continue;
    std::size_t same = 1;
    while (same < needle.size() && lower(text[at + same]) == needle[same]) ++same;
    if (same == needle.size()) return true;
  }
  return false;
}

bool starts_with_folded(std::string_view text, std::string_view needle) {
  if (!is_ascii(text)) return fold(text).starts_with(needle);
  return needle.size() <= text.size() &&
         std::equal(needle.begin(), needle.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t i = 0;
  for (; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && count-- == 0) break;
  return text.substr(0, i);
}

std::string percent_decode(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      decoded += static_cast<char>(hex_value(text[i + 1]) << 4 | hex_value(text[i + 2]));
      i += 2;
    } else {
      decoded += plus_is_blank && text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain =
        (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', static_cast<char>(std::toupper(kHexDigits[byte >> 4])),
                  static_cast<char>(std::toupper(kHexDigits[byte & 15]))};
    }
  }
  return encoded;
}

std::string html_escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

Parameters parse_query(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    std::string name = percent_decode(part.substr(0, equals), true);
    std::string value;
    if (equals != std::string_view::npos) value = percent_decode(part.substr(equals + 1), true);
    parameters.emplace_back(std::move(name), std::move(value));
  }
  return parameters;
}

std::string random_hex(std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    const ssize_t got = ::getrandom(bytes.data() + filled, count - filled, 0);
    if (got > 0) filled += static_cast<std::size_t>(got);
  }
  std::string hex;
  for (const char c : bytes) {
    hex += kHexDigits[static_cast<unsigned char>(c) >> 4];
    hex += kHexDigits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

}  // namespace sluice::sandbox
