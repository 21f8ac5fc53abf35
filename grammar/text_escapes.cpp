#include "grammar/text_escapes.h"

namespace sluice::grammar {
namespace {

// The character that a backslash and `c` stand for; 0 when they stand for themselves.
char escaped(char c) {
  switch (c) {
    case '"':
    case '\'':
    case '\\': return c;
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    default: return 0;
  }
}

}  // namespace

std::string unescape(std::string_view raw) {
  std::string value;
  value.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char meant = raw[i] == '\\' && i + 1 < raw.size() ? escaped(raw[i + 1]) : '\0';
    value += meant != 0 ? meant : raw[i];
    if (meant != 0) ++i;
  }
  return value;
}

std::string escape(std::string_view value) {
  std::string raw;
  raw.reserve(value.size());
  for (char c : value) {
    switch (c) {
      case '"': raw += "\\\""; break;
      case '\\': raw += "\\\\"; break;
      case '\n': raw += "\\n"; break;
      case '\t': raw += "\\t"; break;
      case '\r': raw += "\\r"; break;
      default: raw += c;
    }
  }
  return raw;
}

}  // namespace sluice::grammar
