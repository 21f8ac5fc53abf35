// What happens off the straight path: made-up semicolons, errors, and finding the way back.
#include "grammar/parser_base.h"

#include <string>

namespace sluice::grammar {
namespace {

bool is_blockish(TokenKind kind) {
  return kind == TokenKind::WordIf || kind == TokenKind::WordFor || kind == TokenKind::WordWhile ||
         kind == TokenKind::WordTry || kind == TokenKind::Misplaced || kind == TokenKind::HeaderType ||
         kind == TokenKind::HeaderName;
}

bool begins_value(TokenKind kind) {
  switch (kind) {
    case TokenKind::Word:
    case TokenKind::Number:
    case TokenKind::Decimal:
    case TokenKind::Text:
    case TokenKind::Quoted:
    case TokenKind::SmartText:
    case TokenKind::Not:
    case TokenKind::LeftBrace: return true;
    default: return false;
  }
}

// Gives a token back the kind that the lexer gave it.
void untag(Token& token, std::string_view text) {
  if (token.kind >= TokenKind::Word) return;
  switch (text[token.begin]) {
    case '{': token.kind = TokenKind::LeftBrace; return;
    case '[': token.kind = TokenKind::LeftBracket; return;
    case ',': token.kind = TokenKind::Comma; return;
    case ':': token.kind = TokenKind::Colon; return;
    case '=': token.kind = TokenKind::Assign; return;
    case '.': token.kind = TokenKind::Dot; return;
    default: {
      const bool digit = text[token.begin] >= '0' && text[token.begin] <= '9';
      token.kind = digit ? TokenKind::Number : TokenKind::Word;
    }
  }
}

bool opens_brace(TokenKind kind) { return kind == TokenKind::LeftBrace || kind == TokenKind::BodyOpen; }

// The token behind the bracket that `open` opens, or `open` when it opens none.
Token* skip_brackets(Token* open) {
  int depth = 0;
  for (Token* token = open; token->kind != TokenKind::End; ++token) {
    switch (token->kind) {
      case TokenKind::LeftParen:
      case TokenKind::LeftBrace: ++depth; break;
      case TokenKind::RightParen:
      case TokenKind::RightBrace: --depth; break;
      default: break;
    }
    if (depth <= 0) return depth < 0 || token == open ? open : token + 1;
  }
  return open;
}

}  // namespace

// ---------------------------------------------------------------- reporting

// One error a line is enough: what follows it there is mostly its echo.
void ParserBase::report(Diagnostic problem, std::string help) {
  const Token* token = next();
  bool same_line = reported_ != nullptr && resume_ == nullptr && token >= reported_;
  for (const Token* t = reported_; same_line && t != token;) {
    ++t;
    same_line = !t->starts_line;
  }
  if (same_line) return problems_->hide();
  if (resume_ == nullptr) reported_ = token;
  problems_->add(std::move(problem), std::move(help));
}

void ParserBase::fail() {
  Advice advice = advise_unexpected(next(), *source_);
  report(std::move(advice.problem), std::move(advice.help));
  throw StatementFailed();
}

void ParserBase::mismatch(std::size_t kind) {
  const TokenKind expected = static_cast<TokenKind>(kind);
  const TokenKind found = next()->kind;
  const bool file_part_ends =
      found == TokenKind::End || found == TokenKind::HeaderType || found == TokenKind::HeaderName;
  if (expected == TokenKind::RightBrace && file_part_ends) return missing_brace();
  const auto improper = [&](std::string help) {
    report(Diagnostic::error(messages::ImproperStatement, next()->span()), std::move(help));
    throw StatementFailed();
  };
  if (expected == TokenKind::LeftParen && last().kind == TokenKind::WordCatch)
    improper("'catch' takes a name for the error: catch (e) { … }");
  if (expected == TokenKind::LeftParen && begins_value(found)) improper("the condition stands between ( and )");
  fail();
}

// The text, or the function, ends within a block. All blocks around it end here as well, with one error.
void ParserBase::missing_brace() {
  if (brace_missing_at_ == next()) return;
  brace_missing_at_ = next();
  const std::uint32_t end = last().end;
  std::string help = "a '{' before this is not closed";
  if (open_brace_ != nullptr) {
    help = "the '{' of line " + std::to_string(source_->line(open_brace_->begin)) + " is not closed";
  }
  if (next()->kind == TokenKind::End) {
    problems_->add(Diagnostic::error(messages::ExpectingClosingBrace, {end, end}), help);
  } else {
    const std::string found(text(*next()));
    problems_->add(Diagnostic::error(messages::MissingClosingBrace, next()->span(), {found}), help);
  }
}

void ParserBase::stray_brace() {
  const Token& brace = last();
  const bool alone = brace.starts_line && (next()->starts_line || next()->kind == TokenKind::End);
  if (behind_function_ && alone) {
    problems_->add(Diagnostic::warning(messages::StrayClosingBrace, brace.span()), "remove it");
  } else {
    problems_->add(Diagnostic::error(messages::StrayClosingBrace, brace.span()),
                   "remove it, or add the '{' that it closes");
  }
}

void ParserBase::misplaced() {
  --input_.next;
  Token* token = next();
  const bool excused = token->word == Word::Else && else_excused_;
  if (!excused) {
    Advice advice = advise_misplaced(token, *source_);
    report(std::move(advice.problem), std::move(advice.help));
  }
  ++input_.next;
  if (token->kind != TokenKind::Misplaced) throw StatementFailed();
  // Behind the head of a foreign construct its block is read as usual; that of a switch is left out.
  if (next()->kind == TokenKind::LeftParen) input_.next = skip_brackets(next());
  if (token->word == Word::Switch && next()->kind == TokenKind::Word) ++input_.next;
  if (token->word == Word::Switch && next()->kind == TokenKind::LeftBrace) input_.next = skip_brackets(next());
  const bool goes_on = next()->kind == TokenKind::LeftBrace || token->word == Word::Else || token->word == Word::Switch;
  throw StatementFailed{goes_on};
}

void ParserBase::expect_body() {
  if (tag_body(next())) return;
  else_excused_ = true;
  if (next()->kind == TokenKind::End) fail();
  std::string help = help_between(next(), *source_);
  if (next()->kind == TokenKind::RightParen) help = "remove it: no '(' is open here";
  if (help.empty()) help = "the body stands between { and }";
  report(Diagnostic::error(messages::ImproperStatement, next()->span()), std::move(help));
  throw StatementFailed{true};
}

void ParserBase::no_second_else(bool otherwise) {
  if (!otherwise) return;
  report(Diagnostic::error(messages::UnexpectedToken, last().span(), {"'else'"}), "an if has one else, at its end");
  throw StatementFailed();
}

void ParserBase::else_if_word() {
  problems_->add(Diagnostic::error(messages::UnexpectedToken, last().span(), {"'elseif'"}),
                 "write it as two words: else if");
}

void ParserBase::finally_word() {
  problems_->add(Diagnostic::error(messages::UnexpectedToken, last().span(), {"'finally'"}),
                 "Deluge has no 'finally'; write the statements behind the try");
}

void ParserBase::untyped_parameter() {
  problems_->add(Diagnostic::error(messages::UnexpectedToken, last().span(), {"'" + std::string(text(last())) + "'"}),
                 "a parameter has a type and a name: int " + std::string(text(last())));
}

void ParserBase::field_comma() {
  problems_->add(Diagnostic::error(messages::UnexpectedToken, last().span(), {"','"}),
                 "fields are separated by blanks or line breaks only");
}

// ---------------------------------------------------------------- semicolons

void ParserBase::put_semicolon() {
  resume_ = next();
  made_up_[0] = last();
  made_up_[1] = {TokenKind::Semicolon, Word::None, false, last().end, last().end};
  input_.next = &made_up_[1];
}

void ParserBase::drop_semicolon() {
  input_.next = resume_;
  resume_ = nullptr;
}

// A missing `;` is fine before `}`, at the end of the text and behind a block in [ ]; at a line break it is
// accepted; between two statements on a line it is an error.
void ParserBase::make_semicolon() {
  const Token& found = *next();
  const Token& before = last();
  const Span gap{before.end, before.end};
  if (found.kind == TokenKind::RightBrace || found.kind == TokenKind::End || before.end == block_end_ ||
      before.kind == TokenKind::UnclosedText || before.kind == TokenKind::UnclosedQuoted) {
    return put_semicolon();
  }
  const bool block_in_value = found.kind == TokenKind::LeftBrace && !found.starts_line;
  if (!begins_value(found.kind) || block_in_value) fail();
  if (found.starts_line) {
    problems_->add(Diagnostic::warning(messages::MissingSemicolonWarning, gap), "write ';' here");
    return put_semicolon();
  }
  std::string help = help_between(&found, *source_);
  if (help.empty()) help = "write ';' between two statements";
  report(Diagnostic::error(messages::ImproperStatement, gap), std::move(help));
  const TokenKind behind = next()[1].kind;
  if (!begins_statement(next()) && behind != TokenKind::Dot && behind != TokenKind::LeftParen) throw StatementFailed();
  put_semicolon();
}

// `return` with the next statement on the line below has no value.
void ParserBase::after_return() {
  if (!next()->starts_line || !begins_statement(next())) return;
  problems_->add(Diagnostic::warning(messages::MissingSemicolonWarning, {last().end, last().end}), "write ';' here");
  put_semicolon();
}

// ---------------------------------------------------------------- values

AssignOp ParserBase::assign_op() {
  if (!b->assignable()) {
    report(Diagnostic::error(messages::NotAssignable, b->top_span()),
           "assign to a variable or to a field; == compares");
  }
  switch (last().kind) {
    case TokenKind::AddAssign: return AssignOp::Add;
    case TokenKind::SubtractAssign: return AssignOp::Subtract;
    case TokenKind::MultiplyAssign: return AssignOp::Multiply;
    case TokenKind::DivideAssign: return AssignOp::Divide;
    case TokenKind::RemainderAssign: return AssignOp::Remainder;
    default: return AssignOp::Set;
  }
}

constexpr std::string_view kCriteriaMandatory = "criteria are mandatory; Form[ID != 0] stands for all records";

void ParserBase::expect_criteria() {
  if (next()->kind == TokenKind::LeftBracket) return;
  report(Diagnostic::error(messages::ImproperStatement, {last().end, last().end}), std::string(kCriteriaMandatory));
  throw StatementFailed();
}

void ParserBase::no_criteria() {
  report(Diagnostic::error(messages::UnexpectedToken, last().span(), {"']'"}), std::string(kCriteriaMandatory));
}

void ParserBase::no_sort_behind_range() {
  if (!b->has_range()) return;
  const Token& sort = (&last())[-1];
  report(Diagnostic::error(messages::UnexpectedToken, sort.span(), {"'" + std::string(text(sort)) + "'"}),
         "'sort by' stands before 'range from'");
}

void ParserBase::binary() {
  const Token& op = last();
  const bool two_words = op.kind == TokenKind::WordNotIn || op.kind == TokenKind::WordIsNot;
  if (two_words) ++input_.next;
  b->binary(op, since(op));
}

// -9223372036854775808 is one number: nothing else may use its digits without the sign.
void ParserBase::number() {
  const bool negative = b->is_sign((&last())[-1]);
  b->number(last(), negative);
  if (negative) b->sign_number();
}

void ParserBase::decimal() {
  b->decimal(last());
  if (b->is_sign((&last())[-1])) b->sign_number();
}

void ParserBase::smart_text() {
  const Token& token = last();
  Advice advice = advise_unexpected(&token, *source_);
  report(std::move(advice.problem), std::move(advice.help));
  b->smart_text(token);
}

void ParserBase::unclosed_text() {
  const Token& token = last();
  Advice advice = advise_unexpected(&token, *source_);
  report(std::move(advice.problem), std::move(advice.help));
  b->failed(token.span());
}

// `last 2 months`, `this week`: as many words as the tagger has seen.
void ParserBase::date_phrase() {
  const Token& first = last();
  const bool has_number = first.word == Word::None || next()->kind == TokenKind::Number;
  input_.next += has_number ? 2 : 1;
  b->date_phrase(first, last());
}

// Plain Text; application/vnd.api+json: joins the tokens that follow without a blank.
void ParserBase::bare_text() {
  Token type = last();
  if (type.word == Word::Plain) {
    b->bare_text("Plain Text", {type.begin, next()->end});
    ++input_.next;
    return;
  }
  for (;; ++input_.next) {
    const Token& part = *next();
    const bool fits = part.kind == TokenKind::Word || part.kind == TokenKind::Slash || part.kind == TokenKind::Minus ||
                      part.kind == TokenKind::Plus || part.kind == TokenKind::Dot || part.kind == TokenKind::Number ||
                      part.kind == TokenKind::Decimal;
    if (!fits || part.begin != type.end) break;
    type.end = part.end;
  }
  b->bare_text(text(type), type.span());
}

void ParserBase::attribute_name(const Token& first) {
  b->attribute_name(first, last());
  const std::string_view name = source_->text().substr(first.begin, since(first).end - first.begin);
  content_type_ = first.word == Word::Content && name.size() >= 4 && (name[name.size() - 4] | 0x20) == 't';
}

// ---------------------------------------------------------------- the way back

void ParserBase::recover(const Start& start, const StatementFailed& failure) {
  if (resume_ != nullptr) drop_semicolon();
  if (start.token->kind == TokenKind::WordIf) else_excused_ = true;
  b->rewind(start.state);
  open_brace_ = start.open_brace;
  assignable_ = false;
  target_follows_ = false;
  brackets_ = 0;
  Token* end = failure.resume && next() > start.token ? next() : synchronise(start.token, next());
  untag(*end, source_->text());
  input_.next = end;
  b->failed_statement(since(*start.token));
}

// Where the next statement begins: behind a `;`, at a `}` that closes the block around, at a block, or where a line
// plainly begins one. Always behind `start`.
Token* ParserBase::synchronise(Token* start, Token* from) const {
  int braces = 0;
  for (const Token* token = start; token < from; ++token) {
    if (opens_brace(token->kind)) ++braces;
    if (token->kind == TokenKind::RightBrace) --braces;
  }
  for (Token* token = from;; ++token) {
    switch (token->kind) {
      case TokenKind::End: return token;
      case TokenKind::Semicolon:
        if (braces <= 0 && token > start) return token;
        break;
      case TokenKind::RightBrace:
        if (braces <= 0) return token;
        --braces;
        break;
      case TokenKind::LeftBrace:
      case TokenKind::BodyOpen: {
        const bool block = is_blockish(start->kind) || token->starts_line ||
                           (token > start && token[-1].kind == TokenKind::RightParen);
        if (block && braces <= 0 && token > start) return token;
        ++braces;
        break;
      }
      default:
        if (token > start && token->starts_line) {
          const bool behind_statement = token[-1].kind == TokenKind::Semicolon && token->kind == TokenKind::Word;
          if (behind_statement || begins_statement(token)) return token;
        }
    }
  }
}

}  // namespace sluice::grammar
