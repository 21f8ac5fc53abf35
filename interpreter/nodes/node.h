// Executable nodes: what a script's tree becomes once names are slots and calls are bound. Nodes are immutable and
// shared by all runs of a program; what a run changes lives in its Frame and its Run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "grammar/source.h"
#include "interpreter/container.h"
#include "interpreter/context.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

class UserFunction;
class Run;

// The place where a method call on maps found its key last time, or the shape of a map literal. One for each such node
// and run.
struct KeyCache {
  Shape* shape = nullptr;
  std::uint32_t place = 0;
};

// What one run keeps for one program.
struct ProgramState {
  const class Program* program;
  std::vector<KeyCache> key_caches;
  std::vector<Value> quoted;  // its single-quoted literals, read at their first use
};

// The variables of one activation of a function or body, which go back at its end.
struct Frame {
  inline Frame(Run& run, const UserFunction& function, ProgramState& state);
  inline ~Frame();
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  Run& run;
  Budget& budget;
  Value* slots;  // variables; null until assigned
  const UserFunction& function;
  ProgramState& state;  // of the program that the function belongs to
};

// A NUMBER in registers, or the notice that another value waits in Run::parked.
struct Scalar {
  std::int64_t number;
  std::uint64_t is_number;
};

class Statement;
class Sequence;
class TextBuffer;

class Expression {
 public:
  explicit Expression(grammar::Span where) : span(where) {}
  virtual ~Expression() = default;
  Expression(const Expression&) = delete;
  Expression& operator=(const Expression&) = delete;

  virtual Value evaluate(Frame& frame) const = 0;

  // The same in the forms that a parent can use better. What is not overridden goes through evaluate().
  virtual Scalar scalar(Frame& frame) const;
  // Puts the value into a variable.
  virtual void store(Frame& frame, Value& target) const;
  virtual bool condition(Frame& frame) const;
  // Without a new reference where the value already lies in a variable; `storage` holds it otherwise. Good until
  // the next statement.
  virtual const Value& borrow(Frame& frame, Value& storage) const;
  // As borrow(), but may point into a container, so it is good only until anything else is evaluated.
  virtual const Value& peek(Frame& frame, Value& storage) const { return borrow(frame, storage); }
  // Adds what the value prints as to a text that is being put together.
  virtual void append(Frame& frame, TextBuffer& text) const;
  // A statement that takes this expression in, so that it runs without a call of its own: an assignment to a
  // variable, `return`, `if` without else, `while`. Null where that gains nothing; then `self` and `body` stay.
  virtual std::unique_ptr<const Statement> fused_assignment(grammar::Span, std::uint32_t,
                                                            std::unique_ptr<const Expression>&) const {
    return nullptr;
  }
  virtual std::unique_ptr<const Statement> fused_return(grammar::Span, std::unique_ptr<const Expression>&) const {
    return nullptr;
  }
  virtual std::unique_ptr<const Statement> fused_if(grammar::Span, std::unique_ptr<const Expression>&, Sequence&) const;
  virtual std::unique_ptr<const Statement> fused_while(grammar::Span, std::unique_ptr<const Expression>&,
                                                       Sequence&) const;
  // Evaluates for its effect, e.g. a void call.
  virtual void run_dropped(Frame& frame) const { evaluate(frame); }

  const grammar::Span span;
};

enum class Flow : std::uint8_t { Next, Break, Continue, Return };

class Statement {
 public:
  explicit Statement(grammar::Span where) : span(where) {}
  virtual ~Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  virtual Flow execute(Frame& frame) const = 0;

  const grammar::Span span;
};

using ExpressionPtr = std::unique_ptr<const Expression>;
using StatementPtr = std::unique_ptr<const Statement>;
using Expressions = std::vector<ExpressionPtr>;

// What Budget::spend() asks for, at a statement.
void pause_at(Frame& frame, grammar::Span span);

// Statements one after another. Each costs one step, whether it runs to its end or not.
class Sequence {
 public:
  explicit Sequence(std::vector<StatementPtr> statements) : statements_(std::move(statements)) {}

  Flow execute(Frame& frame) const;
  // The same, compiled into a loop around it (sequence.h).
  Flow execute_here(Frame& frame) const;
  bool empty() const { return statements_.empty(); }

 private:
  std::vector<StatementPtr> statements_;
};

