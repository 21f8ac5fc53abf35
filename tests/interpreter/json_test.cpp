// The JSON reader and writer: both forms, numbers, texts, limits, and places of errors.
#include "interpreter/support/json.h"

#include <gtest/gtest.h>

#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/error.h"

namespace sluice::interpreter::support {
namespace {

class JsonTest : public testing::Test {
 protected:
  Heap heap{0, 3};
  Limits limits;
  Budget budget{limits};
  Host host;
  Context context{heap, budget, host};

  Value read(std::string_view text, JsonForm form = JsonForm::Strict) { return read_json(text, form, heap, budget); }
  std::string written(const Value& value) {
    std::string out;
    append_json(out, value, context);
    return out;
  }
  std::string round_trip(std::string_view text, JsonForm form = JsonForm::Strict) { return written(read(text, form)); }
  std::string lenient(std::string_view text) { return round_trip(text, JsonForm::Lenient); }

  // The help text of the error, or "" when there is none.
  std::string failure(std::string_view text, JsonForm form = JsonForm::Strict) {
    try {
      read(text, form);
    } catch (const Raised& raised) {
      EXPECT_EQ(raised.fault().message, "Invalid JSON Format String");
      return raised.fault().help;
    }
    return "";
  }
};

TEST_F(JsonTest, EveryKindOfValue) {
  const std::string text = "{\"a\":[1,-2,3.50,true,false,null],\"b\":{},\"c\":[],\"d\":\"x\"}";
  EXPECT_EQ(round_trip(text), text);
}

TEST_F(JsonTest, SpacesAreSkipped) { EXPECT_EQ(round_trip(" \t\r\n{ \"a\" : [ 1 , 2 ] } \n"), "{\"a\":[1,2]}"); }

TEST_F(JsonTest, ObjectsAreMapsAndArraysAreLists) {
  EXPECT_EQ(read("{}").type(), Type::Map);
  EXPECT_EQ(read("[]").type(), Type::List);
}

// ---- numbers

TEST_F(JsonTest, WholeNumbersOf64BitsAreNumbers) {
  EXPECT_EQ(read("9223372036854775807").as_number(), 9223372036854775807);
  EXPECT_EQ(read("-9223372036854775808").as_number(), -9223372036854775807 - 1);
  EXPECT_EQ(read("0").as_number(), 0);
  EXPECT_EQ(read("-0").as_number(), 0);
}

TEST_F(JsonTest, LargerWholeNumbersAreExactDecimals) {
  EXPECT_EQ(read("9223372036854775808").type(), Type::Decimal);
  EXPECT_EQ(round_trip("9223372036854775808"), "9223372036854775808");
  EXPECT_EQ(round_trip("123456789012345678901234567890"), "123456789012345678901234567890");
}

TEST_F(JsonTest, FractionsAreExactAndKeepTheirScale) {
  EXPECT_EQ(round_trip("[1.10,-0.05,0.1,123456789012345678.9,0.000000000000000000001]"),
            "[1.10,-0.05,0.1,123456789012345678.9,0.000000000000000000001]");
}

TEST_F(JsonTest, ExponentsAreExpanded) {
  EXPECT_EQ(round_trip("[1e3,1.5E-3,2E+2]"), "[1000,0.0015,200]");
  EXPECT_EQ(round_trip("1e400").size(), 401u);
  EXPECT_NE(failure("1e401"), "");
  EXPECT_NE(failure("1e-401"), "");
  EXPECT_NE(failure("1e99999999999999999999"), "");
}

TEST_F(JsonTest, NumbersThatJsonDoesNotHave) {
  for (const char* text : {"01", "-", "+1", "1.", ".5", "1e", "0x10", "1_000", "-a", "NaN", "Infinity"})
    EXPECT_NE(failure(text), "") << text;
}

// ---- texts

TEST_F(JsonTest, Escapes) {
  EXPECT_EQ(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"").text(), "\"\\/\b\f\n\r\tA");
  EXPECT_EQ(round_trip("\"\\u0001\\n\\\"\""), "\"\\u0001\\n\\\"\"");
}

TEST_F(JsonTest, EscapesInLongTexts) {
  EXPECT_EQ(read("\"0123456789012345678901234567890\\n0123456789012345678\"").text(),
            "0123456789012345678901234567890\n0123456789012345678");
}

TEST_F(JsonTest, WrittenEscapesAtEveryPlace) {
  for (std::size_t length = 0; length < 40; ++length)
    for (std::size_t place = 0; place < length; ++place) {
      std::string text(length, 'x');
      text[place] = '"';
      std::string expected = "\"" + text.substr(0, place) + "\\\"" + text.substr(place + 1) + "\"";
      const Value value = Value::text(heap, text);
      ASSERT_EQ(written(value), expected);
      ASSERT_EQ(read(expected).text(), text);
    }
}

TEST_F(JsonTest, SurrogatePairs) {
  EXPECT_EQ(read("\"\\ud83d\\ude00\"").text(), "\xF0\x9F\x98\x80");
  EXPECT_EQ(read("\"\\ud83d\"").text(), "\xEF\xBF\xBD");
  EXPECT_EQ(read("\"\\ude00x\"").text(), "\xEF\xBF\xBDx");
  EXPECT_EQ(read("\"\\ud83d\\u0041\"").text(),
            "\xEF\xBF\xBD"
            "A");
}

TEST_F(JsonTest, Utf8IsChecked) {
  EXPECT_EQ(read("\"J\xC3\xBCrgen\"").text(), "J\xC3\xBCrgen");
  for (const char* text : {"\"\xFF\"", "\"\xC3\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"",
                           "{\"\xFF\":1}", "\"abcdefghijklmnopqrst\xE2\x82\"", "\"\\n\xFF\""})
    EXPECT_NE(failure(text), "") << text;
  EXPECT_NE(failure("{a:\xFF}", JsonForm::Lenient), "");
}

TEST_F(JsonTest, BrokenTexts) {
  for (const char* text :
       {"\"", "\"abc", "\"a\nb\"", "\"a\tb\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\", "\"\\'\""})
    EXPECT_NE(failure(text), "") << text;
}

TEST_F(JsonTest, LongTextsAreKept) {
  const std::string text(100'000, 'y');
  EXPECT_EQ(read("\"" + text + "\"").text(), text);
  EXPECT_EQ(written(Value::text(heap, text)), "\"" + text + "\"");
}

// ---- objects

TEST_F(JsonTest, LastOfEqualKeysWinsAtTheFirstPlace) {
  EXPECT_EQ(round_trip("{\"a\":1,\"b\":2,\"a\":3}"), "{\"a\":3,\"b\":2}");
  EXPECT_EQ(round_trip("[{\"a\":1,\"b\":2},{\"a\":1,\"a\":2,\"b\":3,\"b\":4}]"),
            "[{\"a\":1,\"b\":2},{\"a\":2,\"b\":4}]");
}

TEST_F(JsonTest, ObjectsOfDifferentKeysInOneList) {
  const std::string text =
      "[{\"a\":1,\"b\":2},{\"a\":1},{\"a\":1,\"b\":2,\"c\":3},{\"b\":2,\"a\":1},{},{\"a\":1,\"c\":2},{\"a\":1,\"b\":2}"
      "]";
  EXPECT_EQ(round_trip(text), text);
}

TEST_F(JsonTest, KeysThatNeedEscapes) {
  const std::string text = "[{\"a\\\"b\":1,\"c\":2},{\"a\\\"b\":1,\"c\":2},{\"a\":1,\"b\":2}]";
  EXPECT_EQ(round_trip(text), text);
  EXPECT_EQ(read("{\"\\u0061\":1}").container().find(Value::short_text("a"))->as_number(), 1);
}

TEST_F(JsonTest, ObjectsWithManyKeys) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i) text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":" + std::to_string(i);
  EXPECT_EQ(round_trip(text + "}"), text + "}");
  const Value twice = read(text + ",\"k0\":\"new\"}");
  EXPECT_EQ(twice.container().size(), 1000u);
  EXPECT_EQ(twice.container().find(Value::short_text("k0"))->text(), "new");
}

