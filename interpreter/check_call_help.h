// Texts that say what a call should have been.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "interpreter/call_check.h"
#include "interpreter/static_type.h"

namespace sluice::interpreter {

inline constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);  // ArgumentRange::most of variadic functions

// `left takes 1 argument; 2 are given`
std::string help_for_count(std::string_view name, ArgumentRange range, std::size_t given);

// `it takes BIGINT or DECIMAL; this is TEXT`
std::string help_for_type(StaticType wanted, StaticType given);

}  // namespace sluice::interpreter
