// == != < <= > >= in as nodes.
#include <utility>

#include "interpreter/nodes/operands.h"
#include "interpreter/nodes/operators_inside.h"
#include "interpreter/operators.h"

namespace sluice::interpreter {

using grammar::BinaryOp;
using grammar::Span;

namespace {

template <BinaryOp kOp>
bool compare_numbers(std::int64_t a, std::int64_t b) {
  if constexpr (kOp == BinaryOp::Equal) return a == b;
  if constexpr (kOp == BinaryOp::NotEqual) return a != b;
  if constexpr (kOp == BinaryOp::Less) return a < b;
  if constexpr (kOp == BinaryOp::Greater) return a > b;
  if constexpr (kOp == BinaryOp::LessEqual) return a <= b;
  return a >= b;
}

// Two numbers are compared at once; other values are only looked at where they lie, never copied.
template <BinaryOp kOp, class Left, class Right>
class ComparisonNode final : public Expression {
 public:
  ComparisonNode(Span where, Left left, Right right)
      : Expression(where), left_(std::move(left)), right_(std::move(right)) {}

  bool condition(Frame& frame) const override {
    Value left_storage, right_storage;
    const Value& a = Right::kSimple ? left_.peek(frame, left_storage) : left_.borrow(frame, left_storage);
    const Value& b = right_.peek(frame, right_storage);
    if (a.is_number() && b.is_number()) [[likely]] return compare_numbers<kOp>(a.as_number(), b.as_number());
    return general(frame, a, b);
  }
  Value evaluate(Frame& frame) const override { return Value::boolean(condition(frame)); }

 private:
  [[gnu::noinline]] bool general(Frame& frame, const Value& a, const Value& b) const {
    if constexpr (kOp == BinaryOp::Equal || kOp == BinaryOp::NotEqual)
      if (a.is_text() && b.is_text()) return (a.text() == b.text()) == (kOp == BinaryOp::Equal);
    return placed_at(frame, span, [&] { return comparison(kOp, a, b, frame.run.context); });
  }

  Left left_;
  Right right_;
};

class MembershipNode final : public Expression {
 public:
  MembershipNode(Span where, BinaryOp op, ExpressionPtr left, ExpressionPtr right)
      : Expression(where), op_(op), left_(std::move(left)), right_(std::move(right)) {}
  bool condition(Frame& frame) const override {
    Value left_storage, right_storage;
    const Value& a = left_->borrow(frame, left_storage);
    const Value& b = right_->borrow(frame, right_storage);
    return placed_at(frame, span, [&] { return comparison(op_, a, b, frame.run.context); });
  }
  Value evaluate(Frame& frame) const override { return Value::boolean(condition(frame)); }

 private:
  BinaryOp op_;
  ExpressionPtr left_, right_;
};

template <BinaryOp kOp>
ExpressionPtr make(Span span, ExpressionPtr left, ExpressionPtr right) {
  return with_operand(std::move(left), [&](auto a) {
    return with_operand(std::move(right), [&](auto b) -> ExpressionPtr {
      return std::make_unique<ComparisonNode<kOp, decltype(a), decltype(b)>>(span, std::move(a), std::move(b));
    });
  });
}

}  // namespace

ExpressionPtr make_comparison(Span span, BinaryOp op, ExpressionPtr left, ExpressionPtr right) {
  switch (op) {
    case BinaryOp::Equal:
    case BinaryOp::SingleEqual: return make<BinaryOp::Equal>(span, std::move(left), std::move(right));
    case BinaryOp::NotEqual: return make<BinaryOp::NotEqual>(span, std::move(left), std::move(right));
    case BinaryOp::Less: return make<BinaryOp::Less>(span, std::move(left), std::move(right));
    case BinaryOp::Greater: return make<BinaryOp::Greater>(span, std::move(left), std::move(right));
    case BinaryOp::LessEqual: return make<BinaryOp::LessEqual>(span, std::move(left), std::move(right));
    case BinaryOp::GreaterEqual: return make<BinaryOp::GreaterEqual>(span, std::move(left), std::move(right));
    default: return std::make_unique<MembershipNode>(span, op, std::move(left), std::move(right));
  }
}

}  // namespace sluice::interpreter
