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

inline constexpr std::size_t kLargestInput = 1u << 30;  // bytes of what scripts and operations are given

// The bytes of a file; of standard input for `-`, once. Errors (kind Usage): unreadable, or larger than `most`, as devices
// without end are.
Result<std::string> read_file(const std::string& path, std::size_t most = kLargestInput);
// The same of a script.
inline Result<std::string> read_script(const std::string& path) { return read_file(path, kLargestSource); }

Error usage_error(std::string message, std::string help = {});
Exit exit_of(const Error& error);
// The object that --json prints in place of an answer.
std::string json_of(const Error& error);
// Reports the error, or prints it as JSON, and gives the exit code for it.
Exit fail(const Error& error, Console& console, bool json = false);

}  // namespace sluice::cli
