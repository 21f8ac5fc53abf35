// Character sets other than UTF-8, as `response-decoding`, Content-Type and parts of forms name them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice::connectors::web {

// UTF-8 of bytes in a character set; what is not valid in it becomes U+FFFD. An empty name is UTF-8. Nothing for
// character sets that are not known here.
std::optional<std::string> decoded_text(std::string bytes, std::string_view character_set);

// Bytes of a text in a character set; ? for what it does not have. Raises for character sets that are not known.
std::string encoded_text(std::string text, std::string_view character_set);

// Raises where the name of a character set is not known, before anything is sent. An empty one is fine.
void check_character_set(std::string_view character_set);

}  // namespace sluice::connectors::web
