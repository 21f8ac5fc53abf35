// The conversions of collections.md §5, toString with patterns, and the logical checks.
#include "interpreter/date_time.h"
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

using ConversionTest = BuiltinTest;

// ---- toList, toMap, toJSONList

TEST_F(ConversionTest, ToListSplits) {
  EXPECT_EQ(shown("toList", {text("ZohoCreator/ZohoCRM"), text("/")}), "ZohoCreator,ZohoCRM");
  EXPECT_EQ(call("toList", {text("a//b"), text("/")}).container().size(), 3u);
  EXPECT_EQ(call("toList", {text("abc"), text("/")}).container().size(), 1u);
  EXPECT_EQ(call("toList", {text("/a/"), text("/")}).container().size(), 3u);
  EXPECT_EQ(call("toList", {text("a|||b"), text("|||")}).container().size(), 2u);
  EXPECT_EQ(call("toList", {text("")}).container().size(), 1u);
}

TEST_F(ConversionTest, ToListWithoutSeparatorSplitsOnCommas) {
  EXPECT_EQ(call("toList", {text("1,1,1")}).container().size(), 3u);
  EXPECT_EQ(call("toList", {text("a b")}).container().size(), 1u);
}

TEST_F(ConversionTest, ToListOfNothingGivesCharactersAndAnEmptyOne) {
  const Value parts = call("toList", {call("leftpad", {text(""), number(19)}), text("")});
  EXPECT_EQ(parts.container().size(), 20u);
  EXPECT_EQ(shown("toList", {text("a\xC3\xA9"), text("")}), "a,\xC3\xA9,");
}

