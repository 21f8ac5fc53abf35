// Exact decimal arithmetic: the documented cases and the edges of 64 bits and of the digit limit. Random operands are
// in decimal_model_test.cpp.
#include "interpreter/decimal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/error.h"

namespace sluice::interpreter {
namespace {

constexpr std::int64_t kSmallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

std::string printed(const Value& value) {
  std::string text;
  append_numeric(text, value);
  return text;
}

std::string printed(const std::optional<Value>& value) { return value ? printed(*value) : "nothing"; }

class DecimalTest : public testing::Test {
 protected:
  using Operation = std::optional<Value> (*)(Heap&, const Value&, const Value&);

  Value value_of(std::string_view text) {
    std::optional<Value> value = parse_numeric(heap_, text);
    EXPECT_TRUE(value) << text;
    return value ? *value : Value();
  }
  Value decimal_of(std::string_view text) {
    std::optional<Value> value = parse_decimal(heap_, text);
    EXPECT_TRUE(value) << text;
    return value ? *value : Value();
  }
  std::string sum(std::string_view a, std::string_view b) { return result(add, a, b); }
  std::string difference(std::string_view a, std::string_view b) { return result(subtract, a, b); }
  std::string product(std::string_view a, std::string_view b) { return result(multiply, a, b); }
  std::string quotient(std::string_view a, std::string_view b) { return result(divide, a, b); }
  std::string rest(std::string_view a, std::string_view b) { return result(remainder, a, b); }
  std::string rounding(std::string_view text, int digits, Rounding mode = Rounding::HalfUp) {
    return printed(rounded(heap_, value_of(text), digits, mode));
  }
  std::string double_text(double value) { return printed(from_double(heap_, value)); }
  void expect_too_large(const std::function<void()>& action) {
    try {
      action();
      FAIL() << "nothing was raised";
    } catch (const Raised& raised) { EXPECT_EQ(raised.fault().code, messages::DecimalTooLarge); }
  }

  Heap heap_;

