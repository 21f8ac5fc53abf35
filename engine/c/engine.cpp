// Engines, scripts and runs of the C interface.
#include <algorithm>
#include <cstring>

#include "engine/c/handles.h"

using namespace sluice;
using namespace sluice::c;

namespace {

// The host's keys behind the C++ hook. They leave no copy in this frame.
class CKeys final : public KeyProvider {
 public:
  CKeys(decltype(sluice_engine_options::keys) ask, void* data) : ask_(ask), data_(data) {}
  std::string keys() override {
    char text[4096] = {};
    const std::size_t size = ask_(data_, text, sizeof text);
    std::string keys(text, std::min(size, sizeof text));
    ::explicit_bzero(text, sizeof text);
    return keys;
  }

 private:
  decltype(sluice_engine_options::keys) ask_;
  void* data_;
};

void set_connections(const sluice_engine_options& given, EngineOptions& options) {
  set(options.connections.folder, given.store);
  set(options.connections.key_file, given.key_file);
  if (given.keys != nullptr) options.connections.keys = std::make_shared<CKeys>(given.keys, given.keys_data);
  for (std::size_t i = 0; given.allow != nullptr && i < given.allow_count; ++i)
    if (given.allow[i] != nullptr) options.egress.allow.emplace_back(given.allow[i]);
}

Result<void> add_functions(const sluice_engine_options& given, EngineOptions& options) {
  for (std::size_t i = 0; i < given.function_count; ++i) {
    const sluice_function function = known_part(given.functions == nullptr ? nullptr : given.functions[i]);
    if (function.name == nullptr || function.run == nullptr ||
        (function.parameters == nullptr && function.parameter_count != 0)) {
      return Error{.kind = ErrorKind::Usage,
                   .code = "SLC-API-0007",
                   .message = "function " + std::to_string(i) + " of the options has no name, no run or no parameters"};
    }
    options.host_functions.push_back(function_of(function));
  }
  return {};
}

Result<EngineOptions> options_of(const sluice_engine_options& given) {
  EngineOptions options;
  if (given.settings != nullptr) {
    Result<EngineOptions> read = read_options(given.settings);
    if (!read.ok()) return read;
    options = std::move(*read);
  }
  if (given.dialect != nullptr) {
    const std::optional<Dialect> dialect = dialect_of(given.dialect);
    if (!dialect) {
      return Error{.kind = ErrorKind::Usage,
                   .code = "SLC-API-0007",
                   .message = "no dialect is called '" + std::string(given.dialect) + "'",
                   .help = "there are standard and creator"};
    }
    options.dialect = *dialect;
  }
  set(options.time_zone, given.time_zone);
  set(options.date_format, given.date_format);
  if (given.limits != nullptr) {
    const Result<Limits> limits = find_limits(given.limits);
    if (!limits.ok()) return limits.error();
    options.limits = *limits;
  }
  if (given.libraries != nullptr)
    options.functions.insert(options.functions.end(), given.libraries, given.libraries + given.library_count);
  if (const Result<void> added = add_functions(given, options); !added.ok()) return added.error();
  options.hooks = hooks_of(known_part(given.hooks), options.hooks);
  set_connections(given, options);
  return options;
}

Value map_of(const FunctionSignature& function) {
  std::vector<Value> parameters;
  for (const ParameterDeclaration& parameter : function.parameters)
    parameters.push_back(Value::map({{"name", parameter.name}, {"type", parameter.type}}));
  return Value::map({{"namespace", function.name_space},
                     {"name", function.name},
                     {"returns", function.return_type},
                     {"line", function.line},
                     {"parameters", Value::list(std::move(parameters))}});
}

}  // namespace

