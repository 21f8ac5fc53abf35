// Upper and lower case as Java's String has them in the root locale.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/budget.h"
#include "interpreter/value.h"

namespace sluice::interpreter::support {

char32_t lower_of(char32_t code_point);
// The simple mapping, without those that grow (ß).
char32_t upper_of(char32_t code_point);

// The whole TEXT; one of only ASCII is done in one pass.
Value to_lower(const Value& text, Heap& heap, Budget* budget = nullptr);
Value to_upper(const Value& text, Heap& heap, Budget* budget = nullptr);

// A form in which texts that differ only in case are equal, character by character as equalsIgnoreCase compares.
std::string fold_case(std::string_view bytes, Budget* budget = nullptr);

}  // namespace sluice::interpreter::support
