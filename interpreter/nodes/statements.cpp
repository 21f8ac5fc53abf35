#include "interpreter/nodes/statements.h"

#include "interpreter/convert.h"
#include "interpreter/nodes/text_buffer.h"
#include "interpreter/nodes/variables.h"
#include "interpreter/operators.h"

namespace sluice::interpreter {

using grammar::BinaryOp;
using grammar::Span;

namespace {

class ExpressionStatement final : public Statement {
 public:
  ExpressionStatement(Span where, ExpressionPtr value) : Statement(where), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    value_->run_dropped(frame);
    return Flow::Next;
  }

 private:
  ExpressionPtr value_;
};

class Assignment final : public Statement {
 public:
  Assignment(Span where, std::uint32_t slot, ExpressionPtr value)
      : Statement(where), slot_(slot), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    value_->store(frame, frame.slots[slot_]);
    return Flow::Next;
  }

 private:
  std::uint32_t slot_;
  ExpressionPtr value_;
};

class Append final : public Statement {
 public:
  Append(Span where, std::uint32_t slot, Expressions pieces)
      : Statement(where), slot_(slot), pieces_(std::move(pieces)) {}
  Flow execute(Frame& frame) const override {
    if (pieces_.size() != 1)
      append_all(frame);
    else if (frame.slots[slot_].is_number())
      add_to_number(frame);
    else
      append_one(frame);
    return Flow::Next;
  }

 private:
  void add_to_number(Frame& frame) const {
    const Scalar piece = pieces_.front()->scalar(frame);
    Value& target = frame.slots[slot_];
    std::int64_t sum = 0;
    if (piece.is_number && !__builtin_add_overflow(target.as_number(), piece.number, &sum)) [[likely]]
      return target.assign_number(sum);
    const Value other = piece.is_number ? Value::number(piece.number) : std::move(frame.run.parked);
    placed_at(frame, span, [&] { append(frame, other); });
  }

  void append_one(Frame& frame) const {
    Value storage;
    const Value& piece = pieces_.front()->borrow(frame, storage);
    placed_at(frame, span, [&] { append(frame, piece); });
  }

  // Every piece is evaluated before the first is appended, so that an error leaves the variable as it was.
  void append_all(Frame& frame) const {
    Value& target = frame.slots[slot_];
    if (!target.is_text()) return add_all(frame);
    TextBuffer text(frame.run.context);
    for (const ExpressionPtr& piece : pieces_) piece->append(frame, text);
    placed_at(frame, span, [&] { append_in_place(target, text.view(), frame.run.context.heap); });
  }

  void add_all(Frame& frame) const {
    Value sum = frame.slots[slot_];
    for (const ExpressionPtr& piece : pieces_) {
      Value storage;
      const Value& value = piece->borrow(frame, storage);
      placed_at(frame, span, [&] { add(frame, sum, value); });
    }
    frame.slots[slot_] = std::move(sum);
  }

  static void add(Frame& frame, Value& target, const Value& piece) {
    std::int64_t sum = 0;
    if (target.is_number() && piece.is_number() && !__builtin_add_overflow(target.as_number(), piece.as_number(), &sum))
      return target.assign_number(sum);
    target = arithmetic(BinaryOp::Add, std::move(target), piece, frame.run.context);
  }

  void append(Frame& frame, const Value& piece) const {
    Value& target = frame.slots[slot_];
    if (target.is_text()) return append_value(target, piece, frame.run.context);
    Value sum = target;
    add(frame, sum, piece);
    target = std::move(sum);
  }

  std::uint32_t slot_;
  Expressions pieces_;
};

class If final : public Statement {
 public:
  If(Span where, ExpressionPtr condition, Sequence body)
      : Statement(where), condition_(std::move(condition)), body_(std::move(body)) {}
  Flow execute(Frame& frame) const override { return condition_->condition(frame) ? body_.execute(frame) : Flow::Next; }

 private:
  ExpressionPtr condition_;
  Sequence body_;
};

class IfElse final : public Statement {
 public:
  IfElse(Span where, std::vector<ConditionalBody> branches, Sequence otherwise)
      : Statement(where), branches_(std::move(branches)), otherwise_(std::move(otherwise)) {}
  Flow execute(Frame& frame) const override {
    for (const ConditionalBody& branch : branches_)
      if (branch.condition->condition(frame)) return branch.body.execute(frame);
    return otherwise_.execute(frame);
  }

 private:
  std::vector<ConditionalBody> branches_;
  Sequence otherwise_;
};

class Try final : public Statement {
 public:
  Try(Span where, Sequence body, std::uint32_t slot, Sequence handler)
      : Statement(where), body_(std::move(body)), slot_(slot), handler_(std::move(handler)) {}
  Flow execute(Frame& frame) const override {
    try {
      return body_.execute(frame);
    } catch (Raised& raised) {
      if (!raised.catchable()) throw;
      frame.slots[slot_] = FaultObject::make(frame.run.context.heap, raised.fault());
    }
    return handler_.execute(frame);  // outside the catch, so that nested errors do not pile up
  }

 private:
  Sequence body_;
  std::uint32_t slot_;
  Sequence handler_;
};

class BlockStatement final : public Statement {
 public:
  BlockStatement(Span where, Sequence body) : Statement(where), body_(std::move(body)) {}
  Flow execute(Frame& frame) const override { return body_.execute(frame); }

 private:
  Sequence body_;
};

