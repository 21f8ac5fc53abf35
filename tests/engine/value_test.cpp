// Public values: making, reading, JSON, and the way in and out of a run.
#include "tests/engine/harness.h"

namespace sluice {
namespace {

TEST(Value, MakesScalarsFromCpp) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value(nullptr).is_null());
  EXPECT_EQ(Value(true).kind(), Kind::Boolean);
  EXPECT_EQ(Value(7).as_number(), 7);
  EXPECT_EQ(Value(INT64_MIN).as_number(), INT64_MIN);
  EXPECT_EQ(Value("a").as_text(), "a");
  EXPECT_EQ(Value(std::string("b")).as_text(), "b");
  EXPECT_EQ(Value(1.5).kind(), Kind::Decimal);
  EXPECT_DOUBLE_EQ(Value(1.5).as_double(), 1.5);
}

TEST(Value, TheWrongKindReadsAsNothing) {
  const Value text("x");
  EXPECT_EQ(text.as_number(), 0);
  EXPECT_FALSE(text.as_boolean());
  EXPECT_EQ(text.size(), 0u);
  EXPECT_TRUE(text.at(3).is_null());
  EXPECT_TRUE(text.find("a").is_null());
  EXPECT_EQ(Value(5).as_text(), "");
}

TEST(Value, DecimalsKeepTheirDigits) {
  EXPECT_EQ(Value::decimal("15.50")->to_text(), "15.50");
  EXPECT_EQ(Value::decimal("123456789012345678901234567890.10")->as_text(), "123456789012345678901234567890.10");
  EXPECT_EQ(Value::decimal("12.9")->as_number(), 12);
  EXPECT_FALSE(Value::decimal("12,5").ok());
  EXPECT_EQ(Value(3.0).to_text(), "3.0");
  EXPECT_TRUE(Value(std::numeric_limits<double>::infinity()).is_null());
}

TEST(Value, MapsKeepTheirOrderAndTheLastOfEqualKeys) {
  const Value map = Value::map({{"b", 1}, {"a", 2}, {"b", 3}, {7, "seven"}, {7, "sept"}});
  EXPECT_EQ(map.to_json(), "{\"b\":3,\"a\":2,\"7\":\"sept\"}");
  EXPECT_EQ(map.find("a").as_number(), 2);
  EXPECT_TRUE(map.find("c").is_null());
  EXPECT_EQ(map.size(), 3u);
}

TEST(Value, ReadsAndWritesJson) {
  const std::string json = R"({"id":9007199254740993123,"price":15.50,"tags":["a","\"q\""],"none":null,"ok":true})";
  const Result<Value> value = Value::from_json(json);
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->to_json(), json);
  EXPECT_EQ(value->find("id").as_number(), 9007199254740993123);
  EXPECT_EQ(value->find("tags").at(1).as_text(), "\"q\"");
}

TEST(Value, RefusesWhatIsNotJson) {
  for (const char* text : {"", "{", "{a:1}", "[1,]", "nul", "1 2"}) {
    const Result<Value> value = Value::from_json(text);
    ASSERT_FALSE(value.ok()) << text;
    EXPECT_EQ(value.error().code, "SLC-API-0008");
  }
  EXPECT_FALSE(Value::from_json(std::string(100000, '[')).ok());
}

TEST(Value, ComparesByContentAndKind) {
  EXPECT_EQ(Value::map({{"a", 1}, {"b", Value::list({1, 2})}}), Value::map({{"b", Value::list({1, 2})}, {"a", 1}}));
  EXPECT_FALSE(Value(1) == Value("1"));
  EXPECT_FALSE(Value(5) == *Value::decimal("5.0"));
  EXPECT_FALSE(Value::list({1, 2}) == Value::list({2, 1}));
  EXPECT_FALSE(Value::map({{"a", 1}}) == Value::map({{"a", 2}}));
}

TEST(Value, MapsWithKeysOfAllKindsCompareInAnyOrder) {
  const Value list = Value::list({1, Value::map({{2, "x"}})});
  const Value map =
      Value::map({{1, "n"}, {"1", "t"}, {*Value::decimal("1.0"), "d"}, {true, "b"}, {list, "l"}, {nullptr, 0}});
  EXPECT_EQ(map.size(), 6u);
  EXPECT_EQ(map, Value::map({{nullptr, 0},
                             {Value::list({1, Value::map({{2, "x"}})}), "l"},
                             {true, "b"},
                             {*Value::decimal("1.0"), "d"},
                             {"1", "t"},
                             {1, "n"}}));
  EXPECT_FALSE(Value::map({{1, "n"}}) == Value::map({{"1", "n"}}));
  EXPECT_FALSE(Value::map({{1, "n"}, {2, "n"}}) == Value::map({{1, "n"}, {3, "n"}}));
  EXPECT_FALSE(Value::map({{1, "n"}}) == Value::map({{1, "m"}}));
  EXPECT_EQ(Value::map({{list, 1}, {2, 3}, {Value::list({1, Value::map({{2, "x"}})}), 4}}),
            Value::map({{2, 3}, {list, 4}}));
}

