#include "interpreter/support/json_scanner.h"

#include <algorithm>

#include "interpreter/error.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/utf8.h"

namespace sluice::interpreter::support {

namespace {

bool ends_token(char c) { return c == ',' || c == '}' || c == ']'; }

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

JsonScanner::JsonScanner(std::string_view text, JsonForm form, Heap& heap)
    : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), lenient_(form == JsonForm::Lenient), heap_(heap) {
  if (lenient_ && text.starts_with(kByteOrderMark)) at_ += kByteOrderMark.size();
}

void JsonScanner::fail_at(const char* place, std::string_view what) const {
  const auto line = 1 + std::count(begin_, place, '\n');
  raise_with_help(messages::InvalidJson, {},
                  "At byte " + std::to_string(place - begin_) + ", line " + std::to_string(line) +
                      " of the text: " + std::string(what));
}

void JsonScanner::skip_spaces() {
  while (at_ < end_ && is_space(*at_)) ++at_;
}

void JsonScanner::expect_end() {
  skip_spaces();
  if (at_ != end_) fail("nothing may follow the value");
}

bool JsonScanner::ends_value(const char* place) const {
  if (place == end_ || ends_token(*place)) return true;
  if (!is_space(*place)) return false;
  if (!lenient_) return true;
  while (place < end_ && is_space(*place)) ++place;
  return place == end_ || ends_token(*place);
}

void JsonScanner::check_utf8(std::string_view bytes) const {
  if (const char* bad = find_invalid_utf8(bytes)) fail_at(bad, "this is not valid UTF-8");
}

// A string with escapes. `place` is the first special character after `begin`.
Value JsonScanner::read_escaped(const char* begin, const char* place, char quote) {
  unescaped_.clear();
  for (;;) {
    check_utf8({begin, place});
    unescaped_.append(begin, place);
    if (place == end_) fail_at(place, "the text is not closed");
    if (*place == quote) break;
    place = *place == '\\' ? read_escape(place + 1) : read_control(place);
    begin = place;
    bool high = false;
    place = find_special(begin, end_, quote, high);
  }
  at_ = place + 1;
  return Value::text(heap_, unescaped_);
}

// A raw tab or another control character is tolerated in the lenient form, a line end is not (as in org.json).
const char* JsonScanner::read_control(const char* place) {
  if (!lenient_ || *place == '\n' || *place == '\r' || *place == '\0')
    fail_at(place, "a control character must be escaped inside a text");
  unescaped_ += *place;
  return place + 1;
}

const char* JsonScanner::read_escape(const char* place) {
  if (place == end_) fail_at(place, "the text is not closed");
  switch (*place) {
    case 'n': unescaped_ += '\n'; break;
    case 't': unescaped_ += '\t'; break;
    case 'r': unescaped_ += '\r'; break;
    case 'b': unescaped_ += '\b'; break;
    case 'f': unescaped_ += '\f'; break;
    case '"':
    case '\\':
    case '/': unescaped_ += *place; break;
    case 'u': return read_unicode_escape(place);
    case '\'':
      if (lenient_) {
        unescaped_ += '\'';
        break;
      }
      [[fallthrough]];
    default: fail_at(place, "this escape does not exist");
  }
  return place + 1;
}

// Four hexadecimal digits, or -1.
int JsonScanner::hex_at(const char* place) const {
  if (end_ - place < 4) return -1;
  int code = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = hex_value(place[i]);
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

// At the `u`. Two halves of a pair make one character; a lone half becomes U+FFFD when it is encoded.
const char* JsonScanner::read_unicode_escape(const char* place) {
  const int first = hex_at(++place);
  if (first < 0) fail_at(place, "expected four hexadecimal digits");
  place += 4;
  auto code_point = static_cast<char32_t>(first);
  if (first >= 0xD800 && first < 0xDC00 && end_ - place >= 6 && place[0] == '\\' && place[1] == 'u') {
    const int second = hex_at(place + 2);
    if (second >= 0xDC00 && second < 0xE000) {
      code_point = 0x10000 + (static_cast<char32_t>(first - 0xD800) << 10) + static_cast<char32_t>(second - 0xDC00);
      place += 6;
    }
  }
  char encoded[4];
  unescaped_.append(encoded, encode_utf8(encoded, code_point));
  return place;
}

std::string_view JsonScanner::read_unquoted(std::string_view stops) {
  const char* const begin = at_;
  while (at_ < end_ && stops.find(*at_) == std::string_view::npos) {
    if (*at_ == '"' || *at_ == '{' || *at_ == '[' || *at_ == '\\') fail("this is not expected here");
    ++at_;
  }
  const std::string_view token = trimmed({begin, at_});
  if (token.empty()) fail("expected a value");
  for (const char& c : token)
    if (static_cast<unsigned char>(c) < ' ') fail_at(&c, "a control character is not expected here");
  check_utf8(token);
  return token;
}

bool JsonScanner::first_is_pair() const {
  const char* place = at_ + 1;
  while (place < end_ && is_space(*place)) ++place;
  if (place == end_ || *place == '}') return true;
  if (*place == '"' || *place == '\'') {
    const char quote = *place++;
    while (place < end_ && *place != quote) place += *place == '\\' && end_ - place > 1 ? 2 : 1;
    if (place < end_) ++place;
  } else {
    while (place < end_ && std::string_view(":,{}[]\"").find(*place) == std::string_view::npos) ++place;
  }
  while (place < end_ && is_space(*place)) ++place;
  return place < end_ && *place == ':';
}

}  // namespace sluice::interpreter::support
