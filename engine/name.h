// What a function may be called in Deluge: ASCII letters, digits and _, the first no digit.
#pragma once

#include <string_view>

namespace sluice::engine {

constexpr bool is_name(std::string_view name) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (const char c : name)
    if (!is_digit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '_') return false;
  return !name.empty() && !is_digit(name.front());
}

}  // namespace sluice::engine
