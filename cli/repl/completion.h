// Candidates for the word before the cursor: variables, the keys of a map, functions that fit the value before the
// point, tasks, functions of libraries, names of connections and modules, and the REPL's own commands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sluice/engine.h>
#include <sluice/session.h>

#include "cli/repl/line_reader.h"

namespace sluice::cli {

// What takes a while to find, found once for an engine.
struct Names {
  std::optional<std::vector<std::string>> library;  // `namespace.name`
  std::optional<std::vector<std::string>> modules;  // of the sandbox, custom ones too
  bool sandbox = false;  // one runs; a service is never asked for a key that was pressed
};

Completions complete(std::string_view before_cursor, const Engine& engine, const Session& session, const Principal& who,
                     Names& names);

}  // namespace sluice::cli
