// Makes the nodes of list and map literals.
#pragma once

#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

ExpressionPtr make_list(grammar::Span span, Expressions elements);
ExpressionPtr make_map(grammar::Span span, Expressions keys_and_values);
ExpressionPtr make_empty(grammar::Span span);  // {}

}  // namespace sluice::interpreter
