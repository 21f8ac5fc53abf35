// Names and what follows them: variables, members, dotted calls of functions and tasks, forms.
#include "interpreter/check_body.h"
#include "interpreter/check_words.h"
#include "interpreter/foreign_names.h"

namespace sluice::interpreter {

using namespace grammar;

namespace {

// The expression that a postfix part applies to; null for anything else.
const Expr* object_of(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Member: return expr.as<MemberExpr>().object;
    case ExprKind::UiMember: return expr.as<UiMemberExpr>().object;
    case ExprKind::Index: return expr.as<IndexExpr>().object;
    case ExprKind::MethodCall: return expr.as<MethodCallExpr>().object;
    default: return nullptr;
  }
}

}  // namespace

// Walks a.b(…).c from `a` outwards. A chain may be thousands of calls long, so this is no recursion.
StaticType BodyChecker::postfix(const Expr& outermost, Wanted wanted) {
  const std::size_t begin = spine_.size();
  const Expr* innermost = &outermost;
  while (const Expr* object = object_of(*innermost)) {
    spine_.push_back(innermost);
    innermost = object;
  }
  std::size_t rest = spine_.size();  // spine_[begin, rest) is still to be walked, from its end
  StaticType type =
      innermost->kind == ExprKind::Name ? name(innermost->as<NameExpr>(), begin, rest, wanted) : value(*innermost);
  while (rest > begin) {
    --rest;
    type = step(*spine_[rest], type, rest == begin ? wanted : Wanted::Value);
  }
  spine_.resize(begin);
  return type;
}

StaticType BodyChecker::step(const Expr& part, StaticType object, Wanted wanted) {
  if (part.kind == ExprKind::MethodCall) return method(part.as<MethodCallExpr>(), object, wanted);
  if (part.kind == ExprKind::Index) criteria(part.as<IndexExpr>().criteria);
  return StaticType::unknown();
}

// Where the members that follow a name end: spine_[result - 1] is what comes after `name.a.b`.
std::size_t BodyChecker::end_of_members(std::size_t begin, std::size_t rest) const {
  while (rest > begin && spine_[rest - 1]->kind == ExprKind::Member) --rest;
  return rest;
}

// A name at the start of a chain. Takes off `rest` what belongs to the name: `crm.getRecords(…)` of a task.
StaticType BodyChecker::name(const NameExpr& name, std::size_t begin, std::size_t& rest, Wanted wanted) {
  const Variable* variable = scope_.find(name.name);
  if (variable != nullptr && variable->defined) return variable->type;
  if (same_name(name.name, "zoho")) return zoho(name, begin, rest, wanted);

  const std::size_t after = end_of_members(begin, rest);
  const ExprKind next = after > begin ? spine_[after - 1]->kind : ExprKind::Null;
  const bool application_variable = rest > after && same_name(name.name, "thisapp") &&
                                    same_name(spine_[rest - 1]->as<MemberExpr>().name, "variables");
  if (application_variable) return StaticType::unknown();
  const bool is_namespace = is_function_namespace(name.name);
  if (!is_namespace) {
    if (const auto provided = provided_value(name.name)) return *provided;
  }
  if (next == ExprKind::MethodCall) return namespace_call(name, begin, after, rest, wanted);
  if (is_namespace || next == ExprKind::Index || next == ExprKind::UiMember) return StaticType::unknown();
  undefined(name);
  return StaticType::unknown();
}

// zoho.currentdate, zoho.appvariable.X, zoho.crm.getRecordById(…).
StaticType BodyChecker::zoho(const NameExpr& name, std::size_t begin, std::size_t& rest, Wanted wanted) {
  if (rest == begin) return StaticType::unknown();
  const Expr& next = *spine_[rest - 1];
  const bool is_member = next.kind == ExprKind::Member;
  const bool is_call = next.kind == ExprKind::MethodCall;
  if (!is_member && !is_call) return StaticType::unknown();
  const std::string_view part = is_member ? next.as<MemberExpr>().name : next.as<MethodCallExpr>().name;
  const bool bare_call = is_call && next.as<MethodCallExpr>().arguments.empty();
  if (const auto type = system_variable(part); type && (is_member || bare_call)) {
    --rest;
    return *type;
  }
  const std::size_t after = end_of_members(begin, rest);
  if (is_member && same_name(part, "appvariable")) {
    rest = after;
    return StaticType::unknown();
  }
  if (after > begin && spine_[after - 1]->kind == ExprKind::MethodCall) {
    return task_call(name.name, begin, rest, wanted);
  }
  const std::string_view nearest = nearest_system_variable(part);
  if (is_member && !file_.broken) {
    report_.warning(messages::VariableNotDefined, cover(name.span, next.span), {"zoho." + std::string(part)},
                    nearest.empty() ? std::string() : "did you mean 'zoho." + std::string(nearest) + "'?");
  }
  return StaticType::unknown();
}

