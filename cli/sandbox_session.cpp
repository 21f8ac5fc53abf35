#include "cli/sandbox_session.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace sluice::cli {

namespace {

Result<Sandbox> find_sandbox(const RunFlags& flags) {
  if (!flags.sandbox_url.empty()) return Sandbox::attach(flags.sandbox_url);
  SandboxOptions options;
  options.data_folder = flags.sandbox_data;
  return Sandbox::start(options);
}

}  // namespace

Result<std::unique_ptr<SandboxSession>> SandboxSession::start(const RunFlags& flags, EngineOptions& options) {
  const Result<Sandbox> sandbox = find_sandbox(flags);
  if (!sandbox.ok()) return sandbox.error();
  return around(*sandbox, flags.sandbox_data, options);
}

Result<std::unique_ptr<SandboxSession>> SandboxSession::around(const Sandbox& sandbox, const std::string& folder,
                                                               EngineOptions& options) {
  auto session = std::make_unique<SandboxSession>();
  session->sandbox_ = sandbox;
  if (const Result<void> made = session->prepare_folder(folder); !made.ok()) return made.error();
  options.connections.folder = session->folder_ + "/store";
  options.connections.key_file = session->folder_ + "/store.key";
  sandbox.prepare(options);
  return session;
}

SandboxSession::~SandboxSession() {
  std::error_code ignored;
  if (temporary_) std::filesystem::remove_all(folder_, ignored);
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

Result<void> SandboxSession::connect(const Engine& engine) const {
  if (const Result<void> connected = sandbox_->connect(engine); !connected.ok()) return connected;
  sandbox_->run_functions_of(engine);
  return {};
}

bool wants_sandbox(const RunFlags& flags) {
  return flags.sandbox || !flags.sandbox_data.empty() || !flags.sandbox_url.empty();
}

Result<OpenEngine> open_engine(const EngineFlags& flags, const RunFlags& run) {
  Result<EngineOptions> options = engine_options(flags);
  if (!options.ok()) return options.error();
  if (const Result<void> set = set_run_flags(run, *options); !set.ok()) return set.error();
  Result<std::unique_ptr<SandboxSession>> session = std::unique_ptr<SandboxSession>();
  if (wants_sandbox(run)) session = SandboxSession::start(run, *options);
  if (!session.ok()) return session.error();
  return open_engine(std::move(options).value(), std::move(session).value());
}

Result<OpenEngine> open_engine(EngineOptions options, std::unique_ptr<SandboxSession> sandbox) {
  OpenEngine open{std::move(sandbox), std::move(options), std::nullopt};
  Result<Engine> engine = Engine::create(open.options);
  if (!engine.ok()) return engine.error();
  open.engine = std::move(engine).value();
  if (open.sandbox != nullptr)
    if (const Result<void> connected = open.sandbox->connect(*open.engine); !connected.ok()) return connected.error();
  return open;
}

}  // namespace sluice::cli
