// Lengths and indexes of texts as scripts see them: in UTF-16 units, as on the JVM that Deluge runs on. Texts of only
// ASCII need no counting.
#pragma once

#include <cstddef>
#include <string_view>

#include "interpreter/value.h"

namespace sluice::interpreter::support {

// The units of UTF-8 bytes.
std::size_t utf16_units(std::string_view bytes);

// The length of a TEXT.
inline std::size_t utf16_length(const Value& text) {
  return text.text_is_ascii() ? text.text().size() : utf16_units(text.text());
}

// The units from `begin` up to, but without, `end`, both at most the length. Half of a character that is cut in two
// becomes U+FFFD (decisions 24).
Value utf16_slice(const Value& text, std::size_t begin, std::size_t end, Heap& heap);

// The index of the unit at a byte position of a TEXT.
inline std::size_t utf16_index(const Value& text, std::size_t byte) {
  return text.text_is_ascii() ? byte : utf16_units(text.text().substr(0, byte));
}

}  // namespace sluice::interpreter::support
