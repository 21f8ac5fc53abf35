#include "grammar/generated_parser.h"

#include "DelugeParser.h"

namespace sluice::grammar {

#define SLUICE_TOKEN(name, grammar_name)                                                           \
  static_assert(static_cast<int>(TokenKind::name) == static_cast<int>(DelugeParser::grammar_name), \
                "tokens.inc and DelugeLexer.g4 number the tokens differently");
#include "grammar/tokens.inc"
#undef SLUICE_TOKEN

void run_generated_parser(Token* first, const Source& source, TreeBuilder& builder, Problems& problems) {
  DelugeParser parser(nullptr);
  parser.attach(first, source, builder, problems);
  parser.script();
}

}  // namespace sluice::grammar
