// The production lexer and the one that ANTLR generates from DelugeLexer.g4 give the same tokens for any text.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "antlr_lexer.h"
#include "grammar/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // ANTLR reads code points, so it has no opinion on bytes that are none.
  if (sluice::grammar::first_invalid_utf8(text) != std::string_view::npos) return -1;
  const std::string difference = sluice::grammar::compare_lexers(text);
  if (difference.empty()) return 0;
  std::fprintf(stderr, "%s\n", difference.c_str());
  std::abort();
}
