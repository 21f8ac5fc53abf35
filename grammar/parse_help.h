// Says for a token that does not fit what is wrong and what to write instead.
#pragma once

#include <string>
#include <string_view>

#include "grammar/diagnostic.h"
#include "grammar/token.h"

namespace sluice::grammar {

struct Advice {
  Diagnostic problem;
  std::string help;
};

// `token`, one of a list as lex() gives it, is not expected where it stands.
Advice advise_unexpected(const Token* token, const Source& source);

// Help for what stands right before `token` and should not: `not true`, `print "a"`, `0x1F`. Empty where none is known.
std::string help_between(const Token* token, const Source& source);

// A statement cannot begin with `token`: a construct that other languages have, or a sign.
Advice advise_misplaced(const Token* token, const Source& source);

}  // namespace sluice::grammar
