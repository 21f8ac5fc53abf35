#include "tests/scripts/runner/local_crm.h"

namespace sluice::script_test {

Result<void> LocalCrm::start(EngineOptions& options) {
  Result<Sandbox> started = Sandbox::start();
  if (!started.ok()) return started.error();
  sandbox_ = std::move(started).value();
  folder_.emplace();
  options.connections.folder = folder_->path() + "/store";
  options.connections.key_file = folder_->path() + "/store.key";
  sandbox_->prepare(options);
  return {};
}

Result<void> LocalCrm::connect(const Engine& engine) const {
  if (const Result<void> connected = sandbox_->connect(engine); !connected.ok()) return connected;
  sandbox_->run_functions_of(engine);
  return {};
}

}  // namespace sluice::script_test
