// The lower half of the JSON reader: a place in the text, its errors, and the tokens that are texts.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/support/json.h"
#include "interpreter/support/scan.h"
#include "interpreter/value.h"

namespace sluice::interpreter::support {

class JsonScanner {
 protected:
  JsonScanner(std::string_view text, JsonForm form, Heap& heap);
  JsonScanner(const JsonScanner&) = delete;
  JsonScanner& operator=(const JsonScanner&) = delete;
  ~JsonScanner() = default;

  [[noreturn]] void fail(std::string_view what) const { fail_at(at_, what); }
  [[noreturn]] void fail_at(const char* place, std::string_view what) const;

  // Skips spaces; the next character, or 0 at the end.
  char next() {
    if (at_ < end_ && static_cast<unsigned char>(*at_) > ' ') [[likely]]
      return *at_;
    skip_spaces();
    return at_ < end_ ? *at_ : '\0';
  }
  void expect_end();

  // Whether a word or number that would end at `place` does: `10 apples` is one unquoted text in the lenient form.
  bool ends_value(const char* place) const;

  // Behind the opening quote; gives the text and stands behind the closing one.
  Value read_string(char quote) {
    const char* const begin = at_;
    bool high = false;
    const char* place = find_special(begin, end_, quote, high);
    if (place == end_ || *place != quote) [[unlikely]]
      return read_escaped(begin, place, quote);
    const auto size = static_cast<std::size_t>(place - begin);
    if (high) check_utf8({begin, size});
    at_ = place + 1;
    if (size <= Value::kShortText && end_ - begin >= 16) return Value::short_text_of_16(begin, size);
    return Value::text(heap_, {begin, size});
  }

  // Up to one of `stops`, without the spaces around it; may not be empty or hold quotes, brackets or line ends.
  std::string_view read_unquoted(std::string_view stops);

  // At a `{`: whether the first thing inside is a key with its colon, or nothing.
  bool first_is_pair() const;

 private:
  void skip_spaces();
  void check_utf8(std::string_view bytes) const;
  Value read_escaped(const char* begin, const char* place, char quote);
  const char* read_control(const char* place);
  const char* read_escape(const char* place);
  const char* read_unicode_escape(const char* place);
  int hex_at(const char* place) const;

  const char* const begin_;

 protected:
  const char* at_;
  const char* const end_;
  const bool lenient_;
  Heap& heap_;

 private:
  std::string unescaped_;
};

}  // namespace sluice::interpreter::support
