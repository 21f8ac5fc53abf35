// Calls of built-in functions. The four methods that make up most of all real calls (get, put, add, size) look at
// maps and lists directly; everything else goes through the function's record.
#include <array>

#include "interpreter/call_check.h"
#include "interpreter/nodes/calls.h"
#include "interpreter/nodes/variables.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

using grammar::Span;

namespace {

// The record for a receiver, or the error that there is none.
const FunctionRecord& choose(const FunctionTable& table, int name, const Value& receiver) {
  if (const FunctionRecord* record = table.method(name, receiver.type())) return *record;
  raise_receiver(table.all(name), receiver);
}

Value call_record(const FunctionRecord& record, std::span<Value> arguments, Context& context, bool dropped,
                  bool pairs) {
  check_arguments(record, arguments);
  charge_call(record, arguments, context.budget);
  Call call{context, arguments, record, dropped, pairs};
  return record.run(call);
}

class BuiltinNode : public Expression {
 public:
  BuiltinNode(CallParts parts, int name, const FunctionTable& table)
      : Expression(parts.span),
        written_(std::move(parts.name)),
        arguments_(std::move(parts.arguments)),
        name_(name),
        table_(table),
        pairs_(parts.pairs) {}

  Value evaluate(Frame& frame) const override { return call(frame, false); }
  void run_dropped(Frame& frame) const override { call(frame, true); }

 protected:
  // With the arguments as values; `values` may be moved from.
  [[gnu::noinline]] Value call_with(Frame& frame, std::span<Value> values, bool dropped) const {
    return placed_at(frame, span,
                     [&] { return call_record(record_for(values), values, frame.run.context, dropped, pairs_); });
  }

  const std::string written_;
  const Expressions arguments_;
  const int name_;
  const FunctionTable& table_;

 private:
  virtual const FunctionRecord& record_for(std::span<Value> values) const { return choose(table_, name_, values[0]); }

  // The usual numbers of arguments have their own, so that no more values are made than there are.
  template <std::size_t kCount>
  Value call_fixed(Frame& frame, bool dropped) const {
    std::array<Value, kCount> values;
    return with_values(frame, values, dropped);
  }

  Value call(Frame& frame, bool dropped) const {
    switch (arguments_.size()) {
      case 1: return call_fixed<1>(frame, dropped);
      case 2: return call_fixed<2>(frame, dropped);
      case 3: return call_fixed<3>(frame, dropped);
      default: break;
    }
    std::vector<Value> values(arguments_.size());
    return with_values(frame, values, dropped);
  }

  Value with_values(Frame& frame, std::span<Value> values, bool dropped) const {
    for (std::size_t i = 0; i < values.size(); ++i) arguments_[i]->store(frame, values[i]);
    return call_with(frame, values, dropped);
  }

  const bool pairs_;
};

class FreeNode final : public BuiltinNode {
 public:
  using BuiltinNode::BuiltinNode;

 private:
  const FunctionRecord& record_for(std::span<Value> values) const override {
    if (const FunctionRecord* record = table_.free_function(name_)) return *record;
    if (values.empty()) raise(Message::ArgumentCountAtRun, {written_});
    return choose(table_, name_, values[0]);
  }
};

// receiver.get(key)
class GetNode final : public BuiltinNode {
 public:
  GetNode(CallParts parts, int name, const FunctionTable& table, std::uint32_t cache)
      : BuiltinNode(std::move(parts), name, table),
        cache_(cache),
        constant_(dynamic_cast<const ConstantNode*>(arguments_[1].get())),
        simple_key_(constant_ != nullptr || dynamic_cast<const LocalNode*>(arguments_[1].get()) != nullptr) {}

  Value evaluate(Frame& frame) const override {
    Value storage;
    return peek(frame, storage);
  }
  Scalar scalar(Frame& frame) const override {
    Value storage;
    const Value& value = peek(frame, storage);
    if (value.is_number()) return {value.as_number(), 1};
    frame.run.parked = value;
    return {0, 0};
  }
  const Value& peek(Frame& frame, Value& storage) const override {
    Value key_storage;
    // A key that calls something might change what the receiver points into, so the receiver is held then.
    const Value& receiver = simple_key_ ? arguments_[0]->peek(frame, storage) : arguments_[0]->borrow(frame, storage);
    const Value& key = arguments_[1]->peek(frame, key_storage);
    if (receiver.is_container()) [[likely]]
      if (const Value* found = find(frame, receiver.container(), key)) return *found;
    std::array<Value, 2> values{receiver, key};
    storage = call_with(frame, values, false);
    return storage;
  }

 private:
  const Value* find(Frame& frame, Container& container, const Value& key) const {
    if (container.type() == Type::Map) {
      if (!key.is_text()) return nullptr;
      if (constant_ == nullptr || container.layout() != Container::Layout::Shaped) {
        const Value* found = container.find(key);
        return found != nullptr ? found : &kNull;
      }
      KeyCache& cache = frame.state.key_caches[cache_];
      const Shape* shape = container.shape();
      if (cache.shape != shape) [[unlikely]] {
        const int place = shape->find(key);
        if (place < 0) return &kNull;
        cache = {shape, static_cast<std::uint32_t>(place)};
      }
      return &container.values()[cache.place];
    }
    if (container.type() == Type::List && key.is_number()) {
      const auto index = static_cast<std::uint64_t>(key.as_number());
      if (index < container.size()) return &container.items()[index];
    }
    return nullptr;
  }

