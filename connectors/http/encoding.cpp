#include "connectors/http/encoding.h"

#include <algorithm>

#include "interpreter/support/ascii.h"
#include "interpreter/support/utf8.h"

namespace sluice::connectors {

namespace {

using interpreter::support::hex_value;
using interpreter::support::is_alphanumeric;
using interpreter::support::kHexDigits;
using interpreter::support::kUpperHexDigits;

std::string encoded(std::string_view text, std::string_view plain, std::string_view space) {
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
      result += kUpperHexDigits[byte >> 4];
      result += kUpperHexDigits[byte & 15];
    }
  }
  return result;
}

std::string decoded(std::string_view text, char plus) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      result += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      result += text[i] == '+' ? plus : text[i];
    }
  }
  return result;
}

}  // namespace

std::string form_encoded(std::string_view text) { return encoded(text, "*-._", "+"); }

std::string percent_encoded(std::string_view text) { return encoded(text, "-._~", "%20"); }

std::string percent_decoded(std::string_view text) { return decoded(text, '+'); }

std::string form_decoded(std::string_view text) { return decoded(text, ' '); }

void append_json_text(std::string& json, std::string_view text) {
  const bool valid = interpreter::support::find_invalid_utf8(text) == nullptr;
  json += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      json += "\\u00";
      json += kHexDigits[byte >> 4];
      json += kHexDigits[byte & 15];
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
    if (form_decoded(pair.substr(0, equal)) == name)
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
