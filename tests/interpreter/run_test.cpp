// Whole runs: what they give, where their errors are, and that their heap is empty when they end.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "interpreter/container.h"
#include "tests/interpreter/run_harness.h"

namespace sluice::interpreter {
namespace {

using Stack = std::vector<std::string>;

std::string output_of(std::string_view text) {
  Runner run;
  const RunResult result = run(text);
  EXPECT_TRUE(result.ok) << result.fault.message;
  return result.output;
}

// ---------------------------------------------------------------- texts that grow

TEST(Run, ATextIsAddedToItself) {
  EXPECT_EQ(output_of("s = \"ab\"; s = s + s; info s;"), "abab\n");
  EXPECT_EQ(output_of("s = \"0123456789\"; s = s + s; info s;"), "01234567890123456789\n");
  EXPECT_EQ(output_of("s = \"0123456789\"; s += s; s += s; info s;"), "0123456789012345678901234567890123456789\n");
  EXPECT_EQ(output_of("s = \"0123456789\"; s = s + s + s; info s;"), "012345678901234567890123456789\n");
  EXPECT_EQ(output_of("s = \"a text of more than fourteen bytes\"; t = s; s = s + s; info s.length() + \" \" + t;"),
            "68 a text of more than fourteen bytes\n");
}

TEST(Run, AppendingDoesNotChangeOtherHolders) {
  EXPECT_EQ(output_of("a = \"a text of more than fourteen bytes\"; b = a; m = {\"k\":a};"
                      "a = a + \"!\"; info b; info m.get(\"k\");"),
            "a text of more than fourteen bytes\na text of more than fourteen bytes\n");
}

// ---------------------------------------------------------------- positions and stacks

struct Failing {
  const char* script;
  const char* where;
  Stack stack;
};

TEST(Run, ErrorsSayWhereAndThroughWhichCalls) {
  const Failing cases[] = {
      {"x = 1;\ninfo 1 / 0;", "2:6", {}},
      {"info {1,2}.get(\n  \"a\" + (1 / 0));", "2:10", {}},
      {"int f(int a)\n{\n  return 1 / a;\n}\ninfo f(0);", "3:10", {":5"}},
      {"int f(int a)\n{\n  return 1 / a;\n}\nint g(int a)\n{\n  return f(a);\n}\ninfo g(0);", "3:10", {"g:7", ":9"}},
      // What fails in an argument fails before the call.
      {"int f(int a)\n{\n  return a;\n}\ninfo f(1 / 0);", "5:8", {}},
      {"int f(int a)\n{\n  return a;\n}\ninfo f(f(f(1 / 0)));", "5:12", {}},
      {"int f(int a)\n{\n  return 1 / a;\n}\nint g(int a)\n{\n  return a;\n}\ninfo g(f(0));", "3:10", {":9"}},
      // A value that does not fit is the call's.
      {"int f(int a)\n{\n  return a;\n}\ninfo 1 +\n  f(\"x\");", "6:3", {}},
      {"int f(int a)\n{\n  return \"x\";\n}\ninfo f(1);", "5:6", {}},
      {"void f(int a)\n{\n  throw \"no\";\n}\nf(1);", "3:3", {":5"}},
      {"try\n{\n  info 1 / 0;\n}\ncatch (e)\n{\n  throw e;\n}", "7:3", {}},
  };
  for (const Failing& each : cases) {
    Runner run;
    const RunResult result = run(each.script);
    EXPECT_FALSE(result.ok) << each.script;
    EXPECT_EQ(result.where, each.where) << each.script;
    EXPECT_EQ(result.stack, each.stack) << each.script;
    EXPECT_TRUE(result.fault.data.is_null());
  }
}

TEST(Run, ARecursionHasOneEntryForEachCall) {
  Runner run;
  const RunResult result =
      run("int f(int n)\n{\n  if(n == 0)\n  {\n    return 1 / n;\n  }\n  return f(n - 1);\n}\ninfo f(3);");
  EXPECT_EQ(result.stack, (Stack{"f:7", "f:7", "f:7", ":9"}));
}

TEST(Run, CaughtErrorsKnowTheirLine) {
  EXPECT_EQ(output_of("try\n{\n  info 1 / 0;\n}\ncatch (e)\n{\n  info e.lineNo;\n}"), "3\n");
}

// What Zoho's text leaves out: which value it was, and what to do.
TEST(Run, CommonMistakesComeWithHelp) {
  const std::pair<const char*, const char*> cases[] = {
      {"l = {1,2};\ninfo l.get(2);", "2 elements; the first is at 0, the last at 1"},
      {"l = {1};\ninfo l.get(-1);", "one element, at index 0"},
      {"l = List();\ninfo l.get(0);", "the list is empty"},
      {"l = {1,2};\ninfo l[5];", "the last at 1"},
      {"m = {\"a\":1};\ninfo m.get(\"b\").size();", "what 'size' is called on is null"},
      {"x = null;\ninfo 1 + x;", "the right side is null"},
      {"x = null;\ninfo x > 1;", "the left side is null"},
      {"x = null;\ninfo x - x;", "each side is null"},
      {"x = null;\ninfo -x;", "the right side is null"},
      {"x = null;\ninfo \"abc\".subString(x);", "argument 1 is null"},
      {"x = 0;\ninfo 1 / x;", "the right side is 0"},
      {"x = \"2020-13-45\";\ninfo x.toDate();", "\"2020-13-45\" is no date"},
      {"info \"abc\".subString(1,9);", "1 to 9 is asked for, and there are 3"},
      {"info \"abc\".subString(2,1);", "the end comes first"},
      {"x = \"abc\";\ninfo x.toLong();", "isNumber()"},
      {"m = {\"t\":\"{}\"};\ninfo m.get(\"t\").get(\"a\");", "text.toMap()"},
      {"info JSON.parse(\"{}\");", "text.toMap()"},
      {"x = Orders[ID == 1];", "a program that embeds Sluice can provide them"},
  };
  for (const auto& [script, help] : cases) {
    Runner run;
    const RunResult result = run(script);
    EXPECT_FALSE(result.ok) << script;
    EXPECT_NE(result.fault.help.find(help), std::string::npos) << script << ": " << result.fault.help;
  }
}

// ---------------------------------------------------------------- after errors

TEST(Run, ARunAfterAnErrorIsNew) {
  const auto program = compiled("l = List();\nl.add(limit);\nif(limit == 0) { info 1 / limit; }\ninfo l;");
  Runner run;
  run.give("limit", 0);
  EXPECT_FALSE(run(*program).ok);
  run.give("limit", 5);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(run(*program).output, "5\n");
}

TEST(Run, AnUnknownFunctionIsNotChosen) {
  Runner run;
  run.invocation.function = "missing";
  EXPECT_NE(run("int f()\n{\n  return 1;\n}").fault.message.find("there is no function 'missing'"), std::string::npos);
}

// ---------------------------------------------------------------- the heap

// Scripts without cycles: at their end only the shapes of their maps are left.
TEST(Run, NothingIsLeftInTheHeap) {
  const char* const scripts[] = {
      "s = \"\"; i = 0; while(i < 1000) { s = s + \"piece \" + i + \",\"; i = i + 1; } info s.length();",
      "l = List(); i = 0; while(i < 1000) { l.add({\"a text of more than fourteen bytes \" + i}); i = i + 1; } info "
      "l.size();",
      "d = 123456789012345678901234567890.5; i = 0; while(i < 50) { d = d * 1.5; i = i + 1; } info d;",
      "try { throw \"a text of more than fourteen bytes \" + {1,2,3}; } catch (e) { info e.message; }",
      "list f(int n) { if(n == 0) { return {1}; } return {f(n - 1),f(n - 1)}; } info f(8).toString().length();",
      "int f(list l) { l.add(1); return l.size(); } l = List(); for each x in {1,2,3} { f(l); f({l}); } info l;",
      "for each x in \"a,b,c\" { info x + \" is a part of a longer text\"; }",
      "int f(int n) { try { return f(n + 1) + 1; } catch (e) { return 0; } } try { info f(0); } catch (e) { info e; }",
  };
  for (const char* script : scripts) {
    Runner run;
    run.limits.call_depth = 100;
    const RunResult result = run(script);
    EXPECT_EQ(result.left, 0u) << script << "\n" << result.fault.message;
  }
}

TEST(Run, NothingIsLeftInTheHeapAfterAnError) {
  const char* const scripts[] = {
      "l = List(); i = 0; while(i < 1000) { l.add({\"a text of more than fourteen bytes \" + i}); i = i + 1; } info 1 "
      "/ 0;",
      "list f(int n) { l = {\"a text of more than fourteen bytes \" + n}; if(n == 50) { throw l; } return {l,f(n + "
      "1)}; } info f(0);",
      "info {\"a text of more than fourteen bytes \" + 1, 1 / 0};",
      "int f(text a,int b) { return b; } info f(\"a text of more than fourteen bytes \" + 1, 1 / 0);",
  };
  for (const char* script : scripts) {
    Runner run;
    const RunResult result = run(script);
    EXPECT_FALSE(result.ok);
    EXPECT_EQ(result.left, 0u) << script << "\n" << result.fault.message;
  }
}

TEST(Run, OnlyShapesAreLeftOfMaps) {
  const char* const script =
      "l = List(); i = 0; while(i < 2000) { m = Map(); m.put(\"a\",i); m.put(\"b\",{\"c\":\"a text of more than "
      "fourteen bytes\" + i}); "
      "l.add(m); i = i + 1; } info l.size();";
  Runner run;
  const RunResult result = run(script);
  ASSERT_TRUE(result.ok) << result.fault.message;
  EXPECT_GT(result.peak, 2000u * 2 * sizeof(Container));
  EXPECT_LT(result.left, 2000u);
}

TEST(Run, CyclesGoWithTheHeap) {
  Runner run;
  const RunResult result = run("l = List(); m = {\"l\":l}; l.add(m); l.add(l); info l; info m == m;");
  EXPECT_EQ(result.output, "{\"l\":[...]},[...]\ntrue\n");
}

// ---------------------------------------------------------------- deep data

TEST(Run, DeepDataIsPrintedComparedAndDropped) {
  Runner run;
  const RunResult result =
      run("l = List(); m = Map(); i = 0;\n"
          "while(i < 100000) { l = {l}; n = Map(); n.put(\"m\",m); m = n; i = i + 1; }\n"
          "info l.toString().length(); info m.toString().length(); info l == l;");
  EXPECT_TRUE(result.ok) << result.fault.message;
  EXPECT_EQ(result.output, "200000\n600002\ntrue\n");
}

TEST(Run, DeepKeysAreCompared) {
  Runner run;
  const RunResult result =
      run("m = Map(); p = Map(); i = 0;\n"
          "while(i < 20000) { n = Map(); n.put(m,1); m = n; n = Map(); n.put(p,1); p = n; i = i + 1; }\n"
          "info m == m; info m == p;");
  EXPECT_TRUE(result.ok) << result.fault.message;
}

TEST(Run, DataThatHoldsItselfManyTimesMeetsTheMemoryLimit) {
  const char* const uses[] = {"info l;",          "s = \"\" + l;",  "s = l.toString();",         "throw l;",
                              "info l == {1,l};", "m = l.toMap();", "info \"1,2\".contains(l);", "info l in \"1,2\";"};
  for (const char* use : uses) {
    Runner run;
    run.limits.memory = 20u << 20;
    run.limits.wall_clock = std::chrono::seconds(60);
    const RunResult result = run("l = {1}; i = 0; while(i < 60) { l = {l,l}; i = i + 1; }\n" + std::string(use));
    EXPECT_FALSE(result.ok) << use;
    EXPECT_LE(result.fault.message.size(), 40u << 20) << use;
  }
}

TEST(Run, DataThatHoldsItselfManyTimesComparesQuickly) {
  Runner run;
  run.limits.wall_clock = std::chrono::seconds(60);
  const RunResult result =
      run("l = {1}; m = {1}; i = 0; while(i < 60) { l = {l,l}; m = {m,m}; i = i + 1; }\n"
          "info l == m; info {\"a\":l} == {\"a\":m}; info {l}.contains(m);");
  EXPECT_TRUE(result.ok) << result.fault.message;
  EXPECT_EQ(result.output, "true\ntrue\ntrue\n");
}

}  // namespace
}  // namespace sluice::interpreter
