// Visiting the children of syntax tree nodes, for passes that look for something anywhere below.
#pragma once

#include "grammar/ast.h"

namespace sluice::interpreter {

// Calls `visit(const grammar::Expr&)` for each direct child.
template <class Visit>
void for_each_child(const grammar::Expr& expression, Visit&& visit) {
  using namespace grammar;
  const auto visit_arguments = [&](std::span<const Argument> arguments) {
    for (const Argument& argument : arguments) {
      if (argument.key != nullptr) visit(*argument.key);
      visit(*argument.value);
    }
  };
  const auto visit_optional = [&](const Expr* child) {
    if (child != nullptr) visit(*child);
  };
  switch (expression.kind) {
    case ExprKind::Error:
    case ExprKind::Null:
    case ExprKind::Boolean:
    case ExprKind::Number:
    case ExprKind::Decimal:
    case ExprKind::Text:
    case ExprKind::Quoted:
    case ExprKind::Name:
    case ExprKind::DatePhrase:
    case ExprKind::Empty: return;
    case ExprKind::Member: return visit(*expression.as<MemberExpr>().object);
    case ExprKind::UiMember: return visit(*expression.as<UiMemberExpr>().object);
    case ExprKind::Index:
      visit(*expression.as<IndexExpr>().object);
      return visit_optional(expression.as<IndexExpr>().criteria);
    case ExprKind::Query: {
      const auto& query = expression.as<QueryExpr>();
      visit(*query.base);
      visit_optional(query.from);
      return visit_optional(query.to);
    }
    case ExprKind::Call: return visit_arguments(expression.as<CallExpr>().arguments);
    case ExprKind::MethodCall:
      visit(*expression.as<MethodCallExpr>().object);
      return visit_arguments(expression.as<MethodCallExpr>().arguments);
    case ExprKind::List:
      for (const Expr* element : expression.as<ListExpr>().elements) visit(*element);
      return;
    case ExprKind::Map:
      for (const MapEntry& entry : expression.as<MapExpr>().entries) {
        visit(*entry.key);
        visit(*entry.value);
      }
      return;
    case ExprKind::Unary: return visit(*expression.as<UnaryExpr>().operand);
    case ExprKind::Chain:
      visit(*expression.as<ChainExpr>().first);
      for (const ChainLink& link : expression.as<ChainExpr>().rest) visit(*link.operand);
      return;
    case ExprKind::Conditional:
      for (const Expr* argument : expression.as<ConditionalExpr>().arguments) visit(*argument);
      return;
    case ExprKind::Task:
      for (const Attribute& attribute : expression.as<TaskExpr>().attributes)
        for (const AttributeItem& item : attribute.items) {
          visit(*item.value);
          visit_optional(item.record);
        }
      return;
    case ExprKind::Insert:
      for (const FieldAssignment& field : expression.as<InsertExpr>().fields) visit(*field.value);
      return;
  }
}

// Calls `visit_expression` for each expression directly in a statement and `visit_block` for each block in it.
template <class VisitExpression, class VisitBlock>
void for_each_part(const grammar::Stmt& statement, VisitExpression&& visit_expression, VisitBlock&& visit_block) {
  using namespace grammar;
  const auto optional = [&](const Expr* expression) {
    if (expression != nullptr) visit_expression(*expression);
  };
  switch (statement.kind) {
    case StmtKind::Error:
    case StmtKind::Break:
    case StmtKind::Continue:
    case StmtKind::Cancel: return;
    case StmtKind::Expression: return visit_expression(*statement.as<ExpressionStmt>().value);
    case StmtKind::Assign:
      visit_expression(*statement.as<AssignStmt>().target);
      return visit_expression(*statement.as<AssignStmt>().value);
    case StmtKind::If: {
      const auto& branches = statement.as<IfStmt>();
      for (const Branch& branch : branches.branches) {
        visit_expression(*branch.condition);
        visit_block(branch.body);
      }
      if (branches.otherwise != nullptr) visit_block(*branches.otherwise);
      return;
    }
    case StmtKind::ForEach:
      visit_expression(*statement.as<ForEachStmt>().iterable);
      return visit_block(statement.as<ForEachStmt>().body);
    case StmtKind::While:
      visit_expression(*statement.as<WhileStmt>().condition);
      return visit_block(statement.as<WhileStmt>().body);
    case StmtKind::Try: visit_block(statement.as<TryStmt>().body); return visit_block(statement.as<TryStmt>().handler);
    case StmtKind::Return: return optional(statement.as<ReturnStmt>().value);
    case StmtKind::Info: return optional(statement.as<InfoStmt>().value);
    case StmtKind::Throw: return optional(statement.as<ThrowStmt>().value);
    case StmtKind::Block: return visit_block(statement.as<BlockStmt>().body);
    case StmtKind::Delete: return visit_expression(*statement.as<DeleteStmt>().records);
    case StmtKind::Update:
      visit_expression(*statement.as<UpdateStmt>().target);
      for (const FieldAssignment& field : statement.as<UpdateStmt>().fields) visit_expression(*field.value);
      return;
    case StmtKind::FieldDirective:
      for (const Expr* field : statement.as<FieldDirectiveStmt>().fields) visit_expression(*field);
      return;
    case StmtKind::Alert: optional(statement.as<AlertStmt>().field); return optional(statement.as<AlertStmt>().message);
    case StmtKind::SuccessMessage: return optional(statement.as<SuccessMessageStmt>().message);
  }
}

}  // namespace sluice::interpreter
