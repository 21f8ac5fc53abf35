// The operators of the language on any pair of values (language.md §3.3–§3.6). Nodes have their own shortcuts for
// NUMBER and come here for everything else.
#pragma once

#include <string_view>

#include "grammar/ast.h"
#include "interpreter/context.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

// As the script writes it: `+`, `==`, `not in` …
std::string_view text_of(grammar::BinaryOp op);

// + - * / %: takes the left value over, so that a text nobody else holds grows in place. Raises for null operands,
// for types that the operator does not know, for division by zero and for NUMBER results beyond 64 bits.
Value arithmetic(grammar::BinaryOp op, Value left, const Value& right, Context& context);

// == != < <= > >= in, not in.
bool comparison(grammar::BinaryOp op, const Value& left, const Value& right, Context& context);

// Either of the above by the operator; && and || are nodes of their own, because they may skip an operand.
Value binary(grammar::BinaryOp op, Value left, const Value& right, Context& context);

Value negated(const Value& operand, Context& context);

// target = target + piece, growing a text in place.
void append_value(Value& target, const Value& piece, Context& context);

}  // namespace sluice::interpreter
