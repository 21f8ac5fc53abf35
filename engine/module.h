// Private shared modules: parts of Sluice that are opened when they are first needed, because most runs need them never.
#pragma once

#include <string>

#include <sluice/result.h>

namespace sluice::engine {

// The address of a function of `<name>.so`, found beside the binary: in its folder, in lib/sluice beside or one above it.
// The module stays open. Errors: SLC-API-0010.
Result<void*> open_module(const std::string& name, const char* function);

}  // namespace sluice::engine
