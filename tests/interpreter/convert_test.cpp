// Printed forms (language.md §9), conversions to numbers, and equality, membership and order of operators (§3.5, §3.6).
#include "interpreter/convert.h"

#include <gtest/gtest.h>

#include "interpreter/container.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"
#include "interpreter/support/json.h"

namespace sluice::interpreter {
namespace {

class ConvertTest : public testing::Test {
 protected:
  Heap heap{0, 3};
  Limits limits;
  Budget budget{limits};
  Host host;
  Context context{heap, budget, host};

  Value text(std::string_view bytes) { return Value::text(heap, bytes); }
  Value json(std::string_view bytes) { return support::read_json(bytes, support::JsonForm::Strict, heap, budget); }
  Value decimal(std::string_view digits) { return *parse_decimal(heap, digits); }
  std::string shown(const Value& value) { return to_string(value, context); }
  bool equal(const Value& a, const Value& b) { return equals_operator(a, b, context); }

  template <class Action>
  std::string error_of(Action action) {
    try {
      action();
    } catch (const Raised& raised) { return raised.fault().message; }
    return "";
  }
};

TEST_F(ConvertTest, Scalars) {
  EXPECT_EQ(shown(Value()), "null");
  EXPECT_EQ(shown(Value::boolean(true)), "true");
  EXPECT_EQ(shown(Value::number(-12)), "-12");
  EXPECT_EQ(shown(text("as \"it\" is")), "as \"it\" is");
}

TEST_F(ConvertTest, DecimalsKeepTheirScale) {
  for (const char* digits : {"15.50", "0.05", "-0.5", "100", "0", "-1.000", "123456789012345678.90",
                             "0.000000000000000001", "12345678901234567890.5"})
    EXPECT_EQ(shown(decimal(digits)), digits);
}

TEST_F(ConvertTest, DecimalsFromDoublesPrintAsJava) {
  EXPECT_EQ(shown(from_double(heap, 3.0)), "3.0");
  EXPECT_EQ(shown(from_double(heap, 1e10)), "1.0E10");
}

TEST_F(ConvertTest, Dates) {
  EXPECT_EQ(shown(Value::date_time(1'546'300'800'000, false)), "01-Jan-2019");
  EXPECT_EQ(shown(Value::date_time(1'546'300'800'000, true)), "01-Jan-2019 00:00:00");
}

TEST_F(ConvertTest, ListsHaveNoBracketsAtTheTop) {
  EXPECT_EQ(shown(json("[\"Creator\",\"CRM\",1,null,true]")), "Creator,CRM,1,null,true");
  EXPECT_EQ(shown(json("[]")), "");
  EXPECT_EQ(shown(json("[\"a\",[\"b\",\"c\"],{\"d\":1}]")), "a,[\"b\",\"c\"],{\"d\":1}");
}

TEST_F(ConvertTest, MapsAreCompactJson) {
  EXPECT_EQ(shown(json("{\"Creator\" : 5, \"l\" : [ \"a\" ], \"t\" : \"x\"}")),
            "{\"Creator\":5,\"l\":[\"a\"],\"t\":\"x\"}");
  EXPECT_EQ(shown(json("{}")), "{}");
}

TEST_F(ConvertTest, TheUndecidedLiteralPrintsBraces) { EXPECT_EQ(shown(Container::make_empty(heap)), "{}"); }

TEST_F(ConvertTest, DatesInMapsAreQuoted) {
  const Value map = Container::make_map(heap);
  map.container().put(Value::short_text("d"), Value::date_time(0, false));
  EXPECT_EQ(shown(map), "{\"d\":\"01-Jan-1970\"}");
  const Value list = Container::make_list(heap);
  list.container().push(Value::date_time(0, false));
  EXPECT_EQ(shown(list), "01-Jan-1970");
}

TEST_F(ConvertTest, AppendingKeepsWhatIsThere) {
  std::string out = "before ";
  append_text(out, json("[1,2]"), context);
  append_text(out, text(" after"), context);
  append_json(out, text("\""), context);
  EXPECT_EQ(out, "before 1,2 after\"\\\"\"");
}

TEST_F(ConvertTest, TextOfATextIsTheSameObject) {
  const Value value = text("a text longer than fourteen bytes");
  EXPECT_EQ(to_text(value, context).object(), value.object());
}

TEST_F(ConvertTest, LongTextsOfContainers) {
  std::string elements;
  for (int i = 0; i < 10'000; ++i) elements += std::to_string(i) + ",";
  const Value result = to_text(json("[" + elements + "\"\xC3\xA9\"]"), context);
  EXPECT_EQ(result.text(), elements + "\xC3\xA9");
  EXPECT_FALSE(result.text_is_ascii());
}

// ---- numbers

TEST_F(ConvertTest, ToNumber) {
  EXPECT_EQ(to_number(decimal("99.9"), "toLong"), 99);
  EXPECT_EQ(to_number(decimal("-99.9"), "toLong"), -99);
  EXPECT_EQ(to_number(text("1234"), "toLong"), 1234);
  EXPECT_EQ(to_number(text(" 12.7 "), "toLong"), 12);
  EXPECT_EQ(to_number(Value::date_time(-1000, true), "toLong"), -1000);
}

TEST_F(ConvertTest, ToNumberRefuses) {
  EXPECT_NE(error_of([&] { to_number(text(""), "toLong"); }), "");
  EXPECT_EQ(error_of([&] { to_number(text("134A123B"), "toLong"); }), "\"134A123B\" is not a number; toLong needs one");
  EXPECT_NE(error_of([&] { to_number(text("9223372036854775808"), "toLong"); }), "");
  EXPECT_NE(error_of([&] { to_number(json("[]"), "toLong"); }), "");
  EXPECT_EQ(error_of([&] { to_number(Value(), "toLong"); }), "Value is empty and 'toLong' function cannot be applied");
}

TEST_F(ConvertTest, ToDecimal) {
  EXPECT_EQ(shown(to_decimal(text("100"), "toDecimal", heap)), "100");
  EXPECT_EQ(shown(to_decimal(decimal("99.9"), "toDecimal", heap)), "99.9");
  EXPECT_EQ(to_decimal(Value::number(5), "toDecimal", heap).type(), Type::Decimal);
  EXPECT_NE(error_of([&] { to_decimal(text("abc"), "toDecimal", heap); }), "");
}

// ---- operators

TEST_F(ConvertTest, NumbersAreEqualByValue) {
  EXPECT_TRUE(equal(Value::number(5), decimal("5.00")));
  EXPECT_FALSE(equal(Value::number(5), decimal("5.01")));
}

TEST_F(ConvertTest, NumbersAndNumericTextAreEqualByValue) {
  EXPECT_TRUE(equal(Value::number(200), text("200")));
  EXPECT_TRUE(equal(text("200.0"), Value::number(200)));
  EXPECT_FALSE(equal(Value::number(200), text("abc")));
  EXPECT_FALSE(equal(Value::number(200), text("")));
}

TEST_F(ConvertTest, TextsAreEqualInOneLetterCaseOnly) {
  EXPECT_TRUE(equal(text("Zoho"), text("Zoho")));
  EXPECT_FALSE(equal(text("Zoho"), text("zoho")));
  EXPECT_FALSE(equal(text("5"), text("5.0")));
}

TEST_F(ConvertTest, NullEqualsNullOnly) {
  EXPECT_TRUE(equal(Value(), Value()));
  EXPECT_FALSE(equal(Value(), Value::number(0)));
  EXPECT_FALSE(equal(text(""), Value()));
  EXPECT_FALSE(equal(json("[null]"), Value()));
}

TEST_F(ConvertTest, AListEqualsItsElements) {
  EXPECT_TRUE(equal(json("[\"a\",\"b\"]"), text("b")));
  EXPECT_TRUE(equal(Value::number(2), json("[1,2]")));
  EXPECT_FALSE(equal(json("[1,2]"), text("2")));
}

TEST_F(ConvertTest, ListsAreEqualByTheirText) {
  EXPECT_TRUE(equal(json("[1,\"2\"]"), json("[\"1\",2]")));
  EXPECT_FALSE(equal(json("[1,2]"), json("[2,1]")));
  EXPECT_TRUE(equal(json("[]"), json("[]")));
}

TEST_F(ConvertTest, MapsAreEqualByContent) {
  EXPECT_TRUE(equal(json("{\"a\":1,\"b\":[2]}"), json("{\"b\":[2],\"a\":1}")));
  EXPECT_FALSE(equal(json("{\"a\":1}"), json("{\"a\":\"1\"}")));
}

TEST_F(ConvertTest, ADayEqualsEveryTimeOfIt) {
  const Value day = Value::date_time(86'400'000, false);
  EXPECT_TRUE(equal(day, Value::date_time(86'400'000 + 5000, true)));
  EXPECT_FALSE(equal(day, Value::date_time(2 * 86'400'000, true)));
  EXPECT_FALSE(equal(Value::date_time(86'400'000, true), Value::date_time(86'400'000 + 5000, true)));
}

TEST_F(ConvertTest, TimesCompareWithTheTimeOfADate) {
  EXPECT_TRUE(equal(Value::time(3'600'000), Value::date_time(86'400'000 + 3'600'000, true)));
  EXPECT_EQ(compare_operator(Value::time(1), Value::date_time(86'400'000 + 3'600'000, true), "<", context), -1);
}

TEST_F(ConvertTest, InAList) {
  EXPECT_TRUE(contained_in(Value::number(2), json("[1,2.0]"), context));
  EXPECT_FALSE(contained_in(Value::number(2), json("[\"2\"]"), context));
  EXPECT_TRUE(contained_in(json("[1,2,3]"), json("[3,1]"), context));
  EXPECT_FALSE(contained_in(json("[1,2]"), json("[3]"), context));
}

TEST_F(ConvertTest, InACommaSeparatedText) {
  EXPECT_TRUE(contained_in(text("b"), text("a, b,c"), context));
  EXPECT_FALSE(contained_in(text("b"), text("ab,c"), context));
  EXPECT_TRUE(contained_in(Value::number(2), text("1,2"), context));
}

TEST_F(ConvertTest, Order) {
  EXPECT_EQ(compare_operator(Value::number(1), decimal("1.5"), "<", context), -1);
  EXPECT_EQ(compare_operator(decimal("1.50"), decimal("1.5"), "<", context), 0);
  EXPECT_EQ(compare_operator(Value::date_time(2, true), Value::date_time(1, true), "<", context), 1);
}

TEST_F(ConvertTest, OrderOfOthersIsAnError) {
  EXPECT_EQ(error_of([&] { compare_operator(text("a"), text("b"), "<", context); }),
            "Comparison of non numeric expression is not supported");
  EXPECT_EQ(error_of([&] { compare_operator(Value(), Value::number(1), "<", context); }),
            "Null value occurred while performing < operation");
}

TEST_F(ConvertTest, Truth) {
  EXPECT_TRUE(truth(Value::boolean(true)));
  EXPECT_FALSE(truth(Value()));
  EXPECT_NE(error_of([&] { truth(Value::number(1)); }), "");
}

}  // namespace
}  // namespace sluice::interpreter
