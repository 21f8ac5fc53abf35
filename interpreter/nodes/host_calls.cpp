#include "interpreter/nodes/host_calls.h"

#include "interpreter/convert.h"

namespace sluice::interpreter {

using grammar::Span;

namespace {

Value request_of(Frame& frame, const std::vector<RequestPart>& parts) {
  Context& context = frame.run.context;
  Value request = Container::make_map(context.heap);
  for (const RequestPart& part : parts) {
    Value value;
    if (part.list) {
      value = Container::make_list(context.heap, static_cast<std::uint32_t>(part.values.size()));
      for (const ExpressionPtr& element : part.values) value.container().push(element->evaluate(frame));
    } else {
      value = part.values.front()->evaluate(frame);
    }
    request.container().put(context.text(part.name), std::move(value));
  }
  return request;
}

class RequestNode final : public Expression {
 public:
  RequestNode(Span where, std::string what, std::vector<RequestPart> parts)
      : Expression(where), what_(std::move(what)), parts_(std::move(parts)) {}
  Value evaluate(Frame& frame) const override {
    const Value request = request_of(frame, parts_);
    return placed_at(frame, span, [&] { return frame.run.context.host.perform(what_, request, frame.run.context); });
  }

 private:
  std::string what_;
  std::vector<RequestPart> parts_;
};

class DirectiveNode final : public Expression {
 public:
  DirectiveNode(Span where, std::string name, std::vector<RequestPart> parts)
      : Expression(where), name_(std::move(name)), parts_(std::move(parts)) {}
  Value evaluate(Frame& frame) const override {
    const Value details = request_of(frame, parts_);
    placed_at(frame, span, [&] { frame.run.context.host.client_directive(name_, details, frame.run.context); });
    return {};
  }

 private:
  std::string name_;
  std::vector<RequestPart> parts_;
};

// Values appear as literals of the language: texts quoted, dates in single quotes.
class CriteriaNode final : public Expression {
 public:
  CriteriaNode(Span where, std::vector<std::string> texts, Expressions values)
      : Expression(where), texts_(std::move(texts)), values_(std::move(values)) {}
  Value evaluate(Frame& frame) const override {
    Context& context = frame.run.context;
    std::string criteria = texts_.front();
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const Value value = values_[i]->evaluate(frame);
      const bool date = value.type() == Type::DateTime || value.type() == Type::Time;
      if (date) criteria += '\'';
      if (date)
        append_text(criteria, value, context);
      else
        append_json(criteria, value, context);
      if (date) criteria += '\'';
      criteria += texts_[i + 1];
    }
    return context.text(criteria);
  }

 private:
  std::vector<std::string> texts_;
  Expressions values_;
};

class MissingNode final : public Expression {
 public:
  MissingNode(Span where, std::string what, std::string needs)
      : Expression(where), what_(std::move(what)), needs_(std::move(needs)) {}
  Value evaluate(Frame& frame) const override {
    return placed_at(frame, span, [&]() -> Value { raise(ErrorKind::Host, messages::HostMissing, {what_, needs_}); });
  }

 private:
  std::string what_;
  std::string needs_;
};

}  // namespace

ExpressionPtr make_request(Span span, std::string what, std::vector<RequestPart> parts) {
  return std::make_unique<RequestNode>(span, std::move(what), std::move(parts));
}

ExpressionPtr make_directive(Span span, std::string name, std::vector<RequestPart> parts) {
  return std::make_unique<DirectiveNode>(span, std::move(name), std::move(parts));
}

ExpressionPtr make_criteria(Span span, std::vector<std::string> texts, Expressions values) {
  return std::make_unique<CriteriaNode>(span, std::move(texts), std::move(values));
}

ExpressionPtr make_missing(Span span, std::string what, std::string needs) {
  return std::make_unique<MissingNode>(span, std::move(what), std::move(needs));
}

}  // namespace sluice::interpreter
