// == != < <= > >= in as nodes.
#include <utility>

#include "interpreter/nodes/fused.h"
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

// < > <= >=: nearly always between numbers.
template <BinaryOp kOp, class Left, class Right>
class OrderNode final : public ConditionExpression<OrderNode<kOp, Left, Right>> {
  using Base = ConditionExpression<OrderNode<kOp, Left, Right>>;

 public:
  OrderNode(Span where, Left left, Right right) : Base(where), left_(std::move(left)), right_(std::move(right)) {}

  bool condition(Frame& frame) const override {
    std::int64_t a = 0, b = 0;
    if (!left_.number(frame, a)) [[unlikely]]
      return with_other_left(frame);
    if (!right_.number(frame, b)) [[unlikely]]
      return with_other_right(frame, a);
    return compare_numbers<kOp>(a, b);
  }
  Value evaluate(Frame& frame) const override { return Value::boolean(condition(frame)); }

 private:
  [[gnu::noinline]] bool with_other_left(Frame& frame) const {
    const Value a = left_.take_other(frame);
    Value storage;
    const Value& b = right_.borrow(frame, storage);
    return placed_at(frame, this->span, [&] { return comparison(kOp, a, b, frame.run.context); });
  }
  [[gnu::noinline]] bool with_other_right(Frame& frame, std::int64_t a) const {
    const Value b = right_.take_other(frame);
    return placed_at(frame, this->span, [&] { return comparison(kOp, Value::number(a), b, frame.run.context); });
  }

  Left left_;
  Right right_;
};

// == and !=: often between texts, which are only looked at where they lie, never copied.
template <bool kEqual, class Left, class Right>
class EqualityNode final : public ConditionExpression<EqualityNode<kEqual, Left, Right>> {
  using Base = ConditionExpression<EqualityNode<kEqual, Left, Right>>;

 public:
  EqualityNode(Span where, Left left, Right right) : Base(where), left_(std::move(left)), right_(std::move(right)) {}

  bool condition(Frame& frame) const override {
    Value left_storage, right_storage;
    const Value& a = Right::kSimple ? left_.peek(frame, left_storage) : left_.borrow(frame, left_storage);
    const Value& b = right_.peek(frame, right_storage);
    if (a.is_number() && b.is_number()) [[likely]]
      return (a.as_number() == b.as_number()) == kEqual;
    if (a.tag() == Tag::ShortText && b.tag() == Tag::ShortText)
      return (std::memcmp(static_cast<const void*>(&a), static_cast<const void*>(&b), sizeof a) == 0) == kEqual;
    if (a.is_text() && b.is_text()) return (a.text() == b.text()) == kEqual;
    return placed_at(frame, this->span, [&] {
      return comparison(kEqual ? BinaryOp::Equal : BinaryOp::NotEqual, a, b, frame.run.context);
    });
  }
  Value evaluate(Frame& frame) const override { return Value::boolean(condition(frame)); }

 private:
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
ExpressionPtr make_order(Span span, ExpressionPtr left, ExpressionPtr right) {
  return with_left_operand(std::move(left), [&](auto a) {
    return with_right_number(std::move(right), [&](auto b) -> ExpressionPtr {
      return std::make_unique<OrderNode<kOp, decltype(a), decltype(b)>>(span, std::move(a), std::move(b));
    });
  });
}

template <bool kEqual>
ExpressionPtr make_equality(Span span, ExpressionPtr left, ExpressionPtr right) {
  return with_left_operand(std::move(left), [&](auto a) {
    return with_right_value(std::move(right), [&](auto b) -> ExpressionPtr {
      return std::make_unique<EqualityNode<kEqual, decltype(a), decltype(b)>>(span, std::move(a), std::move(b));
    });
  });
}

}  // namespace

ExpressionPtr make_comparison(Span span, BinaryOp op, ExpressionPtr left, ExpressionPtr right) {
  switch (op) {
    case BinaryOp::Equal:
    case BinaryOp::SingleEqual: return make_equality<true>(span, std::move(left), std::move(right));
    case BinaryOp::NotEqual: return make_equality<false>(span, std::move(left), std::move(right));
    case BinaryOp::Less: return make_order<BinaryOp::Less>(span, std::move(left), std::move(right));
    case BinaryOp::Greater: return make_order<BinaryOp::Greater>(span, std::move(left), std::move(right));
    case BinaryOp::LessEqual: return make_order<BinaryOp::LessEqual>(span, std::move(left), std::move(right));
    case BinaryOp::GreaterEqual: return make_order<BinaryOp::GreaterEqual>(span, std::move(left), std::move(right));
    default: return std::make_unique<MembershipNode>(span, op, std::move(left), std::move(right));
  }
}

}  // namespace sluice::interpreter
