#include "interpreter/calendar.h"

#include <algorithm>
#include <array>
#include <limits>

namespace sluice::interpreter {

namespace {

// The calendar repeats every 400 years; the arithmetic counts years from March so that leap days come last.
constexpr std::int64_t kDaysPerEra = 146'097;
constexpr std::int64_t kDaysFromMarchYearZero = 719'468;  // 0000-03-01 to 1970-01-01

// One day less than what milliseconds hold, so that adding an offset cannot overflow.
constexpr std::int64_t kLastDay = std::numeric_limits<std::int64_t>::max() / kMillisecondsPerDay - 2;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

template <std::size_t count>
int find_name(const std::array<std::string_view, count>& names, std::string_view name) {
  for (std::size_t i = 0; i < count; ++i) {
    if (lower(name[0]) != lower(names[i][0])) continue;
    if (same_letters(name, names[i].substr(0, 3)) || same_letters(name, names[i])) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

std::int64_t days_from_civil(std::int32_t year, int month, int day) {
  std::int64_t march_year = static_cast<std::int64_t>(year) - (month <= 2 ? 1 : 0);
  std::int64_t era = floor_divide(march_year, 400);
  std::int64_t year_of_era = march_year - era * 400;
  std::int64_t day_of_march_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_march_year;
  return era * kDaysPerEra + day_of_era - kDaysFromMarchYearZero;
}

Fields civil_from_days(std::int64_t days) {
  days += kDaysFromMarchYearZero;
  std::int64_t era = floor_divide(days, kDaysPerEra);
  auto day_of_era = static_cast<std::uint32_t>(days - era * kDaysPerEra);
  std::uint32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  std::uint32_t day_of_march_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::uint32_t march_month = (5 * day_of_march_year + 2) / 153;
  std::uint32_t month = march_month < 10 ? march_month + 3 : march_month - 9;
  Fields fields;
  fields.year = static_cast<std::int32_t>(era * 400 + year_of_era + (month <= 2 ? 1 : 0));
  fields.month = static_cast<std::int8_t>(month);
  fields.day = static_cast<std::int8_t>(day_of_march_year - (153 * march_month + 2) / 5 + 1);
  return fields;
}

int days_in_month(std::int32_t year, int month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int day_of_week(std::int64_t days) {
  constexpr int kThursday = 4;  // 1970-01-01
  auto weekday = static_cast<int>((days + kThursday) % 7);
  return weekday < 0 ? weekday + 7 : weekday;
}

int day_of_year(std::int64_t days) {
  return static_cast<int>(days - days_from_civil(civil_from_days(days).year, 1, 1)) + 1;
}

Week week_of(std::int64_t days, int first_day) {
  std::int32_t year = civil_from_days(days).year;
  auto week_start = [first_day](std::int64_t day) { return day - (day_of_week(day) - first_day + 7) % 7; };
  if (days >= week_start(days_from_civil(year + 1, 1, 1))) return {year + 1, 1};
  std::int64_t first_week = week_start(days_from_civil(year, 1, 1));
  return {year, static_cast<int>((days - first_week) / 7) + 1};
}

std::int64_t local_milliseconds(const Fields& fields) {
  std::int64_t days = std::clamp(days_from_civil(fields.year, fields.month, fields.day), -kLastDay, kLastDay);
  return days * kMillisecondsPerDay + fields.hour * kMillisecondsPerHour + fields.minute * kMillisecondsPerMinute +
         fields.second * kMillisecondsPerSecond + fields.millisecond;
}

Fields fields_at(std::int64_t milliseconds, std::int64_t offset) {
  std::int64_t days = floor_divide(milliseconds, kMillisecondsPerDay);
  std::int64_t rest = milliseconds % kMillisecondsPerDay + offset;
  if (milliseconds % kMillisecondsPerDay < 0) rest += kMillisecondsPerDay;
  if (rest < 0 || rest >= kMillisecondsPerDay) {
    std::int64_t more = floor_divide(rest, kMillisecondsPerDay);
    days += more;
    rest -= more * kMillisecondsPerDay;
  }
  Fields fields = civil_from_days(days);
  auto time = static_cast<std::uint32_t>(rest);
  fields.millisecond = static_cast<std::int16_t>(time % 1000);
  time /= 1000;
  fields.second = static_cast<std::int8_t>(time % 60);
  time /= 60;
  fields.minute = static_cast<std::int8_t>(time % 60);
  fields.hour = static_cast<std::int8_t>(time / 60);
  return fields;
}

std::string_view month_name(int month) { return kMonths[static_cast<std::size_t>(month - 1)]; }

std::string_view weekday_name(int weekday) { return kWeekdays[static_cast<std::size_t>(weekday)]; }

int find_month(std::string_view name) { return name.size() < 3 ? 0 : find_name(kMonths, name) + 1; }

int find_weekday(std::string_view name) { return name.size() < 3 ? -1 : find_name(kWeekdays, name); }

}  // namespace sluice::interpreter
