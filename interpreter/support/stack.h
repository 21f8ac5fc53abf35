// The stack of the current thread: where it ends, and work that may need more of it than there is.
#pragma once

#include <functional>

namespace sluice::interpreter {

// The lowest address that the stack of the caller may grow to: this thread's, or one that the host has switched to.
const char* stack_end();

// Runs `work` where it has at least 4 MiB of stack: here, else on a thread of its own while this one waits. For
// parsing, checking and compiling, which recurse as deep as a text nests (1.5 MB at the limits of the parser), in
// hosts that call from threads with small stacks. What `work` throws comes out here; std::bad_alloc also where there
// can be no thread.
void with_deep_stack(const std::function<void()>& work);

}  // namespace sluice::interpreter
