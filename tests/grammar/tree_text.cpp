#include "tree_text.h"

namespace sluice::grammar {
namespace {

std::string_view spelling(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or: return "||";
    case BinaryOp::And: return "&&";
    case BinaryOp::Equal: return "==";
    case BinaryOp::NotEqual: return "!=";
    case BinaryOp::SingleEqual: return "=";
    case BinaryOp::Less: return "<";
    case BinaryOp::Greater: return ">";
    case BinaryOp::LessEqual: return "<=";
    case BinaryOp::GreaterEqual: return ">=";
    case BinaryOp::In: return "in";
    case BinaryOp::NotIn: return "not-in";
    case BinaryOp::Add: return "+";
    case BinaryOp::Subtract: return "-";
    case BinaryOp::Multiply: return "*";
    case BinaryOp::Divide: return "/";
    case BinaryOp::Remainder: return "%";
  }
  return {};
}

std::string_view spelling(AssignOp op) {
  switch (op) {
    case AssignOp::Set: return "=";
    case AssignOp::Add: return "+=";
    case AssignOp::Subtract: return "-=";
    case AssignOp::Multiply: return "*=";
    case AssignOp::Divide: return "/=";
    case AssignOp::Remainder: return "%=";
  }
  return {};
}

std::string_view spelling(TaskKind task) {
  switch (task) {
    case TaskKind::InvokeUrl: return "invokeurl";
    case TaskKind::InvokeApi: return "invokeapi";
    case TaskKind::SendMail: return "sendmail";
    case TaskKind::SendSms: return "sendsms";
    case TaskKind::Ftp: return "ftp";
    case TaskKind::Sftp: return "sftp";
  }
  return {};
}

std::string text(std::string_view view) { return std::string(view); }

std::string arguments(std::span<const Argument> list) {
  std::string out;
  for (const Argument& a : list) {
    out += " " + (a.key ? "(: " + tree_text(a.key) + " " + tree_text(a.value) + ")" : tree_text(a.value));
  }
  return out;
}

std::string all(std::span<const Expr* const> list) {
  std::string out;
  for (const Expr* e : list) out += " " + tree_text(e);
  return out;
}

std::string fields(std::span<const FieldAssignment> list) {
  std::string out;
  for (const auto& f : list) out += " (" + tree_text(f.field) + " " + tree_text(f.value) + ")";
  return out;
}

std::string type(const TypeRef& ref) { return text(ref.name) + (ref.element.empty() ? "" : ":" + text(ref.element)); }

std::string query(const QueryExpr& q) {
  std::string out = "(query " + tree_text(q.base);
  for (const SortKey& key : q.sort) out += " (sort " + tree_text(key.field) + (key.descending ? " desc)" : ")");
  if (q.from) out += " (range " + tree_text(q.from) + " " + tree_text(q.to) + ")";
  return out + ")";
}

std::string chain(const ChainExpr& c) {
  std::string out = "(" + tree_text(c.first);
  for (const ChainLink& link : c.rest) out += " " + text(spelling(link.op)) + " " + tree_text(link.operand);
  return out + ")";
}

std::string task(const TaskExpr& t) {
  std::string out = "(" + text(spelling(t.task));
  for (const Attribute& a : t.attributes) {
    out += " [" + text(a.name);
    for (const AttributeItem& item : a.items) {
      out += " ";
      if (!item.prefix.empty()) out += text(item.prefix) + "!";
      out += tree_text(item.value);
      if (item.record) out += "@" + tree_text(item.record);
      if (!item.format.empty()) out += "#" + text(item.format);
    }
    out += "]";
  }
  return out + ")";
}

std::string if_text(const IfStmt& s) {
  std::string out = "(if";
  for (const Branch& b : s.branches) out += " (" + tree_text(b.condition) + " " + tree_text(b.body) + ")";
  if (s.otherwise) out += " (else " + tree_text(*s.otherwise) + ")";
  return out + ")";
}

}  // namespace

