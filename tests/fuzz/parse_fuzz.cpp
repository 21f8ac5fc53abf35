// No text breaks the parser, the printer or the rendering of problems; what is read without errors prints as text
// that is read as an equal tree.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "grammar/parse.h"
#include "grammar/print.h"

namespace {

using namespace sluice::grammar;

void fail(const char* what, std::string_view text, std::string_view printed) {
  std::fprintf(stderr, "%s:\n%.*s\nprinted:\n%.*s\n", what, static_cast<int>(text.size()), text.data(),
               static_cast<int>(printed.size()), printed.data());
  std::abort();
}

void check(std::string_view text, Dialect dialect) {
  ParseOptions options;
  options.dialect = dialect;
  const ParsedScript first = parse(std::make_shared<Source>("fuzz", std::string(text)), options);
  for (const Diagnostic& problem : first.diagnostics) render(problem, *first.source, Color::Terminal);
  const std::string printed = print(first.script, dialect);
  if (first.has_errors()) return;
  const ParsedScript second = parse(std::make_shared<Source>("printed", printed), options);
  if (!second.diagnostics.empty()) fail("the printed text has problems", text, printed);
  if (!equal(first.script, second.script)) fail("the printed text means something else", text, printed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, Dialect::Standard);
  check(text, Dialect::Creator);
  return 0;
}
