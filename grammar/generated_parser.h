// The door to the parser that ANTLR generates from DelugeParser.g4, so that only one file compiles against it.
#pragma once

#include "grammar/problems.h"
#include "grammar/source.h"
#include "grammar/token.h"
#include "grammar/tree_builder.h"

namespace sluice::grammar {

// Parses a list of tokens as lex() gives it. `first` is followed by all tokens and must not be the first of its array:
// the token before it is looked at. Throws ParseStopped when the parse cannot go on.
void run_generated_parser(Token* first, const Source& source, TreeBuilder& builder, Problems& problems);

}  // namespace sluice::grammar
