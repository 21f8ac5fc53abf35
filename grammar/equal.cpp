// Whether two trees are the same but for their spans. Works through a list of pairs instead of calling itself, so
// that no tree is too deep for it.
#include <algorithm>
#include <vector>

#include "grammar/print.h"

namespace sluice::grammar {
namespace {

class Comparison {
 public:
  // Takes note of pairs that must be equal; the answer so far.
  bool same(const Expr* a, const Expr* b) {
    if (a == nullptr || b == nullptr) return a == b;
    if (a->kind != b->kind) return false;
    exprs_.push_back({a, b});
    return true;
  }
  bool same(const Stmt* a, const Stmt* b) {
    if (a->kind != b->kind) return false;
    stmts_.push_back({a, b});
    return true;
  }
  bool same(const Block& a, const Block& b) { return same(a.statements, b.statements); }
  bool same(const Block* a, const Block* b) { return a == nullptr || b == nullptr ? a == b : same(*a, *b); }

  template <class T>
  bool same(std::span<const T> a, std::span<const T> b) {
    return std::ranges::equal(a, b, [this](const T& x, const T& y) { return same(x, y); });
  }

  bool same(const Argument& a, const Argument& b) { return same(a.key, b.key) && same(a.value, b.value); }
  bool same(const MapEntry& a, const MapEntry& b) { return same(a.key, b.key) && same(a.value, b.value); }
  bool same(const SortKey& a, const SortKey& b) { return a.descending == b.descending && same(a.field, b.field); }
  bool same(const ChainLink& a, const ChainLink& b) { return a.op == b.op && same(a.operand, b.operand); }
  bool same(const FieldAssignment& a, const FieldAssignment& b) {
    return same(a.field, b.field) && same(a.value, b.value);
  }
  bool same(const AttributeItem& a, const AttributeItem& b) {
    return a.prefix == b.prefix && a.format == b.format && same(a.value, b.value) && same(a.record, b.record);
  }
  bool same(const Attribute& a, const Attribute& b) { return a.name == b.name && same(a.items, b.items); }
  bool same(const Branch& a, const Branch& b) { return same(a.condition, b.condition) && same(a.body, b.body); }
  bool same(const TypeRef& a, const TypeRef& b) { return a.name == b.name && a.element == b.element; }
  bool same(const Parameter& a, const Parameter& b) { return a.name == b.name && same(a.type, b.type); }
  bool same(const Function* a, const Function* b) {
    return a->name == b->name && a->name_space == b->name_space && same(a->return_type, b->return_type) &&
           same(a->parameters, b->parameters) && same(a->body, b->body);
  }

  bool finish() {
    while (!exprs_.empty() || !stmts_.empty()) {
      if (!stmts_.empty()) {
        const auto [a, b] = stmts_.back();
        stmts_.pop_back();
        if (!parts(*a, *b)) return false;
      } else {
        const auto [a, b] = exprs_.back();
        exprs_.pop_back();
        if (!parts(*a, *b)) return false;
      }
    }
    return true;
  }

 private:
  bool parts(const Expr& a, const Expr& b);
  bool parts(const Stmt& a, const Stmt& b);

