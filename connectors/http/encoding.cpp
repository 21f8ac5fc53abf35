#include "connectors/http/encoding.h"

#include <algorithm>
#include <cstdint>

#include "interpreter/support/utf8.h"

namespace sluice::connectors {

namespace {

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string encoded(std::string_view text, std::string_view plain, std::string_view space) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alphanumeric(c) || plain.find(c) != std::string_view::npos) {
      result += c;
    } else if (c == ' ') {
      result += space;
    } else {
      result += '%';
      result += kDigits[byte >> 4];
      result += kDigits[byte & 15];
    }
  }
  return result;
}

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::size_t base64_value(char c) {
  if (c == '-') c = '+';
  if (c == '_') c = '/';
  return kBase64.find(c);
}

}  // namespace

std::string form_encoded(std::string_view text) { return encoded(text, "*-._", "+"); }

std::string percent_encoded(std::string_view text) { return encoded(text, "-._~", "%20"); }

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      result += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      result += text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

std::string base64_encoded(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t at) {
      return at < bytes.size() ? std::uint32_t{static_cast<unsigned char>(bytes[at])} : 0;
    };
    const std::uint32_t word = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    text += kBase64[word >> 18];
    text += kBase64[word >> 12 & 63];
    text += i + 1 < bytes.size() ? kBase64[word >> 6 & 63] : '=';
    text += i + 2 < bytes.size() ? kBase64[word & 63] : '=';
  }
  return text;
}

std::string base64_decoded(std::string_view text) {
  std::string bytes;
  std::uint32_t word = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t value = base64_value(c);
    if (value == std::string_view::npos) break;
    word = word << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(word >> bits & 255);
  }
  return bytes;
}

void append_json_text(std::string& json, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const bool valid = interpreter::support::find_invalid_utf8(text) == nullptr;
  json += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      json += "\\u00";
      json += kDigits[byte >> 4];
      json += kDigits[byte & 15];
    } else {
      json += valid || byte < 0x80 ? c : '?';
    }
  }
  json += '"';
}

std::optional<std::string> query_parameter(std::string_view url, std::string_view name) {
  url = url.substr(0, url.find('#'));
  const std::size_t question = url.find('?');
  if (question == std::string_view::npos) return std::nullopt;
  for (std::string_view rest = url.substr(question + 1); !rest.empty();) {
    const std::size_t end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    const std::size_t equal = pair.find('=');
    if (percent_decoded(pair.substr(0, equal)) == name)
      return std::string(equal == std::string_view::npos ? std::string_view() : pair.substr(equal + 1));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return std::nullopt;
}

std::string with_query(std::string_view url, std::string_view more) {
  if (more.empty()) return std::string(url);
  const std::size_t fragment = std::min(url.find('#'), url.size());
  std::string result(url.substr(0, fragment));
  const std::size_t question = result.find('?');
  if (question == std::string::npos)
    result += '?';
  else if (result.back() != '?' && result.back() != '&')
    result += '&';
  return result.append(more).append(url.substr(fragment));
}

}  // namespace sluice::connectors
