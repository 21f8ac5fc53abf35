// Compiles and runs a text as an engine does, with a host that keeps what is written.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builtins/registry.h"
#include "grammar/parse.h"
#include "interpreter/context.h"
#include "interpreter/convert.h"
#include "interpreter/program.h"

namespace sluice::interpreter {

inline std::shared_ptr<const Program> compiled(std::string_view text) {
  auto parsed = std::make_shared<const grammar::ParsedScript>(
      grammar::parse(std::make_shared<const grammar::Source>("test.deluge", std::string(text))));
  for (const grammar::Diagnostic& problem : parsed->diagnostics)
    if (problem.severity == grammar::Severity::Error) ADD_FAILURE() << problem.text << " in:\n" << text;
  return Program::compile(parsed, {grammar::Dialect::Standard, &builtins::functions(), nullptr});
}

class RecordingHost : public Host {
 public:
  void write_info(std::string_view line) override {
    output.append(line).append("\n");
    if (on_line) on_line(line);
  }
  std::int64_t now() override { return 1'700'000'000'000; }

  std::string output;
  std::function<void(std::string_view)> on_line;
};

// What came of a run, in plain types: nothing of it points into the heap.
struct RunResult {
  bool ok = false;
  std::string value;  // of `return`, as `info` prints it
  std::string output;
  Fault fault;
  std::string where;  // line:column of the error
  std::vector<std::string> stack;  // function:line of each call
  std::uint64_t statements = 0;
  std::uint64_t left = 0;  // bytes of the heap still in use at the end
  std::uint64_t peak = 0;
};

class Runner {
 public:
  Limits limits;
  const CancelToken* cancel = nullptr;
  RecordingHost host;
  Invocation invocation;

  // The argument of the next run. Out of line, because g++ 12 takes the number for a pointer otherwise.
  [[gnu::noinline]] void give(const char* name, std::int64_t number) {
    invocation.arguments.clear();
    invocation.arguments.emplace_back(name, Value::number(number));
  }

  RunResult operator()(const Program& program) {
    RunResult result;
    const auto chosen = choose_function(program, invocation.function);
    if (!chosen) {
      result.fault.message = chosen.error();
      return result;
    }
    host.output.clear();
    Heap heap(limits.memory, 7);
    Budget budget(limits, cancel);
    Context context(heap, budget, host);
    context.functions = &builtins::functions();
    {
      auto outcome = execute(program, **chosen, invocation, context);
      result.ok = outcome.has_value();
      if (outcome)
        result.value = to_string(*outcome, context);
      else
        result.fault = std::move(outcome.error());
    }
    result.output = host.output;
    result.statements = budget.statements();
    result.left = heap.used();
    result.peak = heap.peak();
    describe(result);
    return result;
  }
  RunResult operator()(std::string_view text) { return (*this)(*compiled(text)); }

 private:
  static void describe(RunResult& result) {
    if (result.fault.placed) {
      const grammar::Position at = result.fault.source->position(result.fault.span.begin);
      result.where = std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    for (const StackEntry& entry : result.fault.stack)
      result.stack.push_back(entry.function + ":" + std::to_string(entry.line));
  }
};

}  // namespace sluice::interpreter
