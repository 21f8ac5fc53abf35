// The sandbox of the C interface.
#include <limits>

#include "engine/c/handles.h"

using namespace sluice;
using namespace sluice::c;

namespace {

struct Option {
  std::string_view name;
  Kind kind;
  std::int64_t most;  // of a NUMBER
  void (*set)(SandboxOptions& options, const Value& value);
};

constexpr Option kOptions[] = {
    {"port", Kind::Number, std::numeric_limits<std::uint16_t>::max(),
     [](SandboxOptions& options, const Value& value) { options.port = static_cast<std::uint16_t>(value.as_number()); }},
    {"data_folder", Kind::Text, 0,
     [](SandboxOptions& options, const Value& value) { options.data_folder = value.as_text(); }},
    {"seed", Kind::Text, 0, [](SandboxOptions& options, const Value& value) { options.seed = value.as_text(); }},
    {"token_limits", Kind::Boolean, 0,
     [](SandboxOptions& options, const Value& value) { options.token_limits = value.as_boolean(); }},
    {"legacy_202", Kind::Boolean, 0,
     [](SandboxOptions& options, const Value& value) { options.legacy_202 = value.as_boolean(); }},
    {"strict_picklists", Kind::Boolean, 0,
     [](SandboxOptions& options, const Value& value) { options.strict_picklists = value.as_boolean(); }},
    {"exact_search", Kind::Boolean, 0,
     [](SandboxOptions& options, const Value& value) { options.exact_search = value.as_boolean(); }},
    {"credits", Kind::Number, std::numeric_limits<std::int64_t>::max(),
     [](SandboxOptions& options, const Value& value) { options.credits = value.as_number(); }},
    {"concurrency", Kind::Number, std::numeric_limits<int>::max(),
     [](SandboxOptions& options, const Value& value) { options.concurrency = static_cast<int>(value.as_number()); }},
};

Result<void> set_option(SandboxOptions& options, std::string_view name, const Value& value) {
  std::string known;
  for (const Option& each : kOptions) {
    known.append(known.empty() ? "" : ", ").append(each.name);
    if (each.name != name) continue;
    const bool fits = value.kind() == each.kind &&
                      (each.kind != Kind::Number || (value.as_number() >= 0 && value.as_number() <= each.most));
    if (!fits)
      return wrong("sluice_sandbox_start: the option '" + std::string(name) + "' cannot be " + value.to_json(),
                   "it is a " + std::string(name_of(each.kind)) +
                       (each.kind == Kind::Number ? " from 0 to " + std::to_string(each.most) : std::string()));
    each.set(options, value);
    return {};
  }
  return wrong("sluice_sandbox_start: no option is called '" + std::string(name) + "'", "there are " + known);
}

// What the host's callback gave for a function of the organisation.
Result<SandboxOutput> output_of(const Result<Value>& answer) {
  if (!answer.ok()) return answer.error();
  SandboxOutput output{.output = std::string(answer->find("output").as_text())};
  for (const Value& each : answer->find("messages").elements()) output.messages.emplace_back(each.as_text());
  return output;
}

}  // namespace

sluice_status sluice_sandbox_start(const sluice_value* options, sluice_sandbox** sandbox, sluice_error** error) {
  return sluice_sandbox_start_with(options, nullptr, nullptr, sandbox, error);
}

sluice_status sluice_sandbox_start_with(const sluice_value* options, sluice_answer function, void* data,
                                        sluice_sandbox** sandbox, sluice_error** error) {
  return guarded_status(error, [&] {
    if (sandbox == nullptr) return misuse("sluice_sandbox_start: sandbox is NULL", error);
    *sandbox = nullptr;
    SandboxOptions wanted;
    for (const Value::Entry& entry : valid(options) ? options->value.entries() : std::span<const Value::Entry>())
      if (const Result<void> done = set_option(wanted, entry.key.as_text(), entry.value); !done.ok())
        return fail(done.error(), error);
    if (function != nullptr) {
      wanted.function = [function, data](const std::string& name, const std::string& arguments) {
        return output_of(ask(function, data, name, Value::from_json(arguments).value_or(Value())));
      };
    }
    Result<Sandbox> started = Sandbox::start(wanted);
    if (!started.ok()) return fail(std::move(started).error(), error);
    *sandbox = new sluice_sandbox(std::move(*started));
    return SLUICE_OK;
  });
}

sluice_status sluice_sandbox_attach(const char* address, sluice_sandbox** sandbox, sluice_error** error) {
  return guarded_status(error, [&] {
    if (sandbox == nullptr) return misuse("sluice_sandbox_attach: sandbox is NULL", error);
    *sandbox = nullptr;
    Result<Sandbox> attached = Sandbox::attach(std::string(text_of(address)));
    if (!attached.ok()) return fail(std::move(attached).error(), error);
    *sandbox = new sluice_sandbox(std::move(*attached));
    return SLUICE_OK;
  });
}

sluice_status sluice_sandbox_run_functions_of(const sluice_sandbox* sandbox, const sluice_engine* engine,
                                              sluice_error** error) {
  return guarded_status(error, [&] {
    if (!valid(sandbox)) return misuse("sluice_sandbox_run_functions_of: sandbox is no sandbox", error);
    if (!valid(engine)) return misuse("sluice_sandbox_run_functions_of: engine is no engine", error);
    sandbox->sandbox.run_functions_of(engine->engine);
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
