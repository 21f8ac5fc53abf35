// What the handles Engine and Script point to. Immutable after creation but for what is made on first need, under locks.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include <sluice/engine.h>

#include "engine/host_functions.h"
#include "engine/services.h"
#include "grammar/ast.h"
#include "interpreter/date_time.h"
#include "interpreter/library.h"
#include "interpreter/program.h"

namespace sluice {

struct EngineState {
  EngineOptions options;
  std::shared_ptr<const interpreter::TimeZone> zone;
  interpreter::DateFormat dates;  // with that zone, which every run copies without counting
  engine::HostFunctions host_functions;
  const interpreter::FunctionTable* functions = nullptr;  // the built-ins, or those with the host's
  const interpreter::FunctionTable* tasks = nullptr;
  std::unique_ptr<const interpreter::FunctionTable> extended;
  std::unique_ptr<const interpreter::FunctionLibrary> library;  // null where the engine has none
  std::uint64_t hash_seed = 0;
  std::unique_ptr<engine::SharedServices> services;  // never null

  grammar::Dialect dialect() const {
    return options.dialect == Dialect::Creator ? grammar::Dialect::Creator : grammar::Dialect::Standard;
  }
};

struct ScriptState {
  std::shared_ptr<const EngineState> engine;  // the program points into it
  std::shared_ptr<const interpreter::FunctionLibrary> library;  // of a session, in place of the engine's; else null
  bool gives_last_value = false;  // as in interpreter::CompileOptions
  std::shared_ptr<const grammar::ParsedScript> parsed;
  std::vector<Diagnostic> diagnostics;
  bool ok = false;

  const interpreter::FunctionLibrary* functions() const {
    return library != nullptr ? library.get() : engine->library.get();
  }
  // Made at the first run: tools that only check never need it.
  const interpreter::Program& program() const;

 private:
  mutable std::once_flag compiled_;
  mutable std::shared_ptr<const interpreter::Program> program_;
};

// A script for when there is no memory for one: it fails when it is run. Made with the first engine.
const std::shared_ptr<const ScriptState>& no_memory_state();

// Parses and checks. `state` has its engine, and its library where it has one of its own.
Compiled compile_script(std::shared_ptr<ScriptState> state, SourceText source, const CompileOptions& options);

}  // namespace sluice
