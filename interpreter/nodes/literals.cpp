// { … } and [ … ].
#include "interpreter/nodes/literals.h"

#include "interpreter/nodes/calls.h"
#include "interpreter/nodes/variables.h"

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

// A map whose keys are different constant texts: its shape is found once in each run, then only values are left to do.
class ShapedMapNode final : public Expression {
 public:
  ShapedMapNode(Span where, std::vector<Value> keys, Expressions values, std::uint32_t cache)
      : Expression(where), keys_(std::move(keys)), values_(std::move(values)), cache_(cache) {}
  Value evaluate(Frame& frame) const override {
    const PushedValues made(frame.run, static_cast<std::uint32_t>(values_.size()));
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i]->store(frame, made.values[i]);
    return Container::make_shaped_map(frame.run.context.heap, shape(frame), made.values);
  }

 private:
  struct PushedValues {
    PushedValues(Run& of_run, std::uint32_t of_count) : run(of_run), count(of_count), values(run.push(count, 0)) {}
    ~PushedValues() { run.pop(values, count); }
    PushedValues(const PushedValues&) = delete;
    PushedValues& operator=(const PushedValues&) = delete;
    Run& run;
    const std::uint32_t count;
    Value* const values;
  };

  Shape* shape(Frame& frame) const {
    Shape*& known = frame.state.key_caches[cache_].shape;
    if (known == nullptr) [[unlikely]] {
      Heap& heap = frame.run.context.heap;
      Shape* shape = heap.root_shape();
      for (const Value& key : keys_) shape = shape->with(heap, key);
      known = shape;
    }
    return known;
  }

  std::vector<Value> keys_;
  Expressions values_;
  std::uint32_t cache_;
};

// The keys where a ShapedMapNode can take them, else none.
std::vector<Value> shaped_keys(const Expressions& keys_and_values) {
  std::vector<Value> keys;
  for (std::size_t i = 0; i < keys_and_values.size(); i += 2) {
    const auto* constant = dynamic_cast<const ConstantNode*>(keys_and_values[i].get());
    if (constant == nullptr || !constant->value.is_text() || keys.size() == Container::kShapedKeys) return {};
    for (const Value& key : keys)
      if (identical(key, constant->value)) return {};
    keys.push_back(constant->value);
  }
  return keys;
}

class EmptyNode final : public Expression {
 public:
  using Expression::Expression;
  Value evaluate(Frame& frame) const override { return Container::make_empty(frame.run.context.heap); }
};

}  // namespace

ExpressionPtr make_list(Span span, Expressions elements) {
  return std::make_unique<ListNode>(span, std::move(elements));
}

ExpressionPtr make_map(Span span, Expressions keys_and_values, CacheCounter& caches) {
  std::vector<Value> keys = shaped_keys(keys_and_values);
  if (!keys.empty()) {
    Expressions values;
    for (std::size_t i = 1; i < keys_and_values.size(); i += 2) values.push_back(std::move(keys_and_values[i]));
    return std::make_unique<ShapedMapNode>(span, std::move(keys), std::move(values), caches.next());
  }
  return std::make_unique<MapNode>(span, std::move(keys_and_values));
}

ExpressionPtr make_empty(Span span) { return std::make_unique<EmptyNode>(span); }

}  // namespace sluice::interpreter
