// The words of the language. The lexer marks each identifier with its word, in any letter case; what it means is
// decided where it stands.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice::grammar {

enum class Word : std::uint8_t {
  None,
#define SLUICE_WORD(name, spelling) name,
#include "grammar/words.inc"
#undef SLUICE_WORD
};

// The word that an identifier spells, else None.
Word word_of(std::string_view identifier);

}  // namespace sluice::grammar
