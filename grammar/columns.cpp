#include "grammar/columns.h"

#include <algorithm>
#include <clocale>
#include <cwchar>

#include "grammar/utf8.h"

namespace sluice::grammar {

namespace {

// The C library's table, of a locale of our own: the host's is its own affair.
std::size_t width_of(char32_t code_point) {
  static const ::locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (utf8 == nullptr) return 1;
  const ::locale_t before = ::uselocale(utf8);
  const int width = ::wcwidth(static_cast<wchar_t>(code_point));
  ::uselocale(before);
  return width < 0 ? 1 : static_cast<std::size_t>(width);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; })) return text.size();
  std::size_t columns = 0;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const CodePoint each = decode_code_point(at, end);
    columns += each.value < 0x80 ? 1 : width_of(each.value);
    at += each.size;
  }
  return columns;
}

}  // namespace sluice::grammar
