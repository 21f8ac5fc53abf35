#include "grammar/message.h"

namespace sluice::grammar {

std::string text_of(Message message, std::initializer_list<std::string_view> arguments) {
  const std::string_view text = message.text();
  std::string filled;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool placeholder = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' && text[at + 1] >= '0' &&
                             static_cast<std::size_t>(text[at + 1] - '0') < arguments.size();
    if (placeholder) {
      filled += arguments.begin()[text[at + 1] - '0'];
      at += 2;
    } else {
      filled += text[at];
    }
  }
  return filled;
}

}  // namespace sluice::grammar
