// The order of values that the sorts share: numbers, texts by code point, booleans, dates, times. A mixture of these
// has no order (help/functions/list/sort).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "interpreter/budget.h"
#include "interpreter/value.h"

namespace sluice::builtins {

enum class Order : std::uint8_t { Ascending, Descending };

// Sorts stably and in place; false, and nothing changed, when the values have no common order.
bool sort_values(std::span<interpreter::Value> values, Order order, interpreter::Budget& budget);

// The stable order of values as indexes; nothing when they have no common order.
std::optional<std::vector<std::uint32_t>> order_of(std::span<const interpreter::Value* const> values, Order order,
                                                   interpreter::Budget& budget);

}  // namespace sluice::builtins
