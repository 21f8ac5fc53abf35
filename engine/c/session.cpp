// Sessions of the C interface.
#include "engine/c/handles.h"
#include "engine/text_list.h"

using namespace sluice;
using namespace sluice::c;

sluice_session* sluice_session_create(const sluice_engine* engine) {
  if (!valid(engine)) return nullptr;
  return safely(static_cast<sluice_session*>(nullptr), [&] { return new sluice_session(engine->engine); });
}

void sluice_session_free(sluice_session* session) { free_handle(session); }

sluice_status sluice_session_run(sluice_session* session, const char* name, const char* text, size_t size,
                                 const sluice_run_options* options, sluice_outcome** outcome, sluice_error** error) {
  return guarded_status(error, [&] {
    if (outcome != nullptr) *outcome = nullptr;
    if (!valid(session)) return misuse("sluice_session_run: session is no session", error);
    Result<RunOptions> wanted = run_options_of(options, session->engine);
    if (!wanted.ok()) return fail(std::move(wanted).error(), error);
    const Compiled input = session->session.compile({std::string(text_of(name)), std::string(text_of(text, size))});
    return give(session->session.run(input, *wanted), outcome, error);
  });
}

sluice_status sluice_session_compile(const sluice_session* session, const char* name, const char* text, size_t size,
                                     sluice_script** script, sluice_error** error) {
  return guarded_status(error, [&] {
    if (script == nullptr) return misuse("sluice_session_compile: script is NULL", error);
    *script = nullptr;
    if (!valid(session)) return misuse("sluice_session_compile: session is no session", error);
    return give(session->session.compile({std::string(text_of(name)), std::string(text_of(text, size))}), script,
                error);
  });
}

sluice_status sluice_session_run_script(sluice_session* session, const sluice_script* input,
                                        const sluice_run_options* options, sluice_outcome** outcome,
                                        sluice_error** error) {
  return guarded_status(error, [&] {
    if (outcome != nullptr) *outcome = nullptr;
    if (!valid(session)) return misuse("sluice_session_run_script: session is no session", error);
    if (!valid(input)) return misuse("sluice_session_run_script: input is no script", error);
    Result<RunOptions> wanted = run_options_of(options, session->engine);
    if (!wanted.ok()) return fail(std::move(wanted).error(), error);
    return give(session->session.run(input->compiled, *wanted), outcome, error);
  });
}

sluice_value* sluice_session_variables(const sluice_session* session) {
  if (!valid(session)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&] {
    std::vector<Value::Entry> entries;
    for (auto& [name, value] : session->session.variables()) entries.push_back({Value::text(name), value});
    return handle_of(Value::map(std::move(entries)));
  });
}

sluice_value* sluice_session_variable(const sluice_session* session, const char* name) {
  if (!valid(session)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr),
                [&] { return new sluice_value(session->session.variable(text_of(name))); });
}

sluice_status sluice_session_set(sluice_session* session, const char* name, const sluice_value* value,
                                 sluice_error** error) {
  return guarded_status(error, [&] {
    if (!valid(session)) return misuse("sluice_session_set: session is no session", error);
    if (name == nullptr) return misuse("sluice_session_set: name is NULL", error);
    if (!valid(value)) return misuse("sluice_session_set: value is no value", error);
    return give(session->session.set(name, value->value), error);
  });
}

sluice_value* sluice_session_functions(const sluice_session* session) {
  if (!valid(session)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr),
                [&] { return new sluice_value(engine::list_of(session->session.functions())); });
}
