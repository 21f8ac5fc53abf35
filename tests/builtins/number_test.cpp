// Exact arithmetic functions of builtins-number.md §1 and §4.
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

class NumberTest : public BuiltinTest {
 protected:
  std::string rounded(std::string_view digits, std::int64_t places) {
    return shown("round", {decimal(digits), number(places)});
  }
};

TEST_F(NumberTest, Abs) {
  EXPECT_EQ(shown("abs", {decimal("-15.50")}), "15.50");
  EXPECT_EQ(shown("abs", {number(-7)}), "7");
  EXPECT_NE(error_of("abs", {number(-9223372036854775807 - 1)}), "");
}

TEST_F(NumberTest, CeilAndFloor) {
  EXPECT_EQ(shown("ceil", {decimal("10.1")}), "11");
  EXPECT_EQ(shown("ceil", {decimal("-10.1")}), "-10");
  EXPECT_EQ(shown("floor", {decimal("10.1")}), "10");
  EXPECT_EQ(shown("floor", {decimal("-10.1")}), "-11");
  EXPECT_EQ(call("ceil", {decimal("10.0")}).type(), Type::Number);
}

TEST_F(NumberTest, Frac) {
  EXPECT_EQ(shown("frac", {decimal("24.6")}), "0.6");
  EXPECT_EQ(shown("frac", {decimal("-25.1")}), "-0.1");
  EXPECT_EQ(shown("frac", {number(5)}), "0");
}

TEST_F(NumberTest, Round) {
  EXPECT_EQ(rounded("-218.4", 0), "-218");
  EXPECT_EQ(rounded("218.5", 0), "219");
  EXPECT_EQ(rounded("218.49", 1), "218.5");
  EXPECT_EQ(rounded("218.44", 1), "218.4");
  EXPECT_EQ(rounded("214.2", -1), "210");
  EXPECT_EQ(rounded("218.2", -1), "220");
  EXPECT_EQ(rounded("218.2", -2), "200");
  EXPECT_EQ(rounded("294.2", -2), "300");
  EXPECT_EQ(rounded("218.222", -3), "0");
  EXPECT_EQ(rounded("-150.55", -2), "-200");
  EXPECT_EQ(rounded("-192.66", -1), "-190");
  EXPECT_EQ(rounded("999", -3), "0");
  EXPECT_EQ(rounded("0.4", -1), "0");
  EXPECT_EQ(shown("round", {number(5), number(2)}), "5");
  EXPECT_EQ(rounded("1.5", 9'000'000'000), "1.5");
  EXPECT_EQ(rounded("1.5", -9'000'000'000), "0");
  EXPECT_NE(error_of("round", {decimal("1.5")}), "");
}

TEST_F(NumberTest, Truncate) {
  EXPECT_EQ(shown("truncate", {decimal("25.125432"), number(2)}), "25.12");
  EXPECT_EQ(shown("truncate", {decimal("9789.852"), number(0)}), "9789");
  EXPECT_EQ(shown("truncate", {decimal("9789.852"), number(-2)}), "9700");
}

TEST_F(NumberTest, MaxAndMin) {
  EXPECT_EQ(shown("max", {number(100), number(200)}), "200");
  EXPECT_EQ(shown("min", {number(100), decimal("99.50")}), "99.50");
}

TEST_F(NumberTest, Power) {
  EXPECT_EQ(shown("power", {number(3), number(2)}), "9");
  EXPECT_EQ(shown("power", {number(2), number(64)}), "18446744073709551616");
  EXPECT_EQ(shown("power", {number(2), decimal("0.5")}), "1.4142135623730951");
  EXPECT_EQ(shown("power", {number(0), number(0)}), "1");
  EXPECT_EQ(shown("power", {number(1), number(9223372036854775807)}), "1");
  EXPECT_NE(error_of("power", {number(10), number(9223372036854775807)}), "");
}

TEST_F(NumberTest, Signs) {
  EXPECT_EQ(shown("signum", {decimal("25.125432")}), "1.0");
  EXPECT_EQ(shown("signum", {number(-12)}), "-1.0");
  EXPECT_EQ(shown("signum", {number(0)}), "0.0");
  EXPECT_EQ(shown("isEven", {number(1234)}), "true");
  EXPECT_EQ(shown("isOdd", {number(-111)}), "true");
}

TEST_F(NumberTest, RandomNumberNeverReachesItsEnd) {
  for (int i = 0; i < 200; ++i) {
    const std::int64_t whole = call("randomNumber", {number(1), number(3)}).as_number();
    EXPECT_TRUE(whole == 1 || whole == 2);
    const Value part = call("randomnumber", {number(5), decimal("5.5")});
    EXPECT_TRUE(compare(part, number(5)) >= 0 && compare(part, decimal("5.5")) < 0);
  }
  EXPECT_EQ(error_of("randomNumber", {number(3), number(3)}),
            "3 is out of range for the function randomNumber: it must be larger than the first number");
}

TEST_F(NumberTest, RandomNumberOfTheWholeRange) {
  call("randomNumber", {number(-9223372036854775807 - 1), number(9223372036854775807)});
}

TEST_F(NumberTest, ToHex) {
  EXPECT_EQ(shown("toHex", {number(100)}), "64");
  EXPECT_EQ(shown("toHex", {number(-1)}), "ffffffffffffffff");
}

}  // namespace
}  // namespace sluice::builtins
