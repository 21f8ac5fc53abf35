#include "grammar/parse_help.h"

namespace sluice::grammar {
namespace {

std::string_view text_of(const Token& token, const Source& source) {
  return source.text().substr(token.begin, token.end - token.begin);
}

bool adjacent(const Token& a, const Token& b) { return a.end == b.begin; }

std::string quoted(const Token& token, const Source& source) {
  constexpr std::size_t kLongest = 40;
  std::string_view text = text_of(token, source);
  text = text.substr(0, text.find_first_of("\r\n"));
  std::string shown = "'";
  if (text.size() > kLongest) {
    std::size_t cut = kLongest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    shown += text.substr(0, cut);
    shown += "…";
  } else {
    shown += text;
  }
  return shown + "'";
}

bool is_pair(const Token* token, TokenKind first, TokenKind second) {
  return token[0].kind == first && token[1].kind == second && adjacent(token[0], token[1]);
}

// Help for a sign that other languages have, seen from the token at which the parser stopped.
std::string sign_help(const Token* token, const Token* first) {
  const auto before = [&](int n) { return token - first >= n; };
  if (before(2) && is_pair(token - 2, TokenKind::Plus, TokenKind::Plus)) return "Deluge has no '++'; write x = x + 1";
  if (before(2) && is_pair(token - 2, TokenKind::Minus, TokenKind::Minus)) return "Deluge has no '--'; write x = x - 1";
  if (before(1) && is_pair(token - 1, TokenKind::Minus, TokenKind::Greater)) {
    return "Deluge has no functions as values; write a function of its own";
  }
  if (before(1) && (is_pair(token - 1, TokenKind::Assign, TokenKind::Greater) ||
                    is_pair(token - 1, TokenKind::SingleEqual, TokenKind::Greater))) {
    return "Deluge has no '=>'; write >= to compare, or a function of its own";
  }
  if (before(1) && (is_pair(token - 1, TokenKind::Equal, TokenKind::Assign) ||
                    is_pair(token - 1, TokenKind::NotEqual, TokenKind::Assign))) {
    return "write == or != to compare";
  }
  if (before(1) && is_pair(token - 1, TokenKind::Star, TokenKind::Star)) {
    return "Deluge has no '**'; write x.power(n)";
  }
  if (before(1) && is_pair(token - 1, TokenKind::Less, TokenKind::Greater)) return "write != for not equal";
  if (before(1) && token[-1].kind == TokenKind::Comma) return "remove the ',' or write what follows it";
  return {};
}

std::string token_help(const Token* token, const Token* first) {
  switch (token->kind) {
    case TokenKind::Question: return "Deluge has no '? :'; write if(condition, then, otherwise)";
    case TokenKind::LeftBrace:
    case TokenKind::BodyOpen:
      if (token > first && token[-1].kind == TokenKind::RightParen) {
        return "Deluge has no functions as values; write a function of its own";
      }
      return {};
    case TokenKind::Semicolon:
      if (token > first && token[-1].kind != TokenKind::Comma) {
        const std::string help = sign_help(token, first);
        return help.empty() ? "a value is missing, or a bracket is not closed" : help;
      }
      return sign_help(token, first);
    default: return sign_help(token, first);
  }
}

std::string character_help(std::string_view character) {
  if (character == "&") return "write && for and";
  if (character == "|") return "write || for or";
  if (character == "\\") return "a statement may run over several lines without a mark";
  if (character == "#") return "a comment begins with //";
  if (character == "`") return "texts are written between \"";
  if (character == "^") return "write x.power(n)";
  return "remove it";
}

}  // namespace

Advice advise_unexpected(const Token* token, const Token* first, const Source& source) {
  const Span span = token->span();
  switch (token->kind) {
    case TokenKind::End: {
      const std::uint32_t end = token > first ? token[-1].end : span.begin;
      return {Diagnostic::error(Message::ImproperStatement, {end, end}), "the text ends within this statement"};
    }
    case TokenKind::Unknown: {
      const std::string_view character = text_of(*token, source);
      return {Diagnostic::error(Message::UnexpectedCharacter, span, {quoted(*token, source)}),
              character_help(character)};
    }
    case TokenKind::SmartText:
    case TokenKind::SmartQuote:
      return {Diagnostic::error(Message::SmartQuote, {span.begin, span.begin + 3},
                                {source.text().substr(span.begin, 3)}),
              "replace it by \""};
    case TokenKind::UnclosedText:
    case TokenKind::UnclosedQuoted:
      return {Diagnostic::error(Message::UnclosedText, span),
              token->kind == TokenKind::UnclosedText
                  ? "write \" at its end; a backslash before a \" takes it into the text, so write \\\\ for a backslash"
                  : "write ' at its end; for a backslash write \"\\\\\""};
    default:
      return {Diagnostic::error(Message::UnexpectedToken, span, {quoted(*token, source)}), token_help(token, first)};
  }
}

Advice advise_misplaced(const Token* token, const Token* first, const Source& source) {
  const auto improper = [&](std::string help) {
    return Advice{Diagnostic::error(Message::UnexpectedToken, token->span(), {quoted(*token, source)}),
                  std::move(help)};
  };
  switch (token->word) {
    case Word::Switch: return improper("Deluge has no 'switch'; write if, else if and else");
    case Word::For: return improper("write: for each item in list { … }");
    case Word::ForEach: return improper("write it as two words: for each item in list { … }");
    case Word::Do: return improper("Deluge has no 'do'; write: for each item in list { … }");
    case Word::Else: return improper("this 'else' has no 'if' before it");
    case Word::ElseIf: return improper("write 'else if', behind the block of an 'if'");
    case Word::Catch: return improper("this 'catch' has no 'try' before it");
    case Word::Finally: return improper("Deluge has no 'finally'; write the statements behind the try");
    case Word::Function: return improper("a function begins with its return type: void name(string text) { … }");
    default: break;
  }
  Advice advice = advise_unexpected(token, first, source);
  if (advice.help.empty()) advice.help = "a statement cannot begin with it";
  return advice;
}

}  // namespace sluice::grammar
