#include "interpreter/nodes/operators.h"

#include "interpreter/convert.h"
#include "interpreter/nodes/operators_inside.h"
#include "interpreter/nodes/text_buffer.h"
#include "interpreter/nodes/variables.h"
#include "interpreter/operators.h"

namespace sluice::interpreter {

using grammar::BinaryOp;
using grammar::Span;
using grammar::UnaryOp;

namespace {

// Longer chains become one flat node, so that evaluating them takes no stack.
constexpr std::size_t kNestedLinks = 12;

// a && b && c, or with ||. A null operand is false (decisions 13).
template <bool kAnd>
class LogicNode final : public Expression {
 public:
  LogicNode(Span where, Expressions operands) : Expression(where), operands_(std::move(operands)) {}
  bool condition(Frame& frame) const override {
    for (const ExpressionPtr& operand : operands_)
      if (operand->condition(frame) != kAnd) return !kAnd;
    return kAnd;
  }
  Value evaluate(Frame& frame) const override { return Value::boolean(condition(frame)); }

 private:
  Expressions operands_;
};

class ChainNode final : public Expression {
 public:
  ChainNode(Span where, ExpressionPtr first, std::vector<Operand> rest)
      : Expression(where), first_(std::move(first)), rest_(std::move(rest)) {}
  Value evaluate(Frame& frame) const override {
    Value result = first_->evaluate(frame);
    Value storage;
    for (const Operand& link : rest_) {
      const Value& operand = link.node->borrow(frame, storage);
      result = placed_at(frame, span, [&] { return binary(link.op, std::move(result), operand, frame.run.context); });
    }
    return result;
  }

 private:
  ExpressionPtr first_;
  std::vector<Operand> rest_;
};

// "…" + a + b + …: known to be a text from the start, so it is made in one piece.
class ConcatNode final : public Expression {
 public:
  ConcatNode(Span where, ExpressionPtr first, std::vector<Operand> rest) : Expression(where) {
    pieces_.push_back(std::move(first));
    for (Operand& link : rest) pieces_.push_back(std::move(link.node));
  }
  Value evaluate(Frame& frame) const override {
    TextBuffer text(frame.run.context);
    for (const ExpressionPtr& piece : pieces_) piece->append(frame, text);
    return placed_at(frame, span, [&] { return frame.run.context.text(text.view()); });
  }

 private:
  Expressions pieces_;
};

class NotNode final : public Expression {
 public:
  NotNode(Span where, ExpressionPtr operand) : Expression(where), operand_(std::move(operand)) {}
  bool condition(Frame& frame) const override { return !operand_->condition(frame); }
  Value evaluate(Frame& frame) const override { return Value::boolean(condition(frame)); }

 private:
  ExpressionPtr operand_;
};

class SignNode final : public Expression {
 public:
  SignNode(Span where, UnaryOp op, ExpressionPtr operand) : Expression(where), op_(op), operand_(std::move(operand)) {}
  Value evaluate(Frame& frame) const override {
    Value storage;
    const Value& operand = operand_->borrow(frame, storage);
    return placed_at(frame, span, [&] {
      Value opposite = negated(operand, frame.run.context);
      return op_ == UnaryOp::Minus ? opposite : operand;
    });
  }

 private:
  UnaryOp op_;
  ExpressionPtr operand_;
};

class ConditionalNode final : public Expression {
 public:
  ConditionalNode(Span where, ExpressionPtr condition, ExpressionPtr then, ExpressionPtr otherwise)
      : Expression(where), condition_(std::move(condition)), then_(std::move(then)), otherwise_(std::move(otherwise)) {}
  const Expression& chosen(Frame& frame) const { return condition_->condition(frame) ? *then_ : *otherwise_; }
  Value evaluate(Frame& frame) const override { return chosen(frame).evaluate(frame); }
  Scalar scalar(Frame& frame) const override { return chosen(frame).scalar(frame); }
  bool condition(Frame& frame) const override { return chosen(frame).condition(frame); }
  const Value& borrow(Frame& frame, Value& storage) const override { return chosen(frame).borrow(frame, storage); }

 private:
  ExpressionPtr condition_, then_, otherwise_;
};

class IfNullNode final : public Expression {
 public:
  IfNullNode(Span where, ExpressionPtr value, ExpressionPtr otherwise)
      : Expression(where), value_(std::move(value)), otherwise_(std::move(otherwise)) {}
  Value evaluate(Frame& frame) const override {
    Value value = value_->evaluate(frame);
    return value.is_null() ? otherwise_->evaluate(frame) : value;
  }
  const Value& borrow(Frame& frame, Value& storage) const override {
    const Value& value = value_->borrow(frame, storage);
    return value.is_null() ? otherwise_->borrow(frame, storage) : value;
  }

 private:
  ExpressionPtr value_, otherwise_;
};

bool is_text_constant(const Expression& node) {
  const auto* constant = dynamic_cast<const ConstantNode*>(&node);
  return constant != nullptr && constant->value.is_text();
}

ExpressionPtr make_logic(Span span, ExpressionPtr first, std::vector<Operand> rest) {
  const bool all = rest.front().op == BinaryOp::And;
  Expressions operands;
  operands.push_back(std::move(first));
  for (Operand& link : rest) operands.push_back(std::move(link.node));
  if (all) return std::make_unique<LogicNode<true>>(span, std::move(operands));
  return std::make_unique<LogicNode<false>>(span, std::move(operands));
}

bool all_additions(const std::vector<Operand>& rest) {
  for (const Operand& link : rest)
    if (link.op != BinaryOp::Add) return false;
  return true;
}

}  // namespace

ExpressionPtr make_binary(Span span, BinaryOp op, ExpressionPtr left, ExpressionPtr right) {
  if (op >= BinaryOp::Add) return make_arithmetic(span, op, std::move(left), std::move(right));
  return make_comparison(span, op, std::move(left), std::move(right));
}

ExpressionPtr make_chain(Span span, ExpressionPtr first, std::vector<Operand> rest) {
  const BinaryOp op = rest.front().op;
  if (op == BinaryOp::Or || op == BinaryOp::And) return make_logic(span, std::move(first), std::move(rest));
  if (is_text_constant(*first) && all_additions(rest))
    return std::make_unique<ConcatNode>(span, std::move(first), std::move(rest));
  if (rest.size() > kNestedLinks) return std::make_unique<ChainNode>(span, std::move(first), std::move(rest));
  ExpressionPtr node = std::move(first);
  for (Operand& link : rest) {
    const Span covered = grammar::cover(node->span, link.node->span);
    node = make_binary(covered, link.op, std::move(node), std::move(link.node));
  }
  return node;
}

ExpressionPtr make_unary(Span span, UnaryOp op, ExpressionPtr operand) {
  if (op == UnaryOp::Not) return std::make_unique<NotNode>(span, std::move(operand));
  return std::make_unique<SignNode>(span, op, std::move(operand));
}

ExpressionPtr make_conditional(Span span, ExpressionPtr condition, ExpressionPtr then, ExpressionPtr otherwise) {
  return std::make_unique<ConditionalNode>(span, std::move(condition), std::move(then), std::move(otherwise));
}

ExpressionPtr make_if_null(Span span, ExpressionPtr value, ExpressionPtr otherwise) {
  return std::make_unique<IfNullNode>(span, std::move(value), std::move(otherwise));
}

}  // namespace sluice::interpreter
