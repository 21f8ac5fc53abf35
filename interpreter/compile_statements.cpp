#include "interpreter/ast_walk.h"
#include "interpreter/compiler.h"
#include "interpreter/nodes/members.h"
#include "interpreter/nodes/operators.h"
#include "interpreter/nodes/statements.h"
#include "interpreter/nodes/variables.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

using namespace grammar;

Sequence FunctionCompiler::sequence(std::span<const Stmt* const> statements) {
  const Level level(*this);
  std::vector<StatementPtr> nodes;
  nodes.reserve(statements.size());
  for (const Stmt* each : statements) nodes.push_back(statement(*each));
  return Sequence(std::move(nodes));
}

// An expression at the end is returned.
Sequence FunctionCompiler::sequence_with_value(const Block& block) {
  std::vector<StatementPtr> statements;
  for (const Stmt* each : block.statements) {
    const bool last = each == block.statements.back() && each->kind == StmtKind::Expression;
    statements.push_back(last ? make_return(each->span, dropped(*each->as<ExpressionStmt>().value)) : statement(*each));
  }
  return Sequence(std::move(statements));
}

StatementPtr FunctionCompiler::statement(const Stmt& each) {
  const Span span = each.span;
  switch (each.kind) {
    case StmtKind::Error: return make_block(span, Sequence({}));  // never run: such a script has errors
    case StmtKind::Expression: return make_expression_statement(span, dropped(*each.as<ExpressionStmt>().value));
    case StmtKind::Assign: return assign(each.as<AssignStmt>());
    case StmtKind::If: return if_statement(each.as<IfStmt>());
    case StmtKind::ForEach: return for_each(each.as<ForEachStmt>());
    case StmtKind::While: {
      const auto& loop = each.as<WhileStmt>();
      return make_while(span, expression(*loop.condition), sequence(loop.body));
    }
    case StmtKind::Try: {
      const auto& attempt = each.as<TryStmt>();
      return make_try(span, sequence(attempt.body), declare(attempt.variable), sequence(attempt.handler));
    }
    case StmtKind::Return: {
      const Expr* value = each.as<ReturnStmt>().value;
      return make_return(span, value == nullptr ? nullptr : expression(*value));
    }
    case StmtKind::Break: return make_jump(span, Flow::Break);
    case StmtKind::Continue: return make_jump(span, Flow::Continue);
    case StmtKind::Info: return make_info(span, expression(*each.as<InfoStmt>().value));
    case StmtKind::Throw: return make_throw(span, expression(*each.as<ThrowStmt>().value));
    case StmtKind::Block: return make_block(span, sequence(each.as<BlockStmt>().body));
    case StmtKind::Delete: return remove(each.as<DeleteStmt>());
    case StmtKind::Update: return update(each.as<UpdateStmt>());
    case StmtKind::FieldDirective: return field_directive(each.as<FieldDirectiveStmt>());
    case StmtKind::Alert: return alert(each.as<AlertStmt>());
    case StmtKind::Cancel: {
      std::vector<RequestPart> parts;
      parts.push_back(text_part(span, "what", each.as<CancelStmt>().what));
      return directive(span, "cancel", std::move(parts));
    }
    case StmtKind::SuccessMessage: {
      std::vector<RequestPart> parts(1);
      parts[0].name = "message";
      parts[0].values.push_back(expression(*each.as<SuccessMessageStmt>().message));
      return directive(span, "successMessage", std::move(parts));
    }
  }
  __builtin_unreachable();
}

// `City.selectAll;` looks like a value, but is a statement.
ExpressionPtr FunctionCompiler::dropped(const Expr& value) {
  if (value.kind == ExprKind::Member && is_selection(value.as<MemberExpr>().name)) {
    const auto& selection = value.as<MemberExpr>();
    return ui_directive(value.span, *selection.object, selection.name, {});
  }
  return expression(value);
}

namespace {

BinaryOp operator_of(AssignOp op) {
  switch (op) {
    case AssignOp::Set:
    case AssignOp::Add: return BinaryOp::Add;
    case AssignOp::Subtract: return BinaryOp::Subtract;
    case AssignOp::Multiply: return BinaryOp::Multiply;
    case AssignOp::Divide: return BinaryOp::Divide;
    case AssignOp::Remainder: return BinaryOp::Remainder;
  }
  return BinaryOp::Add;
}

// `name + …`, all additions: what can grow a text in place.
const ChainExpr* sum_that_starts_with(const Expr& value, std::string_view name) {
  if (value.kind != ExprKind::Chain) return nullptr;
  const auto& chain = value.as<ChainExpr>();
  if (chain.first->kind != ExprKind::Name || chain.first->as<NameExpr>().name != name) return nullptr;
  for (const ChainLink& link : chain.rest)
    if (link.op != BinaryOp::Add) return nullptr;
  return &chain;
}

}  // namespace

