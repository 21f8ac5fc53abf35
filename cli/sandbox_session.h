// --sandbox: a local CRM for this run, with a connection store of its own that ends with it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <sluice/sandbox.h>

#include "cli/setup.h"

namespace sluice::cli {

class SandboxSession {
 public:
  // Starts the server, or finds the one that runs, and points `options` at it: environment, store, and exactly its address
  // for scripts to reach.
  static Result<std::unique_ptr<SandboxSession>> start(const RunFlags& flags, EngineOptions& options);
  // The same for a sandbox at hand. The store is in `folder`; empty: it goes with the session.
  static Result<std::unique_ptr<SandboxSession>> around(const Sandbox& sandbox, const std::string& folder,
                                                        EngineOptions& options);
  SandboxSession() = default;
  SandboxSession(const SandboxSession&) = delete;
  SandboxSession& operator=(const SandboxSession&) = delete;
  ~SandboxSession();

  // Authorises the system connection of the CRM as super admin, and makes the engine's functions those of the CRM.
  Result<void> connect(const Engine& engine) const;
  const std::string& address() const { return sandbox_->address(); }

 private:
  Result<void> prepare_folder(const std::string& kept);

  std::optional<Sandbox> sandbox_;
  std::string folder_;  // of the store
  bool temporary_ = false;  // the folder goes with the session
};

// Whether --sandbox or one of its relatives was given.
bool wants_sandbox(const RunFlags& flags);

// An engine for commands that run scripts or operations or change connections. The sandbox outlives it.
struct OpenEngine {
  std::unique_ptr<SandboxSession> sandbox;  // null without --sandbox
  EngineOptions options;
  std::optional<Engine> engine;
};
Result<OpenEngine> open_engine(const EngineFlags& engine, const RunFlags& run);
// The same for options that a sandbox has prepared, or none.
Result<OpenEngine> open_engine(EngineOptions options, std::unique_ptr<SandboxSession> sandbox);

}  // namespace sluice::cli
