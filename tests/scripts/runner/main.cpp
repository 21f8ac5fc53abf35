// script_runner FOLDER|FILE…: runs script tests and says what is wrong with those that fail. In a folder, every
// .deluge file directly in it is a test; there must be one.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/scripts/runner/run_script.h"

namespace {

std::vector<std::string> scripts_of(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::string> scripts;
  for (const auto& entry : std::filesystem::directory_iterator(path))
    if (entry.path().extension() == ".deluge") scripts.push_back(entry.path().string());
  std::ranges::sort(scripts);
  return scripts;
}

}  // namespace

int main(int count, char** words) {
  std::size_t passed = 0;
  std::size_t failed = 0;
  for (int i = 1; i < count; ++i) {
    const std::vector<std::string> scripts = scripts_of(words[i]);
    if (scripts.empty()) {
      std::printf("FAILED %s: there is no script in it\n", words[i]);
      ++failed;
    }
    for (const std::string& script : scripts) {
      const std::string problem = sluice::script_test::run_script(script);
      if (problem.empty()) {
        ++passed;
        continue;
      }
      ++failed;
      std::printf("FAILED %s\n%s\n", script.c_str(), problem.c_str());
    }
  }
  std::printf("%zu passed, %zu failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
