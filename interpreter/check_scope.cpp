#include "interpreter/check_scope.h"

#include <algorithm>

namespace sluice::interpreter {

using namespace grammar;

Scope::Scope(const Block& body) { collect(body); }

Variable* Scope::find(std::string_view name) {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : &variables_[found->second];
}

std::uint32_t Scope::index_of(std::string_view name) {
  const auto [entry, is_new] = index_.try_emplace(name, static_cast<std::uint32_t>(variables_.size()));
  if (is_new) variables_.emplace_back().name = name;
  return entry->second;
}

Variable& Scope::declare(std::string_view name) { return variables_[index_of(name)]; }

void Scope::define(std::string_view name, StaticType type) {
  Variable& variable = declare(name);
  variable.defined = true;
  variable.type = type;
}

void Scope::forget_types(Span part) {
  const auto first = std::ranges::lower_bound(assignments_, part.begin, {}, &Assignment::position);
  for (auto it = first; it != assignments_.end() && it->position < part.end; ++it) {
    variables_[it->variable].type = StaticType::unknown();
  }
}

void Scope::note(std::string_view name, std::uint32_t position, bool sets) {
  const std::uint32_t index = index_of(name);
  assignments_.push_back({position, index});
  Variable& variable = variables_[index];
  if (sets && !variable.assigned()) variable.first_set = position;
}

void Scope::collect(const Block& block) {
  for (const Stmt* statement : block.statements) collect(*statement);
}

void Scope::collect(const Stmt& statement) {
  switch (statement.kind) {
    case StmtKind::Assign: {
      const auto& assign = statement.as<AssignStmt>();
      if (assign.target->kind != ExprKind::Name) return;
      note(assign.target->as<NameExpr>().name, assign.target->span.begin, assign.op == AssignOp::Set);
      return;
    }
    case StmtKind::If: {
      const auto& branching = statement.as<IfStmt>();
      for (const Branch& branch : branching.branches) collect(branch.body);
      if (branching.otherwise != nullptr) collect(*branching.otherwise);
      return;
    }
    case StmtKind::ForEach: {
      const auto& loop = statement.as<ForEachStmt>();
      note(loop.variable, loop.variable_span.begin);
      collect(loop.body);
      return;
    }
    case StmtKind::While: collect(statement.as<WhileStmt>().body); return;
    case StmtKind::Try: {
      const auto& attempt = statement.as<TryStmt>();
      collect(attempt.body);
      note(attempt.variable, attempt.variable_span.begin);
      collect(attempt.handler);
      return;
    }
    case StmtKind::Block: collect(statement.as<BlockStmt>().body); return;
    case StmtKind::Error:
    case StmtKind::Expression:
    case StmtKind::Return:
    case StmtKind::Break:
    case StmtKind::Continue:
    case StmtKind::Info:
    case StmtKind::Throw:
    case StmtKind::Delete:
    case StmtKind::Update:
    case StmtKind::FieldDirective:
    case StmtKind::Alert:
    case StmtKind::Cancel:
    case StmtKind::SuccessMessage: return;
  }
}

}  // namespace sluice::interpreter
