// The limits of one run and what is left of them. Passing one raises an error that the script cannot catch.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace sluice::interpreter {

// Zero means no limit.
struct Limits {
  std::uint64_t statements = 1'000'000'000;
  std::uint32_t call_depth = 1000;
  std::uint64_t memory = 4ull << 30;  // bytes
  std::chrono::milliseconds wall_clock = std::chrono::minutes(10);
  std::uint64_t output = 1ull << 30;  // bytes
  bool truncate_output = false;       // creator: cut with a notice instead of an error
  std::uint64_t parse_text = 1ull << 30;  // bytes of a text given to toMap and its like
  std::uint32_t calls_out = 10'000;
};

class Budget;

// Safe to set from any thread; the run ends soon after, also inside a built-in.
class CancelToken {
 public:
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> cancelled_{false};
};

// Is asked every few milliseconds whether a run shall go on.
class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual bool go_on(const Budget& so_far) = 0;
};

class Budget {
 public:
  explicit Budget(const Limits& limits, const CancelToken* cancel = nullptr);

  // One executed statement.
  void step() {
    if (spend()) [[unlikely]]
      refuel();
  }
  // The same in two parts, for a caller that has to know: where spend() says so, refuel() must follow.
  bool spend() { return --fuel_ < 0; }
  void refuel();

  void watch(Watcher* watcher) { watcher_ = watcher; }
  // From now on every statement takes the slow way.
  void stop_at_every_statement();
  bool stops_at_every_statement() const { return slice_size_ == 1; }
  // `units` of work in a built-in: about a byte or an element touched each. Looks at the clock and the cancel token.
  void charge(std::uint64_t units) {
    if (units >= work_) [[unlikely]]
      return look_up();
    work_ -= units;
  }

  // Raises CallDepthLimit, or StackLimit where the thread's stack has not `stack` bytes left for what is called.
  void enter_call(std::size_t stack = 0) {
    if (depth_ >= depth_limit_ || static_cast<const char*>(__builtin_frame_address(0)) < stack_end_ + stack)
        [[unlikely]]
      refuse_call();
    ++depth_;
  }
  void leave_call() { --depth_; }
  // The bytes of `size` that may still be written; raises OutputLimit unless the limit truncates.
  std::uint64_t write_output(std::uint64_t size);
  // Whether output is cut for the first time, so that there is one notice.
  bool first_cut() { return !std::exchange(cut_, true); }
  void call_out();

  // Raises Cancelled or TimeLimit where the run has to end. For what waits for others; charge() asks by itself.
  void look_up();
  bool cancelled() const { return cancel_ != nullptr && cancel_->cancelled(); }
  // The far future where there is no limit of time.
  std::chrono::steady_clock::time_point deadline() const { return deadline_; }

  const Limits& limits() const { return limits_; }
  std::uint64_t statements() const;  // executed so far
  std::uint32_t depth() const { return depth_; }

 private:
  [[noreturn]] void refuse_call() const;

  static constexpr std::int64_t kSlice = 16'384;      // statements between two looks at the clock
  static constexpr std::uint64_t kWorkSlice = 1 << 18;  // units between two looks

  Limits limits_;
  const CancelToken* cancel_;
  Watcher* watcher_ = nullptr;
  std::uint32_t depth_limit_;
  std::int64_t fuel_;
  std::int64_t slice_;
  std::int64_t slice_size_ = kSlice;
  std::uint64_t work_ = kWorkSlice;
  std::uint64_t spent_ = 0;  // statements of finished slices
  std::uint32_t depth_ = 0;
  std::uint64_t output_ = 0;
  bool cut_ = false;
  std::uint32_t calls_out_ = 0;
  std::chrono::steady_clock::time_point deadline_;
  const char* stack_end_;  // lowest address that this thread may use
};

}  // namespace sluice::interpreter