std::string tree_text(const Expr* e) {
  if (e == nullptr) return "nothing";
  switch (e->kind) {
    case ExprKind::Error: return "ERROR";
    case ExprKind::Null: return "null";
    case ExprKind::Boolean: return e->as<BooleanExpr>().value ? "true" : "false";
    case ExprKind::Number: return std::to_string(e->as<NumberExpr>().value);
    case ExprKind::Decimal: return "d" + text(e->as<DecimalExpr>().digits);
    case ExprKind::Text: return "\"" + text(e->as<TextExpr>().value) + "\"";
    case ExprKind::Quoted: return "'" + text(e->as<QuotedExpr>().value) + "'";
    case ExprKind::Name: return text(e->as<NameExpr>().name);
    case ExprKind::DatePhrase: return "(phrase " + text(e->as<DatePhraseExpr>().words) + ")";
    case ExprKind::Member:
      return "(. " + tree_text(e->as<MemberExpr>().object) + " " + text(e->as<MemberExpr>().name) + ")";
    case ExprKind::UiMember: return "(:ui " + tree_text(e->as<UiMemberExpr>().object) + ")";
    case ExprKind::Index:
      return "(index " + tree_text(e->as<IndexExpr>().object) + " " + tree_text(e->as<IndexExpr>().criteria) + ")";
    case ExprKind::Query: return query(e->as<QueryExpr>());
    case ExprKind::Call: {
      const auto& c = e->as<CallExpr>();
      return "(call " + text(c.name) + (c.element_type.empty() ? "" : ":" + text(c.element_type)) +
             arguments(c.arguments) + ")";
    }
    case ExprKind::MethodCall: {
      const auto& c = e->as<MethodCallExpr>();
      return "(method " + tree_text(c.object) + " " + text(c.name) + arguments(c.arguments) + ")";
    }
    case ExprKind::List: return (e->as<ListExpr>().square ? "[list" : "{list") + all(e->as<ListExpr>().elements) + "}";
    case ExprKind::Map: {
      std::string out = "{map";
      for (const MapEntry& m : e->as<MapExpr>().entries) out += " " + tree_text(m.key) + ":" + tree_text(m.value);
      return out + "}";
    }
    case ExprKind::Empty: return "{}";
    case ExprKind::Unary: {
      const auto& u = e->as<UnaryExpr>();
      const char* sign = u.op == UnaryOp::Not ? "!" : u.op == UnaryOp::Minus ? "-" : "+";
      return std::string("(") + sign + " " + tree_text(u.operand) + ")";
    }
    case ExprKind::Chain: return chain(e->as<ChainExpr>());
    case ExprKind::Conditional: return "(if" + all(e->as<ConditionalExpr>().arguments) + ")";
    case ExprKind::Task: return task(e->as<TaskExpr>());
    case ExprKind::Insert:
      return "(insert " + text(e->as<InsertExpr>().form) + fields(e->as<InsertExpr>().fields) + ")";
  }
  return {};
}

std::string tree_text(const Block& block) {
  std::string out = "{";
  for (const Stmt* s : block.statements) out += (out.size() > 1 ? " " : "") + tree_text(*s);
  return out + "}";
}