// A declared type to test values against; NULL always passes.
class TypeTest {
 public:
  explicit TypeTest(TypeSet types = kAnyOrNull) : types_(types) {
    for (int tag = 0; tag <= static_cast<int>(Tag::Fault); ++tag)
      if (tag != static_cast<int>(Tag::Container) && types.has(Value::type_of(static_cast<Tag>(tag))))
        tags_ |= static_cast<std::uint16_t>(1u << tag);
    if ((types | kContainers) == types) tags_ |= static_cast<std::uint16_t>(1u << static_cast<int>(Tag::Container));
  }
  bool passes(const Value& value) const {
    return ((tags_ >> static_cast<int>(value.tag())) & 1) != 0 || types_.has(value.type());
  }
  bool passes_number() const { return types_.has(Type::Number); }
  TypeSet types() const { return types_; }

 private:
  std::uint16_t tags_ = 0;  // those that pass whatever the value is
  TypeSet types_;
};

// One function of a program, ready to run.
class UserFunction {
 public:
  const class Program* program = nullptr;
  const grammar::Function* declaration = nullptr;  // null for the body of a file
  std::string name;                                // `standalone.total`; empty for a body
  std::uint32_t parameter_count = 0;               // parameters have the first slots
  std::uint32_t slot_count = 0;
  std::size_t stack = 0;                           // bytes that its nested statements and expressions may need
  std::vector<TypeTest> parameter_types;
  TypeTest return_type;
  bool returns_value = false;
  std::vector<std::pair<std::string, std::uint32_t>> inputs;  // names that only arguments can set, of a body
  std::vector<std::pair<std::string, std::uint32_t>> variables;  // every variable by name
  Sequence body{{}};
  // What a `return` at the very end gives; it is not in the body then, so that the caller evaluates it in the form
  // that it needs.
  ExpressionPtr result;
  grammar::Span result_span;
};

// What one execution shares between its frames: the stack of variables and the caches of each program.
class Run {
 public:
  explicit Run(Context& run_context);
  ~Run();

  Context& context;
  Budget& budget;
  Value parked;    // see Scalar
  Value returned;  // of the `return` that is being left by; means nothing otherwise

  // Room for `count` variables. Those from `null_from` on are null; the others hold nothing counted, so that what a
  // parameter was in the last call makes the next one cheap. They go back in reverse order.
  Value* push(std::uint32_t count, std::uint32_t null_from) {
    Value* slots = top_;
    if (static_cast<std::size_t>(end_ - slots) < count) [[unlikely]]
      slots = push_slowly(count);
    else
      top_ = slots + count;
    for (std::uint32_t i = null_from; i < count; ++i) slots[i].reset();
    return slots;
  }
  void pop(Value* slots, std::uint32_t count) {
    for (Value* slot = slots; slot != slots + count; ++slot)
      if (slot->tag() >= kFirstCounted) slot->reset();
    top_ = slots;
    if (slots == begin_) [[unlikely]]
      leave_segment();
  }

  ProgramState& state_of(const Program& program);

 private:
  static constexpr std::size_t kSegment = 16 * 1024;
  struct Segment {
    std::unique_ptr<Value[]> values;
    std::size_t size;
    Value* resume_top;  // of the segment below
  };
  Value* push_slowly(std::uint32_t count);
  void leave_segment();

  Value* top_ = nullptr;
  Value* begin_ = nullptr;
  Value* end_ = nullptr;
  std::vector<Segment> segments_;
  std::vector<std::unique_ptr<ProgramState>> states_;
};

inline Frame::Frame(Run& of_run, const UserFunction& of_function, ProgramState& of_state)
    : run(of_run), budget(of_run.budget), function(of_function), state(of_state) {
  slots = run.push(function.slot_count, function.parameter_count);
}

inline Frame::~Frame() { run.pop(slots, function.slot_count); }

// One level of depth, from when a function has its arguments to its end.
class CallLevel {
 public:
  explicit CallLevel(const Frame& frame) : budget_(frame.budget) { budget_.enter_call(frame.function.stack); }
  ~CallLevel() { budget_.leave_call(); }
  CallLevel(const CallLevel&) = delete;
  CallLevel& operator=(const CallLevel&) = delete;

 private:
  Budget& budget_;
};

// Says where an error happened, if nothing deeper has said so.
void place(Fault& fault, const UserFunction& function, grammar::Span span);
inline void place(Fault& fault, const Frame& frame, grammar::Span span) { place(fault, frame.function, span); }

// Runs `work`; an error that it raises is placed at `span`.
template <class Work>
auto placed_at(const Frame& frame, grammar::Span span, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (Raised& raised) {
    place(raised.fault(), frame, span);
    throw;
  }
}

}  // namespace sluice::interpreter
