// Date functions against Java 17, laws of date arithmetic, and wrong input.
#include "builtins/date_support.h"

#include <random>

#include "builtins/business_days.h"
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

struct JavaRow {
  const char* zone;
  std::int64_t instant;
  std::int64_t count;
  std::int64_t days_later;
  std::int64_t months_later;
  std::int64_t years_later;
  int day_of_week;
  int day_of_year;
  int week;
  int week_from_monday;
  std::int64_t other;
  std::int64_t days;
  std::int64_t months;
};

constexpr JavaRow kJava[] = {
#include "tests/builtins/date_java_table.inc"
};

class DateTest : public BuiltinTest {
 protected:
  static Value moment(std::int64_t instant) { return Value::date_time(instant, true); }
  static Value day(std::int32_t year, int month, int day) {
    return Value::date_time(days_from_civil(year, month, day) * kMillisecondsPerDay, false);
  }
  std::int64_t instant(std::string_view name, std::vector<Value> arguments) {
    return call(name, std::move(arguments)).milliseconds();
  }
  std::int64_t count(std::string_view name, std::vector<Value> arguments) {
    return call(name, std::move(arguments)).as_number();
  }
};

TEST_F(DateTest, ShiftsAreJavas) {
  for (const JavaRow& row : kJava) {
    SCOPED_TRACE(std::string(row.zone) + " " + std::to_string(row.instant) + " " + std::to_string(row.count));
    context.dates.zone = find_time_zone(row.zone);
    const Value from = moment(row.instant);
    EXPECT_EQ(instant("addDay", {from, number(row.count)}), row.days_later);
    EXPECT_EQ(instant("subDay", {from, number(-row.count)}), row.days_later);
    EXPECT_EQ(instant("addMonth", {from, number(row.count)}), row.months_later);
    EXPECT_EQ(instant("subMonth", {from, number(-row.count)}), row.months_later);
    EXPECT_EQ(instant("addYear", {from, number(row.count % 50)}), row.years_later);
  }
}

TEST_F(DateTest, ComponentsAndDifferencesAreJavas) {
  for (const JavaRow& row : kJava) {
    SCOPED_TRACE(std::string(row.zone) + " " + std::to_string(row.instant));
    context.dates.zone = find_time_zone(row.zone);
    const Value from = moment(row.instant);
    const Value to = moment(row.other);
    EXPECT_EQ(count("getDayOfWeek", {from}), row.day_of_week);
    EXPECT_EQ(count("getDayOfYear", {from}), row.day_of_year);
    EXPECT_EQ(count("getWeekOfYear", {from}), row.week);
    EXPECT_EQ(count("getWeekOfYear", {from, text("monday")}), row.week_from_monday);
    EXPECT_EQ(count("daysBetween", {from, to}), row.days);
    EXPECT_EQ(count("totalMonths", {from, to}), row.months);
    EXPECT_EQ(count("totalYears", {from, to}), row.months / 12);
    EXPECT_EQ(count("monthsBetween", {from, to}), row.days / 30);
    EXPECT_EQ(count("yearsBetween", {from, to}), row.days / 365);
  }
}

// ---- laws

