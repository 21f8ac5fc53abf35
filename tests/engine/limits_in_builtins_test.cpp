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
           "l = \"b,a,\".repeat(100000).toList(); x = l.distinct().size() + {l, l, l, l, l, l, l}.toString().length();",
           "l = \"a,\".repeat(100000).toList(); while(true) { l.addAll(l); l.sort(); }",
           "s = \"{\\\"a\\\":[\" + \"[],\".repeat(1000000) + \"1]}\"; x = s.toMap();",
           "s = \"<a>\" + \"<b/>\".repeat(1000000) + \"</a>\"; x = s.executeXPath(\"/a/b\");",
           "s = \"a\".repeat(4000000); x = zoho.encryption.aesEncode(\"key\", s);",
           "s = \"a\".repeat(4000000); x = zoho.encryption.base64Encode(s);",
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
           "s = \"<a>\" + \"<b/>\".repeat(3000) + \"</a>\"; x = "
           "s.executeXPath(\"//*[count(//*[count(//*) > 1]) > 1]\");",
           "s = \"a\".repeat(3000); x = s.matches(\"(a*)*(a*)*(a*)*(a*)*[bc]\");",
       }) {
    const auto begin = std::chrono::steady_clock::now();
    const std::string code = code_of(engine, text, limits);
    // An expression may run into its own limit of steps first.
    EXPECT_TRUE(code == "SLC-LIM-0004" || code == "SLC-RUN-0062") << text << ": " << code;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << text;
  }
}

// A text that repeats itself, sought in a longer one, is where a simple search compares again and again: 8 x 10^12 times
// here, which takes hours.
TEST(LimitsInBuiltins, SearchIsLinear) {
  const Engine engine = make_engine();
  RunOptions options;
  options.arguments = {{"text", Value(std::string(4'000'000, 'a'))},
                       {"after", Value(std::string(2'000'000, 'a') + "b")},
                       {"before", Value("b" + std::string(2'000'000, 'a'))}};
  for (const char* const call : {
           "text.contains(after)",
           "text.contains(before)",
           "text.notContains(after)",
           "text.containsIgnoreCase(after)",
           "text.indexOf(after)",
           "text.lastIndexOf(before)",
           "text.lastIndexOf(after)",
           "text.getOccurenceCount(after)",
           "text.getPrefix(after)",
           "text.getSuffix(before)",
           "text.getPrefixIgnoreCase(after)",
           "text.remove(after)",
           "text.removeFirstOccurence(after)",
           "text.removeLastOccurence(before)",
           "text.replaceAll(after, \"\")",
           "text.replaceFirst(before, \"\")",
           "text.toList(after)",
       }) {
    const auto begin = std::chrono::steady_clock::now();
    const Result<Outcome> outcome = run(engine, "x = " + std::string(call) + ";", options);
    EXPECT_TRUE(outcome.ok()) << call << ": " << outcome.error().message;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << call;
  }
}

// Thousands of files of one name, each of which needs a name of its own.
TEST(LimitsInBuiltins, CompressOfOneNameManyTimes) {
  const Engine engine = make_engine();
  const auto begin = std::chrono::steady_clock::now();
  const Result<Outcome> outcome = run(engine, R"(
    f = "x".toFile("a.txt");
    l = List();
    for each i in "x,".repeat(499).toList() { l.add(f); }
    names = l.compress().extract().keys();
    return names.size() + " " + names.contains("a (500).txt");
  )");
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->value.as_text(), "500 true");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_EQ(
      code_of(
          engine,
          R"(f = "x".toFile("a.txt"); l = List(); for each i in "x,".repeat(10000).toList() { l.add(f); } x = l.compress();)",
          {}),
      "SLC-RUN-0044");
}

// One call on what the host gives, in a run that is cancelled already: nothing but the call's own work can notice it.
TEST(LimitsInBuiltins, WorkIsCharged) {
  const Engine engine = make_engine();
  std::string xml = "<a>";
  std::string json = "{\"a\":[";
  std::vector<Value> elements;
  for (int i = 0; i < 300'000; ++i) {
    xml += "<b/>";
    json += "1,";
    elements.emplace_back(i % 1000);
  }
  RunOptions options;
  options.arguments = {{"text", Value(std::string(1'000'000, 'a'))},
                       {"numbers", Value::list(std::move(elements))},
                       {"xml", Value(xml + "</a>")},
                       {"json", Value(json + "1]}")},
                       {"million", Value(1'000'000)}};
  options.cancel.cancel();
  EXPECT_EQ(run(engine, "x = text.startsWith(\"b\");", options).ok(), true);
  for (const char* const call : {
           "text.replaceAll(\"a\", \"b\")",
           "text.replaceAllIgnoreCase(\"[ab]\", \"\")",
           "text.matches(\"a+\")",
           "\"ab\".repeat(million)",
           "\"ab\".leftpad(million)",
           "\"ab\".rightpad(million)",
           "numbers.sort()",
           "numbers.distinct()",
           "numbers.intersect(numbers)",
           "numbers.toString()",
           "json.toMap()",
           "xml.executeXPath(\"//b\")",
           "xml.executeXPath(\"count(//b)\")",
           "text.toUpperCase()",
           "text.reverse()",
           "text.toList(\"a\")",
           "text.textToHex()",
           "text.htmlEncode()",
           "zoho.encryption.aesEncode(\"key\", text)",
           "zoho.encryption.aesEncode128(\"key\", text)",
           "zoho.encryption.aesDecode(\"key\", text)",
           "zoho.encryption.sha256(text)",
           "zoho.encryption.hmacsha512(\"key\", text)",
           "zoho.encryption.base64Encode(text)",
       }) {
    const Result<Outcome> outcome = run(engine, "x = " + std::string(call) + ";", options);
    EXPECT_EQ(outcome.ok() ? "no error" : outcome.error().code, "SLC-LIM-0006") << call;
  }
}

}  // namespace
}  // namespace sluice