TEST_F(JsonTest, ManyObjectsWithKeysOfTheirOwn) {
  std::string text = "[";
  for (int i = 0; i < 5000; ++i) text += (i == 0 ? "{\"k" : ",{\"k") + std::to_string(i) + "\":1,\"z\":2}";
  EXPECT_EQ(round_trip(text + "]"), text + "]");
}

TEST_F(JsonTest, BrokenStructures) {
  for (const char* text :
       {"",     " ",      "{",     "[",         "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}",
        "[1,]", "[1,,2]", "[1 2]", "{\"a\" 1}", "{a:1}",  "{'a':1}", "['a']",    "[1}",       "{\"a\":1]",
        "1 2",  "{} {}",  "tru",   "truex",     "nul",    "]",       ",",        "TRUE"})
    EXPECT_NE(failure(text), "") << text;
}

TEST_F(JsonTest, ErrorsTellThePlace) {
  EXPECT_EQ(failure("{\"a\":1,\n\"b\" 2}"), "At byte 12, line 2 of the text: expected ':'");
  EXPECT_EQ(failure("[1,2"), "At byte 4, line 1 of the text: expected ',' or ']'");
}

TEST_F(JsonTest, NestingIsLimited) {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(round_trip(nested(512)), nested(512));
  EXPECT_NE(failure(nested(513)), "");
  EXPECT_NE(failure(std::string(1'000'000, '[')), "");
  EXPECT_NE(failure(std::string(1'000'000, '{'), JsonForm::Lenient), "");
}

