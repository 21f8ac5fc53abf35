// The limits of a run, met by scripts: exactly where they are documented, in time, and never caught by `try`.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "tests/interpreter/run_harness.h"
#include "tests/small_stack.h"

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
  return limits;
}

// ---------------------------------------------------------------- statements

struct Counted {
  const char* script;
  std::uint64_t statements;
};

TEST(Limits, StatementsAreCountedAsDocumented) {
  const Counted cases[] = {
      {"a = 1;", 1},
      {"a = 1; b = 2; info a + b;", 3},
      // The head of a loop counts once for each iteration (language.md §11: 5 × (1 + 2) = 15).
      {"for each x in {1,2,3,4,5} { a = x; b = x; }", 15},
      {"for each x in \"1,2,3,4,5\" { a = x; b = x; }", 15},
      {"for each x in {\"a\":1,\"b\":2} { a = x; }", 4},
      {"i = 0; while(i < 5) { i = i + 1; }", 1 + 6 + 5} /* each test of the head */,
      {"i = 0; while(i < 5) { i = i + 1; if(i == 3) { break; } }", 1 + 3 * 3 + 1},
      {"if(false) { a = 1; } else { b = 1; c = 1; }", 3},
      {"try { a = 1; info 1 / 0; b = 1; } catch (e) { c = 1; }", 4},
      {"int f(int n) { a = n; return a; }\ninfo f(1) + f(2);", 5},
  };
  for (const Counted& each : cases) {
    Runner run;
    run.limits = unlimited();
    const RunResult result = run(each.script);
    EXPECT_EQ(result.statements, each.statements) << each.script;
    run.limits.statements = each.statements;
    EXPECT_TRUE(run(each.script).ok) << each.script;
    if (each.statements == 1) continue;
    run.limits.statements = each.statements - 1;
    EXPECT_EQ(run(each.script).fault.code, messages::StatementLimit) << each.script;
  }
}

TEST(Limits, EmptyLoopsCostStatements) {
  for (const char* script : {"while(true) { }", "i = 1; while(true) { continue; }",
                             "int f() { return f(); }\nwhile(true) { try { f(); } catch (e) { } }"}) {
    Runner run;
    run.limits.statements = 10'000;
    run.limits.call_depth = 50;
    EXPECT_FALSE(run(script).ok) << script;
  }
}

TEST(Limits, ScriptsCannotCatchThem) {
  for (const char* script :
       {"while(true) { try { while(true) { a = 1; } } catch (e) { info \"caught\"; } }",
        "int f(int n) { try { return f(n + 1); } catch (e) { info \"caught\"; } return 0; }\ninfo f(0);",
        "try { l = List(); while(true) { l.add(\"a text of more than fourteen bytes\" + l.size()); } } catch (e) { "
        "info \"caught\"; }",
        "try { while(true) { info \"0123456789\"; } } catch (e) { alert \"caught\"; }"}) {
    Runner run;
    run.limits.statements = 100'000;
    run.limits.memory = 1u << 20;
    run.limits.output = 10'000;
    const RunResult result = run(script);
    EXPECT_EQ(result.fault.kind, ErrorKind::Limit) << script;
    EXPECT_EQ(result.output.find("caught"), std::string::npos) << script;
  }
}

// ---------------------------------------------------------------- calls

constexpr const char* kDeep =
    "int f(int n) { if(n == 0) { return 0; } return f(n - 1) + 1; }\n"
    "info f(depth);";

TEST(Limits, CallDepthIsExact) {
  Runner run;
  run.limits.call_depth = 75;  // the body is the first
  run.give("depth", 73);
  EXPECT_EQ(run(kDeep).output, "73\n");
  run.give("depth", 74);
  const RunResult result = run(kDeep);
  EXPECT_EQ(result.fault.code, messages::CallDepthLimit);
  EXPECT_EQ(result.stack.size(), 74u);
}

TEST(Limits, CallsInArgumentsAreOverBeforeTheCall) {
  Runner run;
  run.limits.call_depth = 2;  // the body and one call
  EXPECT_EQ(run("int f(int n) { return n + 1; }\ninfo f(f(f(f(0))));").output, "4\n");
}

