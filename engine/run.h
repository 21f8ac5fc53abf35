// One run of a script in a heap that may outlive it.
#pragma once

#include <sluice/engine.h>

#include "engine/state.h"
#include "interpreter/heap.h"
#include "interpreter/program.h"

namespace sluice::engine {

// The values of `invocation` live in `heap`. May throw what guarded() catches.
Result<Outcome> run_in(interpreter::Heap& heap, const ScriptState& state, const interpreter::UserFunction& function,
                       const interpreter::Invocation& invocation, const RunOptions& options);

}  // namespace sluice::engine
