// Statements and functions. Expressions are in tree_builder.cpp.
#include <algorithm>

#include "grammar/tree_builder.h"

namespace sluice::grammar {

void TreeBuilder::expression_statement(Span span) {
  statement<ExpressionStmt>(StmtKind::Expression, span, static_cast<const Expr*>(pop().expr));
}

bool TreeBuilder::assignable() const {
  switch (operands_.back().expr->kind) {
    case ExprKind::Name:
    case ExprKind::Member:
    case ExprKind::Index:
    case ExprKind::Error: return true;
    default: return false;
  }
}

void TreeBuilder::assign(AssignOp op, Span span) {
  const Expr* value = pop().expr;
  const Expr* target = pop().expr;
  statement<AssignStmt>(StmtKind::Assign, span, TypeRef{}, target, op, value);
}

void TreeBuilder::declare(const Token& type, const Token* element, const Token& name, Span span) {
  const TypeRef written{text_of(type), element ? text_of(*element) : std::string_view(),
                        cover(type.span(), element ? element->span() : type.span())};
  const Expr* target = node<NameExpr>(ExprKind::Name, name.span(), text_of(name));
  statement<AssignStmt>(StmtKind::Assign, span, written, target, AssignOp::Set, static_cast<const Expr*>(pop().expr));
}

void TreeBuilder::returns(bool has_value, Span span) {
  const Expr* value = has_value ? pop().expr : nullptr;
  statement<ReturnStmt>(StmtKind::Return, span, value);
}

void TreeBuilder::info(Span span) { statement<InfoStmt>(StmtKind::Info, span, static_cast<const Expr*>(pop().expr)); }

void TreeBuilder::throws(Span span) {
  statement<ThrowStmt>(StmtKind::Throw, span, static_cast<const Expr*>(pop().expr));
}

void TreeBuilder::simple(StmtKind kind, Span span) { statements_.push_back(arena_.make<Stmt>(kind, span)); }

void TreeBuilder::alert(bool has_field, Span span) {
  const Expr* message = pop().expr;
  const Expr* field = has_field ? pop().expr : nullptr;
  statement<AlertStmt>(StmtKind::Alert, span, field, message);
}

void TreeBuilder::cancel(const Token& what, Span span) {
  statement<CancelStmt>(StmtKind::Cancel, span,
                        what.word == Word::Submit ? std::string_view("submit") : std::string_view("delete"));
}

void TreeBuilder::success_message(Span span) {
  statement<SuccessMessageStmt>(StmtKind::SuccessMessage, span, static_cast<const Expr*>(pop().expr));
}

void TreeBuilder::directive(const Token& word, Mark from, Span span) {
  std::string lower(text_of(word));
  for (char& c : lower) c = static_cast<char>(c | 0x20);
  const std::string_view name = lower == text_of(word) ? text_of(word) : arena_.copy(std::string_view(lower));
  std::uint32_t height = 0;
  const auto fields = expressions(from, height);
  statement<FieldDirectiveStmt>(StmtKind::FieldDirective, span, name, fields);
}

void TreeBuilder::remove(Span span) {
  statement<DeleteStmt>(StmtKind::Delete, span, static_cast<const Expr*>(pop().expr));
}

void TreeBuilder::update(Mark from, Span span) {
  std::uint32_t height = 0;
  const auto assignments = fields(from, height);
  statement<UpdateStmt>(StmtKind::Update, span, static_cast<const Expr*>(pop().expr), assignments);
}

void TreeBuilder::failed_statement(Span span) { simple(StmtKind::Error, span); }

void TreeBuilder::close_block(Mark from, Span span) { blocks_.push_back({span, take(statements_, from)}); }

Block TreeBuilder::pop_block() {
  const Block block = blocks_.back();
  blocks_.pop_back();
  return block;
}

void TreeBuilder::block_statement() {
  const Block body = pop_block();
  statement<BlockStmt>(StmtKind::Block, body.span, body);
}

void TreeBuilder::branch() {
  const Block body = pop_block();
  branches_.push_back({pop().expr, body});
}

void TreeBuilder::if_statement(Mark from, bool has_otherwise, Span span) {
  const Block* otherwise = has_otherwise ? arena_.make<Block>(pop_block()) : nullptr;
  statement<IfStmt>(StmtKind::If, span, take(branches_, from), otherwise);
}

void TreeBuilder::for_each(bool index, const Token& variable, Span span) {
  const Block body = pop_block();
  const Expr* iterable = pop().expr;
  statement<ForEachStmt>(StmtKind::ForEach, span, index, text_of(variable), variable.span(), iterable, body);
}

void TreeBuilder::while_loop(Span span) {
  const Block body = pop_block();
  statement<WhileStmt>(StmtKind::While, span, static_cast<const Expr*>(pop().expr), body);
}

void TreeBuilder::try_catch(const Token& variable, Span span) {
  const Block handler = pop_block();
  const Block body = pop_block();
  statement<TryStmt>(StmtKind::Try, span, body, text_of(variable), variable.span(), handler);
}

// ---------------------------------------------------------------- functions

void TreeBuilder::header_type(const Token& type, const Token* element) {
  header_.return_type = {text_of(type), element ? text_of(*element) : std::string_view(),
                         cover(type.span(), element ? element->span() : type.span())};
}

// `first` to `last` is `name`, or `namespace.name`.
void TreeBuilder::header_name(const Token& first, const Token& last) {
  const bool has_space = &first != &last;
  const Token& before_dot = *(&last - 2);
  header_.name_space = has_space ? text_.substr(first.begin, before_dot.end - first.begin) : std::string_view();
  header_.name = text_of(last);
  header_.name_span = last.span();
}

// A parameter begins with its type; one word alone is its name.
void TreeBuilder::parameter_type(const Token& type) {
  parameters_.push_back({{text_of(type), {}, type.span()}, {}, {}});
}

void TreeBuilder::parameter_element(const Token& element) {
  TypeRef& type = parameters_.back().type;
  type.element = text_of(element);
  type.span = cover(type.span, element.span());
}

void TreeBuilder::parameter_name(const Token& name) {
  parameters_.back().name = text_of(name);
  parameters_.back().name_span = name.span();
}

void TreeBuilder::header_end(const Token& first, const Token& close) {
  for (Parameter& parameter : parameters_) {
    if (!parameter.name.empty()) continue;
    parameter.name = parameter.type.name;
    parameter.name_span = parameter.type.span;
    parameter.type = {};
  }
  header_.header_span = cover(first.span(), close.span());
  header_.parameters = take(parameters_, 0);
}

void TreeBuilder::function(const Token& first) {
  header_.body = pop_block();
  header_.span = cover(first.span(), header_.body.span);
  functions_.push_back(arena_.make<Function>(header_));
}

Script TreeBuilder::script(Span span) {
  Script script;
  script.functions = take(functions_, 0);
  script.has_body = !statements_.empty();
  if (script.has_body) span = cover(statements_.front()->span, statements_.back()->span);
  script.body = {span, take(statements_, 0)};
  return script;
}

}  // namespace sluice::grammar
