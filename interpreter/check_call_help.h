// Texts that say what a call should have been.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/static_type.h"

namespace sluice::interpreter {

struct ArgumentRange {
  static constexpr std::size_t kAnyNumber = SIZE_MAX;

  std::size_t least;
  std::size_t most;

  bool holds(std::size_t count) const { return count >= least && count <= most; }
};

// `left takes 1 argument; 2 are given`
std::string help_for_count(std::string_view name, ArgumentRange range, std::size_t given);

// `it takes BIGINT or DECIMAL; this is TEXT`
std::string help_for_type(StaticType wanted, StaticType given);

}  // namespace sluice::interpreter
