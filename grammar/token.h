// Tokens: what the lexer makes of a text and the parser reads. Positions are bytes in the Source.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/source.h"
#include "grammar/words.h"

namespace sluice::grammar {

enum class TokenKind : std::uint16_t {
  None,
#define SLUICE_TOKEN(name, grammar_name) name,
#include "grammar/tokens.inc"
#undef SLUICE_TOKEN
  End = 0xFFFF,  // ANTLR's EOF, as 16 bits
};

struct Token {
  TokenKind kind;
  Word word;          // of a Word token
  bool starts_line;   // a line break stands between it and the token before
  std::uint32_t begin;
  std::uint32_t end;

  Span span() const { return {begin, end}; }
};

// A list of tokens ends with this many End tokens, so that looking a few tokens ahead needs no check.
inline constexpr int kEndTokens = 6;

}  // namespace sluice::grammar
