// Sessions: one heap, one set of variables and functions for many inputs.
#include <sluice/session.h>

#include <algorithm>
#include <new>

#include "engine/access.h"
#include "engine/errors.h"
#include "engine/run.h"
#include "engine/value_bridge.h"
#include "interpreter/support/names.h"

namespace sluice {

namespace in = interpreter;

struct SessionState {
  explicit SessionState(std::shared_ptr<const EngineState> of)
      : engine(std::move(of)), heap(engine->options.limits.memory, engine->hash_seed) {}

  // A function that an input declared, as a file of its own: the others of its input may be replaced without it.
  struct Declared {
    std::string name;  // `namespace.name`
    std::shared_ptr<const grammar::Source> source;
  };

  std::shared_ptr<const EngineState> engine;
  std::vector<Compiled> ran;  // values may be literals of their programs
  in::Heap heap;
  in::NamedValues variables;
  std::vector<Declared> declared;
  std::shared_ptr<const in::FunctionLibrary> library;

  in::Value* find(std::string_view name) {
    const auto found = std::ranges::find(variables, name, [](const auto& variable) { return variable.first; });
    return found == variables.end() ? nullptr : &found->second;
  }

  void assign(const std::string& name, in::Value value) {
    if (in::Value* variable = find(name))
      *variable = std::move(value);
    else
      variables.emplace_back(name, std::move(value));
  }

  // What the input left behind. A variable that it set to null is null.
  void take_variables(in::NamedValues left, const in::UserFunction& body) {
    for (const std::string& name : in::variable_names(body))
      if (in::Value* variable = find(name)) *variable = in::Value();
    for (auto& [name, value] : left) assign(name, std::move(value));
  }

  void declare(const grammar::ParsedScript& parsed) {
    if (parsed.script.functions.empty()) return;
    for (const grammar::Function* function : parsed.script.functions) declare(*function, *parsed.source);
    std::vector<std::shared_ptr<const grammar::Source>> sources;
    for (const Declared& each : declared) sources.push_back(each.source);
    library = std::make_shared<in::FunctionLibrary>(
        std::vector<std::string>(), std::move(sources),
        in::FunctionLibrary::Options{engine->dialect(), engine->functions, engine->tasks, engine->library.get()});
  }

  void declare(const grammar::Function& function, const grammar::Source& source) {
    const std::string name = in::full_name(function.name_space, function.name);
    std::erase_if(declared, [&](const Declared& each) { return in::same_name(each.name, name); });
    // Empty lines before it keep the numbers of its lines.
    std::string text(source.line(function.span.begin) - 1, '\n');
    text += source.text().substr(function.span.begin, function.span.end - function.span.begin);
    declared.push_back({name, std::make_shared<const grammar::Source>(source.name(), std::move(text))});
  }
};

namespace {

// A context for conversions of the session's values.
class Reading {
 public:
  explicit Reading(SessionState& state)
      : budget_(in::Limits{.statements = 0, .memory = 0, .wall_clock = {}, .parse_text = 0}),
        context_(state.heap, budget_, host_) {
    context_.dates = state.engine->dates;
  }
  Value read(const in::Value& value) {
    Result<Value> read = engine::guarded([&]() -> Result<Value> { return engine::to_public(value, context_); });
    if (!read.ok()) throw std::bad_alloc();  // nothing else goes wrong with a value that is there
    return std::move(read).value();
  }

 private:
  in::Budget budget_;
  in::Host host_;
  in::Context context_;
};

}  // namespace

Session::Session(Engine engine) : state_(std::make_unique<SessionState>(Access::shared_state(engine))) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Compiled Session::compile(SourceText input) const try {
  auto script = std::make_shared<ScriptState>();
  script->engine = state_->engine;
  script->library = state_->library;
  script->gives_last_value = true;
  CompileOptions options{.check = CheckLevel::Run};
  for (const auto& [name, unused] : state_->variables) options.parameters.push_back({.name = name});
  return compile_script(std::move(script), std::move(input), options);
} catch (...) { return Access::compiled(no_memory_state()); }

Result<Outcome> Session::run(const Compiled& input, const RunOptions& options) {
  if (!input.ok()) return input.script().run(options);  // gives its first error
  return engine::guarded([&]() -> Result<Outcome> {
    SessionState& session = *state_;
    const ScriptState& script = Access::state(input.script());
    session.declare(*script.parsed);
    if (!script.parsed->script.has_body) return Outcome{};
    const in::UserFunction& body = *script.program().body();
    session.ran.push_back(input);
    in::NamedValues left;
    in::Invocation invocation{.arguments = session.variables, .variables = &left};
    for (const auto& [name, value] : options.arguments)
      invocation.arguments.emplace_back(name, engine::to_interpreter(value, session.heap));
    Result<Outcome> outcome = engine::run_in(session.heap, script, body, invocation, options);
    session.take_variables(std::move(left), body);
    return outcome;
  });
}

std::vector<std::pair<std::string, Value>> Session::variables() const {
  Reading reading(*state_);
  std::vector<std::pair<std::string, Value>> variables;
  for (const auto& [name, value] : state_->variables)
    if (!name.ends_with('.')) variables.emplace_back(name, reading.read(value));  // else: what is known of a response
  return variables;
}

Value Session::variable(std::string_view name) const {
  const in::Value* value = state_->find(name);
  return value == nullptr ? Value() : Reading(*state_).read(*value);
}

Result<void> Session::set(const std::string& name, const Value& value) {
  const Result<bool> done = engine::guarded([&]() -> Result<bool> {
    state_->assign(name, engine::to_interpreter(value, state_->heap));
    return true;
  });
  return done.ok() ? Result<void>() : Result<void>(done.error());
}

std::vector<std::string> Session::functions() const {
  std::vector<std::string> names;
  for (const SessionState::Declared& each : state_->declared) names.push_back(each.name);
  return names;
}

}  // namespace sluice
