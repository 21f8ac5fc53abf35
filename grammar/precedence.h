// How tightly operators bind. The parser and the printer share it.
#pragma once

#include "grammar/ast.h"

namespace sluice::grammar {

// Operators of one number form one chain; a higher number binds tighter. Zoho Creator binds `||` tighter than `&&`,
// all other products the other way round (help/operators/logical-operators).
constexpr int binding_of(BinaryOp op, Dialect dialect) {
  switch (op) {
    case BinaryOp::Or: return dialect == Dialect::Creator ? 2 : 1;
    case BinaryOp::And: return dialect == Dialect::Creator ? 1 : 2;
    case BinaryOp::Equal:
    case BinaryOp::NotEqual:
    case BinaryOp::SingleEqual: return 3;
    case BinaryOp::Less:
    case BinaryOp::Greater:
    case BinaryOp::LessEqual:
    case BinaryOp::GreaterEqual:
    case BinaryOp::In:
    case BinaryOp::NotIn: return 4;
    case BinaryOp::Add:
    case BinaryOp::Subtract: return 5;
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
    case BinaryOp::Remainder: return 6;
  }
  return 0;
}

inline constexpr int kBindingQuery = 0;     // sort by, range from
inline constexpr int kBindingContains = 7;  // the word `contains` between two values
inline constexpr int kBindingUnary = 8;
inline constexpr int kBindingPostfix = 9;
inline constexpr int kBindingPrimary = 10;

}  // namespace sluice::grammar
