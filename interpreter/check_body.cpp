#include "interpreter/check_body.h"

namespace sluice::interpreter {

using namespace grammar;

BodyChecker::BodyChecker(const CheckedFile& file, const Function* function, const Block& body)
    : file_(file),
      report_(file.report),
      table_(file.options.functions),
      tasks_(file.options.tasks),
      function_(function),
      body_(body),
      scope_(body) {}

void BodyChecker::run() {
  declare_parameters();
  const Flow flow = block(body_);
  if (function_ != nullptr && flow == Flow::Continues) check_result();
}

void BodyChecker::declare_parameters() {
  if (function_ == nullptr) {
    for (const DeclaredParameter& parameter : file_.options.parameters) {
      scope_.define(parameter.name, declared_type(parameter.type).value_or(StaticType::unknown()));
    }
    return;
  }
  check_type_name(function_->return_type);
  for (const Parameter& parameter : function_->parameters) {
    check_type_name(parameter.type);
    const Variable* earlier = scope_.find(parameter.name);
    if (earlier != nullptr && earlier->defined) {
      report_.error(messages::DuplicateParameter, parameter.name_span, {parameter.name}, "rename one of the two");
    }
    scope_.define(parameter.name, declared_type(parameter.type.name).value_or(StaticType::unknown()));
  }
}

// Any other name may be a form's: then the parameter takes records. Only Creator has forms, and a name that nearly is
// a type is more likely misspelt.
void BodyChecker::check_type_name(const TypeRef& type) {
  if (type.name.empty() || file_.options.dialect == Dialect::Creator || declared_type(type.name)) return;
  Suggestion suggestion(type.name);
  for (const std::string_view known : type_names()) suggestion.consider(known);
  if (suggestion.found()) report_.warning(messages::UnknownType, type.span, {type.name}, suggestion.help());
}

// Form names stand bare in `for each r in Orders`. Only Creator has forms, but a script of Creator may be checked
// without saying so; its link names begin with a capital.
bool BodyChecker::may_name_form(std::string_view name) const {
  return file_.options.dialect == Dialect::Creator || (name.front() >= 'A' && name.front() <= 'Z');
}

// Reached when control can leave the function at its end. A function that returns a value somewhere may still rely on
// its conditions, so that only one without any is certainly wrong.
void BodyChecker::check_result() {
  const TypeRef& type = function_->return_type;
  if (type.name.empty() || is_void(type.name) || returns_value_ || returns_nothing_ || file_.broken) return;
  report_.error(messages::MissingReturn, function_->name_span, {shown_type(type.name)},
                "end the function with `return …;`, or declare it void");
}

}  // namespace sluice::interpreter
