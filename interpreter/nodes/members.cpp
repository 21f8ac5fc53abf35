#include "interpreter/nodes/members.h"

#include "interpreter/common_errors.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

using grammar::Span;

namespace {

// e.message, e.lineNo, and the keys of a thrown MAP (language.md §5.5).
Value part_of_error(const FaultObject& fault, const std::string& name, Context& context) {
  if (same_name(name, "message")) return fault.message;
  if (same_name(name, "lineNo")) return Value::number(fault.line);
  if (fault.data.is_container() && fault.data.container().is_keyed()) {
    const Value* found = fault.data.container().find(context.text(name));
    if (found != nullptr) return *found;
  }
  if (same_name(name, "type")) return context.text(fault.code.code());
  return {};
}

Value part_of(const Value& object, const std::string& name, Context& context) {
  if (object.is_null()) raise_null_receiver(name);
  if (object.tag() == Tag::Fault) return part_of_error(object.fault(), name, context);
  if (object.is_container() && object.container().is_keyed()) {
    const Value* found = object.container().find(context.text(name));
    return found == nullptr ? Value() : *found;
  }
  raise(messages::UnknownMember, {name, name_of(object.type())});
}

class MemberNode final : public Expression {
 public:
  MemberNode(Span where, ExpressionPtr object, std::string name)
      : Expression(where), object_(std::move(object)), name_(std::move(name)) {}
  Value evaluate(Frame& frame) const override {
    Value storage;
    const Value& object = object_->peek(frame, storage);
    return placed_at(frame, span, [&] { return part_of(object, name_, frame.run.context); });
  }

 private:
  ExpressionPtr object_;
  std::string name_;
};

std::uint32_t list_index(const Container& list, const Value& index) {
  if (!index.is_number()) raise(messages::CannotCastArgument, {name_of(index.type()), "BIGINT", "get"});
  return checked_index(index.as_number(), list.size());
}

Value element_of(const Value& object, const Value& index) {
  if (object.is_null()) raise_null_receiver("get");
  if (!object.is_container()) raise(messages::UnknownMember, {"[ ]", name_of(object.type())});
  const Container& container = object.container();
  if (container.is_keyed()) {
    const Value* found = container.find(index);
    return found == nullptr ? Value() : *found;
  }
  return container.items()[list_index(container, index)];
}

class ElementNode final : public Expression {
 public:
  ElementNode(Span where, ExpressionPtr object, ExpressionPtr index)
      : Expression(where), object_(std::move(object)), index_(std::move(index)) {}
  Value evaluate(Frame& frame) const override {
    const Value object = object_->evaluate(frame);
    Value storage;
    const Value& index = index_->borrow(frame, storage);
    return placed_at(frame, span, [&] { return element_of(object, index); });
  }

 private:
  ExpressionPtr object_, index_;
};

void set_key(const Value& object, Value key, Value value, const std::string& what) {
  if (object.is_null()) raise_null_receiver(what);
  if (!object.is_container()) raise(messages::UnknownMember, {what, name_of(object.type())});
  Container& container = object.container();
  if (container.undecided()) container.become_keyed();
  if (!container.is_keyed()) raise(messages::UnknownMember, {what, name_of(object.type())});
  container.put(std::move(key), std::move(value));
}

class MemberAssignment final : public Statement {
 public:
  MemberAssignment(Span where, ExpressionPtr object, std::string name, ExpressionPtr value)
      : Statement(where), object_(std::move(object)), name_(std::move(name)), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    Value value = value_->evaluate(frame);
    const Value object = object_->evaluate(frame);
    placed_at(frame, span, [&] { set_key(object, frame.run.context.text(name_), std::move(value), name_); });
    return Flow::Next;
  }

 private:
  ExpressionPtr object_;
  std::string name_;
  ExpressionPtr value_;
};

class ElementAssignment final : public Statement {
 public:
  ElementAssignment(Span where, ExpressionPtr object, ExpressionPtr index, ExpressionPtr value)
      : Statement(where), object_(std::move(object)), index_(std::move(index)), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    Value value = value_->evaluate(frame);
    const Value object = object_->evaluate(frame);
    Value index = index_->evaluate(frame);
    placed_at(frame, span, [&] {
      if (object.is_container() && object.container().is_sequence())
        object.container().items()[list_index(object.container(), index)] = std::move(value);
      else
        set_key(object, std::move(index), std::move(value), "[ ]");
    });
    return Flow::Next;
  }

 private:
  ExpressionPtr object_, index_, value_;
};

}  // namespace

ExpressionPtr make_member(Span span, ExpressionPtr object, std::string name) {
  return std::make_unique<MemberNode>(span, std::move(object), std::move(name));
}

ExpressionPtr make_element(Span span, ExpressionPtr object, ExpressionPtr index) {
  return std::make_unique<ElementNode>(span, std::move(object), std::move(index));
}

StatementPtr make_member_assignment(Span span, ExpressionPtr object, std::string name, ExpressionPtr value) {
  return std::make_unique<MemberAssignment>(span, std::move(object), std::move(name), std::move(value));
}

StatementPtr make_element_assignment(Span span, ExpressionPtr object, ExpressionPtr index, ExpressionPtr value) {
  return std::make_unique<ElementAssignment>(span, std::move(object), std::move(index), std::move(value));
}

}  // namespace sluice::interpreter
