// Nodes that read what is at hand: variables, constants, literals, system variables.
#pragma once

#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

class LocalNode final : public Expression {
 public:
  LocalNode(grammar::Span where, std::uint32_t slot_index) : Expression(where), slot(slot_index) {}
  Value evaluate(Frame& frame) const override { return frame.slots[slot]; }
  void store(Frame& frame, Value& target) const override { target = frame.slots[slot]; }
  Scalar scalar(Frame& frame) const override {
    const Value& value = frame.slots[slot];
    if (value.is_number()) return {value.as_number(), 1};
    frame.run.parked = value;
    return {0, 0};
  }
  const Value& borrow(Frame& frame, Value&) const override { return frame.slots[slot]; }
  const Value& peek(Frame& frame, Value&) const override { return frame.slots[slot]; }

  const std::uint32_t slot;
};

// A name that the script never assigns: an argument of a body. Without one it is what `otherwise` gives (the records
// of a form of that name, say), or an error where that is null.
class InputNode final : public Expression {
 public:
  InputNode(grammar::Span where, std::uint32_t slot_index, std::string variable, ExpressionPtr without_argument)
      : Expression(where), slot(slot_index), name(std::move(variable)), otherwise(std::move(without_argument)) {}
  Value evaluate(Frame& frame) const override;
  Scalar scalar(Frame& frame) const override;
  const Value& borrow(Frame& frame, Value& storage) const override;

  const std::uint32_t slot;
  const std::string name;
  const ExpressionPtr otherwise;
};

// `today` in a script that also assigns a variable of that name: the word, until the variable has a value.
class WordNode final : public Expression {
 public:
  WordNode(grammar::Span where, std::uint32_t slot_index, ExpressionPtr word)
      : Expression(where), slot_(slot_index), word_(std::move(word)) {}
  Value evaluate(Frame& frame) const override;

 private:
  const std::uint32_t slot_;
  const ExpressionPtr word_;
};

// A literal that fits a Value without the heap.
class ConstantNode final : public Expression {
 public:
  ConstantNode(grammar::Span where, Value constant) : Expression(where), value(std::move(constant)) {}
  Value evaluate(Frame&) const override { return value; }
  Scalar scalar(Frame& frame) const override {
    if (value.is_number()) return {value.as_number(), 1};
    frame.run.parked = value;
    return {0, 0};
  }
  const Value& borrow(Frame&, Value&) const override { return value; }
  const Value& peek(Frame&, Value&) const override { return value; }
  void append(Frame& frame, TextBuffer& text) const override;

  const Value value;
};

// A DECIMAL literal with more digits than a Value holds inside.
class WideDecimalNode final : public Expression {
 public:
  WideDecimalNode(grammar::Span where, std::string_view digits) : Expression(where), digits_(digits) {}
  Value evaluate(Frame& frame) const override;

 private:
  std::string_view digits_;
};

// '…': what it is depends on the run's date format and zone, so it is read once in each run.
class QuotedNode final : public Expression {
 public:
  QuotedNode(grammar::Span where, std::string_view text, std::uint32_t place)
      : Expression(where), text_(text), place_(place) {}
  Value evaluate(Frame& frame) const override;

 private:
  Value read(Context& context) const;

  std::string_view text_;
  std::uint32_t place_;
};

enum class SystemVariable : std::uint8_t {
  CurrentDate,
  CurrentTime,
  Tomorrow,
  Yesterday,
  LoginUser,
  LoginUserId,
  AdminUser,
  AdminUserId,
  AppName,
  AppUri,
  IpAddress,
  DeviceType,
};

// language.md §7, in any letter case and without `zoho.`; -1 when there is no such variable.
int find_system_variable(std::string_view name);

class SystemVariableNode final : public Expression {
 public:
  SystemVariableNode(grammar::Span where, SystemVariable variable) : Expression(where), variable_(variable) {}
  Value evaluate(Frame& frame) const override;

 private:
  SystemVariable variable_;
};

// Raises an error each time it is evaluated: for what is known to be wrong when compiled, but may never be reached.
class RaiseNode final : public Expression {
 public:
  RaiseNode(grammar::Span where, Message code, std::vector<std::string> arguments, std::string help = {})
      : Expression(where), code_(code), arguments_(std::move(arguments)), help_(std::move(help)) {}
  Value evaluate(Frame& frame) const override;

 private:
  Message code_;
  std::vector<std::string> arguments_;
  std::string help_;
};

}  // namespace sluice::interpreter
