// A syntax tree as Deluge text: fully spaced, one statement a line, two blanks a level. Parsing the text gives an
// equal tree.
#pragma once

#include <string>

#include "grammar/ast.h"

namespace sluice::grammar {

std::string print(const Script& script, Dialect dialect = Dialect::Standard);
std::string print(const Expr& expression, Dialect dialect = Dialect::Standard);

// Whether two trees are the same but for their spans.
bool equal(const Script& a, const Script& b);

}  // namespace sluice::grammar
