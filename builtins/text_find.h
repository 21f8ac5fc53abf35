// Where a text occurs in another, in a time that grows with their sizes only: std::string_view::find() compares again and
// again, so that a long run of one letter sought in a longer one takes hours. Looks at the run's budget on the way.
#pragma once

#include <cstddef>
#include <string_view>

#include "interpreter/context.h"

namespace sluice::builtins {

// The byte of the first occurrence at or after `from`; npos where there is none.
std::size_t find_text(std::string_view text, std::string_view sought, interpreter::Context& context,
                      std::size_t from = 0);

// The byte of the last occurrence; npos where there is none.
std::size_t find_last_text(std::string_view text, std::string_view sought, interpreter::Context& context);

}  // namespace sluice::builtins