sluice_status sluice_engine_create(const sluice_engine_options* options, sluice_engine** engine, sluice_error** error) {
  return guarded_status(error, [&] {
    if (engine == nullptr) return misuse("sluice_engine_create: engine is NULL", error);
    *engine = nullptr;
    Result<EngineOptions> wanted = options_of(known_part(options));
    if (!wanted.ok()) return fail(std::move(wanted).error(), error);
    Result<Engine> made = Engine::create(std::move(*wanted));
    if (!made.ok()) return fail(std::move(made).error(), error);
    *engine = new sluice_engine(std::move(*made));
    return SLUICE_OK;
  });
}

void sluice_engine_free(sluice_engine* engine) { free_handle(engine); }

sluice_value* sluice_documentation(const sluice_engine* engine, const char* name) {
  if (!valid(engine)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&]() -> sluice_value* {
    const Result<Value> list = Value::from_json(to_json(engine->engine.documentation(text_of(name))));
    return list.ok() ? new sluice_value(*list) : nullptr;
  });
}

sluice_status sluice_compile(const sluice_engine* engine, const char* name, const char* text, size_t size,
                             sluice_script** script, sluice_error** error) {
  return guarded_status(error, [&] {
    if (script == nullptr) return misuse("sluice_compile: script is NULL", error);
    *script = nullptr;
    if (!valid(engine)) return misuse("sluice_compile: engine is no engine", error);
    Compiled compiled =
        engine->engine.compile({.name = std::string(text_of(name)), .text = std::string(text_of(text, size))});
    const bool ok = compiled.ok();
    *script = new sluice_script(std::move(compiled));
    if (ok) return SLUICE_OK;
    // The first error, as a run would report it.
    Result<Outcome> refused = (*script)->compiled.script().run();
    return refused.ok() ? SLUICE_SCRIPT : fail(std::move(refused).error(), error);
  });
}

void sluice_script_free(sluice_script* script) { free_handle(script); }

size_t sluice_script_diagnostic_count(const sluice_script* script) {
  return valid(script) ? script->compiled.diagnostics().size() : 0;
}

sluice_status sluice_script_diagnostic(const sluice_script* script, size_t index, sluice_diagnostic* diagnostic) {
  if (!valid(script) || diagnostic == nullptr || diagnostic->size < sizeof(size_t) ||
      index >= script->compiled.diagnostics().size())
    return SLUICE_USAGE;
  const Diagnostic& found = script->compiled.diagnostics()[index];
  const sluice_diagnostic all{.size = diagnostic->size,
                              .error = found.severity == Severity::Error,
                              .line = found.begin.line,
                              .column = found.begin.column,
                              .end_line = found.end.line,
                              .end_column = found.end.column,
                              .code = found.code.c_str(),
                              .message = found.message.c_str(),
                              .help = found.help.c_str()};
  std::memcpy(diagnostic, &all, std::min(diagnostic->size, sizeof all));
  return SLUICE_OK;
}

sluice_value* sluice_script_render(const sluice_script* script, size_t index, int color) {
  if (!valid(script) || index >= script->compiled.diagnostics().size()) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&] {
    return handle_of(Value::text(render(script->compiled.diagnostics()[index], script->compiled.source(),
                                        color != 0 ? Color::Terminal : Color::Plain)));
  });
}

sluice_value* sluice_script_functions(const sluice_script* script) {
  if (!valid(script)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&] {
    std::vector<Value> functions;
    for (const FunctionSignature& function : script->compiled.script().functions())
      functions.push_back(map_of(function));
    return handle_of(Value::list(std::move(functions)));
  });
}

sluice_status sluice_script_read_argument(const sluice_script* script, const char* function, const char* name,
                                          const char* text, size_t size, sluice_value** value, sluice_error** error) {
  return guarded_status(error, [&] {
    if (value == nullptr) return misuse("sluice_script_read_argument: value is NULL", error);
    *value = nullptr;
    if (!valid(script)) return misuse("sluice_script_read_argument: script is no script", error);
    Result<Value> read =
        script->compiled.script().read_argument(text_of(function), text_of(name), std::string(text_of(text, size)));
    if (!read.ok()) return fail(std::move(read).error(), error);
    *value = new sluice_value(std::move(*read));
    return SLUICE_OK;
  });
}
