// Checks one function, or the statements outside functions. Private to the checker: check.cpp makes one of these for
// each body. The walk is in the order of the text; what a branch or loop assigns has no known type after it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/callable.h"
#include "interpreter/check.h"
#include "interpreter/check_functions.h"
#include "interpreter/check_report.h"
#include "interpreter/check_scope.h"
#include "interpreter/static_type.h"

namespace sluice::interpreter {

// What all bodies of a file share.
struct CheckedFile {
  const CheckOptions& options;
  const KnownFunctions& functions;
  Report& report;
  bool broken;  // has syntax errors: what is missing may be in the broken part
};

class BodyChecker {
 public:
  // `function` is null for the statements outside functions.
  BodyChecker(const CheckedFile& file, const grammar::Function* function, const grammar::Block& body);
  void run();

 private:
  // Whether the place of an expression uses its value. Either: it takes one, and is content with none.
  enum class Wanted : std::uint8_t { Value, Nothing, Either };
  // Whether control goes on to the next statement.
  enum class Flow : std::uint8_t { Continues, Ends };

  struct CallSite {
    std::string_view name;
    grammar::Span span;  // of the name
    std::span<const grammar::Argument> arguments;
    Wanted wanted;
    bool may_ignore = false;  // a task: its response may be dropped
    bool bare = false;        // name(…), without anything before it
  };
  // A record that a call may mean. `receivers` is 1 where the first argument is the receiver: `round(x, 2)`.
  struct Candidate {
    const FunctionRecord* record;
    std::size_t receivers;
  };

  // ---- the function as a whole (check_body.cpp)
  void declare_parameters();
  void check_type_name(const grammar::TypeRef& type);
  void check_result();
  bool may_name_form(std::string_view name) const;

  // ---- statements (check_statements.cpp)
  Flow block(const grammar::Block& block);
  Flow statement(const grammar::Stmt& statement);
  Flow branches(const grammar::IfStmt& branching);
  void for_each(const grammar::ForEachStmt& loop);
  void while_loop(const grammar::WhileStmt& loop);
  void loop_body(const grammar::Block& body, grammar::Span whole);
  Flow attempt(const grammar::TryStmt& attempt);
  void assign(const grammar::AssignStmt& assignment);
  void assign_to_name(const grammar::AssignStmt& assignment, StaticType value);
  void return_from(const grammar::ReturnStmt& statement);
  void leave_loop(std::string_view word, grammar::Span span);
  void expression_statement(const grammar::Expr& expression);
  bool is_last(const grammar::Expr& expression) const;
  void shown(const grammar::Expr& expression);
  void warn_no_effect(const grammar::Expr& expression);
  void condition(const grammar::Expr& condition);
  void record_target(const grammar::Expr& target);

  // ---- expressions (check_expressions.cpp)
  StaticType expression(const grammar::Expr& expression, Wanted wanted);
  StaticType value(const grammar::Expr& expr) { return expression(expr, Wanted::Value); }
  StaticType chain(const grammar::ChainExpr& chain);
  StaticType apply(StaticType left, const grammar::Expr& left_operand, const grammar::ChainLink& link);
  void warn_mixed(StaticType number, const grammar::Expr& text);
  static std::string help_for_types(grammar::BinaryOp op, StaticType left, StaticType right);
  StaticType unary(const grammar::UnaryExpr& unary);
  StaticType conditional(const grammar::ConditionalExpr& conditional);
  void date_phrase(const grammar::Expr& phrase);
  StaticType map_literal(const grammar::MapExpr& map);
  void criteria(const grammar::Expr* criteria);
  // A problem that a `try` around it would catch at run time is only a warning there.
  Severity run_time_severity() const { return try_depth_ > 0 ? Severity::Warning : Severity::Error; }

  // ---- names and what follows them (check_names.cpp)
  StaticType postfix(const grammar::Expr& outermost, Wanted wanted);
  StaticType step(const grammar::Expr& part, StaticType object, Wanted wanted);
  StaticType name(const grammar::NameExpr& name, std::size_t begin, std::size_t& rest, Wanted wanted);
  StaticType zoho(const grammar::NameExpr& name, std::size_t begin, std::size_t& rest, Wanted wanted);
  StaticType task_call(std::string_view root, std::size_t begin, std::size_t& rest, Wanted wanted);
  StaticType namespace_call(const grammar::NameExpr& name, std::size_t begin, std::size_t after, std::size_t& rest,
                            Wanted wanted);
  std::string system_variable_of(const grammar::Expr& target);
  std::size_t end_of_members(std::size_t begin, std::size_t rest) const;
  void undefined(const grammar::NameExpr& name);
  std::string help_for_undefined(const grammar::NameExpr& name, const Variable& variable) const;

  // ---- calls of built-ins (check_calls.cpp)
  void arguments(std::span<const grammar::Argument> arguments);
  StaticType call(const grammar::CallExpr& call, Wanted wanted);
  void check_element_type(const grammar::CallExpr& call);
  StaticType method(const grammar::MethodCallExpr& call, StaticType receiver, Wanted wanted);
  bool is_method_name(std::string_view name) const;
  void find_candidates(std::string_view name, StaticType first, Form form);
  bool find_task(std::string_view full_name);
  bool takes(std::size_t arguments) const;
  StaticType bind(const CallSite& site);
  bool check_count(const CallSite& site);
  void check_literals(const CallSite& site);
  void check_dialect(const CallSite& site);
  void check_words(const CallSite& site);
  void check_connection(const CallSite& site);

  // ---- calls of other functions (check_user_calls.cpp)
  StaticType user_call(const grammar::Function& function, const CallSite& site);
  void check_types(const grammar::Function& function, const CallSite& site);
  StaticType certain_type(const grammar::Expr& argument);
  StaticType check_use(const grammar::Function& function, const CallSite& site);
  void report_void(const CallSite& site);
  std::string help_for_namesake(const CallSite& site, std::string otherwise) const;
  // Whether a library has the function and cannot give it: two files define it, or its file cannot be read.
  bool report_library(const LookupFailure& failure, grammar::Span call);
  void unknown_function(const grammar::CallExpr& call);
  void unknown_task(const std::string& full_name, grammar::Span span);
  StaticType unknown_method(const grammar::MethodCallExpr& call, StaticType receiver);
  StaticType if_null(const grammar::CallExpr& call);

  // ---- attributes of tasks (check_tasks.cpp)
  void task(const grammar::TaskExpr& task);
  void check_parts(const grammar::TaskExpr& task);
  void check_method(const grammar::TaskExpr& task, const grammar::Attribute& attribute);
  void item(const grammar::AttributeItem& item);
  void check_address(const grammar::Expr& address);
  void insert(const grammar::InsertExpr& insert);

  const CheckedFile& file_;
  Report& report_;
  const FunctionTable* table_;
  const FunctionTable* tasks_;
  const grammar::Function* function_;
  const grammar::Block& body_;
  Scope scope_;

  const grammar::Span* loop_ = nullptr;  // the outermost loop around the point reached
  int try_depth_ = 0;
  int free_names_ = 0;  // inside criteria and bare words, where any name may be a field
  int criteria_ = 0;    // inside criteria, where date phrases may stand
  bool returns_value_ = false;
  bool returns_nothing_ = false;

  std::vector<const grammar::Expr*> spine_;  // a stack: a.b().c is walked from `a` outwards, not by recursion
  std::vector<Candidate> candidates_;        // of the call being bound
};

}  // namespace sluice::interpreter
