// Calls of functions that are written in Deluge: of this file, and of libraries.
#include <algorithm>
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

[[noreturn]] void refuse_parameter(const UserFunction& function, std::uint32_t index, const Value& given) {
  const auto name = function.declaration->parameters[index].name;
  raise_with_help(messages::TypeMismatch,
                  {names_of(function.parameter_types[index].types()), mismatch_name(given.type())},
                  "for the parameter '" + std::string(name) + "' of '" + std::string(function.name) + "'");
}

[[gnu::always_inline]] inline void check_parameters(const UserFunction& function, const Value* slots,
                                                    std::uint32_t count) {
  const TypeTest* declared = function.parameter_types.data();
  for (std::uint32_t i = 0; i < count; ++i)
    if (!declared[i].passes(slots[i])) [[unlikely]]
      refuse_parameter(function, i, slots[i]);
}

[[noreturn]] void refuse_result(const UserFunction& function, Type given) {
  raise(messages::ReturnTypeMismatch, {names_of(function.return_type.types()), mismatch_name(given), function.name});
}

inline void check_result(const UserFunction& function, const Value& result) {
  if (!function.return_type.passes(result)) [[unlikely]]
    refuse_result(function, result.type());
}

void add_caller(Fault& fault, const Frame& caller, Span call) {
  const grammar::Source& source = *caller.function.program->parsed().source;
  fault.stack.push_back({caller.function.name, source.name(), source.line(call.begin)});
}

// How far a call has come.
enum class Stage : std::uint8_t { Arguments, Body, Result };

// An error on its way through a call: placed where the function returns or at the call where nothing inside said
// where, else the call joins the stack. An error of an argument happens before the call.
void note_call(Fault& fault, const Frame& caller, const UserFunction& function, Span call, Stage stage) {
  if (stage == Stage::Result) place(fault, function, function.result_span);
  if (!fault.placed)
    place(fault, caller, call);
  else if (stage != Stage::Arguments)
    add_caller(fault, caller, call);
}

// The result of a body that has run, as a Value.
struct TakeValue {
  static Value at_end(Frame& frame, const Expression& result) { return result.evaluate(frame); }
  static Value returned(Frame& frame) { return std::move(frame.run.returned); }
  static void check(const Frame&, const UserFunction& function, const Value& result) { check_result(function, result); }
};

// The same as a Scalar, without a detour where it is a NUMBER.
struct TakeScalar {
  static Scalar at_end(Frame& frame, const Expression& result) { return result.scalar(frame); }
  static Scalar returned(Frame& frame) {
    if (frame.run.returned.is_number()) return {frame.run.returned.as_number(), 1};
    frame.run.parked = std::move(frame.run.returned);
    return {0, 0};
  }
  static void check(const Frame& frame, const UserFunction& function, Scalar result) {
    if (!result.is_number) return check_result(function, frame.run.parked);
    if (!function.return_type.passes_number()) [[unlikely]]
      refuse_result(function, Type::Number);
  }
};

// Runs a body whose parameters are set. `stage` says where that has come to when it raises.
template <class Take>
[[gnu::always_inline]] inline auto run_body(Frame& frame, const UserFunction& function, Stage& stage) {
  const Flow flow = function.body.execute(frame);
  if (flow == Flow::Next && function.result != nullptr) [[likely]] {
    if (frame.budget.spend()) [[unlikely]]
      pause_at(frame, function.result_span);
    stage = Stage::Result;
    auto result = Take::at_end(frame, *function.result);
    stage = Stage::Body;
    Take::check(frame, function, result);
    return result;
  }
  if (flow != Flow::Return) frame.run.returned.reset();
  auto result = Take::returned(frame);
  Take::check(frame, function, result);
  return result;
}

constexpr std::uint32_t kAnyCount = 0xffffffff;

