// Calls of built-in functions. add and size look at maps and lists directly (as do get and put, in map_calls.cpp); everything
// else goes through the function's record.
#include <array>

#include "interpreter/call_check.h"
#include "interpreter/nodes/builtin_node.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

using grammar::Span;

Value call_record(const FunctionRecord& record, std::span<Value> arguments, Context& context, bool dropped,
                  bool pairs) {
  // Most methods take nothing but the receiver, whose type has chosen the record.
  if (arguments.size() != 1 || !record.parameters.empty() || record.receiver.empty())
    check_arguments(record, arguments);
  charge_call(record, arguments, context.budget);
  Call call{context, arguments, record, dropped, pairs};
  return record.run(call);
}

BuiltinNode::BuiltinNode(CallParts parts, int name, const FunctionTable& table)
    : Expression(parts.span),
      written_(std::move(parts.name)),
      arguments_(std::move(parts.arguments)),
      name_(name),
      table_(table),
      pairs_(parts.pairs) {
  for (int type = 0; type < kTypeCount; ++type)
    methods_[static_cast<std::size_t>(type)] = table.method(name, static_cast<Type>(type));
}

const FunctionRecord& BuiltinNode::record_of_receiver(const Value& receiver) const {
  if (const FunctionRecord* record = methods_[static_cast<std::size_t>(receiver.type())]) [[likely]]
    return *record;
  raise_receiver(table_.all(name_), receiver);
}

[[gnu::noinline]] Value BuiltinNode::call_with(Frame& frame, std::span<Value> values, bool dropped) const {
  return placed_at(frame, span,
                   [&] { return call_record(record_for(values), values, frame.run.context, dropped, pairs_); });
}

[[gnu::always_inline]] inline Value BuiltinNode::with_values(Frame& frame, std::span<Value> values,
                                                             bool dropped) const {
  for (std::size_t i = 0; i < values.size(); ++i) arguments_[i]->store(frame, values[i]);
  return call_with(frame, values, dropped);
}

// The usual numbers of arguments have their own, so that no more values are made than there are.
template <std::size_t kCount>
Value BuiltinNode::call_fixed(Frame& frame, bool dropped) const {
  std::array<Value, kCount> values;
  return with_values(frame, values, dropped);
}

Value BuiltinNode::call(Frame& frame, bool dropped) const {
  switch (arguments_.size()) {
    case 1: return call_fixed<1>(frame, dropped);
    case 2: return call_fixed<2>(frame, dropped);
    case 3: return call_fixed<3>(frame, dropped);
    default: break;
  }
  std::vector<Value> values(arguments_.size());
  return with_values(frame, values, dropped);
}

namespace {

class FreeNode final : public BuiltinNode {
 public:
  using BuiltinNode::BuiltinNode;

 private:
  const FunctionRecord& record_for(std::span<Value> values) const override {
    if (const FunctionRecord* record = table_.free_function(name_)) return *record;
    if (values.empty()) raise(messages::ArgumentCountAtRun, {written_});
    return record_of_receiver(values[0]);
  }
};

// list.add(value)
class AddNode final : public BuiltinNode {
 public:
  using BuiltinNode::BuiltinNode;

  Value evaluate(Frame& frame) const override { return add(frame, false); }
  void run_dropped(Frame& frame) const override { add(frame, true); }

 private:
  Value add(Frame& frame, bool dropped) const {
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
    if (count == 2 && same_name(parts.name, "get")) return make_get(std::move(parts), name, table, caches);
    if (count == 3 && same_name(parts.name, "put")) return make_put(std::move(parts), name, table, caches);
    if (count == 2 && same_name(parts.name, "add")) return std::make_unique<AddNode>(std::move(parts), name, table);
    if (count == 1 && same_name(parts.name, "size")) return std::make_unique<SizeNode>(std::move(parts), name, table);
  }
  return std::make_unique<BuiltinNode>(std::move(parts), name, table);
}

ExpressionPtr make_free_call(CallParts parts, int name, const FunctionTable& table) {
  return std::make_unique<FreeNode>(std::move(parts), name, table);
}

}  // namespace sluice::interpreter
