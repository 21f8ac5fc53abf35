// The flags of a script test: those of `sluice run` that concern the language.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <sluice/engine.h>

namespace sluice::script_test {

struct Flags {
  EngineOptions engine;
  std::string function;
  std::string now;
  std::vector<std::pair<std::string, std::string>> arguments;  // NAME=VALUE
  std::vector<ParameterDeclaration> parameters;                // of --param
  bool sandbox = false;  // runs against a local CRM of its own
};

// Reads them as a shell would split them; paths are relative to `folder`. Without --time-zone it is UTC. A mistake
// becomes the text of `mistake`.
Flags read_flags(const std::string& text, const std::string& folder, std::string& mistake);

}  // namespace sluice::script_test
