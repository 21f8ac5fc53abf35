// The limits of a run hold inside of one call of a built-in that makes or walks much.
#include <chrono>

#include "harness.h"

namespace sluice {
namespace {

std::string code_of(const Engine& engine, const std::string& text, const Limits& limits) {
  const Result<Outcome> outcome = run(engine, text, {.limits = limits});
  return outcome.ok() ? "no error" : outcome.error().code;
}

TEST(LimitsInBuiltins, Memory) {
  const Engine engine = make_engine();
  Limits limits;
  limits.memory = 8u << 20;
  for (const std::string text : {
           "x = \"ab\".repeat(100000000);",
           "x = \"ab\".leftpad(100000000);",
           "x = \"ab\".rightpad(100000000);",
           "s = \"a\".repeat(100000); x = s.replaceAll(\"a\", \"b\".repeat(1000));",
           "s = \"a\".repeat(100000); x = s.replaceAll(\"[a-c]\", \"$0\".repeat(1000));",
           "s = \"a\".repeat(5000000); x = s.textToHex();",
           "s = \"a,\".repeat(2000000); x = s.toList();",
           "s = \"a\".repeat(2000000); x = s.toList(\"\");",
           "s = \"[\" + \"1,\".repeat(2000000) + \"1]\"; x = s.toJSONList();",
           "l = List(); for each i in \",\".repeat(200000).toList() { l.add(\"a longer text \" + i); } x = "
           "l.toString().repeat(9);",
       })
    EXPECT_EQ(code_of(engine, text, limits), "SLC-LIM-0003") << text;
}

// The first part of each script makes the input, well within the time.
TEST(LimitsInBuiltins, Time) {
  const Engine engine = make_engine();
  Limits limits;
  limits.wall_clock = std::chrono::milliseconds(300);
  for (const std::string text : {
           "s = \"a\".repeat(2000000); x = s.replaceAll(\"a*b|a*c\", \"\");",
           "s = \"a\".repeat(2000000); x = s.replaceFirst(\"(a+)(?=b)\", \"\");",
           "s = \"a\".repeat(3000); x = s.matches(\"(a*)*(a*)*(a*)*(a*)*[bc]\");",
       }) {
    const auto begin = std::chrono::steady_clock::now();
    const std::string code = code_of(engine, text, limits);
    // An expression may run into its own limit of steps first.
    EXPECT_TRUE(code == "SLC-LIM-0004" || code == "SLC-RUN-0062") << text << ": " << code;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << text;
  }
}

}  // namespace
}  // namespace sluice
