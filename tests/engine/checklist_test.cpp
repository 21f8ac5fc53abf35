// Every name of the checklists of the text, number and collection functions, called as a method, as a function, and in
// other letter case: each way gives the same.
#include "harness.h"

namespace sluice {
namespace {

struct Call {
  const char* name;
  const char* receiver;
  const char* arguments;
  bool changes = false;  // a function without a value: its receiver is shown
};

// builtins-text.md §8
constexpr Call kText[] = {
    {"contains", "\"abc\"", "\"b\""},
    {"containsIgnoreCase", "\"abc\"", "\"B\""},
    {"notContains", "\"abc\"", "\"b\""},
    {"startsWith", "\"abc\"", "\"a\""},
    {"startsWithIgnoreCase", "\"abc\"", "\"A\""},
    {"endsWith", "\"abc\"", "\"c\""},
    {"endsWithIgnoreCase", "\"abc\"", "\"C\""},
    {"equalsIgnoreCase", "\"abc\"", "\"ABC\""},
    {"matches", "\"abc\"", "\"[a-c]+\""},
    {"indexOf", "\"abc\"", "\"b\""},
    {"find", "\"abc\"", "\"b\""},
    {"lastIndexOf", "\"abcb\"", "\"b\""},
    {"getOccurenceCount", "\"abcb\"", "\"b\""},
    {"isAscii", "\"abc\"", ""},
    {"length", "\"abc\"", ""},
    {"len", "\"abc\"", ""},
    {"subString", "\"abc\"", "1, 2"},
    {"subText", "\"abc\"", "1, 2"},
    {"mid", "\"abc\"", "1, 2"},
    {"left", "\"abc\"", "2"},
    {"right", "\"abc\"", "2"},
    {"getPrefix", "\"abc\"", "\"b\""},
    {"getPrefixIgnoreCase", "\"abc\"", "\"B\""},
    {"getSuffix", "\"abc\"", "\"b\""},
    {"getSuffixIgnoreCase", "\"abc\"", "\"B\""},
    {"getAlpha", "\"a1\"", ""},
    {"getAlphaNumeric", "\"a 1\"", ""},
    {"concat", "\"abc\"", "\"d\""},
    {"toUpperCase", "\"abc\"", ""},
    {"upper", "\"abc\"", ""},
    {"toLowerCase", "\"ABC\"", ""},
    {"lower", "\"ABC\"", ""},
    {"proper", "\"abc\"", ""},
    {"trim", "\" abc \"", ""},
    {"ltrim", "\" abc \"", ""},
    {"rtrim", "\" abc \"", ""},
    {"leftpad", "\"abc\"", "5"},
    {"rightpad", "\"abc\"", "5"},
    {"repeat", "\"abc\"", "2"},
    {"reverse", "\"abc\"", ""},
    {"replaceAll", "\"abc\"", "\"[ab]\", \"x\""},
    {"replaceAllIgnoreCase", "\"abc\"", "\"B\", \"x\""},
    {"replaceFirst", "\"abc\"", "\"[ab]\", \"x\""},
    {"replaceFirstIgnoreCase", "\"abc\"", "\"B\", \"x\""},
    {"remove", "\"abc\"", "\"b\""},
    {"removeFirstOccurence", "\"abcb\"", "\"b\""},
    {"removeLastOccurence", "\"abcb\"", "\"b\""},
    {"removeAllAlpha", "\"a1\"", ""},
    {"removeAllAlphaNumeric", "\"a 1\"", ""},
    {"hexToText", "\"41\"", ""},
    {"textToHex", "\"A\"", ""},
    {"toList", "\"a/b\"", "\"/\""},
    {"toListString", "\"1,2\"", ""},
    {"toString", "100", ""},
    {"toText", "100", ""},
    {"text", "2434", "\"000000\""},
};

// builtins-number.md §8
constexpr Call kNumber[] = {
    {"abs", "12.5", ""},
    {"ceil", "12.5", ""},
    {"floor", "12.5", ""},
    {"frac", "12.5", ""},
    {"round", "12.55", "1"},
    {"truncate", "12.55", "1"},
    {"signum", "12.5", ""},
    {"isEven", "12", ""},
    {"isOdd", "12", ""},
    {"max", "1", "2"},
    {"min", "1", "2"},
    {"power", "3", "2"},
    {"sqrt", "9", ""},
    {"exp", "1", ""},
    {"log", "90", ""},
    {"log10", "81", ""},
    {"sin", "90", ""},
    {"cos", "90", ""},
    {"tan", "90", ""},
    {"asin", "1", ""},
    {"acos", "0.5", ""},
    {"atan", "1", ""},
    {"atan2", "1", "2"},
    {"sinh", "1", ""},
    {"cosh", "0", ""},
    {"tanh", "0.785398", ""},
    {"asinh", "1", ""},
    {"acosh", "3", ""},
    {"atanh", "0.7", ""},
    {"degrees", "1", ""},
    {"radians", "90", ""},
    {"average", "{1,5,2,3}", ""},
    {"median", "{1,5,2,3}", ""},
    {"largest", "{1,5,2,3}", ""},
    {"smallest", "{1,5,2,3}", ""},
    {"nthLargest", "{1,5,2,3}", "2"},
    {"nthSmallest", "{1,5,2,3}", "2"},
    {"percentile", "{1,5,2,3}", "50"},
    {"rank", "{1,5,2,3}", "5"},
    {"toHex", "100", ""},
    {"toWords", "1989", "\"en-us\""},
    {"toLong", "\"12\"", ""},
    {"toNumber", "\"12\"", ""},
    {"toDecimal", "\"12.5\"", ""},
    {"isNumber", "\"12.5\"", ""},
};

// collections.md §2 to §5, and the functions of language.md §8 that every value has
constexpr Call kContainers[] = {
    {"add", "{1,2}", "3", true},
    {"addAll", "{1,2}", "{3,4}", true},
    {"clear", "{1,2}", "", true},
    {"contains", "{1,2}", "2"},
    {"notContains", "{1,2}", "2"},
    {"distinct", "{1,2,1}", ""},
    {"duplicate", "{1,2,3}", "1"},
    {"get", "{1,2}", "1"},
    {"getAsString", "{1,2}", "1"},
    {"indexOf", "{1,2}", "2"},
    {"lastIndexOf", "{1,2}", "2"},
    {"intersect", "{1,2}", "{2,3}"},
    {"isEmpty", "{1,2}", ""},
    {"remove", "{1,2}", "0"},
    {"removeElement", "{1,2}", "2", true},
    {"removeAll", "{1,2}", "{2}", true},
    {"size", "{1,2}", ""},
    {"sort", "{2,1}", ""},
    {"subList", "{1,2,3}", "1, 2"},
    {"toListString", "{1,2}", ""},
    {"toList", "{1,2}", ""},
    {"toJSONList", "\"[1,2]\"", ""},
    {"put", "{\"a\":1}", "\"b\", 2", true},
    {"putAll", "{\"a\":1}", "{\"b\":2}", true},
    {"get", "{\"a\":1}", "\"a\""},
    {"containKey", "{\"a\":1}", "\"a\""},
    {"containsKey", "{\"a\":1}", "\"a\""},
    {"containValue", "{\"a\":1}", "1"},
    {"containsValue", "{\"a\":1}", "1"},
    {"keys", "{\"a\":1}", ""},
    {"remove", "{\"a\":1,\"b\":2}", "\"a\"", true},
    {"clear", "{\"a\":1}", "", true},
    {"size", "{\"a\":1}", ""},
    {"isEmpty", "{\"a\":1}", ""},
    {"notContains", "{\"a\":1}", "\"a\""},
    {"getJSON", "{\"a\":1}", "\"a\""},
    {"toMap", "\"{a:1}\"", ""},
    {"toCollection", "{1,2}", ""},
    {"clear", "Collection(1,2)", "", true},
    {"containsKey", "Collection(\"a\":1)", "\"a\""},
    {"containsValue", "Collection(\"a\":1)", "1"},
    {"delete", "Collection(1,2)", "2", true},
    {"deleteAll", "Collection(1,2)", "{2}", true},
    {"deleteKey", "Collection(1,2)", "1", true},
    {"deleteKeys", "Collection(1,2)", "{1}", true},
    {"distinct", "Collection(1,1)", ""},
    {"duplicate", "Collection(1,2)", "0, 1"},
    {"get", "Collection(1,2)", "1"},
    {"getKey", "Collection(\"a\":1)", "1"},
    {"getLastKey", "Collection(\"a\":1)", "1"},
    {"insert", "Collection(1)", "2, 3", true},
    {"insertAll", "Collection(1)", "{2,3}", true},
    {"intersect", "Collection(1,2)", "Collection(2)"},
    {"isEmpty", "Collection(1,2)", ""},
    {"keys", "Collection(\"a\":1)", ""},
    {"values", "Collection(\"a\":1)", ""},
    {"size", "Collection(1,2)", ""},
    {"sort", "Collection(2,1)", "", true},
    {"sortKey", "Collection(\"b\":1,\"a\":2)", "", true},
    {"update", "Collection(1,2)", "1, 3", true},
    {"notContains", "Collection(1,2)", "3"},
    {"percentile", "Collection(1,2)", "50"},
    {"getAsString", "Collection(1,2)", "1"},
    {"average", "Collection(1,2)", ""},
    {"equals", "1", "1"},
    {"isNull", "1", ""},
    {"isBlank", "1", ""},
    {"isValidObject", "1", ""},
    {"isText", "\"a\"", ""},
};

std::string upper(std::string name) {
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return name;
}

// What the call gives; the whole error when it fails.
std::string method(const Engine& engine, const Call& call, const std::string& name) {
  const std::string text = "x = " + std::string(call.receiver) + ";\n" + (call.changes ? "" : "return ") + "x." + name +
                           "(" + call.arguments + ");\n" + (call.changes ? "return x;" : "");
  const Compiled compiled = compile(engine, text);
  if (!compiled.ok()) return "refused: " + compiled.diagnostics().front().message;
  const Result<Outcome> outcome = compiled.script().run();
  return outcome.ok() ? outcome->value.to_text() : "failed: " + outcome.error().message;
}

std::string function(const Engine& engine, const Call& call, const std::string& name) {
  const std::string rest = *call.arguments == '\0' ? "" : ", " + std::string(call.arguments);
  const std::string text = "x = " + std::string(call.receiver) + ";\n" + (call.changes ? "" : "return ") + name + "(x" +
                           rest + ");\n" + (call.changes ? "return x;" : "");
  return result(engine, text);
}

void check(std::span<const Call> calls) {
  const Engine engine = make_engine();
  const Engine creator = make_engine({.dialect = Dialect::Creator});
  for (const Call& call : calls) {
    SCOPED_TRACE(call.name);
    const std::string expected = method(engine, call, call.name);
    EXPECT_FALSE(expected.starts_with("refused: ") || expected.starts_with("failed: ")) << expected;
    EXPECT_EQ(method(engine, call, upper(call.name)), expected);
    EXPECT_EQ(function(engine, call, call.name), expected);
    EXPECT_EQ(function(engine, call, upper(call.name)), expected);
    EXPECT_EQ(method(creator, call, call.name), expected);
  }
}

TEST(Checklist, Text) { check(kText); }
TEST(Checklist, Number) { check(kNumber); }
TEST(Checklist, Containers) { check(kContainers); }

TEST(Checklist, FunctionsWithoutReceiver) {
  const Engine engine = make_engine();
  EXPECT_EQ(result(engine, "return randomNumber(1, 2);"), "1");
  EXPECT_EQ(result(engine, "return RANDOMNUMBER(1, 2);"), "1");
  EXPECT_EQ(result(engine, "return ifNull(null, 1);"), "1");
}

}  // namespace
}  // namespace sluice
