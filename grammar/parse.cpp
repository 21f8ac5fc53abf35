#include "grammar/parse.h"

#include <algorithm>
#include <string>

#include "grammar/generated_parser.h"
#include "grammar/lexer.h"
#include "grammar/problems.h"
#include "grammar/tree_builder.h"
#include "grammar/utf8.h"

namespace sluice::grammar {
namespace {

bool is_error(const Diagnostic& problem) { return problem.severity == Severity::Error; }

// The End token that stands for an unclosed comment at the end of the text.
void report_unclosed_comment(std::vector<Token>& tokens, Problems& problems) {
  if (tokens.size() <= kEndTokens + 1) return;
  Token& token = tokens[tokens.size() - kEndTokens - 1];
  if (token.kind != TokenKind::UnclosedComment) return;
  problems.add(Diagnostic::error(messages::UnclosedComment, {token.begin, token.begin + 2}), "write */ at its end");
  token.kind = TokenKind::End;
}

void report_invalid_utf8(const Source& source, Problems& problems) {
  const std::size_t at = first_invalid_utf8(source.text());
  if (at == std::string_view::npos) return;
  const auto begin = static_cast<std::uint32_t>(at);
  problems.add(Diagnostic::error(messages::InvalidUtf8, {begin, begin + 1}), "save the file as UTF-8");
}

// Whether a missing quote may have swallowed line ends.
bool texts_span_lines(const std::vector<Token>& tokens, std::string_view text) {
  return std::ranges::any_of(tokens, [text](const Token& token) {
    switch (token.kind) {
      case TokenKind::Text:
      case TokenKind::Quoted:
      case TokenKind::UnclosedText:
      case TokenKind::UnclosedQuoted:
        return text.substr(token.begin, token.end - token.begin).find('\n') != std::string_view::npos;
      default: return false;
    }
  });
}

struct Attempt {
  ParsedScript parsed;
  bool texts_span_lines = false;
  bool page_template = false;
};

void replace_by_template_error(Attempt& attempt, const std::vector<Token>& tokens) {
  const auto open = std::ranges::find(tokens, TokenKind::TemplateOpen, &Token::kind);
  if (open == tokens.end()) return;
  attempt.page_template = true;
  attempt.parsed.diagnostics.clear();
  attempt.parsed.diagnostics.push_back(Diagnostic::error(messages::PageTemplate, open->span()));
}

Attempt attempt(const std::shared_ptr<const Source>& source, const ParseOptions& options, TextLines lines) {
  Attempt result;
  ParsedScript& parsed = result.parsed;
  parsed.source = source;
  const std::string_view text = source->text();
  Problems problems(parsed.diagnostics, options.limits.errors);
  TreeBuilder builder(text, parsed.arena, options.dialect, options.limits, problems);
  std::vector<Token> tokens = lex(text, first_token_offset(text), lines);
  try {
    report_invalid_utf8(*source, problems);
    report_unclosed_comment(tokens, problems);
    run_generated_parser(tokens.data() + 1, *source, builder, problems);
  } catch (const ParseStopped&) { builder.stop(); }
  parsed.script = builder.script({tokens[1].begin, tokens.back().end});
  if (parsed.has_errors()) {
    result.texts_span_lines = texts_span_lines(tokens, text);
    replace_by_template_error(result, tokens);
  }
  return result;
}

ParsedScript too_large(std::shared_ptr<const Source> source, std::uint32_t limit) {
  ParsedScript parsed;
  parsed.source = std::move(source);
  parsed.diagnostics.push_back(Diagnostic::error(messages::SourceTooLarge, {0, 0}, {std::to_string(limit)}));
  return parsed;
}

}  // namespace

bool ParsedScript::has_errors() const { return std::ranges::any_of(diagnostics, is_error); }

ParsedScript parse(std::shared_ptr<const Source> source, const ParseOptions& options) {
  if (source->text().size() > options.limits.source_bytes) {
    return too_large(std::move(source), options.limits.source_bytes);
  }
  Attempt first = attempt(source, options, TextLines::Many);
  if (first.texts_span_lines && !first.page_template) {
    // A text may run over lines, but a missing quote does the same to all behind it. Reading each text to the end of
    // its line only shows which it is.
    Attempt second = attempt(source, options, TextLines::Single);
    const auto errors = [](const Attempt& a) { return std::ranges::count_if(a.parsed.diagnostics, is_error); };
    if (errors(second) <= errors(first)) first = std::move(second);
  }
  std::ranges::sort(first.parsed.diagnostics, {}, [](const Diagnostic& d) { return d.span.begin; });
  return std::move(first.parsed);
}

}  // namespace sluice::grammar