TEST(Limits, DeepRecursionMeetsTheStackLimit) {
  const char* const scripts[] = {
      "int f(int n) { return f(n + 1); }\ninfo f(0);",
      "int f(int n) { return 1 + f(n + 1); }\ninfo f(0);",
      "int f(int n) { try { return f(n + 1); } catch (e) { return f(n); } }\ninfo f(0);",
      "list f(list l) { for each x in l { return f({x}); } return l; }\ninfo f({1});",
      "int f(int n) { m = {\"a\":{1,f(n + 1)}}; return m.get(\"a\").get(0); }\ninfo f(0);",
      "int f(int n) { return g(n).size(); }\nlist g(int n) { return {f(n)}; }\ninfo f(0);",
      "int f(int a,int b) { return f(f(a,b),f(b,a)); }\ninfo f(1,2);",
  };
  for (const std::size_t stack : {512u << 10, 1u << 20}) {
    for (const char* script : scripts) {
      const auto program = compiled(script);
      Message code = messages::Thrown;
      on_small_stack(stack, [&] {
        Runner run;
        run.limits = unlimited();
        code = run(*program).fault.code;
      });
      EXPECT_EQ(code, messages::StackLimit) << script;
    }
  }
}

#ifdef SLUICE_PLAIN_HEAP
constexpr int kNested = 30;  // sanitizers make frames several times as large
#else
constexpr int kNested = 200;
#endif

TEST(Limits, DeepExpressionsFitTheSmallStack) {
  std::string nested = "f(n + 1)";
  for (int i = 0; i < kNested; ++i) nested = "(1 + " + nested + ")";
  const auto program = compiled("int f(int n) { return " + nested + "; }\ninfo f(0);");
  Message code = messages::Thrown;
  on_small_stack(512u << 10, [&] {
    Runner run;
    run.limits = unlimited();
    code = run(*program).fault.code;
  });
  EXPECT_EQ(code, messages::StackLimit);
}

// Every form that nests, deeper than the thread's stack could hold: refused before it begins, or run to its end.
TEST(Limits, NestedBlocksNeverOverflow) {
  struct Form {
    const char* open;
    const char* close;
  };
  const Form forms[] = {{"{", "}"},
                        {"if(a == 1) {", "}"},
                        {"if(a == 2) { } else {", "}"},
                        {"for each x in {1} {", "}"},
                        {"for each x in \"1\" {", "}"},
                        {"while(a == 1) {", "}"},
                        {"try {", "} catch (e) { }"},
                        {"try { throw \"x\"; } catch (e) {", "}"}};
  for (const Form& form : forms) {
    std::string text = "a = 1;";
    for (int i = 0; i < 490; ++i) text += form.open;
    text += "a = 3;";
    for (int i = 0; i < 490; ++i) text += form.close;
    const auto program = compiled(text);
    for (const std::size_t stack : {256u << 10, 512u << 10, 2u << 20}) {
      RunResult result;
      on_small_stack(stack, [&] { result = Runner()(*program); });
      EXPECT_TRUE(result.ok || result.fault.code == messages::StackLimit) << form.open << result.fault.message;
    }
  }
}

TEST(Limits, MainThreadMeetsTheStackLimitToo) {
  Runner run;
  run.limits = unlimited();
  EXPECT_EQ(run("int f(int n) { return 1 + f(n + 1); }\ninfo f(0);").fault.code, messages::StackLimit);
}

// ---------------------------------------------------------------- output

TEST(Limits, OutputIsCutWithANotice) {
  Runner run;
  run.limits.output = 12;
  run.limits.truncate_output = true;
  const RunResult result = run("info \"12345\"; info \"123456789\"; info \"more\"; info \"more\";");
  EXPECT_TRUE(result.ok);
  EXPECT_EQ(result.output, "12345\n12345\nThe info message has been truncated because its size exceeded 500 KB.\n");
}

TEST(Limits, OutputThatEndsAtTheLimitIsNotCut) {
  Runner run;
  run.limits.output = 6;
  run.limits.truncate_output = true;
  EXPECT_EQ(run("info \"12345\";").output, "12345\n");
  EXPECT_EQ(run("info \"12345\"; info \"more\"; info \"more\";").output,
            "12345\nThe info message has been truncated because its size exceeded 500 KB.\n");
}

TEST(Limits, OutputIsCutBetweenCharacters) {
  Runner run;
  run.limits.output = 6;
  run.limits.truncate_output = true;
  const RunResult result = run("info \"abcd€\";");
  EXPECT_EQ(result.output.substr(0, 5), "abcd\n");
}

