// All built-in functions, found by name and receiver. Engines use functions() as it is, or extend() it with the
// functions of their host.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "interpreter/callable.h"

namespace sluice::builtins {

// Every built-in. Made on first use in a few microseconds; safe to ask from any thread.
const interpreter::FunctionTable& functions();

// Every built-in, and the functions of services. The records are not copied and must outlive the table.
std::unique_ptr<const interpreter::FunctionTable> functions_and(std::span<const interpreter::FunctionRecord> more);

// The records of `base` and `extra`. Where both have a function of one name for one receiver, that of `extra` wins.
// The records themselves are not copied and must outlive the table.
std::unique_ptr<const interpreter::FunctionTable> extend(const interpreter::FunctionTable& base,
                                                         std::span<const interpreter::FunctionRecord> extra);

}  // namespace sluice::builtins
