// Numbers by a pattern of Java's DecimalFormat: `#,##0.00`, `000`, `0%`, `$#,##0.00;($#,##0.00)`. Used by text() and
// toString().
#pragma once

#include <string>
#include <string_view>

#include "interpreter/value.h"

namespace sluice::interpreter::support {

// Whether the pattern has a digit sign outside of quotes, so that it is meant for numbers and not for dates.
bool is_number_pattern(std::string_view pattern);

// Appends a NUMBER or DECIMAL, rounded half to even; false, and nothing appended, when the pattern is malformed or
// uses scientific notation.
bool append_by_number_pattern(std::string& out, const Value& number, std::string_view pattern, Heap& heap);

}  // namespace sluice::interpreter::support
