// What `sluice builtins NAME` and `:help NAME` describe.
#pragma once

#include <string>
#include <vector>

#include <sluice/documentation.h>
#include <sluice/engine.h>

namespace sluice::cli {

// The functions and tasks of a name in any letter case, also without the `zoho.encryption.` before it; all of them for an
// empty one. Errors (kind Usage): there is none; the help names similar ones, or says where a statement is described.
Result<std::vector<FunctionDocumentation>> find_functions(const Engine& engine, const std::string& name);

}  // namespace sluice::cli
