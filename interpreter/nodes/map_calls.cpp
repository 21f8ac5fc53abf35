// get and put, which make up most of all method calls. With a constant key, the place of the key in a map is remembered
// for the shape that the map had last time: then a call is a comparison and a load.
#include "interpreter/nodes/builtin_node.h"
#include "interpreter/nodes/fused.h"
#include "interpreter/nodes/operands.h"

namespace sluice::interpreter {

namespace {

const Value kNull;

// ---------------------------------------------------------------- get

// What both kinds of get() share; `Node` has peek().
template <class Node>
class PeekingNode : public BuiltinNode {
 public:
  using BuiltinNode::BuiltinNode;

  Value evaluate(Frame& frame) const final {
    Value storage;
    return self().Node::peek(frame, storage);
  }
  void store(Frame& frame, Value& target) const final {
    Value storage;
    target = self().Node::peek(frame, storage);
  }
  Scalar scalar(Frame& frame) const final {
    Value storage;
    const Value& value = self().Node::peek(frame, storage);
    if (value.is_number()) return {value.as_number(), 1};
    frame.run.parked = value;
    return {0, 0};
  }
  StatementPtr fused_assignment(grammar::Span where, std::uint32_t slot, ExpressionPtr& node) const final {
    return std::make_unique<FusedAssignment<Node>>(where, slot, as_node<Node>(node));
  }

 protected:
  [[gnu::noinline]] const Value& call_get(Frame& frame, const Value& receiver, const Value& key, Value& storage) const {
    std::array<Value, 2> values{receiver, key};
    storage = call_with(frame, values, false);
    return storage;
  }

 private:
  const Node& self() const { return static_cast<const Node&>(*this); }
};

// receiver.get("key")
template <class Receiver>
class GetConstantNode final : public PeekingNode<GetConstantNode<Receiver>> {
 public:
  GetConstantNode(CallParts parts, int name, const FunctionTable& table, std::uint32_t cache, Receiver receiver)
      : PeekingNode<GetConstantNode>(std::move(parts), name, table),
        cache_(cache),
        receiver_(receiver),
        key_(as_constant(this->arguments_[1])->value) {}

  const Value& peek(Frame& frame, Value& storage) const override {
    const Value& receiver = receiver_.peek(frame, storage);
    if (receiver.type() == Type::Map) [[likely]] {
      Container& map = receiver.container();
      const KeyCache& cache = frame.state.key_caches[cache_];
      // No map is without a shape, and an index of keys lies nowhere where a shape does.
      if (map.shape() == cache.shape) [[likely]]
        return map.values()[cache.place];
      return find(frame, map);
    }
    return this->call_get(frame, receiver, key_, storage);
  }

 private:
  [[gnu::noinline]] const Value& find(Frame& frame, Container& map) const {
    if (map.layout() != Container::Layout::Shaped) {
      const Value* found = map.find(key_);
      return found != nullptr ? *found : kNull;
    }
    Shape* shape = map.shape();
    const int place = shape->find(key_);
    if (place < 0) return kNull;
    frame.state.key_caches[cache_] = {shape, static_cast<std::uint32_t>(place)};
    return map.values()[place];
  }

  std::uint32_t cache_;
  Receiver receiver_;
  Value key_;
};

// receiver.get(key) with any key
class GetNode final : public PeekingNode<GetNode> {
 public:
  GetNode(CallParts parts, int name, const FunctionTable& table)
      : PeekingNode(std::move(parts), name, table),
        simple_key_(as_constant(arguments_[1]) != nullptr || as_local(arguments_[1]) != nullptr) {}

  const Value& peek(Frame& frame, Value& storage) const override {
    Value key_storage;
    // A key that calls something might change what the receiver points into, so the receiver is held then.
    const Value& receiver = simple_key_ ? arguments_[0]->peek(frame, storage) : arguments_[0]->borrow(frame, storage);
    const Value& key = arguments_[1]->peek(frame, key_storage);
    if (receiver.is_container()) [[likely]]
      if (const Value* found = find(receiver.container(), key)) return *found;
    return call_get(frame, receiver, key, storage);
  }

