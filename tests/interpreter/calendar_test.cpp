// The civil calendar against a day count made by stepping through every day, and against java.time.
#include "interpreter/calendar.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace sluice::interpreter {
namespace {

TEST(CalendarTest, CountsEveryDayFromMinusTenThousandToTenThousand) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::int64_t day = -4'371'953;  // LocalDate.of(-10000, 1, 1).toEpochDay(), a Saturday
  int weekday = 6;
  for (std::int32_t year = -10000; year <= 10000; ++year) {
    bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
    int in_year = 0;
    for (int month = 1; month <= 12; ++month) {
      int length = kLengths[month - 1] + (month == 2 && leap ? 1 : 0);
      ASSERT_EQ(days_in_month(year, month), length);
      for (int date = 1; date <= length; ++date, ++day, weekday = (weekday + 1) % 7) {
        ++in_year;
        ASSERT_EQ(days_from_civil(year, month, date), day) << year << '-' << month << '-' << date;
        Fields fields = civil_from_days(day);
        ASSERT_TRUE(fields.year == year && fields.month == month && fields.day == date) << day;
        ASSERT_EQ(day_of_week(day), weekday) << day;
      }
    }
    ASSERT_EQ(day_of_year(day - 1), in_year);
  }
}

struct Day {
  std::int64_t days;
  std::int32_t year;
  int month, day, weekday, day_of_year;
  int week, week_year;  // of java.util.GregorianCalendar in the United States; 0 before year 1
};

// Printed by Java 17: LocalDate.ofEpochDay and GregorianCalendar(UTC, Locale.US), for 60 random days.
constexpr Day kJavaDays[] = {
    {906616, 4452, 3, 25, 1, 85, 13, 4452},    {1040048, 4817, 7, 22, 6, 203, 29, 4817},
    {-1855764, -3111, 2, 2, 3, 33, 0, 0},      {2109977, 7746, 12, 3, 6, 337, 49, 7746},
    {743918, 4006, 10, 12, 4, 285, 41, 4006},  {-1829721, -3040, 5, 24, 6, 145, 0, 0},
    {-3499756, -7613, 12, 30, 3, 364, 0, 0},   {1767819, 6810, 2, 15, 1, 46, 8, 6810},
    {-3770774, -8355, 12, 21, 4, 355, 0, 0},   {2337323, 8369, 5, 17, 6, 137, 20, 8369},
    {263074, 2690, 4, 10, 4, 100, 15, 2690},   {1297152, 5521, 6, 26, 0, 177, 27, 5521},
    {-117250, 1648, 12, 24, 4, 359, 52, 1648}, {-955185, -646, 10, 17, 4, 290, 0, 0},
    {-2534011, -4968, 2, 12, 0, 43, 0, 0},     {-1607806, -2433, 12, 24, 0, 358, 0, 0},
    {1195560, 5243, 5, 2, 6, 122, 18, 5243},   {-2783050, -5650, 4, 9, 0, 99, 0, 0},
    {-2110742, -3810, 12, 26, 0, 360, 0, 0},   {1888823, 7141, 6, 4, 3, 155, 23, 7141},
    {-3625004, -7955, 1, 28, 6, 28, 0, 0},     {-1184597, -1274, 9, 8, 3, 251, 0, 0},
    {-596744, 336, 3, 4, 3, 64, 10, 336},      {-3627149, -7961, 3, 16, 3, 75, 0, 0},
    {-56630, 1814, 12, 15, 4, 349, 51, 1814},  {1033675, 4800, 2, 9, 3, 40, 7, 4800},
    {-1541691, -2252, 12, 29, 0, 364, 0, 0},   {1660046, 6515, 1, 20, 0, 20, 4, 6515},
    {-1024200, -835, 11, 2, 2, 306, 0, 0},     {-1131153, -1127, 1, 3, 2, 3, 0, 0},
    {2223145, 8056, 10, 6, 5, 280, 41, 8056},  {-3581597, -7837, 12, 3, 6, 337, 0, 0},
    {-23169, 1906, 7, 27, 5, 208, 30, 1906},   {-2951071, -6110, 3, 30, 0, 89, 0, 0},
    {22036, 2030, 5, 2, 4, 122, 18, 2030},     {50724, 2108, 11, 17, 6, 322, 46, 2108},
    {1251970, 5397, 10, 11, 3, 284, 41, 5397}, {-4087044, -9220, 1, 21, 1, 21, 0, 0},
    {-716440, 8, 6, 15, 0, 167, 25, 8},        {2375936, 8475, 2, 3, 0, 34, 6, 8475},
    {-1822412, -3020, 5, 28, 0, 149, 0, 0},    {2620702, 9145, 3, 29, 4, 88, 13, 9145},
    {-1160423, -1208, 11, 14, 6, 319, 0, 0},   {1096648, 4972, 7, 9, 4, 191, 28, 4972},
    {-1901368, -3236, 3, 26, 4, 86, 0, 0},     {-2518662, -4926, 2, 20, 5, 51, 0, 0},
    {-1914565, -3272, 2, 7, 2, 38, 0, 0},      {-233728, 1330, 1, 28, 6, 28, 4, 1330},
    {-1407639, -1884, 1, 7, 2, 7, 0, 0},       {-2964446, -6147, 8, 16, 2, 228, 0, 0},
    {695522, 3874, 4, 11, 6, 101, 15, 3874},   {1579643, 6294, 12, 1, 6, 335, 48, 6294},
    {-3576127, -7822, 11, 24, 2, 328, 0, 0},   {-2196340, -4044, 8, 17, 5, 230, 0, 0},
    {858220, 4319, 9, 24, 3, 267, 39, 4319},   {-2281610, -4277, 3, 2, 2, 61, 0, 0},
    {-2066560, -3689, 12, 15, 5, 349, 0, 0},   {986869, 4671, 12, 16, 6, 350, 50, 4671},
    {1094960, 4967, 11, 25, 3, 329, 48, 4967}, {-3405595, -7355, 10, 19, 0, 292, 0, 0},
};

