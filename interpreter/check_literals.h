// What the text of a literal says about its type.
#pragma once

#include <string_view>

#include "grammar/ast.h"
#include "interpreter/static_type.h"

namespace sluice::interpreter {

// Whether a text reads as a number: `12`, `-3.50`. Blanks around it do not count.
bool is_numeric_text(std::string_view text);

// The type of a literal, negative numbers included; unknown for anything else. A single-quoted text without a digit
// is TEXT.
StaticType literal_type(const grammar::Expr& expression);

}  // namespace sluice::interpreter
