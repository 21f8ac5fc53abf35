#include "sandbox/coql_tokens.h"

#include <cctype>

#include "sandbox/api_error.h"
#include "sandbox/text.h"

namespace sluice::sandbox {

namespace {

bool word_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || c == '.' || c == '$' || c == '#' || c == '{' || c == '}' ||
         byte >= 0x80;
}

}  // namespace

bool Token::is(std::string_view keyword) const { return kind == Kind::Word && equal_folded(text, keyword); }

std::vector<Token> coql_tokens(const std::string& text) {
  std::vector<Token> tokens;
  std::size_t i = 0;
  while (i < text.size()) {
    const char c = text[i];
    Token token;
    token.column = i + 1;
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++i;
      continue;
    }
    if (c == '\'' || c == '"') {
      token.kind = Token::Kind::Text;
      for (++i; i < text.size() && text[i] != c; ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == c || text[i + 1] == '\\')) ++i;
        token.text += text[i];
      }
      if (i++ >= text.size())
        throw ApiError(400, "SYNTAX_ERROR", "error occured while parsing the query", {{"near", token.text}});
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 ||
               (c == '-' && i + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0)) {
      token.kind = Token::Kind::Number;
      token.text += text[i++];
      // Unquoted dates and times count as numbers too.
      while (i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) != 0 ||
                                 std::string_view(".:-+").find(text[i]) != std::string_view::npos))
        token.text += text[i++];
    } else if (word_character(c)) {
      token.kind = Token::Kind::Word;
      while (i < text.size() && word_character(text[i])) token.text += text[i++];
    } else {
      token.kind = Token::Kind::Symbol;
      const std::string two = text.substr(i, 2);
      token.text = two == "!=" || two == ">=" || two == "<=" ? two : std::string(1, c);
      i += token.text.size();
      if (std::string_view("=!=>=<=(),*").find(token.text) == std::string_view::npos)
        throw ApiError(400, "SYNTAX_ERROR", "error occured while parsing the query", {{"near", token.text}});
    }
    tokens.push_back(std::move(token));
  }
  tokens.push_back({Token::Kind::End, "", text.size() + 1});
  return tokens;
}

}  // namespace sluice::sandbox
