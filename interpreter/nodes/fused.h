// Statements that hold their expression's own type, so that the compiler can put the expression's code into them. An
// expression class offers them by deriving from one of the bases at the end.
#pragma once

#include "interpreter/nodes/sequence.h"

namespace sluice::interpreter {

template <class Node>
std::unique_ptr<const Node> as_node(ExpressionPtr& self) {
  return std::unique_ptr<const Node>(static_cast<const Node*>(self.release()));
}

template <class Node>
class FusedAssignment final : public Statement {
 public:
  FusedAssignment(grammar::Span where, std::uint32_t slot, std::unique_ptr<const Node> value)
      : Statement(where), slot_(slot), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    value_->Node::store(frame, frame.slots[slot_]);
    return Flow::Next;
  }

 private:
  std::uint32_t slot_;
  std::unique_ptr<const Node> value_;
};

template <class Node>
class FusedReturn final : public Statement {
 public:
  FusedReturn(grammar::Span where, std::unique_ptr<const Node> value) : Statement(where), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    value_->Node::store(frame, frame.run.returned);
    return Flow::Return;
  }

 private:
  std::unique_ptr<const Node> value_;
};

template <class Node>
class FusedIf final : public Statement {
 public:
  FusedIf(grammar::Span where, std::unique_ptr<const Node> condition, Sequence body)
      : Statement(where), condition_(std::move(condition)), body_(std::move(body)) {}
  Flow execute(Frame& frame) const override {
    return condition_->Node::condition(frame) ? body_.execute(frame) : Flow::Next;
  }

 private:
  std::unique_ptr<const Node> condition_;
  Sequence body_;
};

template <class Node>
class FusedWhile final : public Statement {
 public:
  FusedWhile(grammar::Span where, std::unique_ptr<const Node> condition, Sequence body)
      : Statement(where), condition_(std::move(condition)), body_(std::move(body)) {}
  Flow execute(Frame& frame) const override {
    while (condition_->Node::condition(frame)) {
      const Flow flow = body_.execute_here(frame);
      if (flow == Flow::Break || flow == Flow::Return) [[unlikely]]
        return flow == Flow::Break ? Flow::Next : flow;
      frame.budget.step();  // for the head of the next iteration
    }
    return Flow::Next;
  }

 private:
  std::unique_ptr<const Node> condition_;
  Sequence body_;
};

// For expressions whose store() is worth taking in.
template <class Node>
class StoringExpression : public Expression {
 public:
  using Expression::Expression;
  StatementPtr fused_assignment(grammar::Span where, std::uint32_t slot, ExpressionPtr& self) const override {
    return std::make_unique<FusedAssignment<Node>>(where, slot, as_node<Node>(self));
  }
  StatementPtr fused_return(grammar::Span where, ExpressionPtr& self) const override {
    return std::make_unique<FusedReturn<Node>>(where, as_node<Node>(self));
  }
};

// For expressions whose condition() is.
template <class Node>
class ConditionExpression : public Expression {
 public:
  using Expression::Expression;
  StatementPtr fused_if(grammar::Span where, ExpressionPtr& self, Sequence& body) const override {
    return std::make_unique<FusedIf<Node>>(where, as_node<Node>(self), std::move(body));
  }
  StatementPtr fused_while(grammar::Span where, ExpressionPtr& self, Sequence& body) const override {
    return std::make_unique<FusedWhile<Node>>(where, as_node<Node>(self), std::move(body));
  }
};

}  // namespace sluice::interpreter
