// The three kinds of operand that arithmetic and comparison nodes are specialised for. Most operators of real loops
// have a variable or a constant on one side; reading those inside the node saves a virtual call each.
#pragma once

#include "interpreter/nodes/node.h"
#include "interpreter/nodes/variables.h"

namespace sluice::interpreter {

// Puts a value that is no NUMBER where Scalar says.
[[gnu::noinline, gnu::cold]] inline Scalar park(Frame& frame, const Value& value) {
  frame.run.parked = value;
  return {0, 0};
}

struct AnyOperand {
  static constexpr bool kSimple = false;
  ExpressionPtr node;
  [[gnu::always_inline]] Scalar scalar(Frame& frame) const { return node->scalar(frame); }
  const Value& borrow(Frame& frame, Value& storage) const { return node->borrow(frame, storage); }
  const Value& peek(Frame& frame, Value& storage) const { return node->peek(frame, storage); }
};

struct LocalOperand {
  static constexpr bool kSimple = true;  // reading it runs nothing, so a peek at the other operand stays good
  std::uint32_t slot;
  [[gnu::always_inline]] Scalar scalar(Frame& frame) const {
    const Value& value = frame.slots[slot];
    if (value.is_number()) [[likely]] return {value.as_number(), 1};
    return park(frame, value);
  }
  const Value& borrow(Frame& frame, Value&) const { return frame.slots[slot]; }
  const Value& peek(Frame& frame, Value&) const { return frame.slots[slot]; }
};

// An argument of a body: as a variable, but it may be missing.
struct InputOperand {
  static constexpr bool kSimple = false;
  std::uint32_t slot;
  ExpressionPtr node;
  [[gnu::always_inline]] Scalar scalar(Frame& frame) const {
    const Value& value = frame.slots[slot];
    if (value.is_number()) [[likely]] return {value.as_number(), 1};
    return node->scalar(frame);
  }
  const Value& borrow(Frame& frame, Value& storage) const { return node->borrow(frame, storage); }
  const Value& peek(Frame& frame, Value& storage) const { return node->borrow(frame, storage); }
};

struct NumberOperand {
  static constexpr bool kSimple = true;
  Value value;
  [[gnu::always_inline]] Scalar scalar(Frame&) const { return {value.as_number(), 1}; }
  const Value& borrow(Frame&, Value&) const { return value; }
  const Value& peek(Frame&, Value&) const { return value; }
};

struct ConstantOperand {
  static constexpr bool kSimple = true;
  Value value;
  [[gnu::always_inline]] Scalar scalar(Frame& frame) const { return park(frame, value); }
  const Value& borrow(Frame&, Value&) const { return value; }
  const Value& peek(Frame&, Value&) const { return value; }
};

// Calls `make(operand)` with the most special kind of operand that `node` can be.
template <class Make>
auto with_operand(ExpressionPtr node, Make&& make) {
  if (const auto* local = dynamic_cast<const LocalNode*>(node.get())) return make(LocalOperand{local->slot});
  if (const auto* input = dynamic_cast<const InputNode*>(node.get())) {
    const std::uint32_t slot = input->slot;
    return make(InputOperand{slot, std::move(node)});
  }
  if (const auto* constant = dynamic_cast<const ConstantNode*>(node.get())) {
    if (constant->value.is_number()) return make(NumberOperand{constant->value});
    return make(ConstantOperand{constant->value});
  }
  return make(AnyOperand{std::move(node)});
}

}  // namespace sluice::interpreter
