// + - * / % as nodes. NUMBER with NUMBER stays in registers; everything else goes to operators.h.
#include <cstdint>

#include "interpreter/nodes/fused.h"
#include "interpreter/nodes/operands.h"
#include "interpreter/nodes/operators_inside.h"
#include "interpreter/nodes/text_buffer.h"
#include "interpreter/operators.h"

namespace sluice::interpreter {

using grammar::BinaryOp;
using grammar::Span;

namespace {

struct AddNumbers {
  static constexpr BinaryOp kOp = BinaryOp::Add;
  [[gnu::always_inline]] static bool apply(std::int64_t a, std::int64_t b, std::int64_t* result) {
    return !__builtin_add_overflow(a, b, result);
  }
};
struct SubtractNumbers {
  static constexpr BinaryOp kOp = BinaryOp::Subtract;
  [[gnu::always_inline]] static bool apply(std::int64_t a, std::int64_t b, std::int64_t* result) {
    return !__builtin_sub_overflow(a, b, result);
  }
};
struct MultiplyNumbers {
  static constexpr BinaryOp kOp = BinaryOp::Multiply;
  [[gnu::always_inline]] static bool apply(std::int64_t a, std::int64_t b, std::int64_t* result) {
    return !__builtin_mul_overflow(a, b, result);
  }
};
struct RemainNumbers {
  static constexpr BinaryOp kOp = BinaryOp::Remainder;
  [[gnu::always_inline]] static bool apply(std::int64_t a, std::int64_t b, std::int64_t* result) {
    const auto ua = static_cast<std::uint64_t>(a), ub = static_cast<std::uint64_t>(b);
    if (((ua | ub) >> 32) == 0 && ub != 0) [[likely]] {  // a 32-bit division takes half the time
      *result = static_cast<std::uint32_t>(ua) % static_cast<std::uint32_t>(ub);
      return true;
    }
    if (b == 0) return false;
    *result = b == -1 ? 0 : a % b;  // the smallest NUMBER % -1 traps in hardware
    return true;
  }
};

template <class Numbers, class Left, class Right>
class ArithmeticNode final : public StoringExpression<ArithmeticNode<Numbers, Left, Right>> {
  using Base = StoringExpression<ArithmeticNode<Numbers, Left, Right>>;

 public:
  ArithmeticNode(Span where, Left left, Right right) : Base(where), left_(std::move(left)), right_(std::move(right)) {}

  Scalar scalar(Frame& frame) const override {
    std::int64_t a = 0, b = 0, result = 0;
    if (!left_.number(frame, a)) [[unlikely]]
      return with_other_left(frame);
    if (!right_.number(frame, b)) [[unlikely]]
      return with_other_right(frame, a);
    if (!Numbers::apply(a, b, &result)) [[unlikely]]
      return out_of_range(frame, a, b);
    return {result, 1};
  }

  void store(Frame& frame, Value& target) const override {
    std::int64_t a = 0, b = 0, result = 0;
    if (!left_.number(frame, a)) [[unlikely]]
      return store_with_other_left(frame, target);
    if (!right_.number(frame, b)) [[unlikely]]
      return store_with_other_right(frame, target, a);
    if (!Numbers::apply(a, b, &result)) [[unlikely]]
      return store_out_of_range(frame, target, a, b);
    target.assign_number(result);
  }

  Value evaluate(Frame& frame) const override {
    const Scalar result = scalar(frame);
    return result.is_number ? Value::number(result.number) : std::move(frame.run.parked);
  }

  void append(Frame& frame, TextBuffer& text) const override {
    const Scalar result = scalar(frame);
    if (result.is_number) return text.add_number(result.number);
    const Value other = std::move(frame.run.parked);
    text.add(other);
  }

 private:
  // What is not for two numbers is out of line and called last, so that the way of the numbers needs no stack.
  [[gnu::noinline]] Scalar with_other_left(Frame& frame) const {
    Value a = left_.take_other(frame);
    Value storage;
    const Value& b = right_.borrow(frame, storage);
    return general(frame, std::move(a), b);
  }
  [[gnu::noinline]] Scalar with_other_right(Frame& frame, std::int64_t a) const {
    const Value b = right_.take_other(frame);
    return general(frame, Value::number(a), b);
  }
  [[gnu::noinline]] Scalar out_of_range(Frame& frame, std::int64_t a, std::int64_t b) const {
    return general(frame, Value::number(a), Value::number(b));
  }
  [[gnu::noinline]] void store_with_other_left(Frame& frame, Value& target) const {
    finish(frame, target, with_other_left(frame));
  }
  [[gnu::noinline]] void store_with_other_right(Frame& frame, Value& target, std::int64_t a) const {
    finish(frame, target, with_other_right(frame, a));
  }
  [[gnu::noinline]] void store_out_of_range(Frame& frame, Value& target, std::int64_t a, std::int64_t b) const {
    finish(frame, target, out_of_range(frame, a, b));
  }
  static void finish(Frame& frame, Value& target, Scalar result) {
    if (result.is_number)
      target = Value::number(result.number);
    else
      target = std::move(frame.run.parked);
  }

  Scalar general(Frame& frame, Value a, const Value& b) const {
    Value result =
        placed_at(frame, this->span, [&] { return arithmetic(Numbers::kOp, std::move(a), b, frame.run.context); });
    if (result.is_number()) return {result.as_number(), 1};
    frame.run.parked = std::move(result);
    return {0, 0};
  }

  Left left_;
  Right right_;
};

class DivideNode final : public Expression {
 public:
  DivideNode(Span where, ExpressionPtr left, ExpressionPtr right)
      : Expression(where), left_(std::move(left)), right_(std::move(right)) {}
  Value evaluate(Frame& frame) const override {
    Value a = left_->evaluate(frame);
    Value storage;
    const Value& b = right_->borrow(frame, storage);
    return placed_at(frame, span, [&] { return arithmetic(BinaryOp::Divide, std::move(a), b, frame.run.context); });
  }

 private:
  ExpressionPtr left_, right_;
};

template <class Numbers>
ExpressionPtr make(Span span, ExpressionPtr left, ExpressionPtr right) {
  return with_left_operand(std::move(left), [&](auto a) {
    return with_right_number(std::move(right), [&](auto b) -> ExpressionPtr {
      return std::make_unique<ArithmeticNode<Numbers, decltype(a), decltype(b)>>(span, std::move(a), std::move(b));
    });
  });
}

}  // namespace

ExpressionPtr make_arithmetic(Span span, BinaryOp op, ExpressionPtr left, ExpressionPtr right) {
  switch (op) {
    case BinaryOp::Add: return make<AddNumbers>(span, std::move(left), std::move(right));
    case BinaryOp::Subtract: return make<SubtractNumbers>(span, std::move(left), std::move(right));
    case BinaryOp::Multiply: return make<MultiplyNumbers>(span, std::move(left), std::move(right));
    case BinaryOp::Remainder: return make<RemainNumbers>(span, std::move(left), std::move(right));
    default: return std::make_unique<DivideNode>(span, std::move(left), std::move(right));
  }
}

}  // namespace sluice::interpreter