// ---- the lenient form

TEST_F(JsonTest, LenientTakesUnquotedKeysAndValues) {
  EXPECT_EQ(lenient("{company:Zoho, product:Creator}"), "{\"company\":\"Zoho\",\"product\":\"Creator\"}");
  EXPECT_EQ(lenient("{ full name : Ada Lovelace , n : 5 }"), "{\"full name\":\"Ada Lovelace\",\"n\":5}");
  EXPECT_EQ(lenient("{url:http://zoho.com:80/a?b=c}"), "{\"url\":\"http://zoho.com:80/a?b=c\"}");
}

TEST_F(JsonTest, LenientTakesSingleQuotes) {
  EXPECT_EQ(lenient("{Name:'Lia', OrderNo:[343,443,577]}"), "{\"Name\":\"Lia\",\"OrderNo\":[343,443,577]}");
  EXPECT_EQ(lenient("{'it\\'s':'say \"hi\"'}"), "{\"it's\":\"say \\\"hi\\\"\"}");
}

TEST_F(JsonTest, LenientWords) {
  EXPECT_EQ(lenient("[TRUE,False,NULL,nullable,true story]"), "[true,false,null,\"nullable\",\"true story\"]");
}

TEST_F(JsonTest, LenientKeepsWhatIsNoNumberAsText) {
  EXPECT_EQ(lenient("[007,10-Jan-2020,1.2.3,5 apples,-]"), "[\"007\",\"10-Jan-2020\",\"1.2.3\",\"5 apples\",\"-\"]");
}

TEST_F(JsonTest, LenientStillRefuses) {
  for (const char* text : {"", "{a:1", "{a}", "{a:}", "[,]", "[1,]", "{:1}", "{a:b\"c\"}", "[1}", "hello]", "{a:'b}"})
    EXPECT_NE(failure(text, JsonForm::Lenient), "") << text;
}

// ---- writing

TEST_F(JsonTest, AContainerInsideItself) {
  const Value list = read("[1]");
  list.container().push(list);
  EXPECT_EQ(written(list), "[1,[...]]");
  EXPECT_EQ(written(list), "[1,[...]]") << "marks are taken back";
  const Value map = read("{}");
  map.container().put(Value::short_text("m"), map);
  EXPECT_EQ(written(map), "{\"m\":{...}}");
  list.container().clear();
  map.container().clear();
}

TEST_F(JsonTest, TheSameContainerTwiceIsNotACycle) {
  const Value inner = read("[1]");
  const Value outer = Container::make_list(heap);
  outer.container().push(inner);
  outer.container().push(inner);
  EXPECT_EQ(written(outer), "[[1],[1]]");
}

TEST_F(JsonTest, DeepContainersAreWritten) {
  Value value = Container::make_list(heap);
  for (int i = 0; i < 100'000; ++i) {
    Value outer = Container::make_list(heap);
    outer.container().push(std::move(value));
    value = std::move(outer);
  }
  EXPECT_EQ(written(value).size(), 200'002u);
  EXPECT_EQ(to_text(value, context).text().size(), 200'000u);
}

TEST_F(JsonTest, DeepKeysEndInDots) {
  Value key = Value::number(1);
  for (int i = 0; i < 1000; ++i) {
    Value map = Container::make_map(heap);
    map.container().put(std::move(key), Value::number(1));
    key = std::move(map);
  }
  const std::string text = written(key);
  EXPECT_NE(text.find("{...}"), std::string::npos);
}

TEST_F(JsonTest, KeysOfOtherTypesAreTheirText) {
  const Value map = Container::make_map(heap);
  map.container().put(Value::number(1), Value::boolean(true));
  map.container().put(read("[1,\"a\"]"), Value());
  EXPECT_EQ(written(map), "{\"1\":true,\"1,a\":null}");
}

TEST_F(JsonTest, MemoryLimitEndsReading) {
  Heap small(100'000, 0);
  std::string text = "[";
  for (int i = 0; i < 20'000; ++i) text += "\"a text of some length\",";
  text += "1]";
  EXPECT_THROW(read_json(text, JsonForm::Strict, small, budget), Raised);
}

TEST_F(JsonTest, ElementsAreAListOrAMap) {
  EXPECT_EQ(written(read_json_elements("{a, b}", heap, budget)), "[\"a\",\"b\"]");
  EXPECT_EQ(written(read_json_elements("{'a':1, b:2}", heap, budget)), "{\"a\":1,\"b\":2}");
  EXPECT_EQ(written(read_json_elements("[1, 2]", heap, budget)), "[1,2]");
}

}  // namespace
}  // namespace sluice::interpreter::support
