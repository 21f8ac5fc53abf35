// The mistakes that scripts make most, each with a line that says what to do: Zoho's text does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "interpreter/callable.h"
#include "interpreter/error.h"

namespace sluice::interpreter {

// How a TEXT becomes one of `wanted`; empty where it cannot.
std::string_view help_for_text(TypeSet wanted);

// An operand of `op` is null; the help says which.
[[noreturn]] void raise_null_operand(std::string_view op, const Value& left, const Value& right);
// Argument `index`, counted from 1, of a function is null.
[[noreturn]] void raise_null_argument(std::string_view function, std::size_t index);
// A function was called on null.
[[noreturn]] void raise_null_receiver(std::string_view function);
[[noreturn]] void raise_divide_by_zero(std::string_view op);
// Raises where `index` is not inside a list of `size` elements, else gives it.
std::uint32_t checked_index(std::int64_t index, std::size_t size);
// `for each` over what has no elements.
[[noreturn]] void raise_not_iterable(const Value& value);
// A part from `begin` to `end` was asked for where there are `size` characters or elements.
[[noreturn]] void raise_out_of_bounds(std::int64_t begin, std::int64_t end, std::int64_t size);
[[noreturn]] void raise_unparsable_date(std::string_view text);
// What only a host can do, and this one does not: `what` needs `needs`, such as "a form store".
[[noreturn]] void raise_host_missing(std::string_view what, std::string_view needs);

}  // namespace sluice::interpreter
