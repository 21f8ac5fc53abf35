// The lines of `info` that a run has written.
#pragma once

#include <string>
#include <vector>

#include <sluice/hooks.h>

namespace sluice {

class Lines final : public Output {
 public:
  void write_line(std::string_view line) override { lines.emplace_back(line); }
  std::vector<std::string> lines;
};

}  // namespace sluice
