// What several commands do first: options of an engine from flags, environment and files, and reading files.
#pragma once

#include <string>

#include <sluice/engine.h>

#include "cli/arguments.h"
#include "cli/console.h"

namespace sluice::cli {

// Flags before SLUICE_* before the project's sluice.toml before the user's, before the defaults.
Result<EngineOptions> engine_options(const EngineFlags& flags);

// Principal, store, egress, log, clock and limits, on the same footing.
Result<void> set_run_flags(const RunFlags& flags, EngineOptions& options);

// The bytes of a file; of standard input for `-`. Errors: unreadable (kind Usage).
Result<std::string> read_file(const std::string& path);

Error usage_error(std::string message, std::string help = {});
Exit exit_of(const Error& error);
// Reports the error and gives the exit code for it.
Exit fail(const Error& error, Console& console);

}  // namespace sluice::cli
