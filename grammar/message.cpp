#include "grammar/message.h"

#include <algorithm>

namespace sluice::grammar {

namespace {

// What a script is at fault with may be megabytes long; a message is for people, and a help to find it.
void append_argument(std::string& text, std::string_view argument) {
  constexpr std::size_t kMost = 4096;  // bytes
  std::size_t end = std::min(argument.size(), kMost);
  while (end < argument.size() && end > 0 && (static_cast<unsigned char>(argument[end]) & 0xc0) == 0x80) --end;
  text.append(argument.substr(0, end)).append(end < argument.size() ? "…" : "");
}

}  // namespace

std::string text_of(Message message, std::initializer_list<std::string_view> arguments) {
  const std::string_view text = message.text();
  std::string filled;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool placeholder = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' && text[at + 1] >= '0' &&
                             static_cast<std::size_t>(text[at + 1] - '0') < arguments.size();
    if (placeholder) {
      append_argument(filled, arguments.begin()[text[at + 1] - '0']);
      at += 2;
    } else {
      filled += text[at];
    }
  }
  return filled;
}

}  // namespace sluice::grammar
