#include "interpreter/nodes/node.h"

#include "interpreter/convert.h"
#include "interpreter/nodes/sequence.h"
#include "interpreter/nodes/text_buffer.h"
#include "interpreter/program.h"
#include "interpreter/program_parts.h"

namespace sluice::interpreter {

Scalar Expression::scalar(Frame& frame) const {
  Value value = evaluate(frame);
  if (value.is_number()) return {value.as_number(), 1};
  frame.run.parked = std::move(value);
  return {0, 0};
}

void Expression::store(Frame& frame, Value& target) const { target = evaluate(frame); }

bool Expression::condition(Frame& frame) const {
  Value storage;
  const Value& value = peek(frame, storage);
  if (value.is_boolean()) return value.as_boolean();
  return placed_at(frame, span, [&] { return truth(value); });
}

const Value& Expression::borrow(Frame& frame, Value& storage) const {
  storage = evaluate(frame);
  return storage;
}

void Expression::append(Frame& frame, TextBuffer& text) const {
  Value storage;
  text.add(peek(frame, storage));
}

void pause_at(Frame& frame, grammar::Span span) {
  frame.budget.refuel();
  if (!frame.budget.stops_at_every_statement()) return;
  frame.run.context.host.trace(
      {*frame.function.program->parsed().source, span, frame.function.name, frame.budget.depth() - 1});
}

Flow Sequence::execute(Frame& frame) const { return execute_here(frame); }

StatementPtr Expression::fused_if(grammar::Span, ExpressionPtr&, Sequence&) const { return nullptr; }

StatementPtr Expression::fused_while(grammar::Span, ExpressionPtr&, Sequence&) const { return nullptr; }

Run::Run(Context& run_context) : context(run_context), budget(run_context.budget) {}

Run::~Run() = default;

Value* Run::push_slowly(std::uint32_t count) {
  const std::size_t size = std::max<std::size_t>(segments_.empty() ? kSegment / 16 : kSegment, count);
  segments_.push_back({std::make_unique<Value[]>(size), size, top_});
  begin_ = segments_.back().values.get();
  end_ = begin_ + size;
  top_ = begin_ + count;
  return begin_;
}

void Run::leave_segment() {
  if (segments_.size() <= 1) return;
  top_ = segments_.back().resume_top;
  segments_.pop_back();
  begin_ = segments_.back().values.get();
  end_ = begin_ + segments_.back().size;
}

ProgramState& Run::state_of(const Program& program) {
  for (auto& state : states_)
    if (state->program == &program) return *state;
  const ProgramParts& parts = parts_of(program);
  states_.push_back(std::make_unique<ProgramState>(
      ProgramState{&program, std::vector<KeyCache>(parts.key_cache_count), std::vector<Value>(parts.quoted_count)}));
  return *states_.back();
}

void place(Fault& fault, const UserFunction& function, grammar::Span span) {
  if (fault.placed) return;
  fault.placed = true;
  fault.source = function.program->parsed().source;
  fault.span = span;
}

}  // namespace sluice::interpreter
