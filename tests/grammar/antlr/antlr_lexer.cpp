#include "antlr_lexer.h"

#include "antlr4-runtime.h"

#include "DelugeLexer.h"
#include "grammar/lexer.h"

namespace sluice::grammar {
namespace {

// Byte offset of each code point, and of the end.
std::vector<std::size_t> code_point_offsets(std::string_view text) {
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) offsets.push_back(i);
  }
  offsets.push_back(text.size());
  return offsets;
}

std::string show(const std::vector<PlainToken>& tokens, std::size_t at) {
  if (at >= tokens.size()) return "no token";
  const PlainToken& token = tokens[at];
  return "kind " + std::to_string(token.kind) + " at " + std::to_string(token.begin) + "-" + std::to_string(token.end);
}

}  // namespace

std::vector<PlainToken> antlr_tokens(std::string_view text) {
  antlr4::ANTLRInputStream input{std::string(text)};
  DelugeLexer lexer(&input);
  lexer.removeErrorListeners();
  const auto offsets = code_point_offsets(text);
  std::vector<PlainToken> tokens;
  for (;;) {
    const auto token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF) return tokens;
    // A token at the end may contain EOF, which counts as a character.
    const std::size_t stop = std::min(token->getStopIndex() + 1, offsets.size() - 1);
    tokens.push_back({static_cast<int>(token->getType()), offsets[token->getStartIndex()], offsets[stop]});
  }
}

std::vector<PlainToken> our_tokens(std::string_view text) {
  std::vector<PlainToken> tokens;
  for (const Token& token : lex(text, 0)) {
    if (token.kind == TokenKind::None || token.kind == TokenKind::End) continue;
    tokens.push_back({static_cast<int>(token.kind), token.begin, token.end});
  }
  return tokens;
}

std::string compare_lexers(std::string_view original) {
  // ANTLR takes a byte order mark off the text before its lexer sees it.
  const std::string text = " " + std::string(original);
  const auto expected = antlr_tokens(text);
  const auto actual = our_tokens(text);
  if (expected == actual) return {};
  std::size_t at = 0;
  while (at < expected.size() && at < actual.size() && expected[at] == actual[at]) ++at;
  return "token " + std::to_string(at) + ": ANTLR " + show(expected, at) + ", ours " + show(actual, at);
}

}  // namespace sluice::grammar
