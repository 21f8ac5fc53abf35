// Calls of functions that are written in Deluge: of this file, and of libraries.
#include <atomic>

#include "interpreter/nodes/calls.h"
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

bool fits(TypeSet types, const Value& value) { return types.empty() || value.is_null() || types.has(value.type()); }

// Variables of a call, and one level of depth. Given back whichever way the call ends.
class Activation {
 public:
  Activation(Run& run, const UserFunction& function)
      : run_(run), count_(function.slot_count), slots(enter(run, function)) {}
  ~Activation() {
    run_.pop(slots, count_);
    run_.context.budget.leave_call();
  }
  Activation(const Activation&) = delete;
  Activation& operator=(const Activation&) = delete;

 private:
  static Value* enter(Run& run, const UserFunction& function) {
    run.context.budget.enter_call();
    return run.push(function.slot_count);
  }
  Run& run_;
  std::uint32_t count_;

 public:
  Value* const slots;
};

void check_parameters(const UserFunction& function, const Value* slots) {
  for (std::uint32_t i = 0; i < function.parameter_count; ++i) {
    if (fits(function.parameter_types[i], slots[i])) [[likely]] continue;
    raise(Message::TypeMismatch, {names_of(function.parameter_types[i]), mismatch_name(slots[i].type())});
  }
}

Value checked_result(const UserFunction& function, Value result) {
  if (!fits(function.return_types, result)) [[unlikely]]
    raise(Message::ReturnTypeMismatch, {names_of(function.return_types), mismatch_name(result.type()), function.name});
  return result;
}

void add_caller(Fault& fault, const Frame& caller, Span call) {
  const grammar::Source& source = *caller.function.program->parsed().source;
  fault.stack.push_back({caller.function.name, source.name(), source.line(call.begin)});
}

// Runs a function whose parameters are already in `slots`.
Value run_body(Run& run, const UserFunction& function, Value* slots, Frame* caller) {
  KeyCache* key_caches;
  Value* quoted;
  if (caller != nullptr && caller->function.program == function.program) {
    key_caches = caller->key_caches;
    quoted = caller->quoted;
  } else {
    Run::ProgramState& state = run.state_of(*function.program);
    key_caches = state.key_caches.data();
    quoted = state.quoted.data();
  }
  Frame frame{slots, run.context.budget, run, key_caches, quoted, function, Value()};
  function.body.execute(frame);
  return std::move(frame.result);
}

Value call(Frame& frame, const UserFunction& function, const Expressions& arguments, const std::string& written, Span span) {
  if (arguments.size() != function.parameter_count) [[unlikely]]
    placed_at(frame, span, [&] { raise(Message::ArgumentCountAtRun, {written}); });
  try {
    Activation activation(frame.run, function);
    for (std::size_t i = 0; i < arguments.size(); ++i) activation.slots[i] = arguments[i]->evaluate(frame);
    check_parameters(function, activation.slots);
    return checked_result(function, run_body(frame.run, function, activation.slots, &frame));
  } catch (Raised& raised) {
    place(raised.fault(), frame, span);
    if (raised.fault().span != span || raised.fault().source != frame.function.program->parsed().source)
      add_caller(raised.fault(), frame, span);
    throw;
  }
}

class UserCallNode final : public Expression {
 public:
  UserCallNode(CallParts parts, const UserFunction& function)
      : Expression(parts.span), written_(std::move(parts.name)), arguments_(std::move(parts.arguments)), function_(function) {}
  Value evaluate(Frame& frame) const override { return call(frame, function_, arguments_, written_, span); }

 private:
  std::string written_;
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
    return call(frame, *function, arguments_, written_, span);
  }

 private:
  const UserFunction& find(Frame& frame) const {
    std::string why;
    const UserFunction* function = library_.find(name_space_, written_, why);
    if (function != nullptr) return *function;
    const std::string full = name_space_.empty() ? written_ : name_space_ + "." + written_;
    placed_at(frame, span, [&] {
      raise_with_help(Message::FunctionMissingAtRun, {full},
                      why.empty() ? "name the file that defines it with --functions" : why);
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
    {"collection", Type::Collection},
    {"file", Type::File},
};

}  // namespace

TypeSet declared_types(std::string_view type_name) {
  for (const TypeName& known : kTypeNames)
    if (same_name(known.name, type_name)) return known.types;
  return {};  // the name of a form, or nothing: whatever comes
}

Value call_function(Run& run, const UserFunction& function, std::span<Value> arguments,
                    std::span<const std::pair<std::string, Value>> by_name) {
  Activation activation(run, function);
  for (std::size_t i = 0; i < arguments.size(); ++i) activation.slots[i] = std::move(arguments[i]);
  check_parameters(function, activation.slots);
  for (const auto& [name, slot] : function.inputs) activation.slots[slot] = Value::removed();
  for (const auto& [name, value] : by_name)
    for (const auto& [variable, slot] : function.variables)
      if (variable == name) activation.slots[slot] = value;
  return checked_result(function, run_body(run, function, activation.slots, nullptr));
}

ExpressionPtr make_user_call(CallParts parts, const UserFunction& function) {
  return std::make_unique<UserCallNode>(std::move(parts), function);
}

ExpressionPtr make_library_call(CallParts parts, std::string name_space, const FunctionResolver& library) {
  return std::make_unique<LibraryCallNode>(std::move(parts), std::move(name_space), library);
}

}  // namespace sluice::interpreter