 private:
  std::string result(Operation operation, std::string_view a, std::string_view b) {
    return printed(operation(heap_, value_of(a), value_of(b)));
  }
};

TEST_F(DecimalTest, AddsExactly) {
  EXPECT_EQ(sum("1.4", "4"), "5.4");
  EXPECT_EQ(sum("0.1", "0.2"), "0.3");
  EXPECT_EQ(sum("15.50", "0"), "15.50");
  EXPECT_EQ(sum("15.50", "-15.5"), "0.00");
  EXPECT_EQ(difference("24.6", "24"), "0.6");
  EXPECT_EQ(product("15.50", "2"), "31.00");
  EXPECT_EQ(product("-1.5", "0.0"), "0.00");
}

TEST_F(DecimalTest, NumberWithNumberIsANumber) {
  EXPECT_TRUE(add(heap_, Value::number(1), Value::number(2))->is_number());
  EXPECT_TRUE(remainder(heap_, Value::number(7), Value::number(2))->is_number());
  EXPECT_TRUE(add(heap_, Value::number(1), value_of("2.0"))->is_decimal());
  EXPECT_TRUE(divide(heap_, Value::number(4), Value::number(2))->is_decimal());
}

TEST_F(DecimalTest, NumbersBeyond64BitsGiveNothing) {
  EXPECT_EQ(printed(add(heap_, Value::number(kLargest), Value::number(1))), "nothing");
  EXPECT_EQ(printed(subtract(heap_, Value::number(kSmallest), Value::number(1))), "nothing");
  EXPECT_EQ(printed(multiply(heap_, Value::number(kSmallest), Value::number(-1))), "nothing");
  EXPECT_EQ(printed(negate(heap_, Value::number(kSmallest))), "nothing");
  EXPECT_EQ(printed(remainder(heap_, Value::number(kSmallest), Value::number(-1))), "0");
}

TEST_F(DecimalTest, DecimalsGrowBeyond64BitsAndComeBack) {
  const Value large = Value::decimal(kLargest, 0);
  const Value wide = *add(heap_, large, Value::number(1));
  EXPECT_EQ(wide.tag(), Tag::WideDecimal);
  EXPECT_EQ(printed(wide), "9223372036854775808");
  EXPECT_EQ(subtract(heap_, wide, Value::number(1))->tag(), Tag::Decimal);
  EXPECT_EQ(negate(heap_, wide)->tag(), Tag::Decimal);
  EXPECT_EQ(printed(negate(heap_, Value::decimal(kSmallest, 2))), "92233720368547758.08");
  EXPECT_EQ(printed(subtract(heap_, value_of("0.0"), Value::number(kSmallest))), "9223372036854775808.0");
}

TEST_F(DecimalTest, CarriesThroughManyLimbs) {
  const std::string nines(100, '9');
  const std::string power = "1" + std::string(100, '0');
  EXPECT_EQ(sum(nines, "1.0"), power + ".0");
  EXPECT_EQ(difference(power, "1"), nines);
  EXPECT_EQ(product(nines, nines), std::string(99, '9') + "8" + std::string(99, '0') + "1");
  EXPECT_EQ(quotient(product(nines, nines), nines), nines);
}

TEST_F(DecimalTest, GivesTheMemoryOfWideValuesBack) {
  { const Value wide = *multiply(heap_, decimal_of("1e300"), decimal_of("1e300")); }
  EXPECT_EQ(heap_.used(), 0u);
}

TEST_F(DecimalTest, DividesExactlyWhereTheQuotientEnds) {
  EXPECT_EQ(quotient("5", "5"), "1");
  EXPECT_EQ(quotient("10", "4"), "2.5");
  EXPECT_EQ(quotient("15.50", "1"), "15.5");
  EXPECT_EQ(quotient("0.00", "7"), "0");
  EXPECT_EQ(quotient("10", "0.1"), "100");
  EXPECT_EQ(quotient("1", "1024"), "0.0009765625");
  EXPECT_EQ(quotient("-9223372036854775808", "-1"), "9223372036854775808");
  EXPECT_EQ(quotient("1", "1180591620717411303424"),  // 2^70
            "0.0000000000000000000008470329472543003390683225006796419620513916015625");
}

TEST_F(DecimalTest, RoundsAQuotientWithoutEndToSixteenDigits) {
  EXPECT_EQ(quotient("10", "3"), "3.333333333333333");
  EXPECT_EQ(quotient("2", "3"), "0.6666666666666667");
  EXPECT_EQ(quotient("-2", "3"), "-0.6666666666666667");
  EXPECT_EQ(quotient("1000000000000000000000000000000", "3"), "333333333333333300000000000000");
  EXPECT_EQ(quotient("29999999999999999999", "30000000000000000000"), "1");
  EXPECT_EQ(quotient("9223372036854775807", "3.7"), "2492803253203993000");
}

TEST_F(DecimalTest, RoundsAQuotientThatEndsTooLate) {
  const Value factor = decimal_of("1267650600228229401496703205376");  // 2^100
  Value power = factor;
  for (int i = 1; i < 300; ++i) power = *multiply(heap_, power, factor);
  // 2^-30000 has 30000 digits after the point, of which 9030 are zeros at the beginning.
  const std::string text = printed(*divide(heap_, decimal_of("1"), power));
  EXPECT_EQ(text.size(), 2u + 9030 + 16);
  EXPECT_EQ(text.substr(2 + 9030), "1259302543584091");
}

TEST_F(DecimalTest, HasNoQuotientByZero) {
  EXPECT_EQ(quotient("1", "0"), "nothing");
  EXPECT_EQ(quotient("0.0", "0.00"), "nothing");
  EXPECT_EQ(rest("1", "0.0"), "nothing");
}

TEST_F(DecimalTest, TruncatesTheRemainder) {
  EXPECT_EQ(rest("7", "-3"), "1");
  EXPECT_EQ(rest("-7", "3"), "-1");
  EXPECT_EQ(rest("5.5", "2"), "1.5");
  EXPECT_EQ(rest("-5.50", "2.0"), "-1.50");
  EXPECT_EQ(rest("1e300", "0.7"), "0.3");
}

TEST_F(DecimalTest, ComparesByValue) {
  EXPECT_TRUE(compare(value_of("5"), value_of("5.0")) == 0);
  EXPECT_TRUE(compare(value_of("5"), value_of("5.0000000000000000000000000000000000000001")) < 0);
  EXPECT_TRUE(compare(value_of("-1e40"), value_of("1")) < 0);
  EXPECT_TRUE(compare(value_of("-1e40"), value_of("-1e39")) < 0);
  EXPECT_TRUE(compare(value_of("9223372036854775807"), value_of("9223372036854775807.5")) < 0);
  EXPECT_TRUE(compare(value_of("0"), value_of("0e-300")) == 0);
  EXPECT_TRUE(compare(from_double(heap_, 1e20), value_of("1e20")) == 0);
  EXPECT_EQ(hash_of(from_double(heap_, 1e20), 1), hash_of(value_of("1e20"), 1));
}

TEST_F(DecimalTest, RoundsAsDocumented) {
  EXPECT_EQ(rounding("-218.4", 0), "-218");
  EXPECT_EQ(rounding("218.5", 0), "219");
  EXPECT_EQ(rounding("218.49", 1), "218.5");
  EXPECT_EQ(rounding("218.44", 1), "218.4");
  EXPECT_EQ(rounding("214.2", -1), "210");
  EXPECT_EQ(rounding("218.2", -2), "200");
  EXPECT_EQ(rounding("294.2", -2), "300");
  EXPECT_EQ(rounding("218.222", -3), "0");
  EXPECT_EQ(rounding("-150.55", -2), "-200");
  EXPECT_EQ(rounding("-192.66", -1), "-190");
  EXPECT_EQ(rounding("25.125432", 2, Rounding::Down), "25.12");
  EXPECT_EQ(rounding("9789.852", 0, Rounding::Down), "9789");
  EXPECT_EQ(rounding("9789.852", -2, Rounding::Down), "9700");
  EXPECT_EQ(rounding("10.1", 0, Rounding::Ceiling), "11");
  EXPECT_EQ(rounding("-10.1", 0, Rounding::Ceiling), "-10");
  EXPECT_EQ(rounding("-10.1", 0, Rounding::Floor), "-11");
}

TEST_F(DecimalTest, RoundsToExactlyTheScaleAskedFor) {
  EXPECT_EQ(rounding("218.4", 3), "218.400");
  EXPECT_EQ(rounding("5", 2), "5.00");
  EXPECT_EQ(rounding("9223372036854775807", 1), "9223372036854775807.0");
  EXPECT_EQ(rounding("999", -3), "1000");
  EXPECT_EQ(rounding("1", std::numeric_limits<int>::min()), "0");
  expect_too_large([&] { rounding("1", std::numeric_limits<int>::max()); });
  expect_too_large([&] { rounding("1", std::numeric_limits<int>::min(), Rounding::Ceiling); });
}

TEST_F(DecimalTest, StripsOnlyTheFraction) {
  EXPECT_EQ(printed(stripped(heap_, value_of("1500.500"))), "1500.5");
  EXPECT_EQ(printed(stripped(heap_, value_of("1500.00"))), "1500");
  EXPECT_EQ(printed(stripped(heap_, value_of("0.000"))), "0");
  EXPECT_EQ(stripped(heap_, value_of("9223372036854775807.0")).tag(), Tag::Decimal);
  EXPECT_TRUE(stripped(heap_, Value::number(100)).is_number());
  EXPECT_EQ(scale_of(value_of("1.50")), 2);
}

TEST_F(DecimalTest, TruncatesToANumber) {
  EXPECT_EQ(truncated(value_of("123.25")), 123);
  EXPECT_EQ(truncated(value_of("-99.9")), -99);
  EXPECT_EQ(truncated(value_of("-9223372036854775808.9")), kSmallest);
  EXPECT_EQ(truncated(value_of("9223372036854775808")), std::nullopt);
  EXPECT_EQ(truncated(from_double(heap_, 1e18)), 1'000'000'000'000'000'000);
}

TEST_F(DecimalTest, ParsesNumbersAndDecimals) {
  EXPECT_TRUE(value_of("-12").is_number());
  EXPECT_TRUE(value_of("+12").is_number());
  EXPECT_TRUE(value_of("12.0").is_decimal());
  EXPECT_TRUE(decimal_of("100").is_decimal());
  EXPECT_EQ(value_of("-9223372036854775808").as_number(), kSmallest);
  EXPECT_TRUE(value_of("9223372036854775808").is_decimal());
  EXPECT_EQ(decimal_of("-9223372036854775808").tag(), Tag::Decimal);
  EXPECT_EQ(printed(value_of("+3.50")), "3.50");
  EXPECT_EQ(printed(value_of(".5")), "0.5");
  EXPECT_EQ(printed(value_of("1e3")), "1000");
  EXPECT_EQ(printed(value_of("1.5E-3")), "0.0015");
  EXPECT_EQ(printed(value_of("1.25e+1")), "12.5");
  EXPECT_EQ(printed(value_of("-0")), "0");
  EXPECT_EQ(printed(value_of("-0.0")), "0.0");
  EXPECT_EQ(printed(value_of("0e5")), "0");
  EXPECT_EQ(printed(value_of("1e400")), "1" + std::string(400, '0'));
  EXPECT_EQ(printed(value_of(std::string(20000, '0') + "7.5")), "7.5");
}

TEST_F(DecimalTest, RefusesWhatIsNotANumeral) {
  for (const char* text :
       {"",   "-",  "+",     ".",    "5.",  "-.",    "1e",    "1e+", "e5",       "1e401",    "1e-401", "1e99999999999",
        " 1", "1 ", "1,000", "0x10", "--1", "1.2.3", "1e5.0", "NaN", "Infinity", "134A123B", "24/2*10"}) {
    EXPECT_FALSE(parse_numeric(heap_, text)) << text;
    EXPECT_FALSE(parse_decimal(heap_, text)) << text;
    EXPECT_FALSE(parse_number(text)) << text;
  }
  EXPECT_FALSE(parse_numeric(heap_, std::string(kMaxDecimalDigits + 1, '1')));
  EXPECT_FALSE(parse_numeric(heap_, "." + std::string(kMaxDecimalDigits + 1, '1')));
  EXPECT_EQ(parse_number("-12"), -12);
  EXPECT_FALSE(parse_number("1.0"));
  EXPECT_FALSE(parse_number("9223372036854775808"));
}

TEST_F(DecimalTest, PrintsDoublesAsJavaDoes) {
  EXPECT_EQ(double_text(3), "3.0");
  EXPECT_EQ(double_text(-1), "-1.0");
  EXPECT_EQ(double_text(0), "0.0");
  EXPECT_EQ(double_text(-0.0), "0.0");
  EXPECT_EQ(double_text(2.718281828459045), "2.718281828459045");
  EXPECT_EQ(double_text(9999999), "9999999.0");
  EXPECT_EQ(double_text(1e7), "1.0E7");
  EXPECT_EQ(double_text(1e10), "1.0E10");
  EXPECT_EQ(double_text(0.001), "0.001");
  EXPECT_EQ(double_text(1.234e-5), "1.234E-5");
  EXPECT_EQ(double_text(2e23), "2.0E23");
  EXPECT_EQ(double_text(5e-324), "4.9E-324");
  EXPECT_EQ(double_text(std::numeric_limits<double>::max()), "1.7976931348623157E308");
  EXPECT_TRUE(from_double(heap_, std::nan("")).is_null());
  EXPECT_TRUE(from_double(heap_, -INFINITY).is_null());
}

TEST_F(DecimalTest, ArithmeticEndsThePrintingOfDoubles) {
  EXPECT_EQ(printed(add(heap_, from_double(heap_, 1e10), Value::number(1))), "10000000001.0");
  EXPECT_EQ(printed(negate(heap_, from_double(heap_, 1e20))), "-100000000000000000000");
  EXPECT_EQ(printed(rounded(heap_, from_double(heap_, 1e20), 1, Rounding::HalfUp)), "100000000000000000000.0");
}

TEST_F(DecimalTest, LimitsTheDigits) {
  const Value tiny = *divide(heap_, decimal_of("1"), decimal_of("1e400"));
  Value value = tiny;
  for (int i = 1; i < 25; ++i) value = *multiply(heap_, value, tiny);
  EXPECT_EQ(scale_of(value), 10000);
  expect_too_large([&] { multiply(heap_, value, decimal_of("0.1")); });
  expect_too_large([&] { divide(heap_, Value::number(1), value); });
  const Value large = *divide(heap_, Value::number(9), *multiply(heap_, value, Value::number(90)));
  expect_too_large([&] { add(heap_, large, decimal_of("0.1")); });
  expect_too_large([&] { multiply(heap_, large, large); });
  EXPECT_TRUE(compare(value, large) < 0);
  EXPECT_TRUE(is_zero(*remainder(heap_, large, value)));
}

}  // namespace
}  // namespace sluice::interpreter
