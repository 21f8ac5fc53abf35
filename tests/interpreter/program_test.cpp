// A compiled script is shared by threads and outlives nothing that it needs.
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/interpreter/run_harness.h"

namespace sluice::interpreter {
namespace {

constexpr const char* kMixed =
    "map counted(string words)\n"
    "{\n"
    "  counts = Map();\n"
    "  for each word in words.toList(\" \")\n"
    "  {\n"
    "    counts.put(word,ifnull(counts.get(word),0) + 1);\n"
    "  }\n"
    "  return counts;\n"
    "}\n"
    "int fib(int n)\n"
    "{\n"
    "  if(n < 2) { return n; }\n"
    "  return fib(n - 1) + fib(n - 2);\n"
    "}\n"
    "info counted(\"a b a c a literal that is longer than fourteen bytes\");\n"
    "info fib(12);\n"
    "day = '01-Jan-2026';\n"
    "info day;\n"
    "info \"a literal that is longer than fourteen bytes\" + 1.50 * 2;\n"
    "try { info 1 / (n - n); } catch (e) { info e.message + e.lineNo; }\n"
    "total = 0; i = 0;\n"
    "while(i < n) { total = total + {i,i + 1}.get(1); i = i + 1; }\n"
    "return {\"total\":total};\n";

TEST(Program, EightThreadsRunItAtOnce) {
  const auto program = compiled(kMixed);
  Runner first;
  first.give("n", 100);
  const RunResult expected = first(*program);
  ASSERT_TRUE(expected.ok) << expected.fault.message;
  std::vector<RunResult> results(8 * 20);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < 20; ++i) {
        Runner run;
        run.give("n", 100);
        results[t * 20 + i] = run(*program);
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const RunResult& result : results) {
    EXPECT_EQ(result.output, expected.output);
    EXPECT_EQ(result.value, expected.value);
    EXPECT_EQ(result.statements, expected.statements);
  }
}

TEST(Program, EightThreadsFailAtOnce) {
  const auto program = compiled("int f(int n)\n{\n  return 1 / n;\n}\ninfo f(0);");
  std::vector<RunResult> results(8);
  std::vector<std::thread> threads;
  for (RunResult& result : results)
    threads.emplace_back([&] {
      Runner run;
      result = run(*program);
    });
  for (std::thread& thread : threads) thread.join();
  for (const RunResult& result : results) {
    EXPECT_EQ(result.where, "3:10");
    EXPECT_EQ(result.stack, std::vector<std::string>{":5"});
  }
}

TEST(Program, ParsingAndCompilingFromSeveralThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([] {
      for (int i = 0; i < 10; ++i) {
        Runner run;
        run.give("n", 3);
        EXPECT_TRUE(run(kMixed).ok);
      }
    });
  for (std::thread& thread : threads) thread.join();
}

TEST(Program, TheFaultOutlivesTheProgram) {
  RunResult result;
  {
    Runner run;
    result = run("info \"a literal that is longer than fourteen bytes\".toLong();");
  }
  EXPECT_FALSE(result.ok);
  EXPECT_EQ(result.fault.source->name(), "test.deluge");
}

TEST(Program, FindsFunctionsInAnyLetterCase) {
  const auto program = compiled("int standalone.Total()\n{\n  return 1;\n}\nint other()\n{\n  return 2;\n}");
  EXPECT_NE(program->find("", "TOTAL"), nullptr);
  EXPECT_NE(program->find("Standalone", "total"), nullptr);
  EXPECT_EQ(program->find("crm", "total"), nullptr);
  EXPECT_EQ(program->body(), nullptr);
  EXPECT_FALSE(choose_function(*program, "").has_value());
  EXPECT_TRUE(choose_function(*program, "standalone.total").has_value());
}

TEST(Program, RunsWithVariablesOfEveryNumber) {
  for (const int count : {0, 1, 1023, 1024, 1025, 20'000}) {
    std::string text =
        "int f(int n)\n{\n  a = n; b = a;\n  if(n > 0) { return f(n - 1) + g(); }\n  return b;\n}\n"
        "int g()\n{\n  return 1;\n}\n";
    for (int i = 0; i < count; ++i) text += "v" + std::to_string(i) + " = " + std::to_string(i) + ";\n";
    text += "info f(3); info f(900); info g();";
    Runner run;
    const RunResult result = run(text);
    EXPECT_EQ(result.output, "3\n900\n1\n") << count << " " << result.fault.message;
  }
}

}  // namespace
}  // namespace sluice::interpreter
