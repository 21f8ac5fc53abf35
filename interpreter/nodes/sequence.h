// How statements run one after the other, for loops that have the code of it inside: a call less for each round.
#pragma once

#include "interpreter/nodes/node.h"

namespace sluice::interpreter {

[[gnu::always_inline]] inline Flow Sequence::execute_here(Frame& frame) const {
  const StatementPtr* statement = statements_.data();
  const StatementPtr* const end = statement + statements_.size();
  try {
    for (; statement != end; ++statement) {
      if (frame.budget.spend()) [[unlikely]]
        pause_at(frame, (*statement)->span);
      const Flow flow = (*statement)->execute(frame);
      if (flow != Flow::Next) return flow;
    }
  } catch (Raised& raised) {
    place(raised.fault(), frame, (*statement)->span);
    throw;
  }
  return Flow::Next;
}

}  // namespace sluice::interpreter
