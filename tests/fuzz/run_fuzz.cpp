// No text breaks the checker, the compiler or a run: what reads without errors runs within small limits, in both
// dialects, and its heap takes everything along when it ends.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "builtins/registry.h"
#include "grammar/parse.h"
#include "interpreter/check.h"
#include "interpreter/context.h"
#include "interpreter/program.h"

namespace {

using namespace sluice;
using namespace sluice::interpreter;

constexpr std::uint64_t kSeed = 7;
constexpr std::chrono::seconds kLongest{5};  // far above the limit of a run: a sanitizer is slow, a hang is not

Limits small_limits() {
  Limits limits;
  limits.statements = 20'000;
  limits.call_depth = 50;
  limits.memory = 32u << 20;
  limits.wall_clock = std::chrono::milliseconds(200);
  limits.output = 1u << 20;
  limits.parse_text = 1u << 20;
  return limits;
}

[[noreturn]] void fail(const char* what, std::string_view text) {
  std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
  std::abort();
}

class CountingHost final : public Host {
 public:
  void write_info(std::string_view line) override { written += line.size() + 1; }
  std::int64_t now() override { return 1'700'000'000'000; }
  std::uint64_t written = 0;
};

void run(const Program& program, const UserFunction& function, grammar::Dialect dialect, std::string_view text) {
  const Limits limits = small_limits();
  Heap heap(limits.memory, kSeed);
  CountingHost host;
  const auto begin = std::chrono::steady_clock::now();
  {
    Budget budget(limits);
    Context context(heap, budget, host);
    context.dialect = dialect;
    context.functions = &builtins::functions();
    const auto result = execute(program, function, {}, context);
    // Only a script can throw an empty text.
    if (!result && result.error().message.empty() && result.error().code != messages::Thrown)
      fail("an error without a message", text);
    if (budget.statements() > limits.statements) fail("too many statements", text);
    if (budget.depth() != 0) fail("a call did not end", text);
  }
  if (host.written > limits.output) fail("too much output", text);
  if (heap.peak() > limits.memory + (1u << 20)) fail("too much memory", text);
  if (std::chrono::steady_clock::now() - begin > kLongest) fail("too long", text);
}

void check_and_run(std::string_view text, grammar::Dialect dialect) {
  grammar::ParseOptions options;
  options.dialect = dialect;
  auto parsed = std::make_shared<const grammar::ParsedScript>(
      grammar::parse(std::make_shared<const grammar::Source>("fuzz", std::string(text)), options));
  check(*parsed, {dialect, &builtins::functions(), nullptr, {}, false});
  if (parsed->has_errors()) return;
  // What the checker refuses runs too: it must not be the checker that keeps a run safe.
  const auto program = Program::compile(parsed, {dialect, &builtins::functions(), nullptr});
  const auto chosen = choose_function(*program, "");
  if (chosen) run(*program, **chosen, dialect, text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_and_run(text, grammar::Dialect::Standard);
  check_and_run(text, grammar::Dialect::Creator);
  return 0;
}
