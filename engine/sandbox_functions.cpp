#include "engine/sandbox_functions.h"

#include "engine/access.h"
#include "engine/argument.h"
#include "engine/errors.h"
#include "engine/state.h"
#include "interpreter/support/names.h"
#include "sluice/words.h"

namespace sluice::engine {

namespace {

namespace in = interpreter;

class Lines final : public Output {
 public:
  void write_line(std::string_view line) override { lines.emplace_back(line); }
  std::vector<std::string> lines;
};

const grammar::Function* declaration_of(const EngineState& state, const std::string& name) {
  if (state.library == nullptr || !words::is_name(name)) return nullptr;
  in::LookupFailure failure{};
  return state.library->declaration("", name, failure);
}

// `return thisapp.total(price, count);`
std::string call_of(const grammar::Function& function) {
  std::string text = in::same_name(function.return_type.name, "void") ? "thisapp." : "return thisapp.";
  text += std::string(function.name) + "(";
  for (std::size_t i = 0; i < function.parameters.size(); ++i)
    text += (i == 0 ? "" : ", ") + std::string(function.parameters[i].name);
  return text + ");";
}

const Value& argument_of(const Value& arguments, std::string_view name) {
  if (const Value& exact = arguments.find(name); !exact.is_null()) return exact;
  for (const auto& [key, value] : arguments.entries())
    if (in::same_name(key.as_text(), name)) return value;
  return arguments.find(name);
}

}  // namespace

Result<SandboxOutput> run_library_function(const Engine& engine, const std::string& name, const std::string& arguments,
                                           const CancelToken& cancel) {
  const EngineState& state = Access::state(engine);
  const grammar::Function* function = declaration_of(state, name);
  if (function == nullptr)
    return api_error(ApiCode::NoFunction, "the function " + name + " does not exist",
                     "functions come from the files of --functions");
  const Result<Value> given = Value::from_json(arguments);
  if (!given.ok()) return given.error();
  const auto lines = std::make_shared<Lines>();
  RunOptions options;
  options.cancel = cancel;
  options.hooks.output = lines;
  CompileOptions how{.check = CheckLevel::Run};
  for (const grammar::Parameter& parameter : function->parameters) {
    const std::string parameter_name(parameter.name);
    Value value = argument_of(*given, parameter_name);
    if (value.is_text()) {
      Result<Value> read = read_argument(function, parameter_name, value.to_text(), state.dates);
      if (!read.ok()) {
        Error error = read.error();
        error.kind = ErrorKind::Script;  // the function is there
        return error;
      }
      value = *std::move(read);
    }
    how.parameters.push_back({parameter_name});
    options.arguments.emplace_back(parameter_name, std::move(value));
  }
  const Compiled call = engine.compile({"functions/" + name, call_of(*function)}, how);
  const Result<Outcome> outcome = call.script().run(options);
  if (!outcome.ok()) return outcome.error();
  return SandboxOutput{outcome->value.to_text(), std::move(lines->lines)};
}

}  // namespace sluice::engine
