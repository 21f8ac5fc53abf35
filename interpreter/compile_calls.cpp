#include <array>

#include "interpreter/compiler.h"
#include "interpreter/foreign_names.h"
#include "interpreter/nodes/operators.h"
#include "interpreter/nodes/variables.h"
#include "interpreter/static_type.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

using namespace grammar;

namespace {

// First parts of calls that always mean a function of the script's own world, even where a built-in has its name.
constexpr std::array<std::string_view, 9> kNamespaces = {"thisapp",      "standalone",  "automation",
                                                         "button",       "schedule",    "validation_rule",
                                                         "related_list", "relatedlist", "crm"};

bool is_namespace(std::string_view name) {
  for (std::string_view known : kNamespaces)
    if (same_name(known, name)) return true;
  return false;
}

std::string joined(const std::vector<std::string_view>& path, std::size_t from, std::string_view last) {
  std::string text;
  for (std::size_t i = from; i < path.size(); ++i) text.append(path[i]).append(".");
  return text.append(last);
}

}  // namespace

bool FunctionCompiler::is_builtin_function(std::string_view called) const {
  const FunctionTable* table = scope_.options.functions;
  const int id = table == nullptr ? -1 : table->find_name(called);
  if (id < 0) return false;
  for (const FunctionRecord* record : table->all(id))
    if (record->form != Form::Method) return true;
  return false;
}

bool FunctionCompiler::is_builtin_method(std::string_view called) const {
  const FunctionTable* table = scope_.options.functions;
  const int id = table == nullptr ? -1 : table->find_name(called);
  if (id < 0) return false;
  for (const FunctionRecord* record : table->all(id))
    if (record->form != Form::Free) return true;
  return false;
}

CallParts FunctionCompiler::call_parts(Span span, std::string_view called, const Expr* receiver,
                                       std::span<const Argument> arguments) {
  CallParts parts{span, std::string(called), {}, false};
  if (receiver != nullptr) parts.arguments.push_back(expression(*receiver));
  for (const Argument& argument : arguments) {
    if (argument.key != nullptr) {
      parts.pairs = true;
      parts.arguments.push_back(expression(*argument.key));
    }
    parts.arguments.push_back(expression(*argument.value));
  }
  return parts;
}

ExpressionPtr FunctionCompiler::missing_function(Span span, std::string called) {
  std::string help(help_for_foreign_object(std::string_view(called).substr(0, called.find('.'))));
  if (help.empty()) help = "if another file defines it, name that file with --functions";
  return std::make_unique<RaiseNode>(span, messages::FunctionMissingAtRun, std::vector<std::string>{std::move(called)},
                                     std::move(help));
}

// A task of a service: the host performs it, or the script gets an error that it can catch.
ExpressionPtr FunctionCompiler::service_call(Span span, std::string called, std::span<const Argument> arguments) {
  std::vector<RequestPart> parts(1);
  parts[0].name = "arguments";
  parts[0].list = true;
  for (const Argument& argument : arguments) parts[0].values.push_back(expression(*argument.value));
  return make_request(span, std::move(called), std::move(parts));
}

// help/create-list-datatype; the element types of Map:String() and the like change nothing.
ExpressionPtr FunctionCompiler::typed_list(const CallExpr& each) {
  const TypeSet types = accepted_types(each.element_type);
  ElementType element = ElementType::Any;
  if (types == kAnyOrNull)
    element = ElementType::Any;  // no type that Deluge knows
  else if (types.has(Type::Text))
    element = ElementType::Text;
  else if (types.has(Type::Decimal))
    element = ElementType::Decimal;
  else if (types.has(Type::Number))
    element = ElementType::Number;
  else if (types.has(Type::DateTime))
    element = ElementType::DateTime;
  else if (types.has(Type::Boolean))
    element = ElementType::Boolean;
  const FunctionTable& table = *scope_.options.functions;
  ExpressionPtr content;
  if (!each.arguments.empty())
    content =
        make_free_call(call_parts(each.span, each.name, nullptr, each.arguments), table.find_name(each.name), table);
  return make_typed_list(each.span, element, std::move(content), table);
}

