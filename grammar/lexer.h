// The production lexer, written by hand for speed. DelugeLexer.g4 is its specification: a test and a fuzz target
// prove that both give the same tokens.
#pragma once

#include <string_view>
#include <vector>

#include "grammar/token.h"

namespace sluice::grammar {

// Whether a text literal may run over several lines. Deluge allows it; the parser tries SingleLine to find the one
// whose closing quote is missing.
enum class TextLines : std::uint8_t { Many, Single };

// Where the tokens begin: behind a byte order mark and a `#!` line.
std::uint32_t first_token_offset(std::string_view text);

// The tokens of `text` from `offset` on, between a None token, so that looking back needs no check, and kEndTokens End
// tokens. Accepts any bytes.
std::vector<Token> lex(std::string_view text, std::uint32_t offset, TextLines lines = TextLines::Many);

}  // namespace sluice::grammar
