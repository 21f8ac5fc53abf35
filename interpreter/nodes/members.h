// object.name and object[…]: parts of maps, of caught errors and of what a form gives; and assignments to them.
#pragma once

#include <string>

#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

ExpressionPtr make_member(grammar::Span span, ExpressionPtr object, std::string name);
// list[0], map["key"]
ExpressionPtr make_element(grammar::Span span, ExpressionPtr object, ExpressionPtr index);
StatementPtr make_member_assignment(grammar::Span span, ExpressionPtr object, std::string name, ExpressionPtr value);
StatementPtr make_element_assignment(grammar::Span span, ExpressionPtr object, ExpressionPtr index,
                                     ExpressionPtr value);

}  // namespace sluice::interpreter
