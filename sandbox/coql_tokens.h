// The words of a COQL query.
#pragma once

#include <string>
#include <vector>

namespace sluice::sandbox {

struct Token {
  enum class Kind : std::uint8_t { Word, Text, Number, Symbol, End } kind = Kind::End;
  std::string text;    // of Text without its quotes and escapes
  std::size_t column = 1;

  // Keywords are told apart in any letter case.
  bool is(std::string_view keyword) const;
  bool symbol(std::string_view text_of_it) const { return kind == Kind::Symbol && text == text_of_it; }
};

// Ends with a token of kind End. Errors: SYNTAX_ERROR.
std::vector<Token> coql_tokens(const std::string& text);

}  // namespace sluice::sandbox
