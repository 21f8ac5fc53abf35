// The public sandbox: opens the server's module and owns what it starts.
#include <sluice/sandbox.h>

#include <mutex>

#include <sluice/connections.h>
#include <sluice/connectors.h>
#include <sluice/value.h>

#include "connectors/http/curl_transport.h"
#include "engine/errors.h"
#include "engine/module.h"
#include "engine/sandbox_functions.h"
#include "engine/sandbox_seed.h"
#include "sandbox/module.h"

namespace sluice {

struct SandboxState {
  const sluice_sandbox_module* module = nullptr;
  sluice_sandbox* server = nullptr;  // null for one that was attached
  std::string ready_line;
  std::string address;
  SandboxClient client;
  CancelToken cancel;  // of functions that run
  std::mutex mutex;    // of what follows
  SandboxFunction function;

  SandboxState() = default;
  SandboxState(const SandboxState&) = delete;
  SandboxState& operator=(const SandboxState&) = delete;
  ~SandboxState() {
    cancel.cancel();
    if (server != nullptr) module->stop(server);
  }

  SandboxFunction chosen_function() {
    const std::lock_guard lock(mutex);
    return function;
  }
};

namespace {

constexpr const char* kConnector = "zoho_crm";
constexpr const char* kEnvironment = "development";
constexpr std::string_view kScheme = "http://";

Result<const sluice_sandbox_module*> open() {
  const Result<void*> entry = engine::open_module("sluice_sandbox", "sluice_sandbox_entry");
  if (!entry.ok()) return entry.error();
  return reinterpret_cast<decltype(&sluice_sandbox_entry)>(*entry)();
}

std::string text_of(const Value& map, const char* key) {
  const Value& value = map.find(key);
  return value.is_text() ? std::string(value.as_text()) : std::string();
}

sluice_sandbox_outcome run_function(void* context, const char* name, const char* arguments, void* target,
                                    void (*give)(void* target, const char* given)) {
  const SandboxFunction function = static_cast<SandboxState*>(context)->chosen_function();
  if (!function) return SLUICE_SANDBOX_UNAVAILABLE;
  const Result<SandboxOutput> result = function(name, arguments);
  if (!result.ok()) {
    give(target, result.error().message.c_str());
    return result.error().kind == ErrorKind::Usage ? SLUICE_SANDBOX_UNKNOWN : SLUICE_SANDBOX_FAILED;
  }
  std::vector<Value> messages;
  for (const std::string& line : result->messages) messages.push_back(Value::text(line));
  give(target,
       Value::map({{"output", result->output}, {"messages", Value::list(std::move(messages))}}).to_json().c_str());
  return SLUICE_SANDBOX_DONE;
}

Error wire_error(const connectors::Failure& failure) {
  return engine::api_error(engine::ApiCode::Sandbox, failure.message, failure.help);
}

// What a running sandbox says about itself.
Result<Value> ask(const std::string& address) {
  connectors::EgressOptions rules;
  rules.allow.push_back(address.substr(kScheme.size()));
  connectors::Outcome<connectors::EgressPolicy> policy = connectors::EgressPolicy::create(rules);
  if (!policy) return wire_error(policy.error());
  const auto transport = connectors::CurlTransport::open(*std::move(policy));
  if (!transport) return wire_error(transport.error());
  const connectors::Outcome<connectors::HttpResponse> answer = (*transport)->send({.url = address + "/__sandbox"}, {});
  return answer ? Value::from_json(answer->body) : Result<Value>(wire_error(answer.error()));
}

void read_description(const Value& ready, SandboxState& state) {
  state.address = text_of(ready, "api_domain");
  state.client = {text_of(ready, "client_id"), text_of(ready, "client_secret"), text_of(ready, "refresh_token"),
                  text_of(ready, "grant_code")};
}

Error no_sandbox(std::string message, std::string help) {
  Error error = engine::api_error(engine::ApiCode::Sandbox, std::move(message), std::move(help));
  error.kind = ErrorKind::Usage;
  return error;
}

}  // namespace

Result<Sandbox> Sandbox::start(const SandboxOptions& options) {
  const Result<const sluice_sandbox_module*> module = open();
  if (!module.ok()) return module.error();
  const Result<std::string> seed = engine::read_seed(options.seed);
  if (!seed.ok()) return seed.error();
  sluice_sandbox_options plain{};
  plain.port = options.port;
  plain.data_folder = options.data_folder.c_str();
  plain.seed = seed->c_str();
  plain.seed_name = options.seed.c_str();
  plain.token_limits = static_cast<int>(options.token_limits);
  plain.legacy_202 = static_cast<int>(options.legacy_202);
  plain.strict_picklists = static_cast<int>(options.strict_picklists);
  plain.exact_search = static_cast<int>(options.exact_search);
  plain.credits = options.credits;
  plain.concurrency = options.concurrency;
  auto state = std::make_shared<SandboxState>();
  state->module = *module;
  state->function = options.function;
  plain.function = run_function;
  plain.context = state.get();
  sluice_sandbox_problem problem{};
  state->server = state->module->start(&plain, &problem);
  if (state->server == nullptr) {
    Error error = engine::api_error(engine::ApiCode::Sandbox,
                                    std::string("The sandbox did not start: ") + problem.message, problem.help);
    if (problem.is_usage != 0) error.kind = ErrorKind::Usage;
    return error;
  }
  state->ready_line = state->module->ready_line(state->server);
  const Result<Value> ready = Value::from_json(state->ready_line);
  if (!ready.ok()) return ready.error();
  read_description(*ready, *state);
  Sandbox sandbox;
  sandbox.state_ = std::move(state);
  return sandbox;
}

Result<Sandbox> Sandbox::attach(const std::string& address) {
  auto state = std::make_shared<SandboxState>();
  const std::string plain = address.ends_with('/') ? address.substr(0, address.size() - 1) : address;
  if (!plain.starts_with(kScheme) || plain.find_first_of("\"\\ ") != std::string::npos)
    return no_sandbox("'" + address + "' is not the address of a sandbox", "write it like http://127.0.0.1:8080");
  const Result<Value> ready = ask(plain);
  if (!ready.ok() || text_of(*ready, "grant_code").empty())
    return no_sandbox("No sandbox answers at " + plain, "start one: sluice sandbox serve");
  read_description(*ready, *state);
  state->address = plain;
  state->ready_line = ready->to_json();
  Sandbox sandbox;
  sandbox.state_ = std::move(state);
  return sandbox;
}

void Sandbox::prepare(EngineOptions& options) const {
  options.egress.allow.push_back(address().substr(kScheme.size()));
  options.principal.environment = kEnvironment;
}

Result<void> Sandbox::connect(const Engine& engine) const {
  Principal super_admin;
  super_admin.environment = kEnvironment;
  ClientRequest request;
  request.id = client().id;
  request.secret = client().secret;
  request.accounts_url = request.api_domain = request.file_upload_url = address();
  if (const Result<void> set = Connectors(engine, super_admin).configure(kConnector, request); !set.ok()) return set;
  AuthorizeOptions options;
  options.account = "sandbox";
  options.replace = true;
  const Result<Value> fresh = ask(address());  // a code is good once
  if (!fresh.ok()) return fresh.error();
  const Result<std::string> account =
      Connections(engine, super_admin).authorize_with_code(kConnector, text_of(*fresh, "grant_code"), options);
  if (!account.ok()) return account.error();
  return {};
}

void Sandbox::run_functions_of(const Engine& engine) const {
  const std::lock_guard lock(state_->mutex);
  state_->function = [engine, cancel = state_->cancel](const std::string& name, const std::string& arguments) {
    return engine::run_library_function(engine, name, arguments, cancel);
  };
}

const std::string& Sandbox::address() const { return state_->address; }
const SandboxClient& Sandbox::client() const { return state_->client; }
const std::string& Sandbox::ready_line() const { return state_->ready_line; }

}  // namespace sluice
