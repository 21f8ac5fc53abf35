// Ctrl-C as a wish to stop what is going on, for commands that take long.
#pragma once

#include <signal.h>

#include <sluice/cancel.h>

#include "cli/console.h"

namespace sluice::cli {

// While it lives, the first SIGINT or SIGTERM cancels the token, and a second one ends the process at once. One at a time.
class CancelOnInterrupt {
 public:
  explicit CancelOnInterrupt(const CancelToken& token);
  ~CancelOnInterrupt();  // what signals did before, they do again
  CancelOnInterrupt(const CancelOnInterrupt&) = delete;
  CancelOnInterrupt& operator=(const CancelOnInterrupt&) = delete;

 private:
  CancelToken token_;
  struct sigaction before_[2];
};

// After an interrupt, ends the process by its signal, so that a shell's loop around it ends too. Whatever must be
// cleaned up has been.
void end_if_interrupted(Console& console);

}  // namespace sluice::cli
