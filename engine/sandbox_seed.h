// A seed file: what a new organisation of the sandbox holds.
#pragma once

#include <string>

#include <sluice/result.h>

namespace sluice::engine {

// The name of a built-in seed as it is (empty: none was asked for), or the text of the file. Errors (kind Usage): the file
// cannot be read, is not JSON, or has keys or values that a seed does not have.
Result<std::string> read_seed(const std::string& seed);

}  // namespace sluice::engine
