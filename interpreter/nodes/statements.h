// Makes the nodes of statements.
#pragma once

#include <string>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

StatementPtr make_expression_statement(grammar::Span span, ExpressionPtr value);
// variable = value
StatementPtr make_assignment(grammar::Span span, std::uint32_t slot, ExpressionPtr value);
// variable = variable + piece + …: grows a text in place.
StatementPtr make_append(grammar::Span span, std::uint32_t slot, Expressions pieces);

struct ConditionalBody {
  ExpressionPtr condition;
  Sequence body;
};
StatementPtr make_if(grammar::Span span, std::vector<ConditionalBody> branches, Sequence otherwise);
StatementPtr make_while(grammar::Span span, ExpressionPtr condition, Sequence body);

struct ForEachParts {
  bool index;        // `for each index i in …`
  std::uint32_t slot;
  ExpressionPtr iterable;
  Sequence body;
  bool body_may_remove;  // whether the body could take elements out of the list that it iterates
};
StatementPtr make_for_each(grammar::Span span, ForEachParts parts);

StatementPtr make_try(grammar::Span span, Sequence body, std::uint32_t slot, Sequence handler);
StatementPtr make_block(grammar::Span span, Sequence body);
StatementPtr make_return(grammar::Span span, ExpressionPtr value);  // null for a bare return
StatementPtr make_jump(grammar::Span span, Flow flow);              // break, continue
StatementPtr make_info(grammar::Span span, ExpressionPtr value);
StatementPtr make_throw(grammar::Span span, ExpressionPtr value);

}  // namespace sluice::interpreter
