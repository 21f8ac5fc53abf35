// What the readers of several commands' arguments share.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"

namespace CLI {
class App;
}

namespace sluice::cli {

// A flag that may be repeated takes one value each time, so that a FILE may follow it.
void add_list(CLI::App& app, const std::string& flag, std::vector<std::string>& values, const std::string& help,
              const std::string& form);
void add_text(CLI::App& app, const std::string& flag, std::string& value, const std::string& help,
              const std::string& form);
void add_choice(CLI::App& app, const std::string& flag, std::string& value, const std::string& help,
                const std::vector<std::string>& choices);
// Who acts, where, and what may be reached: all that commands about connections obey.
void add_connection_flags(CLI::App& app, RunFlags& flags);
// The same and what is about runs.
void add_run_flags(CLI::App& app, RunFlags& flags);
std::optional<Ending> parse(CLI::App& app, const char* examples, const Words& words);

}  // namespace sluice::cli