TEST_F(DateTest, ShiftsByDaysAndMonthsUndoEachOther) {
  std::mt19937_64 random(20240229);
  for (int i = 0; i < 2000; ++i) {
    const Value from =
        Value::date_time(static_cast<std::int64_t>(random() % 8'000'000'000'000) - 2'000'000'000'000, true);
    const Value days = number(static_cast<std::int64_t>(random() % 20'000) - 10'000);
    EXPECT_EQ(instant("subDay", {call("addDay", {from, days}), days}), from.milliseconds());
    EXPECT_EQ(instant("addWeek", {from, days}), instant("addDay", {from, number(days.as_number() * 7)}));
    EXPECT_EQ(instant("addYear", {from, number(3)}), instant("addMonth", {from, number(36)}));
    EXPECT_EQ(count("daysBetween", {from, call("addDay", {from, days})}), days.as_number());
    EXPECT_EQ(count("daysBetween", {call("addDay", {from, days}), from}), -days.as_number());
    EXPECT_EQ(instant("addHour", {from, days}), instant("addMinutes", {from, number(days.as_number() * 60)}));
    EXPECT_EQ(
        instant("eomonth", {from, days}) + kMillisecondsPerDay,
        instant("toStartOfMonth", {call("edate", {call("toStartOfMonth", {from}), number(days.as_number() + 1)})}));
  }
}

TEST_F(DateTest, WeekdaysAreAtMostAWeekAway) {
  for (int offset = 0; offset < 14; ++offset) {
    const Value from = call("addDay", {day(2024, 2, 20), number(offset)});
    for (int weekday = 0; weekday < 7; ++weekday) {
      const Value name = text(weekday_name(weekday));
      const Value next = call("nextWeekDay", {from, name});
      const Value previous = call("previousWeekDay", {from, name});
      EXPECT_EQ(count("weekday", {next}), weekday + 1);
      EXPECT_EQ(count("weekday", {previous}), weekday + 1);
      const std::int64_t ahead = count("daysBetween", {from, next});
      const std::int64_t back = count("daysBetween", {previous, from});
      EXPECT_TRUE(ahead >= 1 && ahead <= 7) << ahead;
      EXPECT_TRUE(back >= 1 && back <= 7) << back;
    }
  }
}

// Counted one day after the other.
TEST_F(DateTest, BusinessDaysAreThoseThatCountingFinds) {
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    const unsigned weekend = random() % 127;
    std::vector<std::int64_t> holidays;
    for (unsigned n = random() % 12; n > 0; --n) holidays.push_back(19'000 + random() % 60);
    const BusinessDays days(weekend, holidays);
    const auto free = [&](std::int64_t each) {
      return (weekend >> day_of_week(each) & 1) != 0 ||
             std::find(holidays.begin(), holidays.end(), each) != holidays.end();
    };
    const std::int64_t start = 19'000 + random() % 60;
    const std::int64_t steps = 1 + random() % 40;
    for (const int sign : {1, -1}) {
      std::int64_t expected = start;
      for (std::int64_t left = steps; left > 0;) left -= free(expected += sign) ? 0 : 1;
      const DayStep direction = sign > 0 ? DayStep::Forward : DayStep::Back;
      EXPECT_EQ(days.step(start, steps, direction), expected) << weekend << " " << start << " " << steps * sign;
    }
    const std::int64_t last = start + steps;
    std::int64_t working = 0;
    for (std::int64_t each = start; each <= last; ++each) working += free(each) ? 0 : 1;
    EXPECT_EQ(days.count(start, last), working);
  }
}

TEST_F(DateTest, BusinessDaysOfCenturiesTakeNoTime) {
  const BusinessDays days(1u << 0 | 1u << 6, {});
  EXPECT_EQ(days.step(0, 5'000'000'000, DayStep::Forward), 7'000'000'000);
  EXPECT_EQ(days.count(1, 7'000'000'000), 5'000'000'000);
}

// Minute by minute from 9 to 17.
TEST_F(DateTest, BusinessHoursAreThoseThatCountingFinds) {
  std::mt19937 random(11);
  const auto works = [](std::int64_t minute) {
    const std::int64_t day = floor_divide(minute, 1440);
    const std::int64_t hour = (minute - day * 1440) / 60;
    return day_of_week(day) != 0 && day_of_week(day) != 6 && hour >= 9 && hour < 17;
  };
  for (int i = 0; i < 300; ++i) {
    const std::int64_t start = 19'000 * 1440 + random() % 20'000;
    const std::int64_t minutes = 1 + random() % 3000;
    const Value hours = Value::decimal(minutes / 60 * 100 + minutes % 60, 2);
    std::int64_t forward = start;
    for (std::int64_t left = minutes; left > 0; ++forward) left -= works(forward) ? 1 : 0;
    EXPECT_EQ(instant("addBusinessHour", {moment(start * 60'000), hours}), forward * 60'000) << start << " " << minutes;
    std::int64_t back = start;
    for (std::int64_t left = minutes; left > 0; --back) left -= works(back - 1) ? 1 : 0;
    const Value negative = Value::decimal(-hours.coefficient(), 2);
    EXPECT_EQ(instant("addBusinessHour", {moment(start * 60'000), negative}), back * 60'000) << start << " " << minutes;
  }
}

// ---- wrong input

TEST_F(DateTest, ReceiversThatAreNoDates) {
  EXPECT_EQ(error_of("addDay", {number(5), number(1)}),
            "Incompatible types for addDay function at argument index 1\nRequired : [DATE-TIME, DATE]\nFound : NUMBER");
  EXPECT_EQ(error_of("addDay", {text("next week"), number(1)}), "UnParsable date");
  EXPECT_EQ(error_of("getYear", {text("31-Feb-2021")}), "UnParsable date");
  EXPECT_EQ(error_of("getYear", {Value()}), "Value is empty and 'getYear' function cannot be applied");
  EXPECT_EQ(error_of("addDay", {day(2024, 1, 1), Value()}), "Null value occurred while performing addDay operation");
  EXPECT_EQ(error_of("addDay", {day(2024, 1, 1), text("1")}),
            "'TEXT' can not be cast to '[BIGINT]' for the function 'addDay'");
  EXPECT_EQ(
      error_of("daysBetween", {day(2024, 1, 1), number(1)}),
      "Incompatible types for daysBetween function at argument index 1\nRequired : [DATE-TIME, DATE]\nFound : NUMBER");
}

TEST_F(DateTest, CreatorTakesNoTextAsDate) {
  context.dialect = grammar::Dialect::Creator;
  EXPECT_EQ(error_of("addDay", {text("01-Jan-2019"), number(1)}),
            "'TEXT' can not be cast to '[DATE-TIME, DATE]' for the function 'addDay'");
  EXPECT_EQ(error_of("daysBetween", {day(2024, 1, 1), text("01-Jan-2019")}),
            "'TEXT' can not be cast to '[DATE-TIME, DATE]' for the function 'daysBetween'");
}

// builtins-datetime.md §0.2
TEST_F(DateTest, MalformedPartsAreNullForComponentsAndErrorsElsewhere) {
  for (const char* malformed : {"01-Ja-2019", "001-Jan-2019", "01-Jan-20199", "01-Jan-2019 100:00:00"}) {
    EXPECT_TRUE(call("getYear", {text(malformed)}).is_null()) << malformed;
    EXPECT_TRUE(call("getHour", {text(malformed)}).is_null()) << malformed;
    EXPECT_TRUE(call("toStartOfWeek", {text(malformed)}).is_null()) << malformed;
    EXPECT_TRUE(call("weekday", {text(malformed)}).is_null()) << malformed;
    EXPECT_EQ(error_of("addDay", {text(malformed), number(1)}), "UnParsable date") << malformed;
    EXPECT_EQ(error_of("hoursBetween", {text(malformed), text("01-Jan-2019")}), "UnParsable date") << malformed;
  }
  EXPECT_EQ(error_of("getYear", {text("01-Foo-2019")}), "UnParsable date");
  EXPECT_EQ(shown("addDay", {text("01-Jan-2019 25:10:10"), number(1)}), "02-Jan-2019 00:00:00");
  EXPECT_EQ(shown("addDay", {text("01-Jan-2019 10:61:10"), number(1)}), "02-Jan-2019 10:00:00");
  EXPECT_EQ(shown("addDay", {text("01-Jan-2019 10:10:61"), number(1)}), "02-Jan-2019 10:10:00");
}

TEST_F(DateTest, NoDateIsTooFarAway) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  for (const char* name :
       {"addYear", "addMonth", "addWeek", "addDay", "addHour", "addMinutes", "addSeconds", "subYear", "subMonth",
        "subWeek", "subDay", "subHour", "subMinutes", "subSeconds", "edate", "eomonth"}) {
    for (const std::int64_t far : {kMost, kLeast, kLeast + 1}) {
      const std::string message = error_of(name, {day(2024, 1, 1), number(far)});
      EXPECT_EQ(message,
                std::to_string(far) + " is out of range for the function " + name + ": no date is that far away");
    }
  }
  EXPECT_NE(error_of("addBusinessDay", {day(2024, 1, 1), number(kMost)}), "");
  EXPECT_NE(error_of("workday", {day(2024, 1, 1), number(kMost)}), "");
  EXPECT_NE(error_of("addBusinessHour", {day(2024, 1, 1), number(kMost)}), "");
  EXPECT_EQ(error_of("daysBetween", {moment(kMost), moment(kLeast)}), "");
  EXPECT_NE(error_of("hoursBetween", {moment(kMost), moment(kLeast)}), "");
}

TEST_F(DateTest, BusinessArguments) {
  const Value date = day(2024, 1, 1);
  EXPECT_EQ(error_of("addBusinessDay", {date, number(1), texts({"Sonntag"})}),
            "\"Sonntag\" is out of range for the function addBusinessDay: days are called Sunday, Monday … Saturday");
  EXPECT_EQ(error_of("addBusinessDay",
                     {date, number(1),
                      texts({"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"})}),
            "sunday,monday,tuesday,wednesday,thursday,friday,saturday is out of range for the function addBusinessDay: "
            "this leaves no working day");
  EXPECT_NE(error_of("addBusinessDay", {date, number(1), numbers({1})}), "");
  EXPECT_NE(error_of("addBusinessDay", {date, number(1), texts({}), numbers({1})}), "");
  EXPECT_EQ(error_of("addBusinessDay", {date, number(1), texts({}), texts({"soon"})}), "UnParsable date");
  EXPECT_EQ(error_of("subBusinessDay", {date, number(366)}),
            "366 is out of range for the function subBusinessDay: 365 days are the most");
  EXPECT_EQ(shown("addBusinessDay", {date, number(-3)}), "01-Jan-2024");
  EXPECT_EQ(shown("subBusinessDay", {date, number(0)}), "01-Jan-2024");
  EXPECT_EQ(shown("addBusinessDay", {date, number(7), empty()}), "08-Jan-2024");
  EXPECT_EQ(error_of("addBusinessHour",
                     {date, number(1), empty(), empty(), map({{"start", number(17)}, {"end", number(9)}})}),
            "{\"start\":17,\"end\":9} is out of range for the function addBusinessHour: the hours have to start before "
            "they end");
  EXPECT_NE(error_of("addBusinessHour", {date, number(1), empty(), empty(), map({{"start", number(25)}})}), "");
  EXPECT_EQ(shown("addBusinessHour", {date, number(1), empty(), empty(), map({{"start", text("10")}})}),
            "01-Jan-2024 11:00:00");
  EXPECT_EQ(shown("workDaysList", {day(2024, 1, 6), day(2024, 1, 1)}), "");
  EXPECT_EQ(shown("workDaysBetween", {day(2024, 1, 8), day(2024, 1, 1)}), "-5");
}

TEST_F(DateTest, ALongListOfWorkDaysKeepsTheMemoryLimit) {
  Heap small(1 << 20, 7);
  Context tight(small, budget, host);
  std::vector<Value> arguments = {day(1, 1, 1), day(9999, 1, 1)};
  const FunctionRecord* record = functions().method(functions().find_name("workDaysList"), Type::DateTime);
  Call native{tight, arguments, *record};
  EXPECT_THROW(record->run(native), Raised);
}

TEST_F(DateTest, Presentation) {
  const std::pair<int, const char*> days[] = {{1, "1st"},   {2, "2nd"},   {3, "3rd"},   {4, "4th"},
                                              {11, "11th"}, {12, "12th"}, {13, "13th"}, {21, "21st"},
                                              {22, "22nd"}, {23, "23rd"}, {30, "30th"}, {31, "31st"}};
  for (const auto& [number_of_day, written] : days)
    EXPECT_EQ(shown("getDate", {day(2024, 1, number_of_day)}), std::string(written) + " January 2024");
  EXPECT_EQ(error_of("getTime", {day(2024, 1, 1), number(13)}),
            "13 is out of range for the function getTime: a clock has 12 or 24 hours");
  EXPECT_EQ(shown("getTime", {day(2024, 1, 1)}), "12:00 AM");
  EXPECT_EQ(shown("getTime", {day(2024, 1, 1), number(24), boolean(true)}), "00:00:00");
  EXPECT_EQ(shown("toDateTimeString", {number(0)}), "01-Jan-1970 00:00:00");
  EXPECT_EQ(shown("toDateTimeString", {number(0), text("yyyy Z"), text("nowhere")}), "1970 +0000");
  EXPECT_TRUE(call("toDateTimeString", {number(0), text("bcj")}).is_null());
  EXPECT_EQ(shown("unixEpoch", {text("no date")}), "no date");
  EXPECT_NE(error_of("unixEpoch", {day(2024, 1, 1)}), "");
  EXPECT_EQ(shown("timeBetween", {moment(0), moment(0)}), "0:00:00");
  EXPECT_NE(error_of("timeBetween", {moment(1000), moment(0)}), "");
}

}  // namespace
}  // namespace sluice::builtins
