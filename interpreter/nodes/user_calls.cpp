// Calls of functions that are written in Deluge: of this file, and of libraries.
#include <atomic>

#include "interpreter/nodes/calls.h"
#include "interpreter/nodes/variables.h"
#include "interpreter/program_parts.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

using grammar::Span;

namespace {

// What the observed message calls a type: TEXT is STRING there (language.md §10.2).
std::string_view mismatch_name(Type type) { return type == Type::Text ? "STRING" : name_of(type); }

std::string names_of(TypeSet types) {
  std::string names;
  for (int i = 0; i < kTypeCount; ++i) {
    const Type type = static_cast<Type>(i);
    if (!types.has(type) || type == Type::Null || type == Type::Empty) continue;
    // DECIMAL takes a NUMBER too, but only its own name helps the reader.
    if (type == Type::Number && types.has(Type::Decimal)) continue;
    names = mismatch_name(type);
  }
  return names;
}

[[gnu::always_inline]] inline bool fits(TypeSet types, const Value& value) { return types.has(value.type()); }

[[noreturn]] void refuse_parameter(TypeSet declared, const Value& given) {
  raise(Message::TypeMismatch, {names_of(declared), mismatch_name(given.type())});
}

inline void check_parameters(const UserFunction& function, const Value* slots) {
  const TypeSet* declared = function.parameter_types.data();
  for (std::uint32_t i = 0; i < function.parameter_count; ++i)
    if (!fits(declared[i], slots[i])) [[unlikely]]
      refuse_parameter(declared[i], slots[i]);
}

[[noreturn]] void refuse_result(const UserFunction& function, const Value& result) {
  raise(Message::ReturnTypeMismatch, {names_of(function.return_types), mismatch_name(result.type()), function.name});
}

inline void check_result(const UserFunction& function, const Value& result) {
  if (!fits(function.return_types, result)) [[unlikely]]
    refuse_result(function, result);
}

void add_caller(Fault& fault, const Frame& caller, Span call) {
  const grammar::Source& source = *caller.function.program->parsed().source;
  fault.stack.push_back({caller.function.name, source.name(), source.line(call.begin)});
}

// An error on its way through a call: placed at the call where nothing inside said where, else the call joins the
// stack. An error of an argument happens before the call.
void note_call(Fault& fault, const Frame& caller, Span call, bool entered) {
  if (!fault.placed)
    place(fault, caller, call);
  else if (entered)
    add_caller(fault, caller, call);
}

// The arguments into the parameters, then the body. `use` gets the frame before its variables go.
template <class Use>
auto call(Frame& caller, const UserFunction& function, ProgramState& state, const Expressions& arguments, Span span,
          Use&& use) {
  bool entered = false;
  try {
    Frame frame(caller.run, function, state);
    const ExpressionPtr* argument = arguments.data();
    for (Value *slot = frame.slots, *end = slot + function.parameter_count; slot != end; ++slot, ++argument)
      (*argument)->store(caller, *slot);
    const CallLevel level(frame);
    entered = true;
    check_parameters(function, frame.slots);
    function.body.execute(frame);
    check_result(function, frame.result);
    return use(frame);
  } catch (Raised& raised) {
    note_call(raised.fault(), caller, span, entered);
    throw;
  }
}

void check_count(const Frame& frame, const UserFunction& function, std::size_t count, const std::string& written,
                 Span span) {
  if (count == function.parameter_count) [[likely]]
    return;
  placed_at(frame, span, [&] { raise(Message::ArgumentCountAtRun, {written}); });
}

// The result as a Scalar, without a detour where it is a NUMBER.
Scalar take_scalar(Frame& frame) {
  if (frame.result.is_number()) return {frame.result.as_number(), 1};
  frame.run.parked = std::move(frame.result);
  return {0, 0};
}

Value take_value(Frame& frame) { return std::move(frame.result); }

class UserCallNode final : public Expression {
 public:
  UserCallNode(CallParts parts, const UserFunction& function)
      : Expression(parts.span), arguments_(std::move(parts.arguments)), function_(function) {}

  Value evaluate(Frame& frame) const override {
    return call(frame, function_, frame.state, arguments_, span, take_value);
  }
  Scalar scalar(Frame& frame) const override {
    return call(frame, function_, frame.state, arguments_, span, take_scalar);
  }

