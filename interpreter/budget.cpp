#include "interpreter/budget.h"

#include <algorithm>
#include <limits>
#include <string>

#include "interpreter/error.h"
#include "interpreter/support/stack.h"

namespace sluice::interpreter {

namespace {

constexpr std::size_t kStackReserve = 192 * 1024;  // what a built-in, the printer and unwinding may need
constexpr std::chrono::hours kForever{24 * 365 * 100};  // what can be added to the clock's time

std::string duration_text(std::chrono::milliseconds duration) {
  if (duration.count() % 1000 == 0) return std::to_string(duration.count() / 1000) + " s";
  return std::to_string(duration.count()) + " ms";
}

}  // namespace

Budget::Budget(const Limits& limits, const CancelToken* cancel)
    : limits_(limits),
      cancel_(cancel),
      depth_limit_(limits.call_depth == 0 ? std::numeric_limits<std::uint32_t>::max() : limits.call_depth),
      slice_(limits.statements == 0 ? kSlice
                                    : static_cast<std::int64_t>(std::min<std::uint64_t>(kSlice, limits.statements))),
      deadline_(limits.wall_clock.count() == 0 || limits.wall_clock > kForever
                    ? std::chrono::steady_clock::time_point::max()
                    : std::chrono::steady_clock::now() + limits.wall_clock),
      stack_end_(stack_end() + kStackReserve) {
  fuel_ = slice_;
}

std::uint64_t Budget::statements() const {
  return spent_ + static_cast<std::uint64_t>(slice_ - std::max<std::int64_t>(fuel_, 0));
}

void Budget::refuel() {
  spent_ += static_cast<std::uint64_t>(slice_);
  slice_ = 0;
  fuel_ = 0;
  look_up();
  if (limits_.statements != 0 && spent_ >= limits_.statements)
    raise(ErrorKind::Limit, messages::StatementLimit, {std::to_string(limits_.statements)});
  const auto size = static_cast<std::uint64_t>(slice_size_);
  const std::uint64_t left = limits_.statements == 0 ? size : limits_.statements - spent_;
  slice_ = static_cast<std::int64_t>(std::min(size, left));
  fuel_ = slice_ - 1;  // the statement that asked
}

void Budget::look_up() {
  work_ = kWorkSlice;
  if (cancel_ != nullptr && cancel_->cancelled()) raise(ErrorKind::Limit, messages::Cancelled);
  if (deadline_ != std::chrono::steady_clock::time_point::max() && std::chrono::steady_clock::now() > deadline_)
    raise(ErrorKind::Limit, messages::TimeLimit, {duration_text(limits_.wall_clock)});
  if (watcher_ != nullptr && !watcher_->go_on(*this)) raise(ErrorKind::Limit, messages::Cancelled);
}

void Budget::stop_at_every_statement() {
  slice_size_ = 1;
  slice_ = fuel_ = 0;
}

void Budget::refuse_call() const {
  if (depth_ >= depth_limit_) raise(ErrorKind::Limit, messages::CallDepthLimit, {std::to_string(depth_limit_)});
  raise(ErrorKind::Limit, messages::StackLimit);
}

std::uint64_t Budget::write_output(std::uint64_t size) {
  if (limits_.output == 0 || size <= limits_.output - output_) {
    output_ += size;
    return size;
  }
  if (!limits_.truncate_output) raise(ErrorKind::Limit, messages::OutputLimit, {std::to_string(limits_.output)});
  const std::uint64_t left = limits_.output - output_;
  output_ = limits_.output;
  return left;
}

void Budget::call_out() {
  if (limits_.calls_out != 0 && calls_out_ >= limits_.calls_out)
    raise(ErrorKind::Limit, messages::CallsOutLimit, {std::to_string(limits_.calls_out)});
  ++calls_out_;
}

}  // namespace sluice::interpreter
