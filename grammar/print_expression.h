// Prints expressions. Works through a list of pieces instead of calling itself, so that no tree is too deep for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast.h"

namespace sluice::grammar {

class ExpressionPrinter {
 public:
  ExpressionPrinter(std::string& out, Dialect dialect) : out_(out), dialect_(dialect) {}

  // `depth` is the level of indentation, for blocks in [ ].
  void print(const Expr& expression, int depth);

  // At the start of a statement, where some words and signs mean something else than in a value. `assigned`: an
  // assignment operator follows.
  void print_first(const Expr& expression, int depth, bool assigned);

  void fields(std::span<const FieldAssignment> fields, int depth);

 private:
  // A text, or an expression that must bind at least as tightly as `binding`.
  struct Piece {
    const Expr* expr;
    std::string_view text;
    int binding;
    int depth;
  };

  void run();
  void expand(const Piece& piece);
  void text(std::string_view text) { pieces_.push_back({nullptr, text, 0, 0}); }
  void part(const Expr* expr, int binding) { pieces_.push_back({expr, {}, binding, depth_}); }
  void owned(std::string value) { out_ += value; }
  int binding(const Expr& expr) const;
  bool needs_parentheses_first(const Expr& leaf, const Expr* parent, bool assigned) const;

  void unary(const UnaryExpr& unary);
  void chain(const ChainExpr& chain);
  void query(const QueryExpr& query);
  void arguments(std::span<const Argument> arguments);
  void list(std::span<const Expr* const> elements);
  void map(const MapExpr& map);
  void task(const TaskExpr& task);
  void attribute(const Attribute& attribute);
  void insert(const InsertExpr& insert);
  void push_fields(std::span<const FieldAssignment> fields);
  void line(int depth);

  std::string& out_;
  Dialect dialect_;
  int depth_ = 0;
  const Expr* wrapped_ = nullptr;      // gets parentheses whatever its binding
  std::vector<Piece> pieces_;          // of the expression being expanded, in order
  std::vector<Piece> work_;            // still to be written, the next at the back
};

}  // namespace sluice::grammar
