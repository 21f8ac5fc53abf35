// Waiting for what other threads do, in place of sleeping.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace sluice::test {

// Holds everybody until it is opened.
class Gate {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [&] { return open_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
};

// Of an atomic that another thread changes. A test that never gets there is ended by its own time limit.
template <class Condition>
void wait_until(Condition condition) {
  while (!condition()) std::this_thread::yield();
}

}  // namespace sluice::test