std::string tree_text(const Stmt& s) {
  switch (s.kind) {
    case StmtKind::Error: return "ERROR";
    case StmtKind::Expression: return tree_text(s.as<ExpressionStmt>().value);
    case StmtKind::Assign: {
      const auto& a = s.as<AssignStmt>();
      return "(" + text(spelling(a.op)) + (a.type.name.empty() ? "" : " <" + type(a.type) + ">") + " " +
             tree_text(a.target) + " " + tree_text(a.value) + ")";
    }
    case StmtKind::If: return if_text(s.as<IfStmt>());
    case StmtKind::ForEach: {
      const auto& f = s.as<ForEachStmt>();
      return std::string("(for-each ") + (f.index ? "index " : "") + text(f.variable) + " " + tree_text(f.iterable) +
             " " + tree_text(f.body) + ")";
    }
    case StmtKind::While:
      return "(while " + tree_text(s.as<WhileStmt>().condition) + " " + tree_text(s.as<WhileStmt>().body) + ")";
    case StmtKind::Try: {
      const auto& t = s.as<TryStmt>();
      return "(try " + tree_text(t.body) + " " + text(t.variable) + " " + tree_text(t.handler) + ")";
    }
    case StmtKind::Return: return "(return " + tree_text(s.as<ReturnStmt>().value) + ")";
    case StmtKind::Break: return "break";
    case StmtKind::Continue: return "continue";
    case StmtKind::Info: return "(info " + tree_text(s.as<InfoStmt>().value) + ")";
    case StmtKind::Throw: return "(throw " + tree_text(s.as<ThrowStmt>().value) + ")";
    case StmtKind::Block: return tree_text(s.as<BlockStmt>().body);
    case StmtKind::Delete: return "(delete " + tree_text(s.as<DeleteStmt>().records) + ")";
    case StmtKind::Update:
      return "(update " + tree_text(s.as<UpdateStmt>().target) + fields(s.as<UpdateStmt>().fields) + ")";
    case StmtKind::FieldDirective:
      return "(" + text(s.as<FieldDirectiveStmt>().directive) + all(s.as<FieldDirectiveStmt>().fields) + ")";
    case StmtKind::Alert:
      return "(alert " + tree_text(s.as<AlertStmt>().field) + " " + tree_text(s.as<AlertStmt>().message) + ")";
    case StmtKind::Cancel: return "(cancel " + text(s.as<CancelStmt>().what) + ")";
    case StmtKind::SuccessMessage: return "(success " + tree_text(s.as<SuccessMessageStmt>().message) + ")";
  }
  return {};
}

std::string tree_text(const Script& script) {
  std::string out;
  for (const Function* f : script.functions) {
    out += "fn " + type(f->return_type) + " " + text(f->name_space) + "/" + text(f->name) + "(";
    for (const Parameter& p : f->parameters) out += type(p.type) + " " + text(p.name) + ";";
    out += ")" + tree_text(f->body) + " ";
  }
  for (const Stmt* s : script.body.statements) out += tree_text(*s) + " ";
  if (!out.empty()) out.pop_back();
  return out;
}

ParsedScript parse_text(std::string_view text, Dialect dialect) {
  ParseOptions options;
  options.dialect = dialect;
  return parse(std::make_shared<Source>("test.deluge", std::string(text)), options);
}

std::string problems_of(const ParsedScript& parsed) {
  std::string out;
  for (const Diagnostic& d : parsed.diagnostics) {
    const Position at = parsed.source->position(d.span.begin);
    if (!out.empty()) out += "\n";
    out += d.severity == Severity::Error ? "error " : "warning ";
    out += std::string(d.message.code()) + " " + std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  return out;
}

std::string problems_of(std::string_view text) { return problems_of(parse_text(text)); }

std::string tree_of(std::string_view text, Dialect dialect) {
  const ParsedScript parsed = parse_text(text, dialect);
  const std::string problems = problems_of(parsed);
  return problems.empty() ? tree_text(parsed.script) : problems;
}

std::string value_of(std::string_view text, Dialect dialect) {
  const ParsedScript parsed = parse_text("x = " + std::string(text) + ";", dialect);
  std::string problems = problems_of(parsed);
  if (!problems.empty()) return problems;
  return tree_text(parsed.script.body.statements[0]->as<AssignStmt>().value);
}

void expect_round_trip(std::string_view text, Dialect dialect) {
  const ParsedScript first = parse_text(text, dialect);
  ASSERT_FALSE(first.has_errors()) << problems_of(first) << "\n" << text;
  const std::string printed = print(first.script, dialect);
  const ParsedScript second = parse_text(printed, dialect);
  EXPECT_EQ(problems_of(second), "") << printed;
  EXPECT_TRUE(equal(first.script, second.script)) << "from\n" << text << "\nto\n" << printed;
  EXPECT_EQ(print(second.script, dialect), printed);
}

}  // namespace sluice::grammar
