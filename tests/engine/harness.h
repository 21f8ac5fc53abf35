// Short ways to compile and run in the tests of the engine.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include <sluice/engine.h>

#include "tests/support/lines.h"

namespace sluice {

inline Engine make_engine(EngineOptions options = {}) {
  if (options.time_zone.empty()) options.time_zone = "UTC";
  Result<Engine> engine = Engine::create(std::move(options));
  EXPECT_TRUE(engine.ok()) << (engine.ok() ? "" : engine.error().message);
  return std::move(engine).value();
}

inline Compiled compile(const Engine& engine, std::string text) {
  return engine.compile({.name = "test.deluge", .text = std::move(text)});
}

inline Result<Outcome> run(const Engine& engine, std::string text, const RunOptions& options = {}) {
  return compile(engine, std::move(text)).script().run(options);
}

// The value that a script returns, as text; its error's code otherwise.
inline std::string result(const Engine& engine, std::string text, const RunOptions& options = {}) {
  const Result<Outcome> outcome = run(engine, std::move(text), options);
  return outcome.ok() ? outcome->value.to_text() : outcome.error().code + " " + outcome.error().message;
}

}  // namespace sluice
