// Sessions and the sandbox of the C interface.
#include "engine/c/handles.h"

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
    Result<Outcome> result = session->session.run(input, *wanted);
    if (!result.ok()) return fail(std::move(result).error(), error);
    if (outcome != nullptr) *outcome = new sluice_outcome(std::move(*result));
    return SLUICE_OK;
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

sluice_status sluice_sandbox_start(const sluice_value* options, sluice_sandbox** sandbox, sluice_error** error) {
  return guarded_status(error, [&] {
    if (sandbox == nullptr) return misuse("sluice_sandbox_start: sandbox is NULL", error);
    *sandbox = nullptr;
    SandboxOptions wanted;
    for (const Value::Entry& entry : valid(options) ? options->value.entries() : std::span<const Value::Entry>()) {
      const std::string_view name = entry.key.as_text();
      const Value& value = entry.value;
      if (name == "port")
        wanted.port = static_cast<std::uint16_t>(value.as_number());
      else if (name == "data_folder")
        wanted.data_folder = value.as_text();
      else if (name == "seed")
        wanted.seed = value.as_text();
      else if (name == "token_limits")
        wanted.token_limits = value.as_boolean();
      else if (name == "legacy_202")
        wanted.legacy_202 = value.as_boolean();
      else if (name == "strict_picklists")
        wanted.strict_picklists = value.as_boolean();
      else if (name == "exact_search")
        wanted.exact_search = value.as_boolean();
      else if (name == "credits")
        wanted.credits = value.as_number();
      else if (name == "concurrency")
        wanted.concurrency = static_cast<int>(value.as_number());
      else
        return misuse(("sluice_sandbox_start: no option is called '" + std::string(name) + "'").c_str(), error);
    }
    Result<Sandbox> started = Sandbox::start(wanted);
    if (!started.ok()) return fail(std::move(started).error(), error);
    *sandbox = new sluice_sandbox(std::move(*started));
    return SLUICE_OK;
  });
}

const char* sluice_sandbox_address(const sluice_sandbox* sandbox) {
  return valid(sandbox) ? sandbox->sandbox.address().c_str() : "";
}

sluice_value* sluice_sandbox_client(const sluice_sandbox* sandbox) {
  if (!valid(sandbox)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&]() -> sluice_value* {
    const Result<Value> map = Value::from_json(sandbox->sandbox.ready_line());
    return map.ok() ? new sluice_value(*map) : nullptr;
  });
}

sluice_status sluice_sandbox_connect(const sluice_sandbox* sandbox, const sluice_engine* engine, sluice_error** error) {
  return guarded_status(error, [&] {
    if (!valid(sandbox)) return misuse("sluice_sandbox_connect: sandbox is no sandbox", error);
    if (!valid(engine)) return misuse("sluice_sandbox_connect: engine is no engine", error);
    return give(sandbox->sandbox.connect(engine->engine), error);
  });
}

void sluice_sandbox_free(sluice_sandbox* sandbox) { free_handle(sandbox); }
