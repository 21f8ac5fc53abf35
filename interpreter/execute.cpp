// Choosing what runs, and running it: the one place where every error of a run becomes a value.
#include <new>

#include "interpreter/nodes/calls.h"
#include "interpreter/program.h"
#include "interpreter/program_parts.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

namespace {

std::string name_list(const ProgramParts& parts) {
  std::string names;
  for (const auto& function : parts.functions) names += (names.empty() ? "" : ", ") + function->name;
  return names;
}

const UserFunction* find_by_full_name(const Program& program, std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return program.find({}, name);
  return program.find(name.substr(0, dot), name.substr(dot + 1));
}

// Arguments in the order of the parameters; those that are not given are null.
std::vector<Value> in_order(const UserFunction& function, const Invocation& invocation) {
  std::vector<Value> values(function.parameter_count);
  if (function.declaration == nullptr) return values;
  for (const auto& [name, value] : invocation.arguments)
    for (std::size_t i = 0; i < values.size(); ++i)
      if (function.declaration->parameters[i].name == name) values[i] = value;
  return values;
}

Fault out_of_memory() {
  Fault fault;
  fault.kind = ErrorKind::Limit;
  fault.code = messages::OutOfMemory;
  fault.message = grammar::text_of(fault.code);
  return fault;
}

}  // namespace

std::expected<const UserFunction*, std::string> choose_function(const Program& program, std::string_view function) {
  const ProgramParts& parts = parts_of(program);
  if (!function.empty()) {
    if (const UserFunction* found = find_by_full_name(program, function)) return found;
    return std::unexpected("there is no function '" + std::string(function) + "' in the file; it has " +
                           (parts.functions.empty() ? "none, only a body" : name_list(parts)));
  }
  if (parts.body != nullptr) return parts.body.get();
  if (parts.functions.size() == 1) return parts.functions.front().get();
  if (const UserFunction* main = program.find({}, "main")) return main;
  return std::unexpected("the file has several functions and no body; choose one with --function: " + name_list(parts));
}

FunctionView view_of(const UserFunction& function) { return {function.declaration}; }

std::vector<std::string> variable_names(const UserFunction& function) {
  std::vector<std::string> names;
  for (const auto& [name, unused] : function.variables) names.push_back(name);
  return names;
}

std::expected<Value, Fault> execute(const Program&, const UserFunction& function, const Invocation& invocation,
                                    Context& context) {
  try {
    Run run(context);
    std::vector<Value> arguments = in_order(function, invocation);
    const auto by_name = function.declaration == nullptr
                             ? std::span<const std::pair<std::string, Value>>(invocation.arguments)
                             : std::span<const std::pair<std::string, Value>>();
    return call_function(run, function, arguments, by_name, invocation.variables);
  } catch (Raised& raised) {
    raised.fault().data = Value();  // it may point into the heap, which the error outlives
    return std::unexpected(std::move(raised.fault()));
  } catch (const std::bad_alloc&) { return std::unexpected(out_of_memory()); }
}

}  // namespace sluice::interpreter