ExpressionPtr FunctionCompiler::call(const CallExpr& each) {
  const std::string_view called = each.name;
  if (!each.element_type.empty() && same_name(called, "List")) return typed_list(each);
  if (same_name(called, "ifnull")) {
    if (each.arguments.size() != 2)
      return std::make_unique<RaiseNode>(each.span, messages::ArgumentCountAtRun,
                                         std::vector<std::string>{std::string(called)});
    return make_if_null(each.span, expression(*each.arguments[0].value), expression(*each.arguments[1].value));
  }
  if (same_name(called, "openUrl")) return open_url(each);
  if (each.arguments.empty() && (same_name(called, "now") || same_name(called, "today")))
    return std::make_unique<SystemVariableNode>(each.span, static_cast<SystemVariable>(find_system_variable(called)));
  if (is_builtin_function(called))
    return make_free_call(call_parts(each.span, called, nullptr, each.arguments),
                          scope_.options.functions->find_name(called), *scope_.options.functions);
  if (const UserFunction* function = scope_.program.find({}, called))
    return make_user_call(call_parts(each.span, called, nullptr, each.arguments), *function);
  const FunctionTable* tasks = scope_.options.tasks;
  if (const int task = tasks == nullptr ? -1 : tasks->find_name(called); task >= 0)
    return make_free_call(call_parts(each.span, called, nullptr, each.arguments), task, *tasks);
  if (scope_.options.library != nullptr)
    return make_library_call(call_parts(each.span, called, nullptr, each.arguments), {}, *scope_.options.library);
  return missing_function(each.span, std::string(called));
}

// A task by its full name, `salesforce.sales.create`; null where there is none.
ExpressionPtr FunctionCompiler::task_call(const MethodCallExpr& each, const std::string& full) {
  const FunctionTable* tasks = scope_.options.tasks;
  const int id = tasks == nullptr ? -1 : tasks->find_name(full);
  if (id < 0) return nullptr;
  return make_free_call(call_parts(each.span, full, nullptr, each.arguments), id, *tasks);
}

// zoho.encryption.base64Encode(x), zoho.currentdate.addDay(1), zoho.crm.getRecords("Leads")
ExpressionPtr FunctionCompiler::zoho_call(const MethodCallExpr& each, const Names& path) {
  if (path.size() == 1 && each.arguments.empty())  // zoho.currentdate(), as old scripts write it
    if (const int variable = find_system_variable(each.name); variable >= 0)
      return std::make_unique<SystemVariableNode>(each.span, static_cast<SystemVariable>(variable));
  const std::string full = joined(path, 0, each.name);
  const int id = scope_.options.functions->find_name(full);
  if (id >= 0)
    return make_free_call(call_parts(each.span, full, nullptr, each.arguments), id, *scope_.options.functions);
  if (ExpressionPtr task = task_call(each, full)) return task;
  if (path.size() >= 2) {
    std::string variable = joined(path, 1, "");
    variable.pop_back();
    if (find_system_variable(variable) >= 0) return nullptr;  // a method of a system variable
  }
  return service_call(each.span, full, each.arguments);
}

// ns.name(…) and thisapp.ns.name(…): null when it is a method of a value after all.
ExpressionPtr FunctionCompiler::path_call(const MethodCallExpr& each, const Names& path) {
  if (is_variable(path.front())) return nullptr;
  if (same_name(path.front(), "zoho")) return zoho_call(each, path);
  if (path.size() == 2)
    if (ExpressionPtr task = task_call(each, joined(path, 0, each.name))) return task;
  const std::string name_space = path.size() == 1 && same_name(path.front(), "thisapp") ? "" : std::string(path.back());
  const UserFunction* function = scope_.program.find(name_space, each.name);
  const bool certain = is_namespace(path.front());
  const bool form_value = path.front() == "input" || path.front() == "old" || path.front() == "row";
  if (function == nullptr && (certain || !is_builtin_method(each.name)) && !form_value)
    function = scope_.program.find({}, each.name);  // any prefix finds a function of the same file (decisions 7)
  if (function != nullptr && (certain || !is_builtin_method(each.name) || !function->declaration->name_space.empty()))
    return make_user_call(call_parts(each.span, each.name, nullptr, each.arguments), *function);
  if (!certain && (is_builtin_method(each.name) || form_value)) return nullptr;
  if (scope_.options.library != nullptr)
    return make_library_call(call_parts(each.span, each.name, nullptr, each.arguments), name_space,
                             *scope_.options.library);
  return missing_function(each.span, joined(path, 0, each.name));
}

ExpressionPtr FunctionCompiler::method_call(const MethodCallExpr& each) {
  if (each.object->kind == ExprKind::UiMember)
    return ui_directive(each.span, *each.object->as<UiMemberExpr>().object, each.name, each.arguments);
  const Names path = path_of(*each.object);
  if (!path.empty() && !is_variable(path.front()) && is_selection(each.name))
    return ui_directive(each.span, *each.object, each.name, each.arguments);
  if (!path.empty())
    if (ExpressionPtr node = path_call(each, path)) return node;
  if (is_fetch(*each.object) && !is_builtin_method(each.name)) return aggregate(each);
  const int id = scope_.options.functions->find_name(each.name);
  if (id < 0 || !is_builtin_method(each.name)) return missing_function(each.span, std::string(each.name));
  return make_method_call(call_parts(each.span, each.name, each.object, each.arguments), id, *scope_.options.functions,
                          scope_.caches);
}

}  // namespace sluice::interpreter