class Return final : public Statement {
 public:
  Return(Span where, ExpressionPtr value) : Statement(where), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    if (value_ != nullptr)
      value_->store(frame, frame.run.returned);
    else
      frame.run.returned.reset();
    return Flow::Return;
  }

 private:
  ExpressionPtr value_;
};

// return variable
class ReturnLocal final : public Statement {
 public:
  ReturnLocal(Span where, std::uint32_t slot) : Statement(where), slot_(slot) {}
  Flow execute(Frame& frame) const override {
    const Value& value = frame.slots[slot_];
    if (value.is_number())
      frame.run.returned.assign_number(value.as_number());
    else
      frame.run.returned = value;
    return Flow::Return;
  }

 private:
  std::uint32_t slot_;
};

class Jump final : public Statement {
 public:
  Jump(Span where, Flow flow) : Statement(where), flow_(flow) {}
  Flow execute(Frame&) const override { return flow_; }

 private:
  Flow flow_;
};

class Info final : public Statement {
 public:
  Info(Span where, ExpressionPtr value) : Statement(where), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    Value storage;
    const Value& value = value_->borrow(frame, storage);
    const Value line = to_text(value, frame.run.context);
    write(frame.run.context, line.text());
    return Flow::Next;
  }

 private:
  static constexpr std::string_view kTruncated =
      "The info message has been truncated because its size exceeded 500 KB.";

  static void write(Context& context, std::string_view line) {
    const std::uint64_t wanted = line.size() + 1;
    const std::uint64_t allowed = context.budget.write_output(wanted);
    if (allowed == wanted) return context.host.write_info(line);
    if (allowed > 1) context.host.write_info(beginning(line, allowed - 1));
    if (context.budget.first_cut()) context.host.write_info(kTruncated);
  }

  // Whole characters of at most `size` bytes, which are fewer than the line has.
  static std::string_view beginning(std::string_view line, std::size_t size) {
    while (size > 0 && (static_cast<unsigned char>(line[size]) & 0xc0) == 0x80) --size;
    return line.substr(0, size);
  }

  ExpressionPtr value_;
};

// throw "text", or throw {"message" : …, …}: every key of the map can be read in the handler (language.md §5.5).
class Throw final : public Statement {
 public:
  Throw(Span where, ExpressionPtr value) : Statement(where), value_(std::move(value)) {}
  Flow execute(Frame& frame) const override {
    Value value = value_->evaluate(frame);
    placed_at(frame, span, [&] { throw_value(frame.run.context, std::move(value)); });
    return Flow::Next;
  }

 private:
  [[noreturn]] static void throw_value(Context& context, Value value) {
    auto fault = std::make_unique<Fault>();
    if (value.tag() == Tag::Fault) {
      fault->code = value.fault().code;
      fault->message = value.fault().message.text();
      fault->data = value.fault().data;
    } else {
      fault->message = message_of(value, context);
      fault->data = std::move(value);
    }
    throw Raised(std::move(fault));
  }

  static std::string message_of(const Value& value, Context& context) {
    if (value.is_container() && value.container().is_keyed())
      if (const Value* message = value.container().find(context.text("message")))
        return std::string(to_text(*message, context).text());
    return std::string(to_text(value, context).text());
  }

  ExpressionPtr value_;
};

}  // namespace

StatementPtr make_expression_statement(Span span, ExpressionPtr value) {
  return std::make_unique<ExpressionStatement>(span, std::move(value));
}

StatementPtr make_assignment(Span span, std::uint32_t slot, ExpressionPtr value) {
  if (StatementPtr fused = value->fused_assignment(span, slot, value)) return fused;
  return std::make_unique<Assignment>(span, slot, std::move(value));
}

StatementPtr make_append(Span span, std::uint32_t slot, Expressions pieces) {
  return std::make_unique<Append>(span, slot, std::move(pieces));
}

StatementPtr make_if(Span span, std::vector<ConditionalBody> branches, Sequence otherwise) {
  if (branches.size() == 1 && otherwise.empty()) {
    ConditionalBody& only = branches.front();
    if (StatementPtr fused = only.condition->fused_if(span, only.condition, only.body)) return fused;
    return std::make_unique<If>(span, std::move(only.condition), std::move(only.body));
  }
  return std::make_unique<IfElse>(span, std::move(branches), std::move(otherwise));
}

StatementPtr make_try(Span span, Sequence body, std::uint32_t slot, Sequence handler) {
  return std::make_unique<Try>(span, std::move(body), slot, std::move(handler));
}

StatementPtr make_block(Span span, Sequence body) { return std::make_unique<BlockStatement>(span, std::move(body)); }

StatementPtr make_return(Span span, ExpressionPtr value) {
  if (const auto* local = dynamic_cast<const LocalNode*>(value.get()))
    return std::make_unique<ReturnLocal>(span, local->slot);
  if (value != nullptr)
    if (StatementPtr fused = value->fused_return(span, value)) return fused;
  return std::make_unique<Return>(span, std::move(value));
}

StatementPtr make_jump(Span span, Flow flow) { return std::make_unique<Jump>(span, flow); }

StatementPtr make_info(Span span, ExpressionPtr value) { return std::make_unique<Info>(span, std::move(value)); }

StatementPtr make_throw(Span span, ExpressionPtr value) { return std::make_unique<Throw>(span, std::move(value)); }

}  // namespace sluice::interpreter