StatementPtr FunctionCompiler::assign(const AssignStmt& assign) {
  const Expr& target = *assign.target;
  if (target.kind == ExprKind::Name) return assign_variable(assign, target.as<NameExpr>().name);
  ExpressionPtr value = expression(*assign.value);
  if (assign.op != AssignOp::Set)
    value = make_binary(assign.span, operator_of(assign.op), expression(target), std::move(value));
  if (target.kind == ExprKind::Member) {
    const auto& part = target.as<MemberExpr>();
    return make_member_assignment(assign.span, expression(*part.object), std::string(part.name), std::move(value));
  }
  if (target.kind == ExprKind::Index && target.as<IndexExpr>().criteria != nullptr) {
    const auto& element = target.as<IndexExpr>();
    return make_element_assignment(assign.span, expression(*element.object), expression(*element.criteria),
                                   std::move(value));
  }
  return make_expression_statement(
      assign.span, std::make_unique<RaiseNode>(target.span, messages::NotAssignable, std::vector<std::string>{}));
}

StatementPtr FunctionCompiler::assign_variable(const AssignStmt& assign, std::string_view variable) {
  const std::uint32_t slot = declare(variable);
  const bool adds_number = assign.value->kind == ExprKind::Chain && assign.value->as<ChainExpr>().rest.size() == 1 &&
                           assign.value->as<ChainExpr>().rest.front().operand->kind == ExprKind::Number;
  if (assign.op == AssignOp::Set) {
    const ChainExpr* sum = adds_number ? nullptr : sum_that_starts_with(*assign.value, variable);
    if (is_api_call(*assign.value))
      return make_assignment(assign.span, slot, response(assign.value->as<TaskExpr>(), variable));
    if (sum == nullptr) return make_assignment(assign.span, slot, expression(*assign.value));
    Expressions pieces;
    for (const ChainLink& link : sum->rest) pieces.push_back(expression(*link.operand));
    return make_append(assign.value->span, slot, std::move(pieces));
  }
  if (assign.op == AssignOp::Add && assign.value->kind != ExprKind::Number) {
    Expressions pieces;
    pieces.push_back(expression(*assign.value));
    return make_append(assign.span, slot, std::move(pieces));
  }
  ExpressionPtr now = std::make_unique<LocalNode>(assign.target->span, slot);
  return make_assignment(assign.span, slot,
                         make_binary(assign.span, operator_of(assign.op), std::move(now), expression(*assign.value)));
}

StatementPtr FunctionCompiler::if_statement(const IfStmt& branches) {
  std::vector<ConditionalBody> bodies;
  for (const Branch& branch : branches.branches)
    bodies.push_back({expression(*branch.condition), sequence(branch.body)});
  return make_if(branches.span, std::move(bodies),
                 branches.otherwise == nullptr ? Sequence({}) : sequence(*branches.otherwise));
}

StatementPtr FunctionCompiler::for_each(const ForEachStmt& loop) {
  const std::uint32_t slot = declare(loop.variable);
  const bool form = loop.iterable->kind == ExprKind::Name && !is_variable(loop.iterable->as<NameExpr>().name) &&
                    find_system_variable(loop.iterable->as<NameExpr>().name) < 0;
  ExpressionPtr iterable =
      form ? fetch_all(loop.iterable->span, loop.iterable->as<NameExpr>().name) : expression(*loop.iterable);
  return make_for_each(loop.span, {loop.index, slot, std::move(iterable), sequence(loop.body), may_remove(loop.body)});
}

// Whether the block could take an element out of a list: it calls a method that does, or code that is not here.
bool FunctionCompiler::may_remove(const Block& block) const {
  bool found = false;
  for (const Stmt* each : block.statements) {
    for_each_part(
        *each, [&](const Expr& part) { found = found || may_remove(part); },
        [&](const Block& inner) { found = found || may_remove(inner); });
    if (found) return true;
  }
  return false;
}

bool FunctionCompiler::may_remove(const Expr& expression) const {
  static constexpr std::string_view kRemovers[] = {"remove",    "removeElement", "removeAll", "clear",
                                                   "sort",      "sortKey",       "delete",    "deleteAll",
                                                   "deleteKey", "deleteKeys",    "update"};
  if (expression.kind == ExprKind::Call && !is_builtin_function(expression.as<CallExpr>().name)) return true;
  if (expression.kind == ExprKind::Call || expression.kind == ExprKind::MethodCall) {
    const std::string_view called =
        expression.kind == ExprKind::Call ? expression.as<CallExpr>().name : expression.as<MethodCallExpr>().name;
    if (!is_builtin_method(called) && !is_builtin_function(called)) return true;
    for (std::string_view remover : kRemovers)
      if (same_name(called, remover)) return true;
  }
  bool found = false;
  for_each_child(expression, [&](const Expr& child) { found = found || may_remove(child); });
  return found;
}

}  // namespace sluice::interpreter
