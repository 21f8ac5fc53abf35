// Texts of users in messages.
#pragma once

#include <string>
#include <string_view>

namespace sluice::interpreter::support {

// The beginning of a long text, in whole characters: messages are for people.
inline std::string shortened(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return std::string(text);
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace sluice::interpreter::support
