#include "grammar/print.h"

#include "grammar/print_expression.h"

namespace sluice::grammar {
namespace {

std::string_view spelling(AssignOp op) {
  switch (op) {
    case AssignOp::Set: return " = ";
    case AssignOp::Add: return " += ";
    case AssignOp::Subtract: return " -= ";
    case AssignOp::Multiply: return " *= ";
    case AssignOp::Divide: return " /= ";
    case AssignOp::Remainder: return " %= ";
  }
  return {};
}

// Statements nest only as deep as the parser allows, so calls within calls are fine here.
class ScriptPrinter {
 public:
  explicit ScriptPrinter(Dialect dialect) : expressions_(out_, dialect) {}

  std::string print(const Script& script) {
    for (const Function* one : script.functions) function(*one);
    statements(script.body.statements);
    return std::move(out_);
  }

 private:
  void add(std::string_view text) { out_ += text; }
  void indent() { out_.append(static_cast<std::size_t>(depth_) * 2, ' '); }
  void value(const Expr* expr) { expressions_.print(*expr, depth_); }

  void statements(std::span<const Stmt* const> list) {
    for (const Stmt* one : list) {
      indent();
      statement(*one);
      add("\n");
    }
  }

  void block(const Block& block) {
    add("{\n");
    ++depth_;
    statements(block.statements);
    --depth_;
    indent();
    add("}");
  }

  void type(const TypeRef& type) {
    if (type.name.empty()) return;
    add(type.name);
    if (!type.element.empty()) add(":");
    add(type.element);
    add(" ");
  }

  // `word value;`
  void valued(std::string_view word, const Expr* expr) {
    add(word);
    if (expr != nullptr) {
      add(" ");
      value(expr);
    }
    add(";");
  }

  void statement(const Stmt& stmt);
  void function(const Function& function);
  void assign(const AssignStmt& assign);
  void if_statement(const IfStmt& stmt);
  void for_each(const ForEachStmt& loop);
  void try_catch(const TryStmt& stmt);
  void update(const UpdateStmt& stmt);
  void directive(const FieldDirectiveStmt& stmt);
  void alert(const AlertStmt& stmt);

  std::string out_;
  ExpressionPrinter expressions_;
  int depth_ = 0;
};

void ScriptPrinter::statement(const Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::Error: return add("error;");
    case StmtKind::Expression:
      expressions_.print_first(*stmt.as<ExpressionStmt>().value, depth_, false);
      return add(";");
    case StmtKind::Assign: return assign(stmt.as<AssignStmt>());
    case StmtKind::If: return if_statement(stmt.as<IfStmt>());
    case StmtKind::ForEach: return for_each(stmt.as<ForEachStmt>());
    case StmtKind::While:
      add("while (");
      value(stmt.as<WhileStmt>().condition);
      add(") ");
      return block(stmt.as<WhileStmt>().body);
    case StmtKind::Try: return try_catch(stmt.as<TryStmt>());
    case StmtKind::Return: return valued("return", stmt.as<ReturnStmt>().value);
    case StmtKind::Break: return add("break;");
    case StmtKind::Continue: return add("continue;");
    case StmtKind::Info: return valued("info", stmt.as<InfoStmt>().value);
    case StmtKind::Throw: return valued("throw", stmt.as<ThrowStmt>().value);
    case StmtKind::Block: return block(stmt.as<BlockStmt>().body);
    case StmtKind::Delete: return valued("delete from", stmt.as<DeleteStmt>().records);
    case StmtKind::Update: return update(stmt.as<UpdateStmt>());
    case StmtKind::FieldDirective: return directive(stmt.as<FieldDirectiveStmt>());
    case StmtKind::Alert: return alert(stmt.as<AlertStmt>());
    case StmtKind::Cancel:
      add("cancel ");
      add(stmt.as<CancelStmt>().what);
      return add(";");
    case StmtKind::SuccessMessage: return valued("success message", stmt.as<SuccessMessageStmt>().message);
  }
}

void ScriptPrinter::assign(const AssignStmt& assign) {
  type(assign.type);
  expressions_.print_first(*assign.target, depth_, true);
  add(spelling(assign.op));
  value(assign.value);
  add(";");
}

void ScriptPrinter::if_statement(const IfStmt& stmt) {
  for (std::size_t i = 0; i < stmt.branches.size(); ++i) {
    add(i == 0 ? "if (" : " else if (");
    value(stmt.branches[i].condition);
    add(") ");
    block(stmt.branches[i].body);
  }
  if (stmt.otherwise == nullptr) return;
  add(" else ");
  block(*stmt.otherwise);
}

void ScriptPrinter::for_each(const ForEachStmt& loop) {
  add(loop.index ? "for each index " : "for each ");
  add(loop.variable);
  add(" in ");
  value(loop.iterable);
  add(" ");
  block(loop.body);
}

void ScriptPrinter::try_catch(const TryStmt& stmt) {
  add("try ");
  block(stmt.body);
  add(" catch (");
  add(stmt.variable);
  add(") ");
  block(stmt.handler);
}

void ScriptPrinter::update(const UpdateStmt& stmt) {
  add("update ");
  value(stmt.target);
  add(" [");
  expressions_.fields(stmt.fields, depth_);
  add("];");
}

void ScriptPrinter::directive(const FieldDirectiveStmt& stmt) {
  add(stmt.directive);
  for (std::size_t i = 0; i < stmt.fields.size(); ++i) {
    add(i == 0 ? " " : ", ");
    value(stmt.fields[i]);
  }
  add(";");
}

void ScriptPrinter::alert(const AlertStmt& stmt) {
  if (stmt.field == nullptr) return valued("alert", stmt.message);
  add("alert(");
  value(stmt.field);
  add(", ");
  value(stmt.message);
  add(");");
}

void ScriptPrinter::function(const Function& function) {
  type(function.return_type);
  add(function.name_space);
  if (!function.name_space.empty()) add(".");
  add(function.name);
  add("(");
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (i > 0) add(", ");
    type(function.parameters[i].type);
    add(function.parameters[i].name);
  }
  add(") ");
  block(function.body);
  add("\n\n");
}

}  // namespace

std::string print(const Script& script, Dialect dialect) { return ScriptPrinter(dialect).print(script); }

std::string print(const Expr& expression, Dialect dialect) {
  std::string out;
  ExpressionPrinter(out, dialect).print(expression, 0);
  return out;
}

}  // namespace sluice::grammar
