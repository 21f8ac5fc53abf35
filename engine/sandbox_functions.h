// The functions of an engine's library, run as a CRM runs the functions of its organisation.
#pragma once

#include <string>

#include <sluice/engine.h>
#include <sluice/sandbox.h>

namespace sluice::engine {

// `arguments` is a JSON object; those that the function has no parameter for are left out, missing ones are null. Errors:
// there is no such function (kind Usage), an argument is not of its parameter's type, the function's own failure.
Result<SandboxOutput> run_library_function(const Engine& engine, const std::string& name, const std::string& arguments,
                                           const CancelToken& cancel);

}  // namespace sluice::engine
