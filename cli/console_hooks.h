// What a run writes, on the console as it happens.
#pragma once

#include <memory>

#include <sluice/hooks.h>

#include "cli/console.h"

namespace sluice::cli {

class ConsoleOutput final : public Output {
 public:
  explicit ConsoleOutput(Console& console) : console_(console) {}
  void write_line(std::string_view line) override { console_.write_line(line); }

 private:
  Console& console_;
};

class ConsoleDirectives final : public ClientDirectives {
 public:
  explicit ConsoleDirectives(Console& console) : console_(console) {}
  void directive(std::string_view name, const Value& details) override {
    console_.report("event: " + std::string(name) + " " + details.to_json() + "\n");
  }

 private:
  Console& console_;
};

}  // namespace sluice::cli
