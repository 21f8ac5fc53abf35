// The commands, one file each.
#pragma once

#include "cli/arguments.h"
#include "cli/console.h"

namespace sluice::cli {

Exit run(const RunArguments& arguments, Console& console);
// What --json prints for a run that never began.
std::string json_of_run(const Error& error);
Exit check(const CheckArguments& arguments, Console& console);
Exit repl(const ReplArguments& arguments, Console& console);
Exit call(const CallArguments& arguments, Console& console);
Exit connections(const ConnectionArguments& arguments, Console& console);
Exit connectors(const ConnectionArguments& arguments, Console& console);
Exit doctor(const ConnectionArguments& arguments, Console& console);
Exit sandbox(const SandboxArguments& arguments, Console& console);
Exit builtins(const BuiltinsArguments& arguments, Console& console);

}  // namespace sluice::cli