 private:
  Expressions arguments_;
  const UserFunction& function_;
};

class LibraryCallNode final : public Expression {
 public:
  LibraryCallNode(CallParts parts, std::string name_space, const FunctionResolver& library)
      : Expression(parts.span),
        written_(std::move(parts.name)),
        name_space_(std::move(name_space)),
        arguments_(std::move(parts.arguments)),
        library_(library) {}

  Value evaluate(Frame& frame) const override {
    const UserFunction* function = found_.load(std::memory_order_acquire);
    if (function == nullptr) {
      function = &find(frame);
      found_.store(function, std::memory_order_release);
    }
    check_count(frame, *function, arguments_.size(), written_, span);
    return call(frame, *function, frame.run.state_of(*function->program), arguments_, span, take_value);
  }

 private:
  const UserFunction& find(Frame& frame) const {
    LookupFailure failure;
    const UserFunction* function = library_.find(name_space_, written_, failure);
    if (function != nullptr) return *function;
    const std::string full = name_space_.empty() ? written_ : name_space_ + "." + written_;
    placed_at(frame, span, [&] {
      if (failure.code == Message::NotInLibrary)
        raise_with_help(Message::FunctionMissingAtRun, {full}, "name the file that defines it with --functions");
      raise(failure.code, {failure.arguments[0], failure.arguments[1], failure.arguments[2]});
    });
    __builtin_unreachable();
  }

  std::string written_;
  std::string name_space_;
  Expressions arguments_;
  const FunctionResolver& library_;
  mutable std::atomic<const UserFunction*> found_{nullptr};  // the same answer whoever stores it first
};

struct TypeName {
  std::string_view name;
  TypeSet types;
};

constexpr TypeName kTypeNames[] = {
    {"string", Type::Text},
    {"text", Type::Text},
    {"int", Type::Number},
    {"integer", Type::Number},
    {"long", Type::Number},
    {"bigint", Type::Number},
    {"number", Type::Number},
    {"float", Type::Decimal | Type::Number},
    {"decimal", Type::Decimal | Type::Number},
    {"double", Type::Decimal | Type::Number},
    {"bool", Type::Boolean},
    {"boolean", Type::Boolean},
    {"date", Type::DateTime},
    {"datetime", Type::DateTime},
    {"timestamp", Type::DateTime},
    {"time", Type::Time},
    {"list", Type::List | Type::Empty},
    {"map", Type::Map | Type::Empty},
    {"collection", Type::Collection | Type::Empty},
    {"file", Type::File},
};

}  // namespace

TypeSet declared_types(std::string_view type_name) {
  for (const TypeName& known : kTypeNames)
    if (same_name(known.name, type_name)) return known.types | Type::Null;
  return kAnyOrNull;  // the name of a form, or nothing: whatever comes
}

Value call_function(Run& run, const UserFunction& function, std::span<Value> arguments,
                    std::span<const std::pair<std::string, Value>> by_name) {
  Frame frame(run, function, run.state_of(*function.program));
  const CallLevel level(frame);
  for (std::size_t i = 0; i < arguments.size(); ++i) frame.slots[i] = std::move(arguments[i]);
  check_parameters(function, frame.slots);
  for (const auto& [name, slot] : function.inputs) frame.slots[slot] = Value::removed();
  for (const auto& [name, value] : by_name)
    for (const auto& [variable, slot] : function.variables)
      if (variable == name) frame.slots[slot] = value;
  function.body.execute(frame);
  check_result(function, frame.result);
  return std::move(frame.result);
}

ExpressionPtr make_user_call(CallParts parts, const UserFunction& function) {
  if (parts.arguments.size() != function.parameter_count)
    return std::make_unique<RaiseNode>(parts.span, Message::ArgumentCountAtRun, std::vector<std::string>{parts.name});
  return std::make_unique<UserCallNode>(std::move(parts), function);
}

ExpressionPtr make_library_call(CallParts parts, std::string name_space, const FunctionResolver& library) {
  return std::make_unique<LibraryCallNode>(std::move(parts), std::move(name_space), library);
}

}  // namespace sluice::interpreter
