// The base class of the parser that ANTLR generates. The generated code calls match(), consume(), enterRule(),
// _input->LA() and so on without a qualifier; the members here have these names and do the work inline on an array of
// tokens: no virtual calls, no contexts, no ATN. What the actions of the grammar call is below.
#pragma once

#include "antlr4-runtime.h"

#include "grammar/parse_help.h"
#include "grammar/problems.h"
#include "grammar/token.h"
#include "grammar/tree_builder.h"
#include "grammar/word_tagger.h"

namespace sluice::grammar {

class ParserBase : public antlr4::Parser {
 public:
  explicit ParserBase(antlr4::TokenStream* none) : antlr4::Parser(none) {}

  // To be called once before parsing. `first` begins a list of tokens as lex() gives it.
  void attach(Token* first, const Source& source, TreeBuilder& builder, Problems& problems) {
    input_.next = first;
    source_ = &source;
    b = &builder;
    problems_ = &problems;
  }

 protected:
  // ---------------------------------------------------------------- what generated code calls

  struct Input {
    Token* next = nullptr;
    // End is 0xFFFF and ANTLR's EOF -1.
    std::size_t LA(int) const { return static_cast<std::size_t>(static_cast<std::int16_t>(next->kind)); }
  };
  struct ErrorHandler {
    ParserBase* parser;
    void sync(const void*) const {}
    void reportMatch(const void*) const {}
    void recoverInline(const void*) const { parser->fail(); }
    template <class E>
    void reportError(const void*, const E&) const {}
    template <class E>
    void recover(const void*, const E&) const {}
  };
  // Contexts are never made: nothing here reads one.
  struct Tracker {
    template <class Context, class... Args>
    static Context* createInstance(const Args&...) {
      return nullptr;
    }
  };
  struct Nothing {};
  // Never thrown; rules that recover catch StatementFailed.
  struct RecognitionException {};
  struct NoViableAltException {
    [[noreturn]] explicit NoViableAltException(ParserBase* parser) { parser->fail(); }
  };

  template <class Action>
  static Nothing finally(const Action&) {
    return {};
  }
  void setState(std::size_t) {}
  static std::size_t getState() { return 0; }
  static void enterRule(const void*, std::size_t, std::size_t) {}
  static void enterOuterAlt(const void*, std::size_t) {}
  static void exitRule() {}

  void consume() { ++input_.next; }
  void match(std::size_t kind) {
    if (input_.LA(1) == kind) [[likely]] {
      ++input_.next;
    } else {
      mismatch(kind);
    }
  }

  // ---------------------------------------------------------------- what the actions call

  Token* next() const { return input_.next; }
  const Token& last() const { return input_.next[-1]; }
  Span since(const Token& first) const { return {first.begin, last().end}; }

  // The start of a statement or function, to come back to when it cannot be parsed.
  struct Start {
    Token* token;
    TreeBuilder::State state;
    const Token* open_brace;
  };
  Start begin() {
    behind_function_ = false;
    return {next(), b->state(), open_brace_};
  }
  void recover(const Start& start, const StatementFailed& failure);

  void next_outside() {
    b->outside();
    tag_statement(next(), true);
  }
  void next_inside() { tag_statement(next(), false); }
  void stray_brace();
  void misplaced();

  struct OpenBody {
    TreeBuilder::Mark statements;
    const Token* brace;
    const Token* outer;
  };
  void expect_body();
  OpenBody open_body() {
    b->nest(last());
    const OpenBody body{b->open_block(), &last(), open_brace_};
    open_brace_ = body.brace;
    return body;
  }
  void close_body(const OpenBody& body) {
    open_brace_ = body.outer;
    b->unnest();
    b->close_block(body.statements, since(*body.brace));
  }

  void header_type() {
    type_ = &last();
    b->header_type(*type_, nullptr);
  }
  void header_element() { b->header_type(*type_, &last()); }
  void untyped_parameter();
  void ends_function() { behind_function_ = true; }

  void no_second_else(bool otherwise);
  void after_else() {
    if (next()->kind != TokenKind::WordIf) expect_body();
  }
  void else_if_word();
  void finally_word();

  void after_return();
  void before_terminator() {
    if (next()->kind != TokenKind::Semicolon) [[unlikely]]
      make_semicolon();
  }
  void after_terminator() {
    if (resume_ != nullptr) [[unlikely]]
      drop_semicolon();
  }
  void ends_block() { block_end_ = last().end; }

  // The expression that follows may be the target of an assignment.
  void expect_target() { target_follows_ = true; }
  AssignOp assign_op();
  void expect_criteria();
  void no_criteria();
  void no_sort_behind_range();
  void field_comma();

  struct OpenExpression {
    TreeBuilder::Expression levels;
    bool outer_assignable;
  };
  OpenExpression open_expression() {
    const OpenExpression opened{b->open_expression(), assignable_};
    assignable_ = target_follows_;
    target_follows_ = false;
    return opened;
  }
  void close_operators(const OpenExpression& opened) { b->close_operators(opened.levels); }
  void close_expression(const OpenExpression& opened) {
    b->close_expression(opened.levels);
    assignable_ = opened.outer_assignable;
  }
  void binary();
  void after_value() { tag_operator(next(), {assignable_}); }

  TreeBuilder::Mark open_bracket() {
    b->nest(last());
    ++brackets_;
    return b->open_list();
  }
  void close_bracket() {
    b->unnest();
    --brackets_;
  }
  bool in_brackets() const { return brackets_ > 0; }

  // A sign belongs to the number behind it: -12.abs() is 12.
  void number();
  void decimal();
  void smart_text();
  void unclosed_text();
  void date_phrase();
  void bare_text();
  bool is_descending() const { return last().word == Word::Desc || last().word == Word::Descending; }
  void attribute_name(const Token& first);
  void before_item() { tag_attribute_value(next(), content_type_); }

  Input input_;
  Input* const _input = &input_;
  ErrorHandler error_handler_{this};
  ErrorHandler* const _errHandler = &error_handler_;
  Tracker _tracker;
  antlr4::ParserRuleContext* _ctx = nullptr;
  TreeBuilder* b = nullptr;

 private:
  [[noreturn]] void fail();
  void mismatch(std::size_t kind);
  void missing_brace();
  void report(Diagnostic problem, std::string help);
  void make_semicolon();
  void put_semicolon();
  void drop_semicolon();
  Token* synchronise(Token* start, Token* from) const;
  std::string_view text(const Token& token) const {
    return source_->text().substr(token.begin, token.end - token.begin);
  }

  const Source* source_ = nullptr;
  Problems* problems_ = nullptr;
  const Token* type_ = nullptr;           // of the function header at hand
  const Token* reported_ = nullptr;       // where the last error is
  const Token* open_brace_ = nullptr;     // of the innermost block
  const Token* brace_missing_at_ = nullptr;
  Token* resume_ = nullptr;               // behind a made-up semicolon
  Token made_up_[3] = {};                 // the token before, the semicolon, and room to step behind it
  std::uint32_t block_end_ = 0;           // end of the last block in [ ]
  std::uint32_t brackets_ = 0;
  bool target_follows_ = false;
  bool assignable_ = false;
  bool content_type_ = false;
  bool behind_function_ = false;
  bool else_excused_ = false;  // its `if` was reported already
};

}  // namespace sluice::grammar