 private:
  static const Value* find(const Container& container, const Value& key) {
    if (container.type() == Type::Map && key.is_text()) {
      const Value* found = container.find(key);
      return found != nullptr ? found : &kNull;
    }
    if (container.type() == Type::List && key.is_number()) {
      const auto index = static_cast<std::uint64_t>(key.as_number());
      if (index < container.size()) return &container.items()[index];
    }
    return nullptr;
  }

  bool simple_key_;
};

// What stands left of a constant key: a variable, or anything that can be peeked at.
struct PeekedReceiver {
  const Expression* node;
  const Value& peek(Frame& frame, Value& storage) const { return node->peek(frame, storage); }
};

// ---------------------------------------------------------------- put

// receiver.put(key, value)
class PutNode final : public BuiltinNode {
 public:
  PutNode(CallParts parts, int name, const FunctionTable& table, std::uint32_t cache)
      : BuiltinNode(std::move(parts), name, table),
        cache_(cache),
        constant_key_(as_constant(arguments_[1]) != nullptr && as_constant(arguments_[1])->value.is_text()) {}

  Value evaluate(Frame& frame) const override {
    std::array<Value, 3> values;
    for (std::size_t i = 0; i < values.size(); ++i) arguments_[i]->store(frame, values[i]);
    return call_with(frame, values, false);
  }

  void run_dropped(Frame& frame) const override {
    Value receiver_storage, key_storage;
    const Value& receiver = arguments_[0]->borrow(frame, receiver_storage);
    const Value& key = arguments_[1]->borrow(frame, key_storage);
    const Scalar value = arguments_[2]->scalar(frame);
    if (receiver.type() == Type::Map && key.is_text()) [[likely]] {
      Container& map = receiver.container();
      const KeyCache& cache = frame.state.key_caches[cache_];
      if (constant_key_ && map.shape() == cache.shape) [[likely]] {
        Value& place = map.values()[cache.place];
        if (value.is_number) return place.assign_number(value.number);
        place = std::move(frame.run.parked);
        return;
      }
      placed_at(frame, span, [&] { put(frame, map, key, taken(frame, value)); });
      return;
    }
    std::array<Value, 3> values{receiver, key, taken(frame, value)};
    call_with(frame, values, true);
  }

 private:
  static Value taken(Frame& frame, Scalar value) {
    return value.is_number ? Value::number(value.number) : std::move(frame.run.parked);
  }

  [[gnu::noinline]] void put(Frame& frame, Container& map, const Value& key, Value value) const {
    if (!constant_key_ || map.layout() != Container::Layout::Shaped) return map.put(key, std::move(value));
    Shape* shape = map.shape();
    const int place = shape->find(key);
    if (place < 0) return map.put(key, std::move(value));
    frame.state.key_caches[cache_] = {shape, static_cast<std::uint32_t>(place)};
    map.values()[place] = std::move(value);
  }

  std::uint32_t cache_;
  bool constant_key_;
};

}  // namespace

ExpressionPtr make_get(CallParts parts, int name, const FunctionTable& table, CacheCounter& caches) {
  const ConstantNode* key = as_constant(parts.arguments[1]);
  if (key == nullptr || !key->value.is_text()) return std::make_unique<GetNode>(std::move(parts), name, table);
  if (const LocalNode* local = as_local(parts.arguments[0]))
    return std::make_unique<GetConstantNode<LocalOperand>>(std::move(parts), name, table, caches.next(),
                                                           LocalOperand{local->slot});
  const PeekedReceiver receiver{parts.arguments[0].get()};
  return std::make_unique<GetConstantNode<PeekedReceiver>>(std::move(parts), name, table, caches.next(), receiver);
}

ExpressionPtr make_put(CallParts parts, int name, const FunctionTable& table, CacheCounter& caches) {
  return std::make_unique<PutNode>(std::move(parts), name, table, caches.next());
}

}  // namespace sluice::interpreter
