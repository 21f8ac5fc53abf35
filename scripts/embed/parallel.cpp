// Runs 1,000 scripts on all cores: one engine, any number of threads, a run on each.
#include <sluice/engine.h>

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

int main() {
  constexpr int kScripts = 1000;
  const auto engine = sluice::Engine::create();
  if (!engine.ok()) return std::puts(engine.error().message.c_str()), 2;

  std::vector<sluice::Script> scripts;
  for (int i = 0; i < kScripts; ++i) {
    const std::string text =
        "total = 0; for each n in list { total = total + n * " + std::to_string(i) + "; } return total;";
    scripts.push_back(engine->compile({.name = "script " + std::to_string(i), .text = text}).script());
  }

  const sluice::RunOptions options{.arguments = {{"list", sluice::Value::list({1, 2, 3, 4})}}};  // shared, not copied
  std::atomic<int> next = 0;
  std::atomic<long long> sum = 0;
  std::atomic<int> failed = 0;
  const auto work = [&] {
    for (int i = next++; i < kScripts; i = next++) {
      const auto outcome = scripts[static_cast<std::size_t>(i)].run(options);
      if (outcome.ok())
        sum += outcome->value.as_number();
      else
        ++failed;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i) threads.emplace_back(work);
  }
  std::printf("%d scripts, %d failed, sum %lld\n", kScripts, failed.load(), sum.load());
  return failed == 0 ? 0 : 1;
}
