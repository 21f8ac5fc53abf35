// How wide a text is on a terminal: East Asian characters and emoji take two columns, combining marks none.
#pragma once

#include <cstddef>
#include <string_view>

namespace sluice::grammar {

// Bytes that are not UTF-8, and control characters, count as one column each.
std::size_t columns_of(std::string_view text);

}  // namespace sluice::grammar
