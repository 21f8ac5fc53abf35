// The statistics of collections.md §6.
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

class StatisticsTest : public BuiltinTest {
 protected:
  const std::string kEntries =
      "List contains invalid(TEXT) entries hence' can not be cast to 'valid list and perform desired operations";
  Value sample() { return collection({number(300), number(455), number(124), number(926), number(780)}); }
};

TEST_F(StatisticsTest, Average) {
  EXPECT_EQ(shown("average", {numbers({1, 5, 2, 3})}), "2.75");
  EXPECT_EQ(shown("average", {numbers({1, 3})}), "2");
  EXPECT_EQ(shown("average", {texts({"1", "2"})}), "1.5");
  EXPECT_EQ(shown("average", {numbers({9223372036854775807, 9223372036854775807})}), "9223372036854775807");
}

TEST_F(StatisticsTest, Median) {
  EXPECT_EQ(shown("median", {numbers({1, 5, 2, 3})}), "2.5");
  EXPECT_EQ(shown("median", {numbers({5, 1, 3})}), "3");
}

TEST_F(StatisticsTest, LargestAndSmallest) {
  EXPECT_EQ(shown("largest", {numbers({1, 5, 2, 3})}), "5");
  EXPECT_EQ(shown("smallest", {numbers({1, 5, 2, 3})}), "1");
  EXPECT_EQ(shown("largest", {list({text("10"), number(9), decimal("9.50")})}), "10");
}

TEST_F(StatisticsTest, NothingInNullOut) {
  for (const char* name : {"average", "median", "largest", "smallest"})
    EXPECT_TRUE(call(name, {numbers({})}).is_null());
}

TEST_F(StatisticsTest, NthLargestAndSmallest) {
  EXPECT_EQ(shown("nthLargest", {sample(), number(5)}), "124");
  EXPECT_EQ(shown("nthSmallest", {numbers({300, 455, 124, 926, 780}), number(2)}), "300");
  for (const int n : {0, -1, 6}) {
    EXPECT_NE(error_of("nthLargest", {sample(), number(n)}), "");
    EXPECT_NE(error_of("nthSmallest", {sample(), number(n)}), "");
  }
}

TEST_F(StatisticsTest, Rank) {
  EXPECT_EQ(shown("rank", {sample(), number(300)}), "4");
  const Value decimals =
      collection({decimal("120.12"), number(65), decimal("300.46"), decimal("600.25"), decimal("80.5")});
  EXPECT_EQ(shown("rank", {decimals, decimal("80.5"), text("asc")}), "2");
  EXPECT_EQ(shown("rank", {decimals, decimal("80.5"), text("ASC")}), "2");
  EXPECT_EQ(error_of("rank", {decimals, number(100)}), kEntries);
  EXPECT_EQ(error_of("rank", {texts({"a"}), number(1)}), kEntries);
}

TEST_F(StatisticsTest, Percentile) {
  EXPECT_EQ(shown("percentile", {sample(), number(50)}), "455");
  EXPECT_EQ(shown("percentile", {sample(), number(100)}), "926");
  EXPECT_EQ(shown("percentile", {sample(), decimal("0.1")}), "124");
  EXPECT_NE(error_of("percentile", {sample(), number(0)}), "");
  EXPECT_NE(error_of("percentile", {sample(), number(101)}), "");
  EXPECT_NE(error_of("percentile", {numbers({}), number(50)}), "");
}

TEST_F(StatisticsTest, TextThatIsNoNumberIsAnError) {
  for (const char* name : {"average", "median", "largest", "smallest"})
    EXPECT_EQ(error_of(name, {texts({"1", "x"})}), kEntries);
  EXPECT_EQ(error_of("average", {list({Value()})}), kEntries);
}

}  // namespace
}  // namespace sluice::builtins
