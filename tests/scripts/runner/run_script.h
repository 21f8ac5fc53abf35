// Runs one script test in this process.
#pragma once

#include <string>

namespace sluice::script_test {

// What is wrong with a test, for people; empty when it passes.
std::string run_script(const std::string& path);

}  // namespace sluice::script_test
