// The functions of other files that scripts of an engine may call: `thisapp.total(…)`, `standalone.fetch_all(…)`.
// A library is named by EngineOptions::functions; files are read when a call first needs them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

struct LibraryFunction {
  std::string name_space;  // `standalone`; empty when the function has none
  std::string name;
  std::string file;
  std::uint32_t line = 0;  // of its header, from 1
};

// What a library holds, as Engine::library() reads it for tools.
struct LibraryContent {
  std::vector<LibraryFunction> functions;
  std::vector<std::string> problems;  // files that cannot be read or parsed, functions defined twice
};

}  // namespace sluice
