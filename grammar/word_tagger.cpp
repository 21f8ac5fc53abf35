#include "grammar/word_tagger.h"

namespace sluice::grammar {
namespace {

bool is(const Token& token, TokenKind kind) { return token.kind == kind; }

bool is_word(const Token& token, Word word) { return token.kind == TokenKind::Word && token.word == word; }

bool assigns(const Token& token) { return token.kind >= TokenKind::Assign && token.kind <= TokenKind::RemainderAssign; }

// Whether a value can begin with this token.
bool begins_value(const Token& token) {
  switch (token.kind) {
    case TokenKind::Word:
    case TokenKind::Number:
    case TokenKind::Decimal:
    case TokenKind::Text:
    case TokenKind::Quoted:
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::Not:
    case TokenKind::Minus:
    case TokenKind::Plus:
    case TokenKind::SmartText:
    case TokenKind::SmartQuote:
    case TokenKind::UnclosedText:
    case TokenKind::UnclosedQuoted: return true;
    default: return false;
  }
}

bool ends_statement(const Token& token) {
  return token.kind == TokenKind::Semicolon || token.kind == TokenKind::RightBrace || token.kind == TokenKind::End;
}

bool adjacent(const Token& a, const Token& b) { return a.end == b.begin; }

struct Bracket {
  const Token* behind;  // what follows its closing; the `;` or the bracket itself where it is not closed
  bool has_comma;       // of its own
};

Bracket look_over(const Token* open) {
  int depth = 0;
  bool has_comma = false;
  for (const Token* token = open; !is(*token, TokenKind::End); ++token) {
    switch (token->kind) {
      case TokenKind::LeftParen:
      case TokenKind::LeftBracket:
      case TokenKind::LeftBrace: ++depth; break;
      case TokenKind::RightParen:
      case TokenKind::RightBracket:
      case TokenKind::RightBrace:
        if (--depth == 0) return {token + 1, has_comma};
        break;
      case TokenKind::Comma: has_comma |= depth == 1; break;
      case TokenKind::Semicolon: return {token, has_comma};
      default: break;
    }
  }
  return {open, has_comma};
}

// ---------------------------------------------------------------- function headers

// The token behind `( [type] name, … )`, or null when that is not what stands at `open`.
const Token* behind_parameters(const Token* open) {
  const Token* token = open + 1;
  if (is(*token, TokenKind::RightParen)) return token + 1;
  for (;;) {
    if (!is(*token, TokenKind::Word)) return nullptr;
    ++token;
    if (is(*token, TokenKind::Colon) && is(token[1], TokenKind::Word)) token += 2;
    if (is(*token, TokenKind::Word)) ++token;
    if (is(*token, TokenKind::RightParen)) return token + 1;
    if (!is(*token, TokenKind::Comma)) return nullptr;
    ++token;
  }
}

// `name(…) {` or `namespace.name(…) {`.
bool is_header_name(const Token* token) {
  if (!is(*token, TokenKind::Word)) return false;
  while (is(token[1], TokenKind::Dot) && is(token[2], TokenKind::Word)) token += 2;
  if (!is(token[1], TokenKind::LeftParen)) return false;
  const Token* behind = behind_parameters(token + 1);
  return behind != nullptr && is(*behind, TokenKind::LeftBrace);
}

bool is_typed_header(const Token* token) {
  if (is(token[1], TokenKind::Word)) return is_header_name(token + 1);
  return is(token[1], TokenKind::Colon) && is(token[2], TokenKind::Word) && is_header_name(token + 3);
}

bool tag_header(Token* next, bool outside) {
  if (outside ? is_typed_header(next) : next->starts_line && is_typed_header(next)) {
    next->kind = TokenKind::HeaderType;
    return true;
  }
  if (!outside || !is_header_name(next) || next->word == Word::Function) return false;
  next->kind = TokenKind::HeaderName;
  return true;
}

// ---------------------------------------------------------------- statements

// `info x;` but `info = x;`, `info.add(x);`.
bool takes_value(const Token* next) { return !assigns(next[1]) && !is(next[1], TokenKind::Dot); }

bool tag_for(Token* next) {
  if (!is_word(next[1], Word::Each) || !is(next[2], TokenKind::Word)) return false;
  next[0].kind = TokenKind::WordFor;
  next[1].kind = TokenKind::WordEach;
  Token* variable = next + 2;
  const bool names_index = is_word(next[3], Word::In) && !is_word(next[4], Word::In);
  if (variable->word == Word::Index && is(next[3], TokenKind::Word) && !names_index) {
    variable->kind = TokenKind::WordIndex;
    ++variable;
  }
  if (is_word(variable[1], Word::In)) variable[1].kind = TokenKind::WordIn;
  return true;
}

bool tag_return(Token* next) {
  if (!takes_value(next)) return false;
  next->kind = TokenKind::WordReturn;
  return true;
}

bool tag_break(Token* next, TokenKind kind) {
  if (!ends_statement(next[1]) && !next[1].starts_line) return false;
  next->kind = kind;
  return true;
}

bool tag_valued(Token* next, TokenKind kind) {
  if (!takes_value(next)) return false;
  next->kind = kind;
  return true;
}

bool tag_alert(Token* next) {
  if (!takes_value(next)) return false;
  const bool field = is(next[1], TokenKind::LeftParen) && look_over(next + 1).has_comma;
  next->kind = field ? TokenKind::WordAlertField : TokenKind::WordAlert;
  return true;
}

bool tag_delete(Token* next) {
  if (!is_word(next[1], Word::From) || !is(next[2], TokenKind::Word)) return false;
  next[0].kind = TokenKind::WordDelete;
  next[1].kind = TokenKind::WordFrom;
  return true;
}

bool tag_update(Token* next) {
  if (!is(next[1], TokenKind::Word) || next[1].starts_line) return false;
  next->kind = TokenKind::WordUpdate;
  return true;
}

bool tag_cancel(Token* next) {
  if (!is_word(next[1], Word::Submit) && !is_word(next[1], Word::Delete)) return false;
  next->kind = TokenKind::WordCancel;
  return true;
}

bool tag_success(Token* next) {
  if (!is_word(next[1], Word::Message) || !begins_value(next[2])) return false;
  next->kind = TokenKind::WordSuccess;
  return true;
}

// `hide a, b;` and `reload;`, but `show(x);`, `clear = x;`.
bool tag_directive(Token* next) {
  const bool has_field = is(next[1], TokenKind::Word) && !next[1].starts_line;
  const bool alone = next->word == Word::Reload && ends_statement(next[1]);
  if (!has_field && !alone) return false;
  next->kind = TokenKind::WordDirective;
  return true;
}

bool tag_misplaced(Token* next, bool misplaced) {
  if (misplaced) next->kind = TokenKind::Misplaced;
  return misplaced;
}

bool tag_keyword(Token* next) {
  const bool paren = is(next[1], TokenKind::LeftParen);
  const bool brace = is(next[1], TokenKind::LeftBrace);
  switch (next->word) {
    case Word::If:
      if (!assigns(next[1]) && !is(next[1], TokenKind::Dot)) next->kind = TokenKind::WordIf;
      return is(*next, TokenKind::WordIf);
    case Word::For: return tag_for(next) || tag_misplaced(next, paren || is(next[1], TokenKind::Word));
    case Word::ForEach: return tag_misplaced(next, is(next[1], TokenKind::Word) || paren);
    case Word::While:
      if (paren) next->kind = TokenKind::WordWhile;
      return paren;
    case Word::Try:
      if (brace) next->kind = TokenKind::WordTry;
      return brace;
    case Word::Else: return tag_misplaced(next, takes_value(next) && !is(next[1], TokenKind::LeftParen));
    case Word::ElseIf: return tag_misplaced(next, paren);
    case Word::Switch:
      if (is(next[1], TokenKind::Word)) return tag_misplaced(next, !next[1].starts_line);
      [[fallthrough]];
    case Word::Catch: return tag_misplaced(next, paren && is(*look_over(next + 1).behind, TokenKind::LeftBrace));
    case Word::Do:
    case Word::Finally: return tag_misplaced(next, brace);
    case Word::Function: return tag_misplaced(next, is(next[1], TokenKind::Word) || paren);
    case Word::Return: return tag_return(next);
    case Word::Break: return tag_break(next, TokenKind::WordBreak);
    case Word::Continue: return tag_break(next, TokenKind::WordContinue);
    case Word::Info: return tag_valued(next, TokenKind::WordInfo);
    case Word::Throw:
    case Word::Throws: return tag_valued(next, TokenKind::WordThrow);
    case Word::Alert: return tag_alert(next);
    case Word::Delete: return tag_delete(next);
    case Word::Update: return tag_update(next);
    case Word::Cancel: return tag_cancel(next);
    case Word::Success: return tag_success(next);
    case Word::Show:
    case Word::Hide:
    case Word::Enable:
    case Word::Disable:
    case Word::Clear:
    case Word::Focus:
    case Word::Reload: return tag_directive(next);
    default: return false;
  }
}

// `string s = …`, `list:int l = …`.
void tag_declaration(Token* next) {
  const Token* name = next + 1;
  if (is(next[1], TokenKind::Colon) && is(next[2], TokenKind::Word)) name = next + 3;
  if (!is(*name, TokenKind::Word) || name->starts_line || !is(name[1], TokenKind::Assign)) return;
  next->kind = TokenKind::DeclaredType;
}

// A block, but a value in `{"a" : 1}.put(…)` and `{1,2}.size()`.
void tag_brace(Token* next) {
  const bool literal = !is(next[1], TokenKind::Word) && begins_value(next[1]) &&
                       (is(next[2], TokenKind::Colon) || is(next[2], TokenKind::Comma));
  if (!literal) next->kind = TokenKind::BodyOpen;
}

}  // namespace

void tag_statement(Token* next, bool outside) {
  if (next->kind == TokenKind::LeftBrace) return tag_brace(next);
  if (next->kind != TokenKind::Word) return;
  if (next->word != Word::None && tag_keyword(next)) return;
  if (tag_header(next, outside)) return;
  tag_declaration(next);
}

void tag_else(Token* next) {
  if (is_word(*next, Word::ElseIf)) next->kind = TokenKind::WordElseIf;
  if (!is_word(*next, Word::Else)) return;
  next->kind = TokenKind::WordElse;
  if (is_word(next[1], Word::If)) next[1].kind = TokenKind::WordIf;
}

void tag_catch(Token* next) {
  if (is_word(*next, Word::Catch)) next->kind = TokenKind::WordCatch;
}

void tag_finally(Token* next) {
  if (is_word(*next, Word::Finally) && is(next[1], TokenKind::LeftBrace)) next->kind = TokenKind::WordFinally;
}

// ---------------------------------------------------------------- values

namespace {

// `key :` or `reply to :` or `content-type :`.
bool begins_attribute(const Token* token, bool many_words) {
  if (!is(*token, TokenKind::Word)) return false;
  ++token;
  if (many_words && is(*token, TokenKind::Word) && !token->starts_line) ++token;
  while (is(*token, TokenKind::Minus) && is(token[1], TokenKind::Word)) token += 2;
  return is(*token, TokenKind::Colon);
}

bool is_task(const Token* next) {
  if (is(next[1], TokenKind::LeftBracket)) return true;
  // The old form with parentheses, told from a call by its first key.
  return is(next[1], TokenKind::LeftParen) && begins_attribute(next + 2, true);
}

bool is_unit(const Token& token) {
  return is(token, TokenKind::Word) && token.word >= Word::Week && token.word <= Word::Years && !token.starts_line;
}

// `this month`, `last 2 weeks`, `3 years ago` (help/criteria), but not the name of the attribute or field that follows.
bool is_date_phrase(const Token* next) {
  const auto ends_at = [](const Token* token) {
    return !is(token[1], TokenKind::Assign) && !is(token[1], TokenKind::Colon);
  };
  if (is(*next, TokenKind::Number)) return is_unit(next[1]) && is_word(next[2], Word::Ago) && ends_at(next + 2);
  if (is_word(*next, Word::This)) return is_unit(next[1]) && ends_at(next + 1);
  if (!is_word(*next, Word::Last) && !is_word(*next, Word::Next)) return false;
  const Token* unit = is(next[1], TokenKind::Number) ? next + 2 : next + 1;
  return is_unit(*unit) && ends_at(unit);
}

bool is_element_type(const Token* next) {
  return is(next[1], TokenKind::Colon) && is(next[2], TokenKind::Word) && is(next[3], TokenKind::LeftParen) &&
         adjacent(next[0], next[1]) && adjacent(next[1], next[2]);
}

}  // namespace

void tag_operand(Token* next) {
  if (next[-1].kind == TokenKind::WordIn && is_date_phrase(next)) {
    next->kind = TokenKind::DatePhrase;
    return;
  }
  if (next->kind != TokenKind::Word) return;
  switch (next->word) {
    case Word::Null: next->kind = TokenKind::WordNull; return;
    case Word::True:
    case Word::False: next->kind = TokenKind::WordBoolean; return;
    case Word::If:
      if (is(next[1], TokenKind::LeftParen)) next->kind = TokenKind::ConditionalValue;
      return;
    case Word::Insert:
      if (!is_word(next[1], Word::Into)) return;
      next[0].kind = TokenKind::WordInsert;
      next[1].kind = TokenKind::WordInto;
      return;
    case Word::InvokeUrl:
    case Word::InvokeApi:
    case Word::SendMail:
    case Word::SendSms:
    case Word::Ftp:
    case Word::Sftp:
      if (is_task(next)) next->kind = TokenKind::WordTask;
      return;
    case Word::List:
    case Word::Map:
    case Word::Collection:
      if (is_element_type(next)) next->kind = TokenKind::TypedConstructor;
      return;
    default: return;
  }
}

namespace {

// `key :` and `field =` are never behind an operator word.
bool names_something(const Token& behind) { return is(behind, TokenKind::Assign) || is(behind, TokenKind::Colon); }

void tag_word_operator(Token* next) {
  if (names_something(next[1])) return;
  switch (next->word) {
    case Word::In: next->kind = TokenKind::WordIn; return;
    case Word::Is: next->kind = is_word(next[1], Word::Not) ? TokenKind::WordIsNot : TokenKind::WordIs; return;
    case Word::Not:
      if (is_word(next[1], Word::In)) next->kind = TokenKind::WordNotIn;
      return;
    case Word::Contains:
      if (begins_value(next[1]) && !next->starts_line) next->kind = TokenKind::WordContains;
      return;
    case Word::Sort:
      if (!is_word(next[1], Word::By)) return;
      next[0].kind = TokenKind::WordSort;
      next[1].kind = TokenKind::WordBy;
      return;
    case Word::Range:
      if (!is_word(next[1], Word::From)) return;
      next[0].kind = TokenKind::WordRange;
      next[1].kind = TokenKind::WordFrom;
      return;
    default: return;
  }
}

}  // namespace

void tag_operator(Token* next, OperatorPlace place) {
  switch (next->kind) {
    case TokenKind::Assign:
      if (!place.assignable) next->kind = TokenKind::SingleEqual;
      return;
    case TokenKind::Colon:
      if (is_word(next[1], Word::Ui) && adjacent(next[-1], next[0]) && adjacent(next[0], next[1])) {
        next->kind = TokenKind::UiColon;
      }
      return;
    case TokenKind::Word:
      if (next->word != Word::None) tag_word_operator(next);
      return;
    default: return;
  }
}

void tag_range_to(Token* next) {
  if (!is_word(*next, Word::To)) return;
  next->kind = TokenKind::WordTo;
  if (is(next[1], TokenKind::Number)) tag_query_dot(next + 2);  // a bound is not called
}

void tag_query_dot(Token* next) {
  const bool call = is(next[0], TokenKind::Dot) && is(next[1], TokenKind::Word) && is(next[2], TokenKind::LeftParen);
  if (call) next->kind = TokenKind::QueryDot;
}

void tag_sort_order(Token* next) {
  if (next->kind != TokenKind::Word || names_something(next[1])) return;
  switch (next->word) {
    case Word::Asc:
    case Word::Ascending:
    case Word::Desc:
    case Word::Descending: next->kind = TokenKind::WordOrder; return;
    default: return;
  }
}

void tag_sort_comma(Token* next, bool in_brackets) {
  if (next->kind != TokenKind::Comma || !is(next[1], TokenKind::Word)) return;
  const Token* field = next + 1;
  while (is(field[1], TokenKind::Dot) && is(field[2], TokenKind::Word)) field += 2;
  const Word order = is(field[1], TokenKind::Word) ? field[1].word : Word::None;
  const bool ordered =
      order == Word::Asc || order == Word::Ascending || order == Word::Desc || order == Word::Descending;
  if (!in_brackets || ordered) next->kind = TokenKind::SortComma;
}

// ---------------------------------------------------------------- blocks

namespace {

// What an attachment may be (help/send-mail).
bool is_item_prefix(const Token& token) {
  return is_word(token, Word::File) || is_word(token, Word::View) || is_word(token, Word::Report) ||
         is_word(token, Word::Template);
}

// `Template:Form record`.
bool names_form(const Token* name) {
  if (!is(name[0], TokenKind::Word) || !is(name[1], TokenKind::Colon) || !is(name[2], TokenKind::Word)) return false;
  const Token& record = name[3];
  if (!is(record, TokenKind::Word) || record.starts_line || is_word(record, Word::As)) return false;
  return !begins_attribute(&record, is_word(record, Word::Reply) || is_word(record, Word::Content));
}

}  // namespace

void tag_attribute_value(Token* next, bool content_type) {
  if (next->kind != TokenKind::Word) return;
  if (is_item_prefix(*next) && is(next[1], TokenKind::Colon)) {
    if (is_word(*next, Word::Template) && names_form(next + 2)) next[3].kind = TokenKind::FormColon;
    next->kind = TokenKind::ItemPrefix;
    return;
  }
  if (!content_type) return;
  const bool plain_text = next->word == Word::Plain && is_word(next[1], Word::Text) && !is(next[2], TokenKind::Colon);
  const bool media_type = is(next[1], TokenKind::Slash) && is(next[2], TokenKind::Word) && adjacent(next[0], next[1]) &&
                          adjacent(next[1], next[2]);
  if (plain_text || media_type) next->kind = TokenKind::BareText;
}

void tag_attribute_format(Token* next) {
  if (is_word(*next, Word::As) && is(next[1], TokenKind::Word)) next->kind = TokenKind::WordAs;
}

// A comma separates the parts of one value (`to :a, b`), and is tolerated between attributes.
void tag_attribute_comma(Token* next, bool prefixed) {
  if (next->kind != TokenKind::Comma) return;
  const Token& word = next[1];
  const bool part = prefixed && is_item_prefix(word);
  const bool two_words = is_word(word, Word::Reply) || is_word(word, Word::Content);
  const bool closes = is(word, TokenKind::RightBracket) || is(word, TokenKind::RightParen);
  if (closes || (!part && begins_attribute(next + 1, two_words))) next->kind = TokenKind::Separator;
}

bool tag_body(Token* next) {
  if (next->kind == TokenKind::LeftBrace) next->kind = TokenKind::BodyOpen;
  return next->kind == TokenKind::BodyOpen;
}

void tag_update_bracket(Token* next) {
  if (next->kind != TokenKind::LeftBracket) return;
  if (!is(*look_over(next).behind, TokenKind::LeftBracket)) next->kind = TokenKind::FieldsOpen;
}

bool begins_statement(const Token* next) {
  if (next->kind != TokenKind::Word) return next->kind < TokenKind::Word;
  if (assigns(next[1])) return true;
  switch (next->word) {
    case Word::If:
    case Word::While: return is(next[1], TokenKind::LeftParen);
    case Word::For: return is_word(next[1], Word::Each);
    case Word::Try: return is(next[1], TokenKind::LeftBrace);
    case Word::Info:
    case Word::Throw:
    case Word::Return:
    case Word::Alert: return begins_value(next[1]) || is(next[1], TokenKind::Semicolon);
    case Word::Break:
    case Word::Continue: return is(next[1], TokenKind::Semicolon);
    default: return is_typed_header(next);
  }
}

}  // namespace sluice::grammar
