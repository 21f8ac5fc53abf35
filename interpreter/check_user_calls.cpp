// Calls of functions that scripts define, and of functions that do not exist.
#include "interpreter/check_body.h"
#include "interpreter/check_call_help.h"
#include "interpreter/check_literals.h"
#include "interpreter/check_words.h"
#include "interpreter/common_errors.h"
#include "interpreter/foreign_names.h"

namespace sluice::interpreter {

using namespace grammar;

// The arguments themselves were checked before.
StaticType BodyChecker::user_call(const Function& function, const CallSite& site) {
  const std::size_t wanted = function.parameters.size();
  for (const Argument& argument : site.arguments) {
    if (argument.key == nullptr) continue;
    report_.error(messages::PairsNotAllowed, site.span, {site.name}, "separate the arguments with commas");
    return StaticType::unknown();
  }
  if (site.arguments.size() != wanted) {
    report_.error(messages::ArgumentCount, site.span, {site.name},
                  help_for_count(site.name, {wanted, wanted}, site.arguments.size()));
  } else {
    check_types(function, site);
  }
  return check_use(function, site);
}

// Language.md §6.2: types must match. What the run would refuse is an error where the type is certain: of a literal, and
// of a variable that was given one.
void BodyChecker::check_types(const Function& function, const CallSite& site) {
  for (std::size_t i = 0; i < site.arguments.size(); ++i) {
    const Expr& argument = *site.arguments[i].value;
    const StaticType given = certain_type(argument);
    const StaticType wanted(accepted_types(function.parameters[i].type.name));
    if (!given.known() || given.meets(wanted)) continue;
    report_.add(run_time_severity(), messages::ArgumentType, argument.span, {site.name, std::to_string(i + 1)},
                help_for_type(wanted, given));
  }
}

StaticType BodyChecker::certain_type(const Expr& argument) {
  if (argument.kind != ExprKind::Name) return literal_type(argument);
  const Variable* variable = scope_.find(argument.as<NameExpr>().name);
  return variable != nullptr && variable->defined ? variable->type : StaticType::unknown();
}

// Language.md §6.2: the result of a function must be used unless it is void.
StaticType BodyChecker::check_use(const Function& function, const CallSite& site) {
  const std::string_view type = function.return_type.name;
  if (type.empty()) return StaticType::unknown();
  if (is_void(type)) {
    if (site.wanted == Wanted::Value) report_void(site);
    return StaticType::unknown();
  }
  if (site.wanted == Wanted::Nothing) {
    report_.error(messages::ValueIgnored, site.span, {site.name}, "write variable = … before it");
  }
  return declared_type(type).value_or(StaticType::unknown());
}

void BodyChecker::report_void(const CallSite& site) {
  report_.error(messages::VoidUsed, site.span, {site.name},
                help_for_namesake(site, "it gives no value; write it as a statement of its own"));
}

// A bare call means the built-in where a function of the file has the same name (decisions 7).
std::string BodyChecker::help_for_namesake(const CallSite& site, std::string otherwise) const {
  const Function* own = site.bare ? file_.functions.find({}, site.name) : nullptr;
  if (own == nullptr || !is_method_name(site.name)) return otherwise;
  const std::string prefix(own->name_space.empty() ? "thisapp" : own->name_space);
  return "a built-in function has this name; call your own as " + prefix + "." + std::string(own->name) + "(…)";
}

bool BodyChecker::report_library(const LookupFailure& failure, Span call) {
  if (failure.code != messages::LibraryDuplicate && failure.code != messages::LibraryUnreadable) return false;
  report_.warning(failure.code, call, {failure.arguments[0], failure.arguments[1], failure.arguments[2]});
  return true;
}

void BodyChecker::unknown_function(const CallExpr& call) {
  if (report_.full(Severity::Error)) return;
  if (is_method_name(call.name)) {
    report_.error(messages::FunctionNotFound, call.name_span, {call.name},
                  "it is called on a value: value." + std::string(call.name) + "(…)");
    return;
  }
  if (const std::string_view help = help_for_foreign_function(call.name); !help.empty()) {
    report_.error(messages::FunctionNotFound, call.name_span, {call.name}, std::string(help));
    return;
  }
  Suggestion suggestion(call.name);
  file_.functions.suggest(suggestion);
  for (const FunctionRecord* record : table_->records()) {
    if (record->form != Form::Method) suggestion.consider(record->name);
  }
  report_.error(messages::FunctionNotFound, call.name_span, {call.name},
                suggestion.found() ? suggestion.help() : "name the file that defines it with --functions");
}

// Only a warning: Zoho adds tasks, and the host may know one that is new.
void BodyChecker::unknown_task(const std::string& full_name, Span span) {
  if (tasks_ == nullptr || report_.full(Severity::Warning)) return;
  Suggestion suggestion(full_name);
  for (const FunctionRecord* record : tasks_->records()) suggestion.consider(record->name);
  for (const FunctionRecord* record : table_->records()) {
    if (record->form == Form::Free) suggestion.consider(record->name);
  }
  report_.warning(
      messages::UnknownTask, span, {full_name},
      suggestion.found() ? suggestion.help() : "'sluice builtins' lists the tasks; invokeUrl calls any service");
}

StaticType BodyChecker::unknown_method(const MethodCallExpr& call, StaticType receiver) {
  if (report_.full(Severity::Error)) return StaticType::unknown();
  if (call.object->kind == ExprKind::Null) {
    report_.warning(messages::MethodOnNull, call.name_span, {call.name},
                    "null has no functions but isNull and the like");
    return StaticType::unknown();
  }
  if (receiver == StaticType(Type::Null)) return StaticType::unknown();  // the run says it better
  const bool exists = is_method_name(call.name);
  if (!exists && free_names_ > 0) return StaticType::unknown();  // `Form.Subform()` and the like in a criteria
  if (!exists && table_->find_name(call.name) >= 0) {
    report_.error(messages::FunctionNotFound, call.name_span, {call.name},
                  "it is called without a value before it: " + std::string(call.name) + "(…)");
    return StaticType::unknown();
  }
  Suggestion suggestion(call.name);
  TypeSet receivers;  // of the functions that have this name
  for (const FunctionRecord* record : table_->records()) {
    if (record->form == Form::Free) continue;
    if (receiver.meets(StaticType(record->receiver))) suggestion.consider(record->name);
    if (same_name(record->name, call.name)) receivers = receivers | record->receiver;
  }
  std::string help(help_for_foreign_function(call.name));
  if (help.empty()) help = suggestion.help();
  if (exists && help.empty()) {
    help = std::string(name_of(receiver.first())) + " has no such function";
    const std::string_view way = receiver == StaticType(Type::Text) ? help_for_text(receivers) : std::string_view();
    if (!way.empty()) help.append("; ").append(way);
  }
  report_.add(exists ? run_time_severity() : Severity::Error, messages::FunctionNotFound, call.name_span, {call.name},
              std::move(help));
  return StaticType::unknown();
}

StaticType BodyChecker::if_null(const CallExpr& call) {
  if (call.arguments.size() == 2) return StaticType::unknown();
  report_.error(messages::ArgumentCount, call.name_span, {call.name},
                help_for_count(call.name, {2, 2}, call.arguments.size()));
  return StaticType::unknown();
}

}  // namespace sluice::interpreter
