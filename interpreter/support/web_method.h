// The methods that invokeurl and invokeapi know (help/webhook/invokeurl-api-task).
#pragma once

#include <algorithm>
#include <string_view>

#include "interpreter/support/names.h"

namespace sluice::interpreter::support {

inline constexpr std::string_view kWebMethodNames = "GET, POST, PUT, PATCH, DELETE or OPTIONS";

// In any letter case.
constexpr bool is_web_method(std::string_view written) {
  constexpr std::string_view kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return std::ranges::any_of(kMethods, [&](std::string_view known) { return same_name(known, written); });
}

}  // namespace sluice::interpreter::support
