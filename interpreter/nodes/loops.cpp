// while and for each.
#include "interpreter/common_errors.h"
#include "interpreter/nodes/sequence.h"
#include "interpreter/nodes/statements.h"
#include "interpreter/support/csv.h"

namespace sluice::interpreter {

using grammar::Span;

namespace {

class While final : public Statement {
 public:
  While(Span where, ExpressionPtr condition, Sequence body)
      : Statement(where), condition_(std::move(condition)), body_(std::move(body)) {}
  Flow execute(Frame& frame) const override {
    while (condition_->condition(frame)) {
      const Flow flow = body_.execute_here(frame);
      if (flow == Flow::Break) break;
      if (flow == Flow::Return) return flow;
      frame.budget.step();
    }
    return Flow::Next;
  }

 private:
  ExpressionPtr condition_;
  Sequence body_;
};

// What is iterated does not change with what the body does to it (language.md §5.4): the size is fixed at the start,
// and where the body could take elements out, their list is copied first.
class ForEach final : public Statement {
 public:
  ForEach(Span where, ForEachParts parts) : Statement(where), parts_(std::move(parts)) {}

  Flow execute(Frame& frame) const override {
    const Value iterable = parts_.iterable->evaluate(frame);
    if (iterable.is_container()) return over_container(frame, iterable.container());
    if (iterable.is_text()) return over_text(frame, iterable);
    if (iterable.type() == Type::File) return over_rows(frame, iterable);
    return placed_at(frame, parts_.iterable->span, [&]() -> Flow { raise_not_iterable(iterable); });
  }

 private:
  // One iteration; gives false to stop, with the flow to go on with in `flow`. The head of the loop counts once for
  // each iteration (help/limitations); the first was counted when the statement began.
  bool step(Frame& frame, std::uint32_t index, Value element, Flow& flow) const {
    if (index != 0) frame.budget.step();
    frame.slots[parts_.slot] = std::move(element);
    flow = parts_.body.execute_here(frame);
    if (flow == Flow::Return) return false;
    if (flow == Flow::Break) {
      flow = Flow::Next;
      return false;
    }
    flow = Flow::Next;
    return true;
  }

  Flow over_indexes(Frame& frame, std::uint32_t size) const {
    Flow flow = Flow::Next;
    for (std::uint32_t i = 0; i < size; ++i)
      if (!step(frame, i, Value::number(i), flow)) break;
    return flow;
  }

  Flow over_container(Frame& frame, Container& container) const {
    if (parts_.index) return over_indexes(frame, container.size());
    if (container.is_keyed()) return over_list(frame, keys_or_values(frame, container).container());
    if (!parts_.body_may_remove) return over_list(frame, container);
    const Value snapshot = container.copy();
    return over_list(frame, snapshot.container());
  }

  // A MAP gives its keys, a COLLECTION its values.
  static Value keys_or_values(Frame& frame, Container& container) {
    Value list = Container::make_list(frame.run.context.heap, container.size());
    const bool keys = container.type() == Type::Map;
    for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
      list.container().push(keys ? container.key_at(p) : container.value_at(p));
    return list;
  }

  Flow over_list(Frame& frame, Container& list) const {
    Flow flow = Flow::Next;
    const std::uint32_t size = list.size();
    for (std::uint32_t i = 0; i < size && i < list.size(); ++i)
      if (!step(frame, i, list.items()[i], flow)) break;
    return flow;
  }

  Flow over_text(Frame& frame, const Value& text) const {
    Flow flow = Flow::Next;
    const std::string_view all = text.text();
    std::uint32_t index = 0;
    for (std::size_t begin = 0; begin <= all.size(); ++index) {
      const std::size_t end = std::min(all.find(',', begin), all.size());
      Value element = parts_.index ? Value::number(index) : frame.run.context.text(all.substr(begin, end - begin));
      if (!step(frame, index, std::move(element), flow)) break;
      begin = end + 1;
    }
    return flow;
  }

  Flow over_rows(Frame& frame, const Value& file) const {
    Flow flow = Flow::Next;
    CsvReader reader(file.file().content.text());
    std::uint32_t index = 0;
    for (std::string_view row; reader.next_row(row); ++index) {
      Value element = parts_.index ? Value::number(index) : frame.run.context.text(row);
      if (!step(frame, index, std::move(element), flow)) break;
    }
    return flow;
  }

  ForEachParts parts_;
};

}  // namespace

StatementPtr make_while(Span span, ExpressionPtr condition, Sequence body) {
  if (StatementPtr fused = condition->fused_while(span, condition, body)) return fused;
  return std::make_unique<While>(span, std::move(condition), std::move(body));
}

StatementPtr make_for_each(Span span, ForEachParts parts) { return std::make_unique<ForEach>(span, std::move(parts)); }

}  // namespace sluice::interpreter
