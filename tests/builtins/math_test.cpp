// Trigonometry against Java 17's StrictMath (tests/oracle/JavaMath.java), numbers in words against ICU 72
// (tests/oracle/icu_words.cc), and the functions computed in double.
#include "builtins/math/trigonometry.h"

#include <bit>
#include <fstream>
#include <sstream>

#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

using MathTest = BuiltinTest;

double from_bits(const std::string& digits) { return std::bit_cast<double>(std::stoull(digits, nullptr, 16)); }

TEST(TrigonometryTest, AsFdlibm) {
  std::ifstream table(SLUICE_ORACLES "/java_math.tsv");
  ASSERT_TRUE(table) << "the table is missing";
  int rows = 0;
  for (std::string x, sine, cosine, tangent; table >> x >> sine >> cosine >> tangent; ++rows) {
    const double angle = from_bits(x);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(math::sine(angle)), std::stoull(sine, nullptr, 16)) << angle;
    EXPECT_EQ(std::bit_cast<std::uint64_t>(math::cosine(angle)), std::stoull(cosine, nullptr, 16)) << angle;
    EXPECT_EQ(std::bit_cast<std::uint64_t>(math::tangent(angle)), std::stoull(tangent, nullptr, 16)) << angle;
  }
  EXPECT_GT(rows, 2000);
}

TEST_F(MathTest, WordsAsIcu) {
  std::ifstream table(SLUICE_ORACLES "/icu_words.tsv");
  ASSERT_TRUE(table) << "the table is missing";
  int rows = 0;
  for (std::string line; std::getline(table, line); ++rows) {
    std::istringstream cells(line);
    std::string language, digits, words;
    std::getline(cells, language, '\t');
    std::getline(cells, digits, '\t');
    std::getline(cells, words);
    EXPECT_EQ(shown("toWords", {*parse_numeric(heap, digits), text(language)}), words) << line;
  }
  EXPECT_GT(rows, 900);
}

TEST_F(MathTest, WordsOfDecimals) {
  EXPECT_EQ(shown("toWords", {decimal("15.50"), text("EN-US")}), "fifteen point five");
  EXPECT_EQ(shown("toWords", {decimal("12.00"), text("en-gb")}), "twelve");
  EXPECT_EQ(shown("toWords", {decimal("-0.05"), text("ko")}), "마이너스 영점공오");
  EXPECT_EQ(shown("toWords", {number(999'999'999'999'999'999), text("zh")}).size() > 20, true);
  EXPECT_EQ(error_of("toWords", {number(1'000'000'000'000'000'000), text("fr")}),
            "1000000000000000000 is out of range for the function toWords: a number has at most 18 digits here");
  EXPECT_EQ(error_of("toWords", {decimal("1234567890.123456"), text("fr")}),
            "1234567890.123456 is out of range for the function toWords: a number has at most 15 digits here");
  EXPECT_EQ(
      error_of("toWords", {number(1), text("xx")}),
      "xx is out of range for the function toWords: the languages are en-us, en-gb, en-in, fr, de, it, es, ja, ko "
      "and zh");
  EXPECT_EQ(error_of("toWords", {number(1)}), "No. of arguments mismatches for the function toWords");
}

TEST_F(MathTest, OutsideOfTheDomainIsNull) {
  for (const char* name : {"sqrt", "log", "log10", "asin", "acos", "acosh", "atanh"})
    EXPECT_TRUE(call(name, {number(-2)}).is_null()) << name;
  EXPECT_TRUE(call("log", {number(0)}).is_null());
  EXPECT_TRUE(call("asin", {decimal("1.0001")}).is_null());
  EXPECT_TRUE(call("acosh", {decimal("0.9999")}).is_null());
  EXPECT_TRUE(call("atanh", {number(1)}).is_null());
  EXPECT_TRUE(call("exp", {number(1000)}).is_null());
}

// exp and log10 are those of the C library, as Python has them; the others Java 17's StrictMath.
TEST_F(MathTest, ComputedInDouble) {
  EXPECT_EQ(shown("sqrt", {number(2)}), "1.4142135623730951");
  EXPECT_EQ(shown("sqrt", {decimal("0.25")}), "0.5");
  EXPECT_EQ(shown("exp", {number(0)}), "1.0");
  EXPECT_EQ(shown("exp", {number(-10)}), "4.5399929762484854E-5");
  EXPECT_EQ(shown("log10", {number(1000000)}), "6.0");
  EXPECT_EQ(shown("sin", {number(0)}), "0.0");
  EXPECT_EQ(shown("cos", {number(100000000)}), "-0.3633850893556905");
  EXPECT_EQ(shown("atan2", {number(0), number(-1)}), "3.141592653589793");
  EXPECT_EQ(shown("atan2", {number(-1), number(0)}), "-1.5707963267948966");
  EXPECT_EQ(shown("sinh", {number(-1)}), "-1.1752011936438014");
  EXPECT_EQ(shown("tanh", {number(20)}), "1.0");
  EXPECT_EQ(shown("asinh", {number(-1)}), "-0.8813735870195429");
  EXPECT_EQ(shown("asinh", {number(0)}), "0.0");
  EXPECT_EQ(shown("acosh", {number(1)}), "0.0");
  EXPECT_EQ(shown("degrees", {number(1)}), "57.29577951308232");
  EXPECT_EQ(shown("radians", {number(180)}), "3.141592653589793");
  EXPECT_EQ(shown("power", {number(2), number(-1)}), "0.5");
}

TEST_F(MathTest, TextIsNoNumber) {
  for (const char* name : {"sqrt", "sin", "degrees", "log"})
    EXPECT_EQ(error_of(name, {text("9")}),
              "'TEXT' can not be cast to '[DECIMAL, NUMBER]' for the function '" + std::string(name) + "'");
  EXPECT_EQ(error_of("sqrt", {Value()}), "Value is empty and 'sqrt' function cannot be applied");
  EXPECT_EQ(error_of("atan2", {number(1)}), "No. of arguments mismatches for the function atan2");
}

}  // namespace
}  // namespace sluice::builtins