// A built-in or a task, found by its full name.
StaticType BodyChecker::task_call(std::string_view root, std::size_t begin, std::size_t& rest, Wanted wanted) {
  const std::size_t after = end_of_members(begin, rest);
  const auto& call = spine_[after - 1]->as<MethodCallExpr>();
  std::string full_name(root);
  for (std::size_t i = rest; i > after; --i) full_name.append(".").append(spine_[i - 1]->as<MemberExpr>().name);
  full_name.append(".").append(call.name);
  rest = after - 1;
  arguments(call.arguments);
  candidates_.clear();
  find_candidates(full_name, StaticType::unknown(), Form::Free);
  if (candidates_.empty() && !find_task(full_name)) {
    unknown_task(full_name, call.name_span);
    return StaticType::unknown();
  }
  return bind({full_name, call.name_span, call.arguments, rest == begin ? wanted : Wanted::Value, true});
}

// `name.a.b.function(…)` where `name` is no variable: a function of the file or the library, or one that cannot be
// seen. Where values have a method of that name, the name is a variable that is missing.
StaticType BodyChecker::namespace_call(const NameExpr& name, std::size_t begin, std::size_t after, std::size_t& rest,
                                       Wanted wanted) {
  const auto& call = spine_[after - 1]->as<MethodCallExpr>();
  const bool has_members = rest > after;
  const std::string_view name_space = has_members ? spine_[after]->as<MemberExpr>().name : name.name;
  const std::size_t whole = rest;
  const CallSite site{call.name, call.name_span, call.arguments, after - 1 == begin ? wanted : Wanted::Value};
  rest = after - 1;

  if (is_service(name.name) || (same_name(name.name, "thisapp") && has_members && is_application_package(name_space))) {
    ++free_names_;  // link names of forms, blueprints and stages stand bare
    arguments(call.arguments);
    --free_names_;
    if (!has_members || whole != after + 1) return StaticType::unknown();
    std::string full_name(name.name);
    full_name.append(".").append(name_space).append(".").append(call.name);
    candidates_.clear();
    if (find_task(full_name)) return bind({full_name, call.name_span, call.arguments, site.wanted, true});
    if (is_service(name.name)) unknown_task(full_name, call.name_span);
    return StaticType::unknown();
  }
  const bool surely_function = is_function_namespace(name.name);
  LookupFailure failure;
  const Function* function = surely_function || !is_method_name(call.name)
                                 ? file_.functions.find(name_space, call.name, failure)
                                 : file_.functions.find_exactly(name_space, call.name);
  if (function != nullptr) {
    arguments(call.arguments);
    return user_call(*function, site);
  }

  const bool field_or_record = is_field_method(call.name) || is_record_method(call.name);
  if (!surely_function && (is_method_name(call.name) || field_or_record)) {
    const bool creator_form = field_or_record && may_name_form(name.name);
    if (!creator_form) undefined(name);
    if (help_for_foreign_object(name.name).empty())
      rest = whole;
    else
      arguments(call.arguments);  // they are other ones in Deluge
    return StaticType::unknown();
  }
  arguments(call.arguments);
  const bool row_of_subform = call.arguments.empty() && file_.options.dialect == Dialect::Creator && !surely_function;
  if (!report_library(failure, call.name_span) && !row_of_subform && free_names_ == 0) {
    std::string help(help_for_foreign_object(name.name));
    if (help.empty()) help = "its arguments and result are not checked; name its file with --functions";
    report_.warning(messages::NotInLibrary, call.name_span, {call.name}, std::move(help));
  }
  return StaticType::unknown();
}

// `zoho.currentdate` when an assignment would change it, else empty.
std::string BodyChecker::system_variable_of(const Expr& target) {
  const Expr* part = &target;
  while (part->as<MemberExpr>().object->kind == ExprKind::Member) part = part->as<MemberExpr>().object;
  const Expr& root = *part->as<MemberExpr>().object;
  if (root.kind != ExprKind::Name || !same_name(root.as<NameExpr>().name, "zoho")) return {};
  const std::string_view member = part->as<MemberExpr>().name;
  return system_variable(member) ? "zoho." + std::string(member) : std::string();
}

void BodyChecker::undefined(const NameExpr& name) {
  if (free_names_ > 0 || file_.broken) return;
  Variable& variable = scope_.declare(name.name);
  if (variable.reported) return;
  const bool certain = function_ != nullptr || file_.options.before_run;
  if (!certain && variable.assigned()) return;  // a parameter of the body may have that name until then
  variable.reported = true;
  const bool later_in_loop = loop_ != nullptr && variable.assigned() && variable.first_set < loop_->end;
  const Severity severity = certain && !later_in_loop ? Severity::Error : Severity::Warning;
  if (report_.full(severity)) return;
  report_.add(severity, messages::VariableNotDefined, name.span, {name.name}, help_for_undefined(name, variable));
}

std::string BodyChecker::help_for_undefined(const NameExpr& name, const Variable& variable) const {
  if (variable.assigned()) return "it is assigned only further down";
  if (const std::string_view help = help_for_foreign_object(name.name); !help.empty()) return std::string(help);
  Suggestion suggestion(name.name);
  for (const Variable& other : scope_.variables()) {
    if (other.defined || other.assigned()) suggestion.consider(other.name);
  }
  if (suggestion.found()) return suggestion.help();
  if (function_ != nullptr) return "assign it before this line";
  if (file_.options.gives_last_value) return "give it a value first";  // nobody passes arguments to a session
  const std::string text(name.name);
  if (file_.options.before_run) return "assign it before this line, or give it with --arg " + text + "=…";
  return "assign it before this line, or declare it with --param " + text;
}

}  // namespace sluice::interpreter
