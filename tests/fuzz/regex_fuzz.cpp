// No regular expression and no text breaks the translation from Java's dialect, PCRE2 or a search, and none takes long.
// The first line of the input is the expression, the second the replacement, the rest the text.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "builtins/regex/regex.h"
#include "builtins/regex/replacement.h"
#include "interpreter/error.h"
#include "interpreter/support/utf8.h"

namespace {

using namespace sluice;
using namespace sluice::builtins;
using namespace sluice::interpreter;

constexpr std::chrono::seconds kLongest{10};

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

void fail(const char* what, std::string_view pattern) {
  std::fprintf(stderr, "%s: %.*s\n", what, static_cast<int>(pattern.size()), pattern.data());
  std::abort();
}

void search(std::string_view pattern, std::string_view replacement_text, std::string_view text, regex::Extent extent,
            regex::LetterCase letter_case) {
  Limits limits;
  limits.wall_clock = std::chrono::milliseconds(500);
  Budget budget(limits);
  Heap heap(64u << 20, 7);
  const Value subject = Value::text(heap, text);
  try {
    const auto compiled = regex::compile(pattern, extent, letter_case, subject);
    const regex::Replacement replacement(replacement_text, *compiled);
    regex::Search search(compiled, subject.text(), pattern, budget);
    support::TextOutput out(heap);
    std::size_t last = 0;
    for (int matches = 0; matches < 1000 && search.next(); ++matches) {
      if (search.begin() < last || search.end() < search.begin() || search.end() > text.size())
        fail("a match lies in a wrong place", pattern);
      last = search.begin();
      replacement.append(out, search);
    }
    if (support::find_invalid_utf8(out.view()) != nullptr) fail("the result is not UTF-8", pattern);
  } catch (const Raised& raised) {
    if (const_cast<Raised&>(raised).fault().message.empty()) fail("an error without a message", pattern);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  if (support::find_invalid_utf8(rest) != nullptr) return -1;
  const std::string_view pattern = take_line(rest);
  const std::string_view replacement = take_line(rest);
  const auto begin = std::chrono::steady_clock::now();
  search(pattern, replacement, rest, regex::Extent::Anywhere, regex::LetterCase::Exact);
  search(pattern, replacement, rest, regex::Extent::Anywhere, regex::LetterCase::Ignored);
  search(pattern, replacement, rest, regex::Extent::WholeText, regex::LetterCase::Exact);
  if (std::chrono::steady_clock::now() - begin > kLongest) fail("too long", pattern);
  return 0;
}
