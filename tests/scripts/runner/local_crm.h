// A sandbox for one script test, with a connection store that goes with it.
#pragma once

#include <optional>
#include <string>

#include <sluice/engine.h>
#include <sluice/sandbox.h>

#include "tests/support/temporary_folder.h"

namespace sluice::script_test {

class LocalCrm {
 public:
  LocalCrm() = default;
  LocalCrm(const LocalCrm&) = delete;
  LocalCrm& operator=(const LocalCrm&) = delete;

  // Starts it and lets an engine with these options reach it.
  Result<void> start(EngineOptions& options);
  Result<void> connect(const Engine& engine) const;

 private:
  std::optional<Sandbox> sandbox_;
  std::optional<test::TemporaryFolder> folder_;
};

}  // namespace sluice::script_test
