// What a host pays: creating an engine, compiling and running a script of 20 lines, and the same on 64 threads.
#include <sluice/engine.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kScript = R"(
order = {"id":17,"customer":"Ada","paid":false};
order.put("lines",2);
price = 24.20;
quantity = amount;
total = price * quantity;
discount = 0;
if(total > 100)
{
	discount = total * 0.05;
}
else if(total > 50)
{
	discount = total * 0.02;
}
total = total - discount;
order.put("total",total);
label = "Order " + order.get("id") + ": ";
label = label + order.get("customer");
paid = order.get("paid") || amount == 0;
order.put("paid",paid);
return label + " " + total;
)";

// The least of several rounds, in microseconds for one.
template <class Body>
double least(int rounds, int times, Body&& body) {
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const auto start = Clock::now();
    for (int i = 0; i < times; ++i) body();
    best = std::min(best, std::chrono::duration<double, std::micro>(Clock::now() - start).count() / times);
  }
  return best;
}

// Runs in a second on that many threads.
double rate(const sluice::Script& script, const sluice::RunOptions& options, unsigned threads) {
  constexpr int kRuns = 200'000;
  const auto start = Clock::now();
  {
    std::vector<std::jthread> all;
    for (unsigned t = 0; t < threads; ++t) {
      all.emplace_back([&, runs = kRuns / static_cast<int>(threads)] {
        for (int i = 0; i < runs; ++i)
          if (!script.run(options).ok()) std::abort();
      });
    }
  }
  return kRuns / std::chrono::duration<double>(Clock::now() - start).count();
}

// The same for work that shares nothing: what this machine gives at the moment.
double control_rate(unsigned threads) {
  constexpr int kTimes = 20'000;
  const auto start = Clock::now();
  {
    std::vector<std::jthread> all;
    for (unsigned t = 0; t < threads; ++t) {
      all.emplace_back([times = kTimes / static_cast<int>(threads), t] {
        volatile std::uint64_t sink = 0;
        std::uint64_t x = t + 1;
        for (int i = 0; i < times; ++i)
          for (int round = 0; round < 5'000; ++round) x = x * 6364136223846793005u + 1442695040888963407u;
        sink = x;
        (void)sink;
      });
    }
  }
  return kTimes / std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

int main() {
  std::printf("first engine of the process  %8.1f us\n", least(1, 1, [] { (void)sluice::Engine::create(); }));
  std::printf("another engine               %8.2f us\n", least(20, 100, [] { (void)sluice::Engine::create(); }));
  const sluice::Engine engine = sluice::Engine::create().value();
  std::printf("compiling 20 lines           %8.2f us\n",
              least(20, 100, [&] { (void)engine.compile({.name = "order", .text = kScript}); }));
  const sluice::Compiled compiled = engine.compile({.name = "order", .text = kScript});
  const sluice::RunOptions options{.arguments = {{"amount", 3}}};
  std::printf("running them                 %8.2f us\n", least(50, 1000, [&] {
                if (!compiled.script().run(options).ok()) std::abort();
              }));
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const double one = rate(compiled.script(), options, 1);
  std::printf("runs a second, 1 thread      %8.0f\n", one);
  const double alone = control_rate(1);
  for (const unsigned threads : {cores, 64u}) {
    const double many = rate(compiled.script(), options, threads);
    std::printf("runs a second, %2u threads    %8.0f, %.2f times on %u cores; arithmetic %.2f times\n", threads, many,
                many / one, cores, control_rate(threads) / alone);
  }
}
