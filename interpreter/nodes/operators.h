// Makes the nodes of operators.
#pragma once

#include <utility>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

struct Operand {
  grammar::BinaryOp op;
  ExpressionPtr node;
};

// a op b.
ExpressionPtr make_binary(grammar::Span span, grammar::BinaryOp op, ExpressionPtr left, ExpressionPtr right);
// first op operand op operand … of one level, from the left. Runs of any length take no more stack than one operator.
ExpressionPtr make_chain(grammar::Span span, ExpressionPtr first, std::vector<Operand> rest);
// !x -x +x
ExpressionPtr make_unary(grammar::Span span, grammar::UnaryOp op, ExpressionPtr operand);
// if(condition, then, otherwise) and ifnull(value, otherwise): only the chosen branch is evaluated.
ExpressionPtr make_conditional(grammar::Span span, ExpressionPtr condition, ExpressionPtr then,
                               ExpressionPtr otherwise);
ExpressionPtr make_if_null(grammar::Span span, ExpressionPtr value, ExpressionPtr otherwise);

}  // namespace sluice::interpreter
