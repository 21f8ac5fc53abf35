// Candidates for the word before the cursor: variables, the keys of a map, functions that fit the value before the
// point, and the REPL's own commands.
#pragma once

#include <string_view>

#include <sluice/engine.h>
#include <sluice/session.h>

#include "cli/repl/line_reader.h"

namespace sluice::cli {

Completions complete(std::string_view before_cursor, const Engine& engine, const Session& session);

}  // namespace sluice::cli
