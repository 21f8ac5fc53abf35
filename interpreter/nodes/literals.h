// Makes the nodes of list and map literals.
#pragma once

#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

class CacheCounter;

ExpressionPtr make_list(grammar::Span span, Expressions elements);
ExpressionPtr make_map(grammar::Span span, Expressions keys_and_values, CacheCounter& caches);
ExpressionPtr make_empty(grammar::Span span);  // {}

}  // namespace sluice::interpreter
