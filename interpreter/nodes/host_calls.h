// What a script asks of its host: tasks ([ … ] blocks), records of forms, and client directives. With no such
// service the host's default raises HostMissing, which a script can catch.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

// A part of the MAP that the host gets: one value, or a LIST where there are several.
struct RequestPart {
  std::string name;
  Expressions values;
  bool list = false;
};

// `what` is the statement as people write it: `invokeUrl`, `insert into`, `fetch` …
ExpressionPtr make_request(grammar::Span span, std::string what, std::vector<RequestPart> parts);
// The body of what `invokeapi [ … ]` was answered with; `request` gives {responseText, responseHeader, responseCode}, which
// the slot keeps where there is one.
ExpressionPtr make_response(grammar::Span span, ExpressionPtr request, std::optional<std::uint32_t> slot);
enum class ResponsePart : std::uint8_t { Status, Headers };
// r.status, r.headers, where `object` still is the body of `response`; what `otherwise` gives where it is not.
ExpressionPtr make_response_part(grammar::Span span, ExpressionPtr object, ExpressionPtr response, ResponsePart part,
                                 ExpressionPtr otherwise);
// Tells the host of a client directive: alert, openUrl, show …
ExpressionPtr make_directive(grammar::Span span, std::string name, std::vector<RequestPart> parts);
// Criteria as text, with the values of the script's variables filled in: the pieces alternate, text first.
ExpressionPtr make_criteria(grammar::Span span, std::vector<std::string> texts, Expressions values);
// `input.Field` and its like where no form is at hand.
ExpressionPtr make_missing(grammar::Span span, std::string what, std::string needs);

}  // namespace sluice::interpreter
