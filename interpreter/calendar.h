// The civil calendar: days, years, months, weeks and their English names. Proleptic Gregorian, exact for every day
// that 64 bits of milliseconds reach. Used by the date-time core and by the date built-ins; no zones here.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice::interpreter {

inline constexpr std::int64_t kMillisecondsPerSecond = 1'000;
inline constexpr std::int64_t kMillisecondsPerMinute = 60'000;
inline constexpr std::int64_t kMillisecondsPerHour = 3'600'000;
inline constexpr std::int64_t kMillisecondsPerDay = 86'400'000;

// Calendar fields in some zone. Month and day start at 1; year 0 is 1 BC.
struct Fields {
  std::int32_t year = 1970;
  std::int8_t month = 1;
  std::int8_t day = 1;
  std::int8_t hour = 0;
  std::int8_t minute = 0;
  std::int8_t second = 0;
  std::int16_t millisecond = 0;
};

// Division that rounds towards negative infinity, so that days before 1970 come out right.
constexpr std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

// Days since 1970-01-01, and back (time of day 0). The day may lie outside the month: it counts on.
std::int64_t days_from_civil(std::int32_t year, int month, int day);
Fields civil_from_days(std::int64_t days);

constexpr bool is_leap_year(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
int days_in_month(std::int32_t year, int month);
int day_of_week(std::int64_t days);  // 0 is Sunday
int day_of_year(std::int64_t days);  // 1 to 366

// A week of a year as Java counts it in the United States: week 1 is the one with 1 January, so the last days of
// December may belong to the next year's week 1. `first_day` 0 is Sunday.
struct Week {
  std::int32_t year;
  int number;
};
Week week_of(std::int64_t days, int first_day = 0);

// Milliseconds since 1970 of fields read as UTC; clamped far outside of what dates need, never overflowing.
std::int64_t local_milliseconds(const Fields& fields);
// The fields of `milliseconds` plus an offset, without overflow at the ends of the range.
Fields fields_at(std::int64_t milliseconds, std::int64_t offset);

// `January`; the short form is the first three letters. Months from 1, weekdays from 0, Sunday.
std::string_view month_name(int month);
std::string_view weekday_name(int weekday);
// By full or three-letter name, in any letter case; 0 or -1 when there is none.
int find_month(std::string_view name);
int find_weekday(std::string_view name);

}  // namespace sluice::interpreter
