// From syntax tree to executable nodes: names become slots, calls are bound, operators are specialised. One
// FunctionCompiler for each function or body; its parts are spread over compile_*.cpp by the kind of thing.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "interpreter/nodes/calls.h"
#include "interpreter/nodes/host_calls.h"
#include "interpreter/nodes/node.h"
#include "interpreter/program_parts.h"

namespace sluice::interpreter {

// What the functions of one program share while it is compiled.
struct ProgramScope {
  const CompileOptions& options;
  const Program& program;
  ProgramParts& parts;
  CacheCounter caches;

  // Keeps a text that is not in the source for as long as the program.
  std::string_view keep(std::string text) { return parts.kept_texts.emplace_back(std::move(text)); }
};

class FunctionCompiler {
 public:
  FunctionCompiler(ProgramScope& scope, UserFunction& function) : scope_(scope), function_(function) {}

  void compile(const grammar::Function& declaration);
  void compile_body(const grammar::Block& body);

 private:
  using Names = std::vector<std::string_view>;

  // ---- variables (compiler.cpp)
  void declare_variables(const grammar::Block& block);
  std::uint32_t declare(std::string_view name);
  bool is_variable(std::string_view name) const { return slots_.contains(name); }
  void finish();

  // One more level of nodes inside one another, for as long as this lives: what runs them recurses as deep.
  class Level {
   public:
    explicit Level(FunctionCompiler& compiler) : compiler_(compiler) {
      if (++compiler_.level_ > compiler_.levels_) compiler_.levels_ = compiler_.level_;
    }
    ~Level() { --compiler_.level_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    FunctionCompiler& compiler_;
  };

  // ---- statements (compile_statements.cpp)
  Sequence sequence(const grammar::Block& block) { return sequence(block.statements); }
  Sequence sequence(std::span<const grammar::Stmt* const> statements);
  Sequence sequence_with_value(const grammar::Block& block);
  void compile_statements(const grammar::Block& block);
  StatementPtr statement(const grammar::Stmt& statement);
  ExpressionPtr dropped(const grammar::Expr& value);
  StatementPtr assign(const grammar::AssignStmt& assign);
  StatementPtr assign_variable(const grammar::AssignStmt& assign, std::string_view name);
  StatementPtr if_statement(const grammar::IfStmt& branches);
  StatementPtr for_each(const grammar::ForEachStmt& loop);
  bool may_remove(const grammar::Block& block) const;
  bool may_remove(const grammar::Expr& expression) const;

  // ---- expressions (compile_expressions.cpp)
  ExpressionPtr expression(const grammar::Expr& expression);
  Expressions expressions(std::span<const grammar::Expr* const> list);
  ExpressionPtr text_literal(grammar::Span span, std::string_view text);
  ExpressionPtr word(const grammar::NameExpr& name);
  ExpressionPtr name(const grammar::NameExpr& name);
  ExpressionPtr input(grammar::Span span, std::string_view name, ExpressionPtr otherwise);
  ExpressionPtr member(const grammar::MemberExpr& member);
  ExpressionPtr chain(const grammar::ChainExpr& chain);
  ExpressionPtr unary(const grammar::UnaryExpr& unary);
  ExpressionPtr conditional(const grammar::ConditionalExpr& conditional);
  ExpressionPtr decimal(const grammar::DecimalExpr& literal);
  ExpressionPtr quoted(const grammar::QuotedExpr& literal);
  ExpressionPtr undefined(grammar::Span span, std::string_view name);

  // ---- calls (compile_calls.cpp)
  ExpressionPtr call(const grammar::CallExpr& call);
  ExpressionPtr typed_list(const grammar::CallExpr& call);
  ExpressionPtr method_call(const grammar::MethodCallExpr& call);
  ExpressionPtr path_call(const grammar::MethodCallExpr& call, const Names& path);
  ExpressionPtr task_call(const grammar::MethodCallExpr& call, const std::string& full_name);
  ExpressionPtr zoho_call(const grammar::MethodCallExpr& call, const Names& path);
  ExpressionPtr service_call(grammar::Span span, std::string name, std::span<const grammar::Argument> arguments);
  ExpressionPtr missing_function(grammar::Span span, std::string name);
  CallParts call_parts(grammar::Span span, std::string_view name, const grammar::Expr* receiver,
                       std::span<const grammar::Argument> arguments);
  bool is_builtin_function(std::string_view name) const;
  bool is_builtin_method(std::string_view name) const;

  // ---- forms, tasks and client directives (compile_forms.cpp)
  ExpressionPtr index(const grammar::IndexExpr& index);
  ExpressionPtr fetch(const grammar::Expr& records, std::vector<RequestPart> more = {});
  ExpressionPtr fetch_all(grammar::Span span, std::string_view form);
  bool is_fetch(const grammar::Expr& expression) const;
  ExpressionPtr aggregate(const grammar::MethodCallExpr& call);
  ExpressionPtr criteria(const grammar::Expr* criteria);
  ExpressionPtr task(const grammar::TaskExpr& task);
  ExpressionPtr task_request(const grammar::TaskExpr& task);
  ExpressionPtr attachment(const grammar::AttributeItem& item);
  // `r = invokeapi [ … ]` also remembers what r.status and r.headers give, in a variable beside r.
  ExpressionPtr response(const grammar::TaskExpr& task, std::string_view variable);
  ExpressionPtr response_part(const grammar::MemberExpr& member);
  std::string_view beside(std::string_view variable);
  ExpressionPtr insert(const grammar::InsertExpr& insert);
  ExpressionPtr field_values(grammar::Span span, std::span<const grammar::FieldAssignment> fields);
  ExpressionPtr source_text(const grammar::Expr& expression);
  StatementPtr update(const grammar::UpdateStmt& update);
  StatementPtr remove(const grammar::DeleteStmt& statement);
  StatementPtr field_directive(const grammar::FieldDirectiveStmt& directive);
  StatementPtr alert(const grammar::AlertStmt& alert);
  StatementPtr directive(grammar::Span span, std::string name, std::vector<RequestPart> parts);
  static bool is_selection(std::string_view called);
  // Field:ui.add(list), Field.select(choice)
  ExpressionPtr ui_directive(grammar::Span span, const grammar::Expr& field, std::string_view called,
                             std::span<const grammar::Argument> given);
  ExpressionPtr open_url(const grammar::CallExpr& call);
  RequestPart text_part(grammar::Span span, std::string name, std::string_view text);

  const grammar::Source& source() const { return *scope_.program.parsed().source; }

  ProgramScope& scope_;
  UserFunction& function_;
  std::uint32_t level_ = 0;
  std::uint32_t levels_ = 0;
  std::unordered_map<std::string_view, std::uint32_t> slots_;
  std::unordered_map<std::string_view, std::uint32_t> inputs_;  // names that only arguments of a body can set
};

bool is_api_call(const grammar::Expr& expression);  // invokeapi [ … ]

// `a.b.c` as its names; empty when it is anything else.
std::vector<std::string_view> path_of(const grammar::Expr& expression);

}  // namespace sluice::interpreter
