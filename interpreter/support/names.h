// Names of Deluge's own functions, keywords and variables are found in any letter case. They are ASCII.
#pragma once

#include <string>
#include <string_view>

namespace sluice::interpreter {

constexpr char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (folded(a[i]) != folded(b[i])) return false;
  return true;
}

inline std::string folded(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = folded(c);
  return text;
}

}  // namespace sluice::interpreter