// The arguments into the parameters, then the body. The usual numbers of parameters have code of their own.
template <class Take, std::uint32_t kCount = kAnyCount>
auto call(Frame& caller, const UserFunction& function, ProgramState& state, const Expressions& arguments, Span span) {
  Stage stage = Stage::Arguments;
  try {
    Frame frame(caller.run, function, state);
    const std::uint32_t count = kCount == kAnyCount ? function.parameter_count : kCount;
    for (std::uint32_t i = 0; i < count; ++i) arguments[i]->store(caller, frame.slots[i]);
    const CallLevel level(frame);
    stage = Stage::Body;
    check_parameters(function, frame.slots, count);
    return run_body<Take>(frame, function, stage);
  } catch (Raised& raised) {
    note_call(raised.fault(), caller, function, span, stage);
    throw;
  }
}

void check_count(const Frame& frame, const UserFunction& function, std::size_t count, const std::string& written,
                 Span span) {
  if (count == function.parameter_count) [[likely]]
    return;
  placed_at(frame, span, [&] { raise(messages::ArgumentCountAtRun, {written}); });
}

template <std::uint32_t kCount>
class UserCallNode final : public Expression {
 public:
  UserCallNode(CallParts parts, const UserFunction& function)
      : Expression(parts.span), arguments_(std::move(parts.arguments)), function_(function) {}

  Value evaluate(Frame& frame) const override {
    return call<TakeValue, kCount>(frame, function_, frame.state, arguments_, span);
  }
  Scalar scalar(Frame& frame) const override {
    return call<TakeScalar, kCount>(frame, function_, frame.state, arguments_, span);
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
    return call<TakeValue>(frame, *function, frame.run.state_of(*function->program), arguments_, span);
  }

 private:
  const UserFunction& find(Frame& frame) const {
    LookupFailure failure;
    const UserFunction* function = library_.find(name_space_, written_, failure);
    if (function != nullptr) return *function;
    const std::string full = name_space_.empty() ? written_ : name_space_ + "." + written_;
    placed_at(frame, span, [&] {
      if (failure.code == messages::NotInLibrary)
        raise_with_help(messages::FunctionMissingAtRun, {full}, "name the file that defines it with --functions");
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

// The variables that were given something.
void keep(const Frame& frame, NamedValues* variables) {
  if (variables == nullptr) return;
  auto in_order = frame.function.variables;
  std::ranges::sort(in_order, {}, [](const auto& variable) { return variable.second; });
  for (const auto& [name, slot] : in_order)
    if (!frame.slots[slot].is_null() && frame.slots[slot].tag() != Tag::Removed)
      variables->emplace_back(name, frame.slots[slot]);
}

}  // namespace

Value call_function(Run& run, const UserFunction& function, std::span<Value> arguments,
                    std::span<const std::pair<std::string, Value>> by_name, NamedValues* variables) {
  Frame frame(run, function, run.state_of(*function.program));
  const CallLevel level(frame);
  for (std::size_t i = 0; i < arguments.size(); ++i) frame.slots[i] = std::move(arguments[i]);
  check_parameters(function, frame.slots, function.parameter_count);
  for (const auto& [name, slot] : function.inputs) frame.slots[slot] = Value::removed();
  for (const auto& [name, value] : by_name)
    for (const auto& [variable, slot] : function.variables)
      if (variable == name) frame.slots[slot] = value;
  Stage stage = Stage::Body;
  try {
    Value result = run_body<TakeValue>(frame, function, stage);
    keep(frame, variables);
    return result;
  } catch (Raised& raised) {
    if (stage == Stage::Result) place(raised.fault(), function, function.result_span);
    keep(frame, variables);
    throw;
  }
}

ExpressionPtr make_user_call(CallParts parts, const UserFunction& function) {
  if (parts.arguments.size() != function.parameter_count)
    return std::make_unique<RaiseNode>(parts.span, messages::ArgumentCountAtRun, std::vector<std::string>{parts.name});
  switch (function.parameter_count) {
    case 0: return std::make_unique<UserCallNode<0>>(std::move(parts), function);
    case 1: return std::make_unique<UserCallNode<1>>(std::move(parts), function);
    case 2: return std::make_unique<UserCallNode<2>>(std::move(parts), function);
    default: return std::make_unique<UserCallNode<kAnyCount>>(std::move(parts), function);
  }
}

ExpressionPtr make_library_call(CallParts parts, std::string name_space, const FunctionResolver& library) {
  return std::make_unique<LibraryCallNode>(std::move(parts), std::move(name_space), library);
}

}  // namespace sluice::interpreter
