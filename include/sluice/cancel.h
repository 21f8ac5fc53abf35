// Stops a run from outside.
#pragma once

#include <memory>

#include <sluice/export.h>

namespace sluice {

// Copies are handles on one flag. cancel() may be called from any thread and from a signal handler; the run ends
// within milliseconds with an error of kind Limit (SLC-LIM-0006), also in the middle of a built-in function.
class SLUICE_API CancelToken {
 public:
  CancelToken();

  void cancel() const noexcept;
  bool cancelled() const noexcept;

 private:
  friend struct Access;
  std::shared_ptr<struct CancelState> state_;
};

}  // namespace sluice
