#include "grammar/print.h"

#include <vector>

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

// Works through a list of pieces instead of calling itself, so that blocks may nest on any stack.
class ScriptPrinter {
 public:
  explicit ScriptPrinter(Dialect dialect) : expressions_(out_, dialect) {}

  std::string print(const Script& script) {
    for (const Function* one : script.functions) function(*one);
    statements(script.body.statements);
    run();
    return std::move(out_);
  }

 private:
  enum class PieceKind : std::uint8_t { Text, Indent, Value, FirstValue, Target, Fields, Statement };
  struct Piece {
    PieceKind kind;
    int depth;
    std::string_view text;
    const Expr* expr = nullptr;
    const Stmt* stmt = nullptr;
  };

  void add(std::string_view text) { pieces_.push_back({PieceKind::Text, depth_, text}); }
  void indent() { pieces_.push_back({PieceKind::Indent, depth_, {}}); }
  void value(const Expr* expr, PieceKind kind = PieceKind::Value) { pieces_.push_back({kind, depth_, {}, expr}); }

  void statements(std::span<const Stmt* const> list) {
    for (const Stmt* one : list) {
      indent();
      pieces_.push_back({PieceKind::Statement, depth_, {}, nullptr, one});
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

  void run() {
    flush();
    while (!work_.empty()) {
      const Piece piece = work_.back();
      work_.pop_back();
      write(piece);
      flush();
    }
  }

  // What the last piece was made of comes next.
  void flush() {
    work_.insert(work_.end(), pieces_.rbegin(), pieces_.rend());
    pieces_.clear();
  }

  void write(const Piece& piece) {
    switch (piece.kind) {
      case PieceKind::Text: out_ += piece.text; return;
      case PieceKind::Indent: out_.append(static_cast<std::size_t>(piece.depth) * 2, ' '); return;
      case PieceKind::Value: return expressions_.print(*piece.expr, piece.depth);
      case PieceKind::FirstValue: return expressions_.print_first(*piece.expr, piece.depth, false);
      case PieceKind::Target: return expressions_.print_first(*piece.expr, piece.depth, true);
      case PieceKind::Fields: return expressions_.fields(piece.stmt->as<UpdateStmt>().fields, piece.depth);
      case PieceKind::Statement: depth_ = piece.depth; return statement(*piece.stmt);
    }
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
  std::vector<Piece> pieces_;  // of what is being written, in order
  std::vector<Piece> work_;    // still to be written, the next at the back
};

void ScriptPrinter::statement(const Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::Error: return add("error;");
    case StmtKind::Expression: value(stmt.as<ExpressionStmt>().value, PieceKind::FirstValue); return add(";");
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
  value(assign.target, PieceKind::Target);
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
  pieces_.push_back({PieceKind::Fields, depth_, {}, nullptr, &stmt});
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
