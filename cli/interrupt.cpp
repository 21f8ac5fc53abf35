#include "cli/interrupt.h"

#include <atomic>
#include <iterator>

namespace sluice::cli {

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM};

std::atomic<const CancelToken*> cancelled = nullptr;
volatile sig_atomic_t interrupting_signal = 0;

void on_interrupt(int signal) {
  interrupting_signal = signal;
  if (const CancelToken* token = cancelled.load()) token->cancel();
}

}  // namespace

CancelOnInterrupt::CancelOnInterrupt(const CancelToken& token) : token_(token) {
  cancelled = &token_;
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (std::size_t i = 0; i < std::size(kSignals); ++i) ::sigaction(kSignals[i], &action, &before_[i]);
}

CancelOnInterrupt::~CancelOnInterrupt() {
  for (std::size_t i = 0; i < std::size(kSignals); ++i) ::sigaction(kSignals[i], &before_[i], nullptr);
  cancelled = nullptr;
}

void end_if_interrupted(Console& console) {
  if (interrupting_signal == 0) return;
  console.flush();
  ::signal(interrupting_signal, SIG_DFL);
  ::raise(interrupting_signal);
}

}  // namespace sluice::cli
