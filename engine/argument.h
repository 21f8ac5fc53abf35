// Texts of the outside world as arguments of a function: what `--arg NAME=VALUE` means.
#pragma once

#include <string_view>

#include <sluice/engine.h>

#include "grammar/ast.h"
#include "interpreter/date_time.h"

namespace sluice::engine {

// The value that a parameter's declared type makes of a text; TEXT where the function is null, has no such parameter
// or declares no type that texts are read as. Errors: not of that type (SLC-API-0005).
Result<Value> read_argument(const grammar::Function* function, std::string_view name, std::string text,
                            const interpreter::DateFormat& dates);

// Whether the function has a parameter for each argument; a body (null) takes any. Errors: SLC-API-0009.
Result<void> check_arguments(const grammar::Function* function, const Arguments& arguments);

}  // namespace sluice::engine
