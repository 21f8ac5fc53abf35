#include "tests/scripts/runner/local_crm.h"

#include <cstdlib>
#include <filesystem>

namespace sluice::script_test {

LocalCrm::~LocalCrm() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

Result<void> LocalCrm::start(EngineOptions& options) {
  Result<Sandbox> started = Sandbox::start();
  if (!started.ok()) return started.error();
  sandbox_ = std::move(started).value();
  std::string folder = (std::filesystem::temp_directory_path() / "sluice-script-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return Error{.message = "cannot make the folder " + folder};
  folder_ = folder;
  options.connections.folder = folder_ + "/store";
  options.connections.key_file = folder_ + "/store.key";
  sandbox_->prepare(options);
  return {};
}

Result<void> LocalCrm::connect(const Engine& engine) const {
  if (const Result<void> connected = sandbox_->connect(engine); !connected.ok()) return connected;
  sandbox_->run_functions_of(engine);
  return {};
}

}  // namespace sluice::script_test
