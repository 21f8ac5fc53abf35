// The public sandbox: opens the server's module and owns what it starts.
#include <sluice/sandbox.h>

#include <array>
#include <fstream>
#include <sstream>

#include <sluice/value.h>

#include "engine/errors.h"
#include "engine/module.h"
#include "sandbox/module.h"

namespace sluice {

struct SandboxState {
  const sluice_sandbox_module* module = nullptr;
  sluice_sandbox* server = nullptr;
  std::string ready_line;
  std::string address;
  SandboxClient client;
  SandboxFunction function;

  SandboxState() = default;
  SandboxState(const SandboxState&) = delete;
  SandboxState& operator=(const SandboxState&) = delete;
  ~SandboxState() {
    if (server != nullptr) module->stop(server);
  }
};

namespace {

Result<const sluice_sandbox_module*> open() {
  const Result<void*> entry = engine::open_module("sluice_sandbox", "sluice_sandbox_entry");
  if (!entry.ok()) return entry.error();
  return reinterpret_cast<decltype(&sluice_sandbox_entry)>(*entry)();
}

// The name of a built-in seed, or the text of the file.
Result<std::string> read_seed(const std::string& seed) {
  if (seed == "demo" || seed == "empty") return seed;
  std::ifstream file(seed);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file)
    return engine::api_error(engine::ApiCode::Unreadable, "Cannot read the seed file " + seed,
                             "A seed is 'demo', 'empty' or a JSON file");
  return text.str();
}

std::string text_of(const Value& map, const char* key) {
  const Value& value = map.find(key);
  return value.is_text() ? std::string(value.as_text()) : std::string();
}

int run_function(void* context, const char* name, const char* arguments, void* target,
                 void (*give)(void* target, const char* output)) {
  const auto& function = static_cast<SandboxState*>(context)->function;
  const Result<std::string> output = function(name, arguments);
  give(target, output.ok() ? output.value().c_str() : output.error().message.c_str());
  return output.ok() ? 1 : 0;
}

}  // namespace

Result<Sandbox> Sandbox::start(const SandboxOptions& options) {
  const Result<const sluice_sandbox_module*> module = open();
  if (!module.ok()) return module.error();
  const Result<std::string> seed = read_seed(options.seed);
  if (!seed.ok()) return seed.error();
  sluice_sandbox_options plain{};
  plain.port = options.port;
  plain.data_folder = options.data_folder.c_str();
  plain.seed = seed->c_str();
  plain.token_limits = static_cast<int>(options.token_limits);
  plain.legacy_202 = static_cast<int>(options.legacy_202);
  plain.strict_picklists = static_cast<int>(options.strict_picklists);
  plain.exact_search = static_cast<int>(options.exact_search);
  plain.credits = options.credits;
  plain.concurrency = options.concurrency;
  auto state = std::make_shared<SandboxState>();
  state->module = *module;
  state->function = options.function;
  plain.function = options.function ? run_function : nullptr;
  plain.context = state.get();
  std::array<char, 512> problem{};
  state->server = state->module->start(&plain, problem.data(), static_cast<int>(problem.size()));
  if (state->server == nullptr)
    return engine::api_error(engine::ApiCode::Sandbox, std::string("The sandbox did not start: ") + problem.data(), "");
  state->ready_line = state->module->ready_line(state->server);
  const Result<Value> ready = Value::from_json(state->ready_line);
  if (!ready.ok()) return ready.error();
  state->address = text_of(*ready, "api_domain");
  state->client = {text_of(*ready, "client_id"), text_of(*ready, "client_secret"), text_of(*ready, "refresh_token"),
                   text_of(*ready, "grant_code")};
  Sandbox sandbox;
  sandbox.state_ = std::move(state);
  return sandbox;
}

const std::string& Sandbox::address() const { return state_->address; }
const SandboxClient& Sandbox::client() const { return state_->client; }
const std::string& Sandbox::ready_line() const { return state_->ready_line; }

}  // namespace sluice
