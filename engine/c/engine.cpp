// Engines and scripts of the C interface.
#include <algorithm>
#include <cstring>

#include "engine/c/handles.h"
#include "engine/text_list.h"

using namespace sluice;
using namespace sluice::c;

namespace {

Result<CompileOptions> options_of(const sluice_compile_options& given) {
  static constexpr CheckLevel kLevels[] = {CheckLevel::Full, CheckLevel::Syntax, CheckLevel::Run};
  if (given.check < 0 || given.check >= static_cast<std::int32_t>(std::size(kLevels)))
    return wrong("sluice_compile_with: check is 0, 1 or 2");
  CompileOptions options{.check = kLevels[given.check]};
  for (std::size_t i = 0; i < given.parameter_count; ++i) {
    if (given.parameter_names == nullptr || given.parameter_names[i] == nullptr)
      return wrong("sluice_compile_with: parameter " + std::to_string(i) + " has no name");
    options.parameters.push_back({.name = given.parameter_names[i]});
    if (given.parameter_types != nullptr) set(options.parameters.back().type, given.parameter_types[i]);
  }
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

sluice_value* sluice_similar_functions(const sluice_engine* engine, const char* name) {
  if (!valid(engine)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr),
                [&] { return new sluice_value(engine::list_of(engine->engine.similar_functions(text_of(name)))); });
}

sluice_value* sluice_library(const sluice_engine* engine) {
  if (!valid(engine)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&] {
    const LibraryContent content = engine->engine.library();
    std::vector<Value> functions;
    for (const LibraryFunction& each : content.functions)
      functions.push_back(
          Value::map({{"namespace", each.name_space}, {"name", each.name}, {"file", each.file}, {"line", each.line}}));
    return new sluice_value(Value::map(
        {{"functions", Value::list(std::move(functions))}, {"problems", engine::list_of(content.problems)}}));
  });
}

sluice_status sluice_read_date(const sluice_engine* engine, const char* text, size_t size, sluice_value** value,
                               sluice_error** error) {
  return guarded_status(error, [&] {
    if (value != nullptr) *value = nullptr;
    if (!valid(engine)) return misuse("sluice_read_date: engine is no engine", error);
    const Result<Instant> instant = engine->engine.read_date(text_of(text, size));
    if (!instant.ok()) return fail(instant.error(), error);
    return give(Value::date_time(*instant), value, error);
  });
}

sluice_value* sluice_print_date(const sluice_engine* engine, int64_t milliseconds) {
  if (!valid(engine)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&] {
    return new sluice_value(Value::text(engine->engine.print_date(Instant(Milliseconds(milliseconds)))));
  });
}

sluice_status c::give(Compiled compiled, sluice_script** where, sluice_error** error) {
  const bool ok = compiled.ok();
  *where = new sluice_script(std::move(compiled));
  if (ok) return SLUICE_OK;
  // The first error, as a run would report it.
  Result<Outcome> refused = (*where)->compiled.script().run();
  return refused.ok() ? SLUICE_SCRIPT : fail(std::move(refused).error(), error);
}

sluice_status sluice_compile(const sluice_engine* engine, const char* name, const char* text, size_t size,
                             sluice_script** script, sluice_error** error) {
  return sluice_compile_with(engine, name, text, size, nullptr, script, error);
}

sluice_status sluice_compile_with(const sluice_engine* engine, const char* name, const char* text, size_t size,
                                  const sluice_compile_options* options, sluice_script** script, sluice_error** error) {
  return guarded_status(error, [&] {
    if (script == nullptr) return misuse("sluice_compile: script is NULL", error);
    *script = nullptr;
    if (!valid(engine)) return misuse("sluice_compile: engine is no engine", error);
    const Result<CompileOptions> wanted = options_of(known_part(options));
    if (!wanted.ok()) return fail(wanted.error(), error);
    return give(
        engine->engine.compile({.name = std::string(text_of(name)), .text = std::string(text_of(text, size))}, *wanted),
        script, error);
  });
}

int sluice_script_has_body(const sluice_script* script) {
  return valid(script) && script->compiled.script().has_body() ? 1 : 0;
}

sluice_value* sluice_script_diagnostics_json(const sluice_script* script) {
  if (!valid(script)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&] {
    return new sluice_value(Value::text(to_json(script->compiled.source().name(), script->compiled.diagnostics())));
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
