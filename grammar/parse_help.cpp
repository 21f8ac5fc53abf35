#include "grammar/parse_help.h"

#include <algorithm>

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

constexpr std::string_view kNoFunctionValues = "Deluge has no functions as values; write a function of its own";

// A sign of other languages, made of two tokens.
struct ForeignSign {
  TokenKind first;
  TokenKind second;
  std::string_view help;
};

constexpr ForeignSign kForeignSigns[] = {
    {TokenKind::Plus, TokenKind::Plus, "Deluge has no '++'; write x = x + 1"},
    {TokenKind::Minus, TokenKind::Minus, "Deluge has no '--'; write x = x - 1"},
    {TokenKind::Minus, TokenKind::Greater, kNoFunctionValues},
    {TokenKind::Assign, TokenKind::Greater, "write >= to compare; Deluge has no functions as values"},
    {TokenKind::SingleEqual, TokenKind::Greater, "write >= to compare; Deluge has no functions as values"},
    {TokenKind::Equal, TokenKind::Assign, "write == to compare"},
    {TokenKind::NotEqual, TokenKind::Assign, "write != to compare"},
    {TokenKind::Star, TokenKind::Star, "Deluge has no '**'; write x.power(n)"},
    {TokenKind::Less, TokenKind::Greater, "write != for not equal"},
    {TokenKind::Colon, TokenKind::Assign, "write = to assign"},
};

// A word of other languages: where it stands between two values, or where it begins what is taken for a statement.
struct ForeignWord {
  std::string_view word;
  std::string_view help;
};

constexpr std::string_view kNoRange = "Deluge has no ranges; loop over a list: for each x in {1, 2, 3} { … }";
constexpr std::string_view kNoClass = "Deluge has no classes; keep what belongs together in a map: order = Map();";
constexpr std::string_view kPlainAssignment = "a variable needs no declaration: x = 1;";
constexpr std::string_view kHeader = "a function begins with its return type: void name(string text) { … }";
constexpr std::string_view kInfo = "'info' shows a value: info x;";
constexpr std::string_view kNoImport = "Deluge has no imports; name the file of a function with --functions";

constexpr ForeignWord kForeignWords[] = {
    {"and", "write && for and"},
    {"or", "write || for or"},
    {"not", "write ! for not"},
    {"mod", "write % for the remainder"},
    {"instanceof", "Deluge has no 'instanceof'; ask isText(), isNumber() and the like"},
    {"then", "the body stands between { and }"},
    {"to", kNoRange},
    {"until", kNoRange},
    {"new", "a value is made without 'new': Map(), List()"},
    {"await", "Deluge waits for each task by itself; leave 'await' out"},
    {"while", "the condition stands between ( and ): while (…) { … }"},
    {"finally", "Deluge has no 'finally'; write try { … } catch (e) { … } and the statements behind it"},
    {"except", "write try { … } catch (e) { … }"},
    {"raise", "write throw for raise"},
    {"print", kInfo},
    {"println", kInfo},
    {"echo", kInfo},
    {"call", "a function is called by its name alone: standalone.name(…);"},
    {"cancel", "write cancel submit; or cancel delete;"},
    {"class", kNoClass},
    {"struct", kNoClass},
    {"interface", kNoClass},
    {"enum", kNoClass},
    {"var", kPlainAssignment},
    {"let", kPlainAssignment},
    {"const", kPlainAssignment},
    {"import", kNoImport},
    {"include", kNoImport},
    {"def", kHeader},
    {"func", kHeader},
};

std::string_view foreign_help(const Token& token, const Source& source) {
  if (token.kind != TokenKind::Word) return {};
  const auto same_letter = [](char a, char b) { return a == b || (a ^ b) == 0x20; };
  const std::string_view written = text_of(token, source);
  for (const ForeignWord& each : kForeignWords) {
    if (std::ranges::equal(each.word, written, same_letter)) return each.help;
  }
  return {};
}

bool is_number(const Token& token) { return token.kind == TokenKind::Number || token.kind == TokenKind::Decimal; }

bool is_text(const Token& token) { return token.kind == TokenKind::Text || token.kind == TokenKind::Quoted; }

// `0x1F`, `1_000`, `"a" "b"`, `"say "hi""`: what stands before `token`, without a blank or with one.
std::string_view help_for_neighbours(const Token* token, const Source& source) {
  const Token& before = token[-1];
  const bool joined = adjacent(before, *token) && token->kind == TokenKind::Word;
  if (is_number(before) && joined) {
    const char first = text_of(*token, source).front();
    if (first == '_') return "a number is written without '_'";
    if (first == 'x' || first == 'X') return "numbers are decimal; write 31 for 0x1F";
    return "a name begins with a letter or '_'";
  }
  if (is_text(before) && joined) return "inside a text write \\\" for \"";
  if (is_text(before) && is_text(*token)) return "write + between two texts";
  return {};
}

bool ends_value(const Token& token) {
  return is_number(token) || is_text(token) || token.kind == TokenKind::Word || token.kind == TokenKind::RightParen ||
         token.kind == TokenKind::RightBracket;
}

