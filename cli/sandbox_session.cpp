#include "cli/sandbox_session.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <sluice/connectors.h>

namespace sluice::cli {

namespace {

constexpr const char* kConnector = "zoho_crm";
constexpr std::string_view kScheme = "http://";

std::string text_of(const Value& map, const char* key) {
  const Value& value = map.find(key);
  return value.is_text() ? std::string(value.as_text()) : std::string();
}

// What a running sandbox says about itself, asked by a script of one line.
Result<Value> ask(const std::string& address) {
  EngineOptions options;
  options.egress.allow.push_back(address.substr(kScheme.size()));
  const Result<Engine> engine = Engine::create(std::move(options));
  if (!engine.ok()) return engine.error();
  const Compiled compiled = engine->compile({"sandbox", "return getUrl(\"" + address + "/__sandbox\");"});
  const Result<Outcome> outcome = compiled.script().run();
  if (!outcome.ok()) return outcome.error();
  return outcome->value.kind() == Kind::Map ? Result<Value>(outcome->value)
                                            : Value::from_json(outcome->value.to_text());
}

}  // namespace

Result<std::unique_ptr<SandboxSession>> SandboxSession::start(const RunFlags& flags, EngineOptions& options) {
  auto session = std::make_unique<SandboxSession>();
  const Result<void> found =
      flags.sandbox_url.empty() ? session->start_server(flags.sandbox_data) : session->attach(flags.sandbox_url);
  if (!found.ok()) return found.error();
  if (const Result<void> made = session->prepare_folder(flags.sandbox_data); !made.ok()) return made.error();
  options.connections.folder = session->folder_ + "/store";
  options.connections.key_file = session->folder_ + "/store.key";
  options.egress.allow.push_back(session->address_.substr(kScheme.size()));
  options.principal.environment = "development";
  return session;
}

SandboxSession::~SandboxSession() {
  std::error_code ignored;
  if (temporary_) std::filesystem::remove_all(folder_, ignored);
}

Result<void> SandboxSession::start_server(const std::string& data_folder) {
  SandboxOptions options;
  options.data_folder = data_folder;
  Result<Sandbox> started = Sandbox::start(options);
  if (!started.ok()) return started.error();
  server_ = std::move(started).value();
  address_ = server_->address();
  client_ = server_->client();
  return {};
}

Result<void> SandboxSession::attach(const std::string& address) {
  address_ = address.ends_with('/') ? address.substr(0, address.size() - 1) : address;
  if (!address_.starts_with(kScheme) || address_.find_first_of("\"\\") != std::string::npos)
    return usage_error("--sandbox-url is an address such as http://127.0.0.1:8080");
  const Result<Value> ready = ask(address_);
  if (!ready.ok() || text_of(*ready, "grant_code").empty())
    return usage_error("No sandbox answers at " + address_, "start one: sluice sandbox serve");
  client_ = {text_of(*ready, "client_id"), text_of(*ready, "client_secret"), text_of(*ready, "refresh_token"),
             text_of(*ready, "grant_code")};
  return {};
}

Result<void> SandboxSession::prepare_folder(const std::string& kept) {
  folder_ = kept;
  if (!kept.empty()) return {};
  const char* parent = std::getenv("TMPDIR");
  folder_ = std::string(parent == nullptr || *parent == '\0' ? "/tmp" : parent) + "/sluice-XXXXXX";
  if (::mkdtemp(folder_.data()) == nullptr)
    return usage_error("Cannot make the folder " + folder_ + ": " + std::strerror(errno));
  temporary_ = true;
  return {};
}

Result<void> SandboxSession::authorize(const Engine& engine) const {
  Principal super_admin;
  super_admin.environment = "development";
  ClientRequest request;
  request.id = client_.id;
  request.secret = client_.secret;
  request.accounts_url = request.api_domain = request.file_upload_url = address_;
  if (const Result<void> set = Connectors(engine, super_admin).configure(kConnector, request); !set.ok()) return set;
  AuthorizeOptions options;
  options.account = "sandbox";
  options.replace = true;
  const Result<std::string> account =
      Connections(engine, super_admin).authorize_with_code(kConnector, client_.grant_code, options);
  if (!account.ok()) return account.error();
  return {};
}

Result<OpenEngine> open_engine(const EngineFlags& flags, const RunFlags& run) {
  Result<EngineOptions> options = engine_options(flags);
  if (!options.ok()) return options.error();
  if (const Result<void> set = set_run_flags(run, *options); !set.ok()) return set.error();
  OpenEngine open;
  if (run.sandbox || !run.sandbox_data.empty() || !run.sandbox_url.empty()) {
    Result<std::unique_ptr<SandboxSession>> session = SandboxSession::start(run, *options);
    if (!session.ok()) return session.error();
    open.sandbox = std::move(session).value();
  }
  Result<Engine> engine = Engine::create(std::move(options).value());
  if (!engine.ok()) return engine.error();
  open.engine = std::move(engine).value();
  if (open.sandbox != nullptr)
    if (const Result<void> authorized = open.sandbox->authorize(*open.engine); !authorized.ok())
      return authorized.error();
  return open;
}

}  // namespace sluice::cli
