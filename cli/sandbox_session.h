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
  SandboxSession() = default;
  SandboxSession(const SandboxSession&) = delete;
  SandboxSession& operator=(const SandboxSession&) = delete;
  ~SandboxSession();

  // Authorises the system connection of the CRM as super admin.
  Result<void> authorize(const Engine& engine) const;

 private:
  Result<void> start_server(const std::string& data_folder);
  Result<void> attach(const std::string& address);
  Result<void> prepare_folder(const std::string& kept);

  std::optional<Sandbox> server_;  // none where another one is used
  std::string address_;
  SandboxClient client_;
  std::string folder_;  // of the store
  bool temporary_ = false;  // the folder goes with the session
};

// An engine for commands that run scripts or operations. The sandbox outlives it.
struct OpenEngine {
  std::unique_ptr<SandboxSession> sandbox;  // null without --sandbox
  std::optional<Engine> engine;
};
Result<OpenEngine> open_engine(const EngineFlags& engine, const RunFlags& run);

}  // namespace sluice::cli
