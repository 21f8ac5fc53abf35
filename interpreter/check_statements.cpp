// Statements: the order in which variables come to life, loops, and where control goes.
#include "interpreter/check_body.h"
#include "interpreter/check_literals.h"
#include "interpreter/check_words.h"
#include "interpreter/operators.h"

namespace sluice::interpreter {

using namespace grammar;

namespace {

BinaryOp operator_of(AssignOp op) {
  switch (op) {
    case AssignOp::Set: return BinaryOp::Equal;
    case AssignOp::Add: return BinaryOp::Add;
    case AssignOp::Subtract: return BinaryOp::Subtract;
    case AssignOp::Multiply: return BinaryOp::Multiply;
    case AssignOp::Divide: return BinaryOp::Divide;
    case AssignOp::Remainder: return BinaryOp::Remainder;
  }
  return BinaryOp::Add;
}

}  // namespace

BodyChecker::Flow BodyChecker::block(const Block& block) {
  Flow flow = Flow::Continues;
  bool reported = false;
  for (const Stmt* next : block.statements) {
    if (flow == Flow::Ends && !reported) {
      reported = true;
      if (!file_.broken) {
        report_.warning(messages::UnreachableCode, next->span, {},
                        "the statement before it leaves this block; remove one");
      }
    }
    if (statement(*next) == Flow::Ends) flow = Flow::Ends;
  }
  return flow;
}

BodyChecker::Flow BodyChecker::statement(const Stmt& statement) {
  switch (statement.kind) {
    case StmtKind::Error: break;
    case StmtKind::Expression: expression_statement(*statement.as<ExpressionStmt>().value); break;
    case StmtKind::Assign: assign(statement.as<AssignStmt>()); break;
    case StmtKind::If: return branches(statement.as<IfStmt>());
    case StmtKind::ForEach: for_each(statement.as<ForEachStmt>()); break;
    case StmtKind::While: while_loop(statement.as<WhileStmt>()); break;
    case StmtKind::Try: return attempt(statement.as<TryStmt>());
    case StmtKind::Return: return_from(statement.as<ReturnStmt>()); return Flow::Ends;
    case StmtKind::Break: leave_loop("break", statement.span); return Flow::Ends;
    case StmtKind::Continue: leave_loop("continue", statement.span); return Flow::Ends;
    case StmtKind::Info: value(*statement.as<InfoStmt>().value); break;
    case StmtKind::Throw: value(*statement.as<ThrowStmt>().value); return Flow::Ends;
    case StmtKind::Block: return block(statement.as<BlockStmt>().body);
    case StmtKind::Delete: record_target(*statement.as<DeleteStmt>().records); break;
    case StmtKind::Update: {
      const auto& update = statement.as<UpdateStmt>();
      record_target(*update.target);
      ++free_names_;  // the record's own fields may stand in the values
      for (const FieldAssignment& field : update.fields) value(*field.value);
      --free_names_;
      break;
    }
    case StmtKind::FieldDirective: break;  // names fields only
    case StmtKind::Alert: value(*statement.as<AlertStmt>().message); break;
    case StmtKind::Cancel: break;
    case StmtKind::SuccessMessage: value(*statement.as<SuccessMessageStmt>().message); break;
  }
  return Flow::Continues;
}

BodyChecker::Flow BodyChecker::branches(const IfStmt& branching) {
  bool all_end = branching.otherwise != nullptr;
  for (const Branch& branch : branching.branches) {
    condition(*branch.condition);
    if (block(branch.body) == Flow::Continues) all_end = false;
    scope_.forget_types(branch.body.span);
  }
  if (branching.otherwise != nullptr) {
    if (block(*branching.otherwise) == Flow::Continues) all_end = false;
    scope_.forget_types(branching.otherwise->span);
  }
  return all_end ? Flow::Ends : Flow::Continues;
}

void BodyChecker::for_each(const ForEachStmt& loop) {
  const Expr& iterable = *loop.iterable;
  const bool may_be_form = iterable.kind == ExprKind::Name && may_name_form(iterable.as<NameExpr>().name);
  free_names_ += may_be_form;
  const StaticType type = value(iterable);
  free_names_ -= may_be_form;
  constexpr StaticType kScalars =
      StaticType(Type::Boolean) | Type::Number | Type::Decimal | Type::DateTime | Type::Time;
  if (type.within(kScalars)) {
    report_.add(run_time_severity(), messages::LoopOver, iterable.span, {name_of(type.first())},
                "to repeat something, loop over a list: for each x in {1, 2, 3} { … }");
  }
  scope_.forget_types(loop.span);
  scope_.define(loop.variable, loop.index ? StaticType(Type::Number) : StaticType::unknown());
  loop_body(loop.body, loop.span);
}

void BodyChecker::while_loop(const WhileStmt& loop) {
  const Span keyword{loop.span.begin, loop.span.begin + 5};
  report_.warning(messages::WhileRefused, keyword, {}, "loop over a list with `for each` to run it in Zoho too");
  scope_.forget_types(loop.span);
  const Span* const outer = loop_;
  if (loop_ == nullptr) loop_ = &loop.span;
  condition(*loop.condition);
  loop_ = outer;
  loop_body(loop.body, loop.span);
}

void BodyChecker::loop_body(const Block& body, Span whole) {
  const Span* const outer = loop_;
  if (loop_ == nullptr) loop_ = &whole;
  block(body);
  loop_ = outer;
  scope_.forget_types(whole);
}

BodyChecker::Flow BodyChecker::attempt(const TryStmt& attempt) {
  ++try_depth_;
  const Flow tried = block(attempt.body);
  --try_depth_;
  scope_.forget_types(attempt.body.span);
  scope_.define(attempt.variable, StaticType::unknown());
  const Flow handled = block(attempt.handler);
  scope_.forget_types(attempt.handler.span);
  return tried == Flow::Ends && handled == Flow::Ends ? Flow::Ends : Flow::Continues;
}

void BodyChecker::leave_loop(std::string_view word, Span span) {
  if (loop_ != nullptr) return;
  report_.error(messages::OutsideLoop, span, {word}, "use `return;` to leave the function, or remove it");
}

void BodyChecker::return_from(const ReturnStmt& statement) {
  const bool gives_nothing = statement.value == nullptr;
  const StaticType type = gives_nothing ? StaticType::unknown() : value(*statement.value);
  if (function_ == nullptr || function_->return_type.name.empty()) return;
  (gives_nothing ? returns_nothing_ : returns_value_) = true;

  const TypeRef& declared = function_->return_type;
  if (is_void(declared.name)) {
    if (!gives_nothing) {
      report_.error(messages::ReturnInVoid, statement.span, {}, "declare the type that it returns instead of void");
    }
  } else if (gives_nothing) {
    report_.error(messages::MissingReturn, statement.span, {shown_type(declared.name)},
                  "write the value after `return`");
  } else if (!literal_type(*statement.value).meets(StaticType(accepted_types(declared.name)))) {
    report_.add(run_time_severity(), messages::MissingReturn, statement.value->span, {shown_type(declared.name)},
                "this value is of type " + std::string(name_of(type.first())));
  }
}

namespace {

// The words that Deluge never takes as names, beside true, false and null, which are values (help/variables).
bool is_reserved(std::string_view name) { return same_name(name, "return") || same_name(name, "void"); }

}  // namespace

void BodyChecker::assign(const AssignStmt& assignment) {
  const StaticType type = value(*assignment.value);
  const Expr& target = *assignment.target;
  if (!assignment.type.name.empty()) check_type_name(assignment.type);
  if (target.kind == ExprKind::Error) return;
  if (target.kind == ExprKind::Name && is_reserved(target.as<NameExpr>().name)) {
    report_.error(messages::NotAssignable, target.span, {}, "this word is reserved; choose another name");
    scope_.define(target.as<NameExpr>().name, type);
  } else if (target.kind == ExprKind::Name) {
    assign_to_name(assignment, type);
  } else if (target.kind != ExprKind::Member && target.kind != ExprKind::Index) {
    if (!file_.broken) report_.error(messages::NotAssignable, target.span, {}, "assign to a variable or to a field");
  } else if (const std::string variable = system_variable_of(target); !variable.empty()) {
    report_.error(messages::AssignToSystemVariable, target.span, {variable}, "assign to a variable of your own");
  } else {
    value(target);
  }
}

void BodyChecker::assign_to_name(const AssignStmt& assignment, StaticType type) {
  const auto& target = assignment.target->as<NameExpr>();
  if (assignment.op == AssignOp::Set) {
    scope_.define(target.name, type);
    return;
  }
  const StaticType before = value(target);
  const BinaryOp op = operator_of(assignment.op);
  const StaticType after = result_of(op, before, type);
  if (after.impossible()) {
    const Span span{target.span.end, assignment.value->span.begin};
    report_.add(run_time_severity(), messages::OperatorTypes, span,
                {name_of(before.first()), name_of(type.first()), text_of(op)}, {});
  }
  if (Variable* variable = scope_.find(target.name)) {
    variable->type = after.impossible() ? StaticType::unknown() : after;
  }
}

// Whether the body ends in it.
bool BodyChecker::is_last(const Expr& expr) const {
  const Stmt& last = *body_.statements.back();
  return last.kind == StmtKind::Expression && last.as<ExpressionStmt>().value == &expr;
}

// What a REPL shows is neither without effect nor ignored.
void BodyChecker::shown(const Expr& expr) {
  const bool call = expr.kind == ExprKind::Call || expr.kind == ExprKind::MethodCall;
  expression(expr, call ? Wanted::Either : Wanted::Value);
}

void BodyChecker::expression_statement(const Expr& expr) {
  if (file_.options.gives_last_value && function_ == nullptr && is_last(expr)) return shown(expr);
  switch (expr.kind) {
    case ExprKind::Error:
    case ExprKind::Empty: return;
    case ExprKind::Null:
    case ExprKind::Boolean:
    case ExprKind::Number:
    case ExprKind::Decimal:
    case ExprKind::Text:
    case ExprKind::Quoted:
    case ExprKind::Name:
    case ExprKind::DatePhrase: warn_no_effect(expr); return;
    case ExprKind::List:
    case ExprKind::Map:
    case ExprKind::Unary:
    case ExprKind::Chain:
      warn_no_effect(expr);
      value(expr);
      return;
    case ExprKind::Member:  // `Field.selectAll;` of Creator
    case ExprKind::UiMember:
    case ExprKind::Index:
    case ExprKind::Query:
      ++free_names_;
      value(expr);
      --free_names_;
      return;
    case ExprKind::Call:
    case ExprKind::MethodCall:
    case ExprKind::Conditional:
    case ExprKind::Task:
    case ExprKind::Insert: expression(expr, Wanted::Nothing); return;
  }
}

void BodyChecker::warn_no_effect(const Expr& expr) {
  if (file_.broken) return;  // it may be a piece of the statement that is broken
  report_.warning(messages::NoEffect, expr.span, {}, "assign the value to a variable, or remove it");
}

void BodyChecker::condition(const Expr& expr) {
  const StaticType type = value(expr);
  if (type.may_be(Type::Boolean) || type.may_be(Type::Null)) return;
  report_.add(run_time_severity(), messages::ConditionType, expr.span, {name_of(type.first())},
              "compare it with something, for example `!= null`");
}

// `Form`, `Form[criteria]` or a record variable.
void BodyChecker::record_target(const Expr& target) {
  if (target.kind != ExprKind::Name) {
    value(target);
    return;
  }
  const bool may_be_form = may_name_form(target.as<NameExpr>().name);
  free_names_ += may_be_form;
  value(target);
  free_names_ -= may_be_form;
}

}  // namespace sluice::interpreter
