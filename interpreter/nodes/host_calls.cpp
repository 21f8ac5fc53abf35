#include "interpreter/nodes/host_calls.h"

#include "interpreter/common_errors.h"
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

Value part_of_response(const Value& response, std::string_view name, Context& context) {
  const Value* part = response.container().find(context.text(name));
  return part == nullptr ? Value() : *part;
}

class ResponseNode final : public Expression {
 public:
  ResponseNode(Span where, ExpressionPtr request, std::optional<std::uint32_t> slot)
      : Expression(where), request_(std::move(request)), slot_(slot) {}
  Value evaluate(Frame& frame) const override {
    Value response = request_->evaluate(frame);
    Value body = part_of_response(response, "responseText", frame.run.context);
    if (slot_) frame.slots[*slot_] = std::move(response);
    return body;
  }

 private:
  ExpressionPtr request_;
  std::optional<std::uint32_t> slot_;
};

class ResponsePartNode final : public Expression {
 public:
  ResponsePartNode(Span where, ExpressionPtr object, ExpressionPtr response, ResponsePart part, ExpressionPtr otherwise)
      : Expression(where),
        object_(std::move(object)),
        response_(std::move(response)),
        part_(part),
        otherwise_(std::move(otherwise)) {}
  Value evaluate(Frame& frame) const override {
    const Value object = object_->evaluate(frame);
    const Value response = response_->evaluate(frame);
    Context& context = frame.run.context;
    if (response.is_null() || !same_object(object, part_of_response(response, "responseText", context)))
      return otherwise_->evaluate(frame);
    return part_of_response(response, part_ == ResponsePart::Status ? "responseCode" : "responseHeader", context);
  }

 private:
  // The variable may have got another value since.
  static bool same_object(const Value& a, const Value& b) {
    if (a.tag() != b.tag()) return false;
    return a.tag() >= kFirstCounted ? a.object() == b.object() : identical(a, b);
  }

  ExpressionPtr object_, response_;
  ResponsePart part_;
  ExpressionPtr otherwise_;
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
    return placed_at(frame, span, [&]() -> Value { raise_host_missing(what_, needs_); });
  }

 private:
  std::string what_;
  std::string needs_;
};

}  // namespace

ExpressionPtr make_request(Span span, std::string what, std::vector<RequestPart> parts) {
  return std::make_unique<RequestNode>(span, std::move(what), std::move(parts));
}

ExpressionPtr make_response(Span span, ExpressionPtr request, std::optional<std::uint32_t> slot) {
  return std::make_unique<ResponseNode>(span, std::move(request), slot);
}

ExpressionPtr make_response_part(Span span, ExpressionPtr object, ExpressionPtr response, ResponsePart part,
                                 ExpressionPtr otherwise) {
  return std::make_unique<ResponsePartNode>(span, std::move(object), std::move(response), part, std::move(otherwise));
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
