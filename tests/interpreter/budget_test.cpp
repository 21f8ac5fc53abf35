#include "interpreter/budget.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "interpreter/error.h"

namespace sluice::interpreter {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Limits unlimited() {
  Limits limits;
  limits.statements = 0;
  limits.call_depth = 0;
  limits.memory = 0;
  limits.wall_clock = milliseconds(0);
  limits.output = 0;
  limits.calls_out = 0;
  return limits;
}

Message code_of(auto&& work) {
  try {
    work();
  } catch (const Raised& raised) {
    EXPECT_EQ(raised.fault().kind, ErrorKind::Limit);
    EXPECT_FALSE(raised.catchable());
    return raised.fault().code;
  }
  ADD_FAILURE() << "nothing was raised";
  return messages::Thrown;
}

TEST(Budget, AllowsExactlyTheStatementsOfItsLimit) {
  for (const std::uint64_t limit : {1ull, 2ull, 5000ull, 16'383ull, 16'384ull, 16'385ull, 100'000ull}) {
    Limits limits = unlimited();
    limits.statements = limit;
    Budget budget(limits);
    for (std::uint64_t i = 1; i <= limit; ++i) {
      budget.step();
      if (i % 1000 == 0 || i == limit) { ASSERT_EQ(budget.statements(), i); }
    }
    EXPECT_EQ(code_of([&] { budget.step(); }), messages::StatementLimit);
    EXPECT_EQ(code_of([&] { budget.step(); }), messages::StatementLimit);
    EXPECT_EQ(budget.statements(), limit);
  }
}

TEST(Budget, CountsStatementsWithoutALimit) {
  Budget budget(unlimited());
  EXPECT_EQ(budget.statements(), 0u);
  for (int i = 0; i < 50'000; ++i) budget.step();
  EXPECT_EQ(budget.statements(), 50'000u);
}

TEST(Budget, AllowsExactlyTheDepthOfItsLimit) {
  Limits limits = unlimited();
  limits.call_depth = 75;
  Budget budget(limits);
  for (int i = 0; i < 75; ++i) budget.enter_call();
  EXPECT_EQ(code_of([&] { budget.enter_call(); }), messages::CallDepthLimit);
  EXPECT_EQ(budget.depth(), 75u);
  budget.leave_call();
  budget.enter_call();
  EXPECT_EQ(budget.depth(), 75u);
}

TEST(Budget, OutputIsAllOrAnError) {
  Limits limits = unlimited();
  limits.output = 10;
  Budget budget(limits);
  EXPECT_EQ(budget.write_output(6), 6u);
  EXPECT_EQ(code_of([&] { budget.write_output(5); }), messages::OutputLimit);
  EXPECT_EQ(budget.write_output(4), 4u);
  EXPECT_EQ(code_of([&] { budget.write_output(1); }), messages::OutputLimit);
}

TEST(Budget, OutputIsCutWhereTheLimitTruncates) {
  Limits limits = unlimited();
  limits.output = 10;
  limits.truncate_output = true;
  Budget budget(limits);
  EXPECT_EQ(budget.write_output(6), 6u);
  EXPECT_EQ(budget.write_output(5), 4u);
  EXPECT_EQ(budget.write_output(5), 0u);
}

TEST(Budget, AllowsExactlyTheCallsOutOfItsLimit) {
  Limits limits = unlimited();
  limits.calls_out = 3;
  Budget budget(limits);
  for (int i = 0; i < 3; ++i) budget.call_out();
  EXPECT_EQ(code_of([&] { budget.call_out(); }), messages::CallsOutLimit);
}

TEST(Budget, WallClockEndsStatements) {
  Limits limits = unlimited();
  limits.wall_clock = milliseconds(20);
  Budget budget(limits);
  const auto begin = steady_clock::now();
  EXPECT_EQ(code_of([&] {
              for (;;) budget.step();
            }),
            messages::TimeLimit);
  EXPECT_GE(steady_clock::now() - begin, milliseconds(20));
}

TEST(Budget, WallClockEndsWorkInBuiltins) {
  Limits limits = unlimited();
  limits.wall_clock = milliseconds(20);
  Budget budget(limits);
  EXPECT_EQ(code_of([&] {
              for (;;) budget.charge(100);
            }),
            messages::TimeLimit);
}

TEST(Budget, TheLongestWallClockIsNoLimit) {
  Limits limits = unlimited();
  limits.wall_clock = milliseconds::max();
  Budget budget(limits);
  for (int i = 0; i < 50'000; ++i) budget.step();
  budget.charge(10u << 20);
}

TEST(Budget, WorkBeyondAllNumbersIsWork) {
  Limits limits = unlimited();
  limits.wall_clock = milliseconds(1);
  Budget budget(limits);
  const auto begin = steady_clock::now();
  while (steady_clock::now() - begin < milliseconds(3)) {}
  EXPECT_EQ(code_of([&] { budget.charge(~std::uint64_t{0}); }), messages::TimeLimit);
  EXPECT_EQ(code_of([&] { budget.charge(std::uint64_t{1} << 63); }), messages::TimeLimit);
}

TEST(Budget, CancelEndsStatementsAndWork) {
  CancelToken token;
  Budget budget(unlimited(), &token);
  for (int i = 0; i < 50'000; ++i) budget.step();
  budget.charge(10u << 20);
  token.cancel();
  EXPECT_EQ(code_of([&] { budget.charge(10u << 20); }), messages::Cancelled);
  EXPECT_EQ(code_of([&] {
              for (;;) budget.step();
            }),
            messages::Cancelled);
}

// From cancel() to the error.
steady_clock::duration cancel_latency() {
  CancelToken token;
  Budget budget(unlimited(), &token);
  std::atomic<bool> running{false};
  std::atomic<steady_clock::time_point> when{};
  std::thread other([&] {
    running.wait(false);
    when = steady_clock::now();
    token.cancel();
  });
  EXPECT_EQ(code_of([&] {
              for (;;) {
                budget.step();
                if (!running.exchange(true)) running.notify_one();
              }
            }),
            messages::Cancelled);
  const auto seen = steady_clock::now();
  other.join();
  return seen - when.load();
}

TEST(Budget, CancelFromAnotherThreadIsSeenSoon) {
  auto best = cancel_latency();  // the best of several, because the machine may be busy
  for (int attempt = 1; attempt < 5 && best >= milliseconds(50); ++attempt) best = std::min(best, cancel_latency());
  EXPECT_LT(best, milliseconds(50));
}

}  // namespace
}  // namespace sluice::interpreter
