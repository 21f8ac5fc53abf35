// Scripts: what they declare, their arguments, and running them.
#include <algorithm>

#include "engine/access.h"
#include "engine/argument.h"
#include "engine/errors.h"
#include "engine/principal.h"
#include "engine/run.h"
#include "engine/run_host.h"
#include "engine/state.h"
#include "engine/value_bridge.h"

namespace sluice {

namespace {

namespace in = interpreter;
using Ticks = std::chrono::steady_clock;

in::Limits limits_of(const Limits& limits) {
  return {.statements = limits.statements,
          .call_depth = limits.call_depth,
          .memory = limits.memory,
          .wall_clock = limits.wall_clock,
          .output = limits.output,
          .truncate_output = limits.truncate_output,
          .parse_text = limits.parse_text,
          .calls_out = limits.calls_out};
}

// `ada` of `ada@example.com`.
std::string user_name(const std::string& address) { return address.substr(0, address.find('@')); }

in::Principal principal_of(const Principal& principal) {
  in::Principal who;
  who.login_user_id = principal.user;
  who.login_user = principal.user.empty() ? "Public" : user_name(principal.user);
  who.application = principal.app;
  who.application_uri = "/" + who.admin_user + "/" + principal.app + "/";
  who.ip_address = principal.ip_address;
  who.role = principal.role;
  who.environment = principal.environment;
  who.trigger = principal.trigger;
  return who;
}

// Faults know the functions that called; what people want to read is the function that each call was of.
void name_functions(Error& error, const in::Fault& fault, const ScriptState& state) {
  if (error.stack.empty() || fault.source == nullptr) return;
  const grammar::ParsedScript* parsed = state.parsed.get();
  if (fault.source != parsed->source)
    parsed = state.functions() == nullptr ? nullptr : state.functions()->parsed_of(*fault.source);
  const grammar::Function* innermost = parsed == nullptr ? nullptr : in::function_at(parsed->script, fault.span);
  std::string function = innermost == nullptr ? std::string() : in::full_name(innermost->name_space, innermost->name);
  for (StackFrame& frame : error.stack) std::swap(frame.function, function);
}

// The budget and context of one run.
struct RunState {
  RunState(const ScriptState& state, const RunOptions& options, in::Heap& heap)
      : engine(*state.engine),
        budget(limits_of(chosen_limits(options)), Access::cancel(options.cancel)),
        host(engine, options.hooks, chosen_principal(options), chosen_limits(options)),
        context(heap, budget, host) {
    context.dates = engine.dates;
    context.dates.this_year = in::fields_of(host.now(), *in::utc()).year;
    context.principal = principal_of(chosen_principal(options));
    context.dialect = engine.dialect();
    context.functions = engine.functions;
    host.follow(budget, heap);
  }

  const Limits& chosen_limits(const RunOptions& options) const {
    return options.limits ? *options.limits : engine.options.limits;
  }

  const Principal& chosen_principal(const RunOptions& options) const {
    return options.principal ? *options.principal : engine.options.principal;
  }

  const EngineState& engine;
  in::Budget budget;
  engine::RunHost host;
  in::Context context;
};

Result<Outcome> run(const ScriptState& state, const RunOptions& options) {
  const auto function = in::choose_function(state.program(), options.function);
  if (!function) return engine::api_error(engine::ApiCode::NoFunction, function.error());
  const grammar::Function* declaration = in::view_of(**function).declaration;
  if (const Result<void> known = engine::check_arguments(declaration, options.arguments); !known.ok())
    return known.error();
  const Limits& limits = options.limits ? *options.limits : state.engine->options.limits;
  std::deque<in::StaticText> lent;  // texts of the arguments
  in::Heap heap(limits.memory, state.engine->hash_seed);
  in::Invocation invocation{.function = options.function};
  for (const auto& [name, value] : options.arguments)
    invocation.arguments.emplace_back(name, engine::lend_to_interpreter(value, heap, lent));
  return engine::run_in(heap, state, **function, invocation, options);
}

Error error_of(const Diagnostic& diagnostic, const Source& source) {
  Error error;
  error.kind = ErrorKind::Script;
  error.code = diagnostic.code;
  error.message = diagnostic.message;
  error.help = diagnostic.help;
  error.source = source;
  error.span = diagnostic.span;
  error.line = diagnostic.begin.line;
  error.column = diagnostic.begin.column;
  return error;
}

FunctionSignature signature_of(const grammar::Function& function, const grammar::Source& source) {
  FunctionSignature signature{std::string(function.name_space),
                              std::string(function.name),
                              std::string(function.return_type.name),
                              {},
                              source.line(function.header_span.begin)};
  for (const grammar::Parameter& parameter : function.parameters)
    signature.parameters.push_back({std::string(parameter.name), std::string(parameter.type.name)});
  return signature;
}

}  // namespace

Result<Outcome> engine::run_in(in::Heap& heap, const ScriptState& state, const in::UserFunction& function,
                               const in::Invocation& invocation, const RunOptions& options) {
  const Ticks::time_point start = Ticks::now();
  if (options.principal)
    if (const Result<void> known = check_principal(*options.principal); !known.ok()) return known.error();
  RunState run(state, options, heap);
  const std::expected<in::Value, in::Fault> result = in::execute(state.program(), function, invocation, run.context);
  if (!result) {
    Error error = engine::error_of(result.error());
    name_functions(error, result.error(), state);
    return error;
  }
  Outcome outcome;
  outcome.value = engine::to_public(*result, run.context);
  outcome.events = run.host.take_events();
  outcome.statistics = {run.budget.statements(), heap.peak(), run.host.output_bytes(),
                        std::chrono::duration_cast<std::chrono::microseconds>(Ticks::now() - start)};
  return outcome;
}

const in::Program& ScriptState::program() const {
  std::call_once(compiled_, [this] {
    program_ = in::Program::compile(parsed, {.dialect = engine->dialect(),
                                             .functions = engine->functions,
                                             .library = functions(),
                                             .tasks = engine->tasks,
                                             .gives_last_value = gives_last_value});
  });
  return *program_;
}

Result<Outcome> Script::run(const RunOptions& options) const {
  return engine::guarded([&]() -> Result<Outcome> {
    const ScriptState& state = *state_;
    if (state.ok) return sluice::run(state, options);
    const auto first = std::ranges::find(state.diagnostics, Severity::Error, &Diagnostic::severity);
    return error_of(*first, Access::source(state.parsed->source));
  });
}

bool Script::has_body() const { return state_->parsed->script.has_body; }

std::vector<FunctionSignature> Script::functions() const {
  std::vector<FunctionSignature> signatures;
  for (const grammar::Function* function : state_->parsed->script.functions)
    signatures.push_back(signature_of(*function, *state_->parsed->source));
  return signatures;
}

Result<Value> Script::read_argument(std::string_view function, std::string_view name, std::string text) const {
  if (state_->engine == nullptr) return engine::out_of_memory_error();
  return engine::guarded([&]() -> Result<Value> {
    const auto chosen = in::choose_function(state_->program(), function);
    if (!chosen) return engine::api_error(engine::ApiCode::NoFunction, chosen.error());
    const grammar::Function* declaration = in::view_of(**chosen).declaration;
    return engine::read_argument(declaration, name, std::move(text), state_->engine->dates);
  });
}

}  // namespace sluice