  template <class T>
  struct Pair {
    const T* a;
    const T* b;
  };
  std::vector<Pair<Expr>> exprs_;
  std::vector<Pair<Stmt>> stmts_;
};

bool Comparison::parts(const Expr& a, const Expr& b) {
  const auto both = [&]<class T>(auto compare) { return compare(a.as<T>(), b.as<T>()); };
  switch (a.kind) {
    case ExprKind::Error:
    case ExprKind::Null:
    case ExprKind::Empty: return true;
    case ExprKind::Boolean: return both.operator()<BooleanExpr>([](auto& x, auto& y) { return x.value == y.value; });
    case ExprKind::Number: return both.operator()<NumberExpr>([](auto& x, auto& y) { return x.value == y.value; });
    case ExprKind::Decimal: return both.operator()<DecimalExpr>([](auto& x, auto& y) { return x.digits == y.digits; });
    case ExprKind::Text: return both.operator()<TextExpr>([](auto& x, auto& y) { return x.value == y.value; });
    case ExprKind::Quoted: return both.operator()<QuotedExpr>([](auto& x, auto& y) { return x.value == y.value; });
    case ExprKind::Name: return both.operator()<NameExpr>([](auto& x, auto& y) { return x.name == y.name; });
    case ExprKind::DatePhrase:
      return both.operator()<DatePhraseExpr>([](auto& x, auto& y) { return x.words == y.words; });
    case ExprKind::Member:
      return both.operator()<MemberExpr>(
          [this](auto& x, auto& y) { return x.name == y.name && same(x.object, y.object); });
    case ExprKind::UiMember:
      return both.operator()<UiMemberExpr>([this](auto& x, auto& y) { return same(x.object, y.object); });
    case ExprKind::Index:
      return both.operator()<IndexExpr>(
          [this](auto& x, auto& y) { return same(x.object, y.object) && same(x.criteria, y.criteria); });
    case ExprKind::Query:
      return both.operator()<QueryExpr>([this](auto& x, auto& y) {
        return same(x.base, y.base) && same(x.sort, y.sort) && same(x.from, y.from) && same(x.to, y.to);
      });
    case ExprKind::Call:
      return both.operator()<CallExpr>([this](auto& x, auto& y) {
        return x.name == y.name && x.element_type == y.element_type && same(x.arguments, y.arguments);
      });
    case ExprKind::MethodCall:
      return both.operator()<MethodCallExpr>([this](auto& x, auto& y) {
        return x.name == y.name && same(x.object, y.object) && same(x.arguments, y.arguments);
      });
    case ExprKind::List:
      return both.operator()<ListExpr>(
          [this](auto& x, auto& y) { return x.square == y.square && same(x.elements, y.elements); });
    case ExprKind::Map:
      return both.operator()<MapExpr>([this](auto& x, auto& y) { return same(x.entries, y.entries); });
    case ExprKind::Unary:
      return both.operator()<UnaryExpr>(
          [this](auto& x, auto& y) { return x.op == y.op && same(x.operand, y.operand); });
    case ExprKind::Chain:
      return both.operator()<ChainExpr>(
          [this](auto& x, auto& y) { return same(x.first, y.first) && same(x.rest, y.rest); });
    case ExprKind::Conditional:
      return both.operator()<ConditionalExpr>([this](auto& x, auto& y) { return same(x.arguments, y.arguments); });
    case ExprKind::Task:
      return both.operator()<TaskExpr>(
          [this](auto& x, auto& y) { return x.task == y.task && same(x.attributes, y.attributes); });
    case ExprKind::Insert:
      return both.operator()<InsertExpr>(
          [this](auto& x, auto& y) { return x.form == y.form && same(x.fields, y.fields); });
  }
  return false;
}

bool Comparison::parts(const Stmt& a, const Stmt& b) {
  const auto both = [&]<class T>(auto compare) { return compare(a.as<T>(), b.as<T>()); };
  switch (a.kind) {
    case StmtKind::Error:
    case StmtKind::Break:
    case StmtKind::Continue: return true;
    case StmtKind::Expression:
      return both.operator()<ExpressionStmt>([this](auto& x, auto& y) { return same(x.value, y.value); });
    case StmtKind::Assign:
      return both.operator()<AssignStmt>([this](auto& x, auto& y) {
        return x.op == y.op && same(x.type, y.type) && same(x.target, y.target) && same(x.value, y.value);
      });
    case StmtKind::If:
      return both.operator()<IfStmt>(
          [this](auto& x, auto& y) { return same(x.branches, y.branches) && same(x.otherwise, y.otherwise); });
    case StmtKind::ForEach:
      return both.operator()<ForEachStmt>([this](auto& x, auto& y) {
        return x.index == y.index && x.variable == y.variable && same(x.iterable, y.iterable) && same(x.body, y.body);
      });
    case StmtKind::While:
      return both.operator()<WhileStmt>(
          [this](auto& x, auto& y) { return same(x.condition, y.condition) && same(x.body, y.body); });
    case StmtKind::Try:
      return both.operator()<TryStmt>([this](auto& x, auto& y) {
        return x.variable == y.variable && same(x.body, y.body) && same(x.handler, y.handler);
      });
    case StmtKind::Return:
      return both.operator()<ReturnStmt>([this](auto& x, auto& y) { return same(x.value, y.value); });
    case StmtKind::Info: return both.operator()<InfoStmt>([this](auto& x, auto& y) { return same(x.value, y.value); });
    case StmtKind::Throw:
      return both.operator()<ThrowStmt>([this](auto& x, auto& y) { return same(x.value, y.value); });
    case StmtKind::Block: return both.operator()<BlockStmt>([this](auto& x, auto& y) { return same(x.body, y.body); });
    case StmtKind::Delete:
      return both.operator()<DeleteStmt>([this](auto& x, auto& y) { return same(x.records, y.records); });
    case StmtKind::Update:
      return both.operator()<UpdateStmt>(
          [this](auto& x, auto& y) { return same(x.target, y.target) && same(x.fields, y.fields); });
    case StmtKind::FieldDirective:
      return both.operator()<FieldDirectiveStmt>(
          [this](auto& x, auto& y) { return x.directive == y.directive && same(x.fields, y.fields); });
    case StmtKind::Alert:
      return both.operator()<AlertStmt>(
          [this](auto& x, auto& y) { return same(x.field, y.field) && same(x.message, y.message); });
    case StmtKind::Cancel: return both.operator()<CancelStmt>([](auto& x, auto& y) { return x.what == y.what; });
    case StmtKind::SuccessMessage:
      return both.operator()<SuccessMessageStmt>([this](auto& x, auto& y) { return same(x.message, y.message); });
  }
  return false;
}

}  // namespace

bool equal(const Script& a, const Script& b) {
  Comparison comparison;
  return a.has_body == b.has_body && comparison.same(a.functions, b.functions) && comparison.same(a.body, b.body) &&
         comparison.finish();
}

}  // namespace sluice::grammar
