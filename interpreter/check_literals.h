// What a literal may serve as, for arguments and results whose types are declared.
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

// The same, and the types that it may become where a function of a script declares them: "12" may serve as an int,
// a text as a date.
StaticType literal_serves_as(const grammar::Expr& expression);

// Whether a literal may be passed or returned as a type that a function declares. True for what is not a literal, for
// forms' names, and for `string`, which takes anything.
bool literal_fits(const grammar::Expr& expression, std::string_view declared);

}  // namespace sluice::interpreter
