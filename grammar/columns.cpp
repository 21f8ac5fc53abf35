#include "grammar/columns.h"

#include <algorithm>
#include <clocale>
#include <cwchar>

namespace sluice::grammar {

namespace {

// The C library's table, of a locale of our own: the host's is its own affair.
std::size_t width_of(wchar_t code_point) {
  static const ::locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (utf8 == nullptr) return 1;
  const ::locale_t before = ::uselocale(utf8);
  const int width = ::wcwidth(code_point);
  ::uselocale(before);
  return width < 0 ? 1 : static_cast<std::size_t>(width);
}

// Reads a sequence of UTF-8 and gives its size; 1 and the byte itself where it is none.
std::size_t decode(std::string_view text, wchar_t& code_point) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  code_point = static_cast<wchar_t>(size == 1 ? lead : lead & (0xFFu >> (size + 1)));
  if (size > text.size()) return 1;
  for (std::size_t i = 1; i < size; ++i) {
    if ((text[i] & 0xC0) != 0x80) return 1;
    code_point = static_cast<wchar_t>((code_point << 6) | (text[i] & 0x3F));
  }
  return size;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; })) return text.size();
  std::size_t columns = 0;
  while (!text.empty()) {
    wchar_t code_point = 0;
    const std::size_t size = decode(text, code_point);
    columns += code_point < 0x80 ? 1 : width_of(code_point);
    text.remove_prefix(size);
  }
  return columns;
}

}  // namespace sluice::grammar
