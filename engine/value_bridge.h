// Values between hosts and runs: public Values to those of a run's heap and back.
#pragma once

#include <deque>

#include <sluice/value.h>

#include "interpreter/budget.h"
#include "interpreter/context.h"
#include "interpreter/heap.h"
#include "interpreter/value.h"

namespace sluice::engine {

// How dates go in: as dates, or as the TEXT that they printed as in the run they came from, if they came from one.
enum class Dates : std::uint8_t { Kept, AsPrinted };

// Into a heap, always as a copy: what a script does to it does not show outside. Raises when memory is out.
interpreter::Value to_interpreter(const Value& value, interpreter::Heap& heap, Dates dates = Dates::Kept);

// The same for arguments, which stay alive as long as the run: long texts are not copied but pointed to, by what is
// added to `lent`, which must also outlive the run.
interpreter::Value lend_to_interpreter(const Value& value, interpreter::Heap& heap,
                                       std::deque<interpreter::StaticText>& lent);

// Out of a run. A container inside itself becomes the TEXT `{...}` or `[...]` there, as it prints. Raises when the
// value is nested too deeply or unfolds to more nodes than a host could want.
Value to_public(const interpreter::Value& value, interpreter::Context& context);

// A heap, a budget and a context outside any run, for conversions.
class Scratch {
 public:
  Scratch()
      : budget_(interpreter::Limits{.statements = 0, .memory = 0, .wall_clock = {}, .parse_text = 0}),
        context_(heap_, budget_, host_) {}

  interpreter::Heap& heap() { return heap_; }
  interpreter::Budget& budget() { return budget_; }
  interpreter::Context& context() { return context_; }

 private:
  interpreter::Heap heap_;
  interpreter::Budget budget_;
  interpreter::Host host_;
  interpreter::Context context_;
};

}  // namespace sluice::engine
