// Builds the syntax tree for the parser: a machine of stacks that the actions in DelugeParser.g4 drive. An
// expression's parts are pushed, and the action behind them makes one node of them.
//
// When a statement cannot be parsed, rewind() drops what was pushed since its start.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "grammar/ast.h"
#include "grammar/parse.h"
#include "grammar/problems.h"
#include "grammar/token.h"

namespace sluice::grammar {

class TreeBuilder {
 public:
  using Mark = std::uint32_t;  // a height of one of the stacks

  // Heights of all stacks, and the nesting.
  struct State {
    Mark operands, levels, links, signs, items, attributes, keys, statements, blocks, branches, parameters;
    std::uint32_t nesting;
  };

  TreeBuilder(std::string_view text, Arena& arena, Dialect dialect, const ParseLimits& limits, Problems& problems);

  State state() const;
  void rewind(const State& state);

  // Brackets, blocks and signs inside one another.
  void nest(const Token& at);
  void unnest() { --nesting_; }
  std::uint32_t nesting() const { return nesting_; }

  // Leaves.
  void null(const Token& token);
  void boolean(const Token& token);
  void number(const Token& token, bool negated);
  void decimal(const Token& token);
  void text(const Token& token);
  void quoted(const Token& token);
  void smart_text(const Token& token);
  void bare_text(std::string_view text, Span span);
  // A NameExpr of several words, in lower case with one blank between them; no variable has such a name.
  void date_phrase(const Token& first, const Token& last);
  void name(const Token& token);
  void failed(Span span);

  // Operators of one level become one Chain.
  struct Expression {
    Mark levels;
  };
  Expression open_expression();
  void binary(const Token& op, Span span);
  void close_operators(Expression opened);
  void close_expression(Expression opened);

  struct Operand {
    Mark signs;
    std::uint32_t chain;
  };
  Operand open_operand() {
    const std::uint32_t outer = chain_;
    chain_ = 0;
    return {mark(signs_), outer};
  }
  void sign(const Token& token);
  // Whether `token` is a minus that is the sign of the value to come.
  bool is_sign(const Token& token) const {
    return !signs_.empty() && signs_.back().op == UnaryOp::Minus && signs_.back().span == token.span();
  }
  void sign_number();  // gives the number built last its minus
  void close_operand(Operand opened);

  // Lists of expressions: each entry is a key, or nothing, and a value.
  Mark open_list() const { return mark(operands_); }
  void plain_entry();
  void arguments(Mark from);
  void braces(Mark from, Span span);
  void square(Mark from, Span span);
  void parenthesised(Span span) { operands_.back().span = span; }

  void call(const Token& name, const Token& close);
  void typed_constructor(const Token& type, const Token& element, const Token& close);
  void conditional(const Token& word, Mark from, const Token& close);
  void member(const Token& name);
  void method(const Token& name, const Token& close);
  void index(bool has_criteria, const Token& close);
  void ui_member(const Token& ui);

  Mark open_sort() const { return mark(keys_); }
  void sort_key(bool descending);
  void sorted(Mark from);
  void range();
  bool has_range() const;  // of the records built last

  void task(const Token& word, Mark from, const Token& close);
  Mark open_attributes() const { return mark(attributes_); }
  void attribute_name(const Token& first, const Token& last);
  void item(const Token* prefix, bool has_record, const Token* format);
  void attribute();

  void insert(const Token& word, const Token& form, Mark from, const Token& close);

  // Statements. `span` is that of the statement.
  void expression_statement(Span span);
  void assign(AssignOp op, Span span);
  void declare(const Token& type, const Token* element, const Token& name, Span span);
  Span top_span() const { return operands_.back().span; }
  bool assignable() const;  // whether the last expression can be assigned to
  void returns(bool has_value, Span span);
  void info(Span span);
  void throws(Span span);
  void simple(StmtKind kind, Span span);
  void alert(bool has_field, Span span);
  void cancel(const Token& what, Span span);
  void success_message(Span span);
  void directive(const Token& word, Mark from, Span span);
  void remove(Span span);
  void update(Mark from, Span span);
  void failed_statement(Span span);