// The bracket around `token` that is not closed before it; null where there is none in its statement.
const Token* open_bracket(const Token* token) {
  int depth = 0;
  for (--token; token->kind != TokenKind::None && token->kind != TokenKind::Semicolon; --token) {
    switch (token->kind) {
      case TokenKind::RightParen:
      case TokenKind::RightBracket:
      case TokenKind::RightBrace: ++depth; break;
      case TokenKind::LeftParen:
      case TokenKind::LeftBracket:
      case TokenKind::LeftBrace:
        if (--depth < 0) return token;
        break;
      case TokenKind::BodyOpen:
      case TokenKind::FieldsOpen: return nullptr;
      default: break;
    }
  }
  return nullptr;
}

bool opens_condition(const Token& word) {
  return word.word == Word::If || word.word == Word::ElseIf || word.word == Word::While;
}

// The sign that ends right before `token`, or with it: where the parser notices that it made no sense of it.
const ForeignSign* sign_at(const Token* token) {
  for (const ForeignSign& sign : kForeignSigns) {
    if (is_pair(token, sign.first, sign.second)) return &sign;
  }
  return nullptr;
}

// `(a, b) -> …` is noticed at its comma already.
bool arrow_follows(const Token* token) {
  for (int i = 0; i < 16 && token->kind != TokenKind::End; ++i, ++token) {
    if (token->kind == TokenKind::Semicolon) return false;
    if (is_pair(token, TokenKind::Minus, TokenKind::Greater)) return true;
    if (is_pair(token, TokenKind::Assign, TokenKind::Greater)) return true;
  }
  return false;
}

std::string token_help(const Token* token, const Source& source) {
  if (token->kind == TokenKind::Question) return "Deluge has no '? :'; write if(condition, then, otherwise)";
  const bool brace = token->kind == TokenKind::LeftBrace || token->kind == TokenKind::BodyOpen;
  if (brace) {
    const Token* open = open_bracket(token);
    if (open != nullptr && open->kind == TokenKind::LeftParen && opens_condition(open[-1]))
      return "a ')' is missing before it";
    if (token[-1].kind == TokenKind::RightParen) return std::string(kNoFunctionValues);
  }
  const bool behind_word = token->kind == TokenKind::Word && token[-1].kind == TokenKind::Word;
  if (behind_word && token[-2].kind == TokenKind::LeftParen && token[-3].kind == TokenKind::WordCatch)
    return "'catch' takes a name alone: catch (e)";
  if (std::string help = help_between(token, source); !help.empty()) return help;
  if (token->kind == TokenKind::Comma && arrow_follows(token)) return std::string(kNoFunctionValues);
  if (token[-1].kind == TokenKind::Comma) return "remove the ',' or write what follows it";
  if (token->kind == TokenKind::Semicolon) return "a value is missing, or a bracket is not closed";
  const bool value = is_number(*token) || is_text(*token) || token->kind == TokenKind::Word;
  if (value && ends_value(token[-1]) && open_bracket(token) != nullptr) return "write ',' or an operator before it";
  return {};
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

std::string help_between(const Token* token, const Source& source) {
  std::string_view help = help_for_neighbours(token, source);
  if (help.empty()) help = foreign_help(*token, source);
  if (help.empty()) help = foreign_help(token[-1], source);
  return std::string(help);
}

Advice advise_unexpected(const Token* token, const Source& source) {
  const Span span = token->span();
  switch (token->kind) {
    case TokenKind::End: {
      const std::uint32_t end = token[-1].end;
      return {Diagnostic::error(messages::ImproperStatement, {end, end}), "the text ends within this statement"};
    }
    case TokenKind::Unknown: {
      const std::string_view character = text_of(*token, source);
      return {Diagnostic::error(messages::UnexpectedCharacter, span, {quoted(*token, source)}),
              character_help(character)};
    }
    case TokenKind::SmartText:
    case TokenKind::SmartQuote:
      return {
          Diagnostic::error(messages::SmartQuote, {span.begin, span.begin + 3}, {source.text().substr(span.begin, 3)}),
          "replace it by \""};
    case TokenKind::UnclosedText:
    case TokenKind::UnclosedQuoted:
      return {Diagnostic::error(messages::UnclosedText, span),
              token->kind == TokenKind::UnclosedText
                  ? "write \" at its end; a backslash before a \" takes it into the text, so write \\\\ for a backslash"
                  : "write ' at its end; for a backslash write \"\\\\\""};
    default: break;
  }
  for (const Token* at : {token, token - 1, token - 2}) {
    if (at->kind == TokenKind::None) break;
    const ForeignSign* sign = sign_at(at);
    if (sign == nullptr) continue;
    const Span whole{at[0].begin, at[1].end};
    const std::string written(source.text().substr(whole.begin, whole.end - whole.begin));
    return {Diagnostic::error(messages::UnexpectedToken, whole, {"'" + written + "'"}), std::string(sign->help)};
  }
  return {Diagnostic::error(messages::UnexpectedToken, span, {quoted(*token, source)}), token_help(token, source)};
}

Advice advise_misplaced(const Token* token, const Source& source) {
  const auto improper = [&](std::string help) {
    return Advice{Diagnostic::error(messages::UnexpectedToken, token->span(), {quoted(*token, source)}),
                  std::move(help)};
  };
  switch (token->word) {
    case Word::Switch:
      return {Diagnostic::error(messages::ImproperStatement, token->span()),
              "Deluge has no 'switch'; write if, else if and else"};
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
  Advice advice = advise_unexpected(token, source);
  if (advice.help.empty()) advice.help = "a statement cannot begin with it";
  return advice;
}

}  // namespace sluice::grammar
