// Typed lists (List:Int() …): what they take and how a value is changed to fit (help/create-list-datatype).
#pragma once

#include <string_view>

#include "interpreter/container.h"
#include "interpreter/context.h"

namespace sluice::builtins {

// The value as the list keeps it. Raises ListElementType when it does not fit; null always fits.
interpreter::Value fitted(interpreter::Value value, interpreter::ElementType type, std::string_view function,
                          interpreter::Context& context);

// Raises unless the value has exactly the type of the elements, as removeElement() wants it.
void require_element_type(const interpreter::Value& value, interpreter::ElementType type, std::string_view function);

// Raises when both lists are typed and differ.
void require_same_elements(const interpreter::Container& list, const interpreter::Container& other,
                           std::string_view function);

}  // namespace sluice::builtins