TEST_F(ConversionTest, ToListOfManyPartsIsLinear) {
  EXPECT_EQ(call("toList", {call("repeat", {text("1,"), number(500'000)})}).container().size(), 500'001u);
}

TEST_F(ConversionTest, ToMap) {
  EXPECT_EQ(shown("toMap", {text("{company:Zoho, product:Creator}")}),
            "{\"company\":\"Zoho\",\"product\":\"Creator\"}");
  EXPECT_EQ(error_of("toMap", {text("Zoho")}), "Invalid JSON Format String");
  EXPECT_EQ(error_of("toMap", {text("[1]")}), "Invalid JSON Format String");
  EXPECT_EQ(error_of("toMap", {text("")}), "Invalid JSON Format String");
  const Value value = map({{"a", number(1)}});
  EXPECT_EQ(&call("toMap", {value}).container(), &value.container());
}

TEST_F(ConversionTest, ToMapOfTextCopies) {
  const Value value = map({{"a", number(1)}});
  const Value copy = call("toMap", {call("toString", {value})});
  call("put", {copy, text("b"), number(2)});
  EXPECT_EQ(shown(value), "{\"a\":1}");
}

TEST_F(ConversionTest, ToMapHasALimit) {
  Limits small;
  small.parse_text = 10;
  Budget tight(small);
  Context other(heap, tight, host);
  const FunctionRecord* record = functions().method(functions().find_name("toMap"), Type::Text);
  Value arguments[] = {text("{\"a\":12345}")};
  Call native{other, arguments, *record};
  EXPECT_THROW(record->run(native), Raised);
}

TEST_F(ConversionTest, ToJsonList) {
  const Value orders = call("getJSON", {text("{Name:'Lia', OrderNo:[343,443,577]}"), text("OrderNo")});
  EXPECT_EQ(shown("toJSONList", {orders}), "343,443,577");
  const Value rows = call("toJSONList", {text("[{\"id\":1},{\"id\":2}]")});
  EXPECT_EQ(shown("getJSON", {rows.container().items()[1], text("id")}), "2");
  EXPECT_EQ(error_of("toJSONList", {text("{\"a\":1}")}), "Invalid JSON Format String");
  EXPECT_EQ(error_of("toJSONList", {text("[1,")}), "Invalid JSON Format String");
}

// ---- numbers

TEST_F(ConversionTest, ToLong) {
  EXPECT_EQ(shown("toNumber", {decimal("123.25")}), "123");
  EXPECT_EQ(shown("toLong", {decimal("99.9")}), "99");
  EXPECT_EQ(shown("toNumber", {text("1234")}), "1234");
  EXPECT_EQ(shown("toLong", {Value::date_time(1000, true)}), "1000");
  EXPECT_NE(error_of("toNumber", {text("134A123B")}), "");
  EXPECT_NE(error_of("toNumber", {text("")}), "");
  EXPECT_NE(error_of("toNumber", {Value()}), "");
}

TEST_F(ConversionTest, ToDecimal) {
  EXPECT_EQ(shown("toDecimal", {decimal("99.9")}), "99.9");
  EXPECT_EQ(shown("toDecimal", {text("100")}), "100");
  EXPECT_NE(error_of("toDecimal", {text("")}), "");
  EXPECT_NE(error_of("toDecimal", {Value()}), "");
}

// ---- toString and text

TEST_F(ConversionTest, ToStringOfAnything) {
  EXPECT_EQ(call("toString", {number(100)}).text(), "100");
  EXPECT_EQ(call("toText", {numbers({1, 2})}).text(), "1,2");
  EXPECT_EQ(call("toString", {boolean(true)}).text(), "true");
}

TEST_F(ConversionTest, NumberPatterns) {
  const auto by = [&](std::string_view number, std::string_view pattern) {
    return shown("toString", {decimal(number), text(pattern)});
  };
  EXPECT_EQ(by("1000000.05", "#,##0"), "1,000,000");
  EXPECT_EQ(by("1000000.05", "\xC2\xA3#,##0.00"),
            "\xC2\xA3"
            "1,000,000.05");
  EXPECT_EQ(by("0.2", "0%"), "20%");
  EXPECT_EQ(by("0.5", "#.##"), "0.5");
  EXPECT_EQ(by("0.5", "#.00"), ".50");
  EXPECT_EQ(by("0", "#"), "0");
  EXPECT_EQ(by("1.005", "0.00"), "1.00");
  EXPECT_EQ(by("1.015", "0.00"), "1.02");
  EXPECT_EQ(by("999.995", "0.00"), "1000.00");
  EXPECT_EQ(by("-1234.5", "#,##0.00"), "-1,234.50");
  EXPECT_EQ(by("-1234.5", "#,##0.00;(#,##0.00)"), "(1,234.50)");
  EXPECT_EQ(by("12", "'#'0"), "#12");
  EXPECT_EQ(by("0.123", "0.0\xE2\x80\xB0"), "123.0\xE2\x80\xB0");
  EXPECT_EQ(by("2.5", "0"), "2");
  EXPECT_EQ(by("3.5", "0"), "4");
}

TEST_F(ConversionTest, NumberPatternsThatAreNone) {
  EXPECT_EQ(shown("toString", {number(5), text("0#")}), "null");
  EXPECT_EQ(shown("toString", {number(5), text("0.0.0")}), "null");
  EXPECT_EQ(shown("toString", {number(5), text("0E0")}), "null");
}

TEST_F(ConversionTest, TextFunction) {
  EXPECT_EQ(shown("text", {number(2434), text("000000000")}), "000002434");
  EXPECT_EQ(shown("text", {text("123123456"), text("##,###")}), "123,123,456");
  EXPECT_EQ(shown("text", {text("12345654.1234"), text("$#,##0.00")}), "$12,345,654.12");
  EXPECT_EQ(error_of("text", {number(1)}), "No. of arguments mismatches for the function text");
  EXPECT_EQ(error_of("text", {text("abc"), text("0")}),
            "'TEXT' can not be cast to '[DECIMAL, NUMBER, DATE, DATE-TIME]' for the function 'text'");
}

TEST_F(ConversionTest, DatePatterns) {
  const Value date = Value::date_time(1'577'577'600'000, false);  // 29-Dec-2019
  EXPECT_EQ(shown("toText", {date, text("yyyy")}), "2019");
  EXPECT_EQ(shown("toText", {date, text("YYYY")}), "2020");
  EXPECT_EQ(shown("toString", {date, text("MMM dd, yy 'at' hh:mm:ss"), text("Europe/Moscow")}),
            "Dec 29, 19 at 03:00:00");
  EXPECT_EQ(shown("toString", {date, text("random words")}), "null");
  EXPECT_EQ(shown("toString", {number(0), text("yyyy")}), "1970");
}

TEST_F(ConversionTest, DatePatternsOfText) {
  EXPECT_EQ(shown("toString", {text("29-Dec-2019"), text("yyyy")}), "2019");
  EXPECT_EQ(error_of("toString", {text("no date"), text("yyyy")}), "UnParsable date");
  context.dialect = grammar::Dialect::Creator;
  EXPECT_EQ(shown("toString", {text("29-Dec-2019"), text("yyyy")}), "29-Dec-2019");
  EXPECT_EQ(shown("toString", {text("no date"), text("yyyy")}), "no date");
  EXPECT_EQ(shown("toString", {number(0), text("yyyy")}), "0");
}

// ---- logical

TEST_F(ConversionTest, EmptinessInTheStandardDialect) {
  const auto row = [&](const Value& value) {
    return shown("isBlank", {value}) + " " + shown("isNull", {value}) + " " + shown("isEmpty", {value});
  };
  EXPECT_EQ(row(text(" ")), "true false true");
  EXPECT_EQ(row(text("")), "true true true");
  EXPECT_EQ(row(Value()), "false true true");
  EXPECT_EQ(row(empty()), "true false true");
  EXPECT_EQ(row(texts({""})), "false false false");
  EXPECT_EQ(row(map({{"", text("")}})), "false false false");
}

TEST_F(ConversionTest, EmptinessInCreator) {
  context.dialect = grammar::Dialect::Creator;
  const auto row = [&](const Value& value) {
    return shown("isBlank", {value}) + " " + shown("isNull", {value}) + " " + shown("isEmpty", {value});
  };
  EXPECT_EQ(row(text(" ")), "true false false");
  EXPECT_EQ(row(text("")), "true true true");
  EXPECT_EQ(row(Value()), "true true true");
  EXPECT_EQ(row(empty()), "true false true");
  EXPECT_EQ(row(texts({" "})), "false false false");
  EXPECT_EQ(row(map({{" ", text(" ")}})), "false false false");
}

TEST_F(ConversionTest, IsValidObject) {
  EXPECT_EQ(shown("isValidObject", {text("Zoho")}), "true");
  EXPECT_EQ(shown("isValidObject", {text("")}), "false");
  EXPECT_EQ(shown("isValidObject", {Value()}), "false");
  EXPECT_EQ(shown("isValidObject", {numbers({})}), "false");
}

TEST_F(ConversionTest, EqualsIsStrict) {
  EXPECT_EQ(shown("equals", {text("5"), number(5)}), "false");
  EXPECT_EQ(shown("equals", {text("Zoho"), text("zoho")}), "false");
  EXPECT_EQ(shown("equals", {Value::date_time(0, false), Value::date_time(0, true)}), "true");
  EXPECT_EQ(shown("equals", {Value(), Value()}), "true");
}

TEST_F(ConversionTest, TypeChecks) {
  EXPECT_EQ(shown("isNumber", {text("12.3")}), "true");
  EXPECT_EQ(shown("isNumber", {text("24/2*10")}), "false");
  EXPECT_EQ(shown("isNumber", {numbers({1, 2})}), "null");
  EXPECT_EQ(shown("isText", {text("Hello")}), "true");
  EXPECT_EQ(shown("isText", {text("123")}), "false");
  EXPECT_EQ(shown("isText", {text("")}), "true");
  EXPECT_EQ(shown("isText", {text("01-Jan-2019")}), "false");
  EXPECT_EQ(shown("isText", {boolean(true)}), "null");
  EXPECT_EQ(shown("isDate", {text("01-Jan-2019")}), "true");
  EXPECT_EQ(shown("isDate", {number(5)}), "false");
  EXPECT_EQ(error_of("isDate", {text("no date")}), "UnParsable date");
  EXPECT_EQ(shown("isFile", {text("a.pdf")}), "false");
}

}  // namespace
}  // namespace sluice::builtins