// With a comparison of each pair of keys these would take an hour.
TEST(Value, LargeMapsAreMadeAndComparedInLinearTime) {
  constexpr int kCount = 300'000;
  std::vector<Value::Entry> numbers, texts;
  for (int i = 0; i < 2 * kCount; ++i) {
    numbers.push_back({i % kCount, i});
    texts.push_back({std::to_string(i % kCount), i});
  }
  EXPECT_EQ(Value::map(numbers).size(), static_cast<std::size_t>(kCount));
  EXPECT_EQ(Value::map(numbers), Value::map(numbers));
  EXPECT_EQ(Value::map(texts), Value::map(texts));
}

// A list of itself, 60 times over: 2^60 nodes when each is looked at.
TEST(Value, AKeyThatSharesItsPartsIsNotWalkedThrough) {
  Value key = Value::list({1});
  for (int i = 0; i < 60; ++i) key = Value::list({key, key});
  EXPECT_EQ(Value::map({{key, 1}, {key, 2}}).size(), 1u);
}

TEST(Value, AFileHasTheTypeOfItsNamesEnding) {
  EXPECT_EQ(Value::file("x.doc", "").file_media_type(), "application/msword");
  EXPECT_EQ(Value::file("X.CSV", "").file_media_type(), "text/csv");
  EXPECT_EQ(Value::file("none", "").file_media_type(), "application/octet-stream");
}

TEST(Value, DatesPrintInTheirRunsFormat) {
  EXPECT_EQ(Value::date_time(Instant(Milliseconds(0))).to_text(), "01-Jan-1970 00:00:00");
  EXPECT_EQ(Value::date(Instant(Milliseconds(0))).to_text(), "01-Jan-1970");
  const Engine engine = make_engine({.time_zone = "Asia/Kolkata", .date_format = "yyyy-MM-dd HH:mm"});
  const Result<Outcome> outcome =
      run(engine, "return t;", {.arguments = {{"t", Value::date_time(Instant(Milliseconds(0)))}}});
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->value.to_text(), "1970-01-01 05:30");
  EXPECT_EQ(outcome->value.as_instant().time_since_epoch().count(), 0);
  EXPECT_EQ(Value::list({outcome->value}).to_json(), "[\"1970-01-01 05:30\"]");
}

TEST(Value, EveryKindGoesInAndComesBack) {
  const std::vector<Value> values = {Value(),
                                     Value(true),
                                     Value(-5),
                                     *Value::decimal("0.10"),
                                     Value(2.5e10),
                                     Value("text with \xC3\xA9"),
                                     Value::date(Instant(Milliseconds(86400000))),
                                     Value::time(Milliseconds(3600000)),
                                     Value::list({1, "a", Value::list({})}),
                                     Value::map({{"k", Value::map({{1, 2}})}}),
                                     Value::file("a.csv", "text/csv", "x,y\n")};
  const Engine engine = make_engine();
  for (const Value& value : values) {
    const Result<Outcome> outcome = run(engine, "return v;", {.arguments = {{"v", value}}});
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(outcome->value, value) << value.to_json();
  }
}

TEST(Value, ACallerKeepsItsValueWhateverTheScriptDoes) {
  const Value list = Value::list({1});
  const Engine engine = make_engine();
  EXPECT_EQ(result(engine, "a.add(2); return b;", {.arguments = {{"a", list}, {"b", list}}}), "1");
  EXPECT_EQ(list.to_json(), "[1]");
}

TEST(Value, SharedAndCyclicContainersComeOutFinite) {
  const Engine engine = make_engine();
  EXPECT_EQ(run(engine, "m = Map(); m.put(\"self\", m); return m;")->value.to_json(), "{\"self\":\"{...}\"}");
  EXPECT_EQ(run(engine, "l = {1}; return {\"a\":l, \"b\":l};")->value.to_json(), "{\"a\":[1],\"b\":[1]}");
  const Result<Outcome> bomb =
      run(engine,
          "l = {1}; for each i in {1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1} "
          "{ n = List(); n.add(l); n.add(l); l = n; } return l;");
  EXPECT_FALSE(bomb.ok());
}

TEST(Value, NestingIsBounded) {
  Value deep;
  for (int i = 0; i < 100000; ++i) deep = Value::list({deep});
  EXPECT_FALSE(deep.to_json().empty());
  EXPECT_TRUE(run(make_engine(), "return 1;", {.arguments = {{"deep", deep}}}).ok());
  const Result<Outcome> outcome =
      run(make_engine(),
          "l = List(); for each c in leftPad(\"\", 5000).toList(\"\") { n = List(); n.add(l); l = n; } return l;");
  EXPECT_FALSE(outcome.ok());
}

TEST(Value, CollectionsStayCollections) {
  const Result<Outcome> outcome = run(make_engine(), "return Collection(\"a\":1);");
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->value.kind(), Kind::Collection);
  EXPECT_TRUE(outcome->value.is_keyed());
  EXPECT_EQ(outcome->value.find("a").as_number(), 1);
}

}  // namespace
}  // namespace sluice