// ---------------------------------------------------------------- time

// Built-ins that work for long on what a few statements can make.
const char* const kLongWork[] = {
    "while(true) { a = 1; }",
    "while(true) { numbers.sort(true); numbers.sort(false); }",
    "while(true) { x = text.remove(\"a\"); }",
    "while(true) { x = text.toList(\"a\"); }",
    "while(true) { x = numbers.toString(); }",
    "while(true) { x = (\"[\" + numbers.toString() + \"]\").toJSONList(); }",
    "while(true) { x = numbers.distinct(); }",
    "while(true) { x = numbers.intersect(numbers); }",
    "while(true) { x = numbers == others; }",
    "while(true) { x = text.toUpperCase().reverse(); }",
    "while(true) { x = text.indexOf(\"zzzzzz\"); }",
    "for each x in numbers { a = numbers.contains(0 - 1); }",
};
constexpr const char* kPrepared =
    "numbers = List(); x = 42; i = 0;\n"
    "while(i < 300000) { x = x * 16807 % 2147483647; numbers.add(x); i = i + 1; }\n"
    "others = {numbers,numbers}; others = numbers.subList(0,299999); others.add(1);\n"
    "text = \"abcdefgh\"; i = 0; while(i < 20) { text = text + text; i = i + 1; }\n"
    "info \"ready\";\n";

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr milliseconds kPrompt{1000};  // instrumented code works many times longer between two looks at the token
#else
constexpr milliseconds kPrompt{50};
#endif

TEST(Limits, CancelEndsLongWorkSoon) {
  for (const char* work : kLongWork) {
    const auto program = compiled(kPrepared + std::string(work));
    milliseconds best{1'000'000};  // of several, because the machine may be busy
    for (int attempt = 0; attempt < 20 && best >= kPrompt; ++attempt) {
      CancelToken token;
      std::atomic<bool> ready{false};
      std::atomic<steady_clock::time_point> when{};
      std::thread other([&] {
        ready.wait(false);
        when = steady_clock::now();
        token.cancel();
      });
      Runner run;
      run.limits = unlimited();
      run.cancel = &token;
      run.host.on_line = [&](std::string_view) {
        ready = true;
        ready.notify_one();
      };
      const RunResult result = run(*program);
      const auto seen = steady_clock::now();
      ready = true;
      ready.notify_one();
      other.join();
      ASSERT_EQ(result.fault.code, messages::Cancelled) << work << ": " << result.fault.message;
      best = std::min(best, std::chrono::duration_cast<milliseconds>(seen - when.load()));
    }
    EXPECT_LT(best, kPrompt) << work;
  }
}

TEST(Limits, WallClockEndsLongWork) {
  for (const char* work : kLongWork) {
    Runner run;
    run.limits = unlimited();
    run.limits.wall_clock = milliseconds(300);
    const RunResult result = run(kPrepared + std::string(work));
    EXPECT_EQ(result.fault.code, messages::TimeLimit) << work << ": " << result.fault.message;
  }
}

// ---------------------------------------------------------------- memory

TEST(Limits, MemoryEndsEverythingThatGrows) {
  const char* const scripts[] = {
      "l = List(); while(true) { l.add(\"a text of more than fourteen bytes\" + l.size()); }",
      "m = Map(); i = 0; while(true) { m.put(\"a text of more than fourteen bytes\" + i,i); i = i + 1; }",
      "s = \"x\"; while(true) { s = s + s; }",
      "s = \"x\"; while(true) { s += s; }",
      "s = \"x\"; while(true) { s = \"\" + s + s + s; }",
      "s = \"x\"; while(true) { s = s.repeat(3); }",
      "l = {1}; while(true) { l = {l,l.toString()}; }",
      "l = {1}; while(true) { l.addAll(l); }",
      "s = \"x\"; while(true) { s = s.leftPad(s.length() * 2); }",
  };
  for (const char* script : scripts) {
    Runner run;
    run.limits.memory = 8u << 20;
    run.limits.wall_clock = std::chrono::seconds(30);
    const RunResult result = run(script);
    EXPECT_EQ(result.fault.kind, ErrorKind::Limit) << script << ": " << result.fault.message;
    EXPECT_LE(result.peak, 8u << 20) << script;
  }
}

}  // namespace
}  // namespace sluice::interpreter