  static const Value kNull;
  std::uint32_t cache_;
  const ConstantNode* constant_;
  bool simple_key_;
};

const Value GetNode::kNull;

// map.put(key, value)
class PutNode final : public BuiltinNode {
 public:
  PutNode(CallParts parts, int name, const FunctionTable& table, std::uint32_t cache)
      : BuiltinNode(std::move(parts), name, table), cache_(cache) {}

  Value evaluate(Frame& frame) const override { return put(frame, false); }
  void run_dropped(Frame& frame) const override { put(frame, true); }

 private:
  Value put(Frame& frame, bool dropped) const {
    Value receiver_storage, key_storage;
    const Value& receiver = arguments_[0]->borrow(frame, receiver_storage);
    const Value& key = arguments_[1]->borrow(frame, key_storage);
    Value value = arguments_[2]->evaluate(frame);
    if (dropped && receiver.is_container() && receiver.container().type() == Type::Map && key.is_text()) [[likely]] {
      placed_at(frame, span, [&] { put_into(frame, receiver.container(), key, std::move(value)); });
      return {};
    }
    std::array<Value, 3> values{receiver, key, std::move(value)};
    return call_with(frame, values, dropped);
  }

  void put_into(Frame& frame, Container& map, const Value& key, Value value) const {
    if (map.layout() != Container::Layout::Shaped) return map.put(key, std::move(value));
    KeyCache& cache = frame.state.key_caches[cache_];
    const Shape* shape = map.shape();
    if (cache.shape == shape && identical(shape->key(cache.place), key)) {
      map.values()[cache.place] = std::move(value);
      return;
    }
    const int place = shape->find(key);
    if (place < 0) return map.put(key, std::move(value));
    cache = {shape, static_cast<std::uint32_t>(place)};
    map.values()[place] = std::move(value);
  }

  std::uint32_t cache_;
};

// list.add(value)
class AddNode final : public BuiltinNode {
 public:
  using BuiltinNode::BuiltinNode;

  Value evaluate(Frame& frame) const override { return append(frame, false); }
  void run_dropped(Frame& frame) const override { append(frame, true); }

 private:
  Value append(Frame& frame, bool dropped) const {
    Value storage;
    const Value& receiver = arguments_[0]->borrow(frame, storage);
    Value value = arguments_[1]->evaluate(frame);
    if (dropped && receiver.is_container() && !value.is_null()) {
      Container& list = receiver.container();
      if (list.type() == Type::List && list.element_type() == ElementType::Any) [[likely]] {
        list.push(std::move(value));
        return {};
      }
    }
    std::array<Value, 2> values{receiver, std::move(value)};
    return call_with(frame, values, dropped);
  }
};

// container.size()
class SizeNode final : public BuiltinNode {
 public:
  using BuiltinNode::BuiltinNode;

  Scalar scalar(Frame& frame) const override {
    Value storage;
    const Value& receiver = arguments_[0]->peek(frame, storage);
    if (receiver.is_container()) [[likely]]
      return {receiver.container().size(), 1};
    Value copy = receiver;
    Value result = call_with(frame, {&copy, 1}, false);
    if (result.is_number()) return {result.as_number(), 1};
    frame.run.parked = std::move(result);
    return {0, 0};
  }
  Value evaluate(Frame& frame) const override {
    const Scalar result = scalar(frame);
    return result.is_number ? Value::number(result.number) : std::move(frame.run.parked);
  }
};

// List:Int(…): a list that fits what is put into it; `content` is the untyped list to start with, or null.
class TypedListNode final : public Expression {
 public:
  TypedListNode(Span where, ElementType type, ExpressionPtr content, const FunctionRecord* add_all)
      : Expression(where), type_(type), content_(std::move(content)), add_all_(add_all) {}

  Value evaluate(Frame& frame) const override {
    Context& context = frame.run.context;
    Value list = Container::make_list(context.heap);
    list.container().set_element_type(type_);
    if (content_ == nullptr || add_all_ == nullptr) return list;
    std::array<Value, 2> values{list, content_->evaluate(frame)};
    placed_at(frame, span, [&] { call_record(*add_all_, values, context, true, false); });
    return list;
  }

 private:
  ElementType type_;
  ExpressionPtr content_;
  const FunctionRecord* add_all_;
};

}  // namespace

ExpressionPtr make_typed_list(Span span, ElementType type, ExpressionPtr content, const FunctionTable& table) {
  const int name = table.find_name("addAll");
  const FunctionRecord* add_all = name < 0 ? nullptr : table.method(name, Type::List);
  return std::make_unique<TypedListNode>(span, type, std::move(content), add_all);
}

ExpressionPtr make_method_call(CallParts parts, int name, const FunctionTable& table, CacheCounter& caches) {
  const std::size_t count = parts.arguments.size();
  if (!parts.pairs) {
    if (count == 2 && same_name(parts.name, "get"))
      return std::make_unique<GetNode>(std::move(parts), name, table, caches.next());
    if (count == 3 && same_name(parts.name, "put"))
      return std::make_unique<PutNode>(std::move(parts), name, table, caches.next());
    if (count == 2 && same_name(parts.name, "add")) return std::make_unique<AddNode>(std::move(parts), name, table);
    if (count == 1 && same_name(parts.name, "size")) return std::make_unique<SizeNode>(std::move(parts), name, table);
  }
  return std::make_unique<BuiltinNode>(std::move(parts), name, table);
}

ExpressionPtr make_free_call(CallParts parts, int name, const FunctionTable& table) {
  return std::make_unique<FreeNode>(std::move(parts), name, table);
}

}  // namespace sluice::interpreter
