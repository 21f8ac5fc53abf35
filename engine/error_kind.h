// Kinds of errors of the public API and of the inside, which has no Usage: there, wrong use is the script's or the host's.
#pragma once

#include <sluice/error.h>

#include "interpreter/error.h"

namespace sluice::engine {

ErrorKind public_kind(interpreter::ErrorKind kind) noexcept;
interpreter::ErrorKind inner_kind(ErrorKind kind) noexcept;  // Usage is the host's

}  // namespace sluice::engine
