// The tokens of a text as the lexer that ANTLR generates from DelugeLexer.g4 sees them, to compare with lex().
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sluice::grammar {

struct PlainToken {
  int kind;
  std::size_t begin;  // in bytes
  std::size_t end;

  friend bool operator==(const PlainToken&, const PlainToken&) = default;
};

// `text` must be valid UTF-8.
std::vector<PlainToken> antlr_tokens(std::string_view text);
std::vector<PlainToken> our_tokens(std::string_view text);

// Empty when both lexers agree, else what differs first.
std::string compare_lexers(std::string_view text);

}  // namespace sluice::grammar
