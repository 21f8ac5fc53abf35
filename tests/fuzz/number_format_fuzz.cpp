// No pattern and no number break number formatting: the first line of the input is the number, the rest the pattern.
// What is formatted keeps the number's sign and, for a pattern with enough digits, its value.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "interpreter/decimal.h"
#include "interpreter/error.h"
#include "interpreter/heap.h"
#include "interpreter/support/number_pattern.h"
#include "interpreter/support/utf8.h"

namespace {

using namespace sluice::interpreter;

void fail(const char* what, std::string_view number, std::string_view text) {
  std::fprintf(stderr, "%s: %.*s, %.*s\n", what, static_cast<int>(number.size()), number.data(),
               static_cast<int>(text.size()), text.data());
  std::abort();
}

void check(std::string_view digits, std::string_view pattern) {
  Heap heap(16u << 20, 7);
  const auto number = parse_numeric(heap, digits);
  if (!number) return;
  std::string text;
  const bool known = support::append_by_number_pattern(text, *number, pattern, heap);
  if (!known && !text.empty()) fail("a refused pattern left something", digits, text);
  if (support::find_invalid_utf8(text) != nullptr) fail("not UTF-8", digits, pattern);

  std::string exact = "#,##0.";
  exact.append(static_cast<std::size_t>(scale_of(*number)) + 1, '#');
  text.clear();
  if (!support::append_by_number_pattern(text, *number, exact, heap)) fail("a plain pattern is refused", digits, exact);
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  const auto back = parse_decimal(heap, text);
  if (!back || compare(*back, *number) != 0) fail("the number changed", digits, text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (support::find_invalid_utf8(text) != nullptr) return -1;
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view rest = text.substr(std::min(end + 1, text.size()));
  check(text.substr(0, end), rest);
  check("-1234567.125", text);
  return 0;
}
