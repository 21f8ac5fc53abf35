// The families behind make_binary(), each in its own file.
#pragma once

#include "grammar/ast.h"
#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

ExpressionPtr make_arithmetic(grammar::Span span, grammar::BinaryOp op, ExpressionPtr left, ExpressionPtr right);
ExpressionPtr make_comparison(grammar::Span span, grammar::BinaryOp op, ExpressionPtr left, ExpressionPtr right);

}  // namespace sluice::interpreter