  Mark open_block() const { return mark(statements_); }
  void close_block(Mark from, Span span);
  void block_statement();
  Mark open_branches() const { return mark(branches_); }
  void branch();
  void if_statement(Mark from, bool has_otherwise, Span span);
  void drop_block() { blocks_.pop_back(); }
  void for_each(bool index, const Token& variable, Span span);
  void while_loop(Span span);
  void try_catch(const Token& variable, Span span);

  // Function headers.
  void header_type(const Token& type, const Token* element);
  void header_no_type() { header_.return_type = {}; }
  void header_name(const Token& first, const Token& last);
  void parameter_type(const Token& type);
  void parameter_element(const Token& element);
  void parameter_name(const Token& name);
  void header_end(const Token& first, const Token& close);
  void function(const Token& first);

  // The finished file; also after a parse that was stopped.
  Script script(Span span);
  // The parse ends here: what is not a part of the file yet is dropped.
  void stop() { statements_.resize(outside_); }
  // Between functions; the statements so far are the file's.
  void outside() { outside_ = mark(statements_); }

  std::string_view text_of(const Token& token) const { return text_.substr(token.begin, token.end - token.begin); }

 private:
  struct Built {
    Expr* expr;            // null for the absent key of an entry
    std::uint32_t height;  // of the tree below
    Span span;             // with its parentheses
  };
  struct Level {
    int binding;
    Mark links;
    Built first;
  };
  struct Sign {
    UnaryOp op;
    Span span;
  };
  struct PendingAttribute {
    Attribute attribute;
    std::uint32_t height;
  };
  struct Pairs {
    std::span<const Built> entries;
    std::uint32_t height;
    std::size_t count() const { return entries.size() / 2; }
  };

  template <class T>
  static Mark mark(const std::vector<T>& stack) {
    return static_cast<Mark>(stack.size());
  }

  template <class T, class... Args>
  T* node(ExprKind kind, Span span, Args... args) {
    return arena_.make<T>(Expr{kind, span}, args...);
  }
  template <class T, class... Args>
  void statement(StmtKind kind, Span span, Args... args) {
    statements_.push_back(arena_.make<T>(Stmt{kind, span}, args...));
  }
  template <class T>
  std::span<const T> take(std::vector<T>& stack, Mark from) {
    const auto kept = arena_.copy(std::span<const T>(stack).subspan(from));
    stack.resize(from);
    return kept;
  }

  void push(Expr* expr, std::uint32_t height);
  Built pop();
  Built& top() { return operands_.back(); }
  void link(const Token& at);
  Built close_level(Built right);
  void close_sign();
  Built contains(const Level& level, Built right);
  Pairs pairs(Mark from) const;
  std::span<const Expr* const> expressions(Mark from, std::uint32_t& height);
  std::span<const FieldAssignment> fields(Mark from, std::uint32_t& height);
  std::span<const Argument> entries(Mark from, std::uint32_t& height);
  std::string_view unescaped(std::string_view raw);
  Block pop_block();
  void out_of_range(const Token& token);

  std::string_view text_;
  Arena& arena_;
  Dialect dialect_;
  ParseLimits limits_;
  Problems& problems_;

  std::uint32_t nesting_ = 0;
  std::uint32_t chain_ = 0;
  Mark outside_ = 0;
  std::vector<Built> operands_;
  std::vector<Level> levels_;
  std::vector<ChainLink> links_;
  std::vector<Sign> signs_;
  std::vector<AttributeItem> items_;
  std::vector<PendingAttribute> attributes_;
  std::vector<SortKey> keys_;
  std::vector<const Stmt*> statements_;
  std::vector<Block> blocks_;
  std::vector<Branch> branches_;
  std::vector<Parameter> parameters_;
  std::vector<const Function*> functions_;
  std::span<const Argument> last_arguments_;
  std::uint32_t last_arguments_height_ = 0;
  Attribute attribute_{};
  Mark attribute_items_ = 0;
  Mark attribute_operands_ = 0;
  Function header_{};
};

}  // namespace sluice::grammar
