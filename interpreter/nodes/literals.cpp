// { … } and [ … ].
#include "interpreter/nodes/literals.h"

namespace sluice::interpreter {

using grammar::Span;

namespace {

class ListNode final : public Expression {
 public:
  ListNode(Span where, Expressions elements) : Expression(where), elements_(std::move(elements)) {}
  Value evaluate(Frame& frame) const override {
    Value list = Container::make_list(frame.run.context.heap, static_cast<std::uint32_t>(elements_.size()));
    for (const ExpressionPtr& element : elements_) list.container().push(element->evaluate(frame));
    return list;
  }

 private:
  Expressions elements_;
};

class MapNode final : public Expression {
 public:
  MapNode(Span where, Expressions keys_and_values) : Expression(where), parts_(std::move(keys_and_values)) {}
  Value evaluate(Frame& frame) const override {
    Value map = Container::make_map(frame.run.context.heap);
    for (std::size_t i = 0; i + 1 < parts_.size(); i += 2) {
      Value key = parts_[i]->evaluate(frame);
      map.container().put(std::move(key), parts_[i + 1]->evaluate(frame));
    }
    return map;
  }

 private:
  Expressions parts_;
};

class EmptyNode final : public Expression {
 public:
  using Expression::Expression;
  Value evaluate(Frame& frame) const override { return Container::make_empty(frame.run.context.heap); }
};

}  // namespace

ExpressionPtr make_list(Span span, Expressions elements) {
  return std::make_unique<ListNode>(span, std::move(elements));
}

ExpressionPtr make_map(Span span, Expressions keys_and_values) {
  return std::make_unique<MapNode>(span, std::move(keys_and_values));
}

ExpressionPtr make_empty(Span span) { return std::make_unique<EmptyNode>(span); }

}  // namespace sluice::interpreter
