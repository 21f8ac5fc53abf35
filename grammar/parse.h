// From text to syntax tree. The only door into the grammar: nothing of ANTLR shows here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "grammar/ast.h"

namespace sluice::grammar {

struct ParseLimits {
  std::uint32_t source_bytes = 64u << 20;
  std::uint32_t nesting = 500;       // brackets, blocks, unary operators inside one another
  std::uint32_t chain = 2000;        // members and calls after one another: a.b().c()…
  std::uint32_t errors = 50;
};

struct ParseOptions {
  Dialect dialect = Dialect::Standard;
  ParseLimits limits;
};

// Never throws on any text; gives a tree and every problem found. Reentrant: shares no state between calls.
ParsedScript parse(std::shared_ptr<const Source> source, const ParseOptions& options = {});

}  // namespace sluice::grammar