TEST(CalendarTest, AgreesWithJava) {
  for (const Day& day : kJavaDays) {
    Fields fields = civil_from_days(day.days);
    EXPECT_EQ(fields.year, day.year) << day.days;
    EXPECT_EQ(fields.month, day.month) << day.days;
    EXPECT_EQ(fields.day, day.day) << day.days;
    EXPECT_EQ(day_of_week(day.days), day.weekday) << day.days;
    EXPECT_EQ(day_of_year(day.days), day.day_of_year) << day.days;
    if (day.week == 0) continue;
    EXPECT_EQ(week_of(day.days).number, day.week) << day.days;
    EXPECT_EQ(week_of(day.days).year, day.week_year) << day.days;
  }
}

TEST(CalendarTest, WeeksMayStartOnAnyDay) {
  std::int64_t sunday = days_from_civil(2021, 2, 7);
  EXPECT_EQ(week_of(sunday).number, 7);  // deluge/help/functions/datetime/getweekofyear
  EXPECT_EQ(week_of(sunday, 1).number, 6);
  EXPECT_EQ(week_of(days_from_civil(2019, 12, 31)).number, 1);
  EXPECT_EQ(week_of(days_from_civil(2019, 12, 31)).year, 2020);
}

TEST(CalendarTest, EveryMillisecondOf64BitsHasFields) {
  constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(fields_at(kLast, 0).year, 292278994);
  EXPECT_EQ(fields_at(kLast, 0).hour, 7);
  EXPECT_EQ(fields_at(kLast, 50'400'000).hour, 21);
  EXPECT_EQ(fields_at(kFirst, -50'400'000).year, -292275055);
  EXPECT_EQ(local_milliseconds(fields_at(-1, 0)), -1);
}

TEST(CalendarTest, FarYearsAreClampedNotOverflowed) {
  Fields fields;
  fields.year = std::numeric_limits<std::int32_t>::max();
  EXPECT_GT(local_milliseconds(fields), 9'000'000'000'000'000'000);
  fields.year = std::numeric_limits<std::int32_t>::min();
  EXPECT_LT(local_milliseconds(fields), -9'000'000'000'000'000'000);
}

TEST(CalendarTest, FindsNamesInAnyCase) {
  EXPECT_EQ(find_month("sep"), 9);
  EXPECT_EQ(find_month("SEPTEMBER"), 9);
  EXPECT_EQ(find_month("Sept"), 0);
  EXPECT_EQ(find_month("Se"), 0);
  EXPECT_EQ(find_month(""), 0);
  EXPECT_EQ(find_weekday("tuesday"), 2);
  EXPECT_EQ(find_weekday("Sun"), 0);
  EXPECT_EQ(find_weekday("Someday"), -1);
}

}  // namespace
}  // namespace sluice::interpreter
