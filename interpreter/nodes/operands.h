// The kinds of operand that arithmetic and comparison nodes are specialised for. Most operators of real loops have a
// variable on the left, or a variable or a constant on the right; reading those inside the node saves a virtual call.
#pragma once

#include "interpreter/nodes/node.h"
#include "interpreter/nodes/variables.h"

namespace sluice::interpreter {

// An operand gives its NUMBER, or says that it has another value, which take_other() then hands over. Operands that
// are simple run nothing when they are read, so that a peek at the other operand stays good.

struct AnyOperand {
  static constexpr bool kSimple = false;
  ExpressionPtr node;
  [[gnu::always_inline]] bool number(Frame& frame, std::int64_t& number) const {
    const Scalar scalar = node->scalar(frame);
    number = scalar.number;
    return scalar.is_number != 0;
  }
  Value take_other(Frame& frame) const { return std::move(frame.run.parked); }
  const Value& borrow(Frame& frame, Value& storage) const { return node->borrow(frame, storage); }
  const Value& peek(Frame& frame, Value& storage) const { return node->peek(frame, storage); }
};

struct LocalOperand {
  static constexpr bool kSimple = true;
  std::uint32_t slot;
  [[gnu::always_inline]] bool number(Frame& frame, std::int64_t& number) const {
    const Value& value = frame.slots[slot];
    number = value.as_number();
    return value.is_number();
  }
  Value take_other(Frame& frame) const { return frame.slots[slot]; }
  const Value& borrow(Frame& frame, Value&) const { return frame.slots[slot]; }
  const Value& peek(Frame& frame, Value&) const { return frame.slots[slot]; }
};

// An argument of a body: as a variable, but it may be missing.
struct InputOperand {
  static constexpr bool kSimple = false;
  std::uint32_t slot;
  ExpressionPtr node;
  [[gnu::always_inline]] bool number(Frame& frame, std::int64_t& number) const {
    const Value& value = frame.slots[slot];
    number = value.as_number();
    return value.is_number();
  }
  Value take_other(Frame& frame) const { return node->evaluate(frame); }
  const Value& borrow(Frame& frame, Value& storage) const { return node->borrow(frame, storage); }
};

struct NumberOperand {
  static constexpr bool kSimple = true;
  Value value;
  [[gnu::always_inline]] bool number(Frame&, std::int64_t& number) const {
    number = value.as_number();
    return true;
  }
  Value take_other(Frame&) const { return value; }
  const Value& borrow(Frame&, Value&) const { return value; }
};

struct ConstantOperand {
  static constexpr bool kSimple = true;
  Value value;
  const Value& borrow(Frame&, Value&) const { return value; }
  const Value& peek(Frame&, Value&) const { return value; }
};

inline const LocalNode* as_local(const ExpressionPtr& node) { return dynamic_cast<const LocalNode*>(node.get()); }
inline const ConstantNode* as_constant(const ExpressionPtr& node) {
  return dynamic_cast<const ConstantNode*>(node.get());
}

// Calls `make(operand)` with the most special kind of operand that the node on the left can be.
template <class Make>
auto with_left_operand(ExpressionPtr node, Make&& make) {
  if (const LocalNode* local = as_local(node)) return make(LocalOperand{local->slot});
  return make(AnyOperand{std::move(node)});
}

// The same on the right of an operator that is mostly between numbers.
template <class Make>
auto with_right_number(ExpressionPtr node, Make&& make) {
  if (const LocalNode* local = as_local(node)) return make(LocalOperand{local->slot});
  if (const auto* input = dynamic_cast<const InputNode*>(node.get())) {
    const std::uint32_t slot = input->slot;
    return make(InputOperand{slot, std::move(node)});
  }
  if (const ConstantNode* constant = as_constant(node))
    if (constant->value.is_number()) return make(NumberOperand{constant->value});
  return make(AnyOperand{std::move(node)});
}

// The same on the right of == and !=, which only look at their operands.
template <class Make>
auto with_right_value(ExpressionPtr node, Make&& make) {
  if (const LocalNode* local = as_local(node)) return make(LocalOperand{local->slot});
  if (const ConstantNode* constant = as_constant(node)) return make(ConstantOperand{constant->value});
  return make(AnyOperand{std::move(node)});
}

}  // namespace sluice::interpreter
