#include "interpreter/time_zone_rule.h"

#include "interpreter/calendar.h"
#include "interpreter/support/ascii.h"

namespace sluice::interpreter {

namespace {

using support::is_digit;
using support::is_letter;

// Reads the rule from left to right; `failed` stays set once something did not fit.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool failed() const { return failed_; }
  bool done() const { return rest_.empty(); }
  bool next_is(char c) const { return !rest_.empty() && rest_[0] == c; }

  bool accept(char c) {
    if (!next_is(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char c) {
    if (!accept(c)) failed_ = true;
  }

  // `PST` or `<+0530>`.
  std::string name() {
    bool quoted = accept('<');
    std::size_t size = 0;
    auto belongs = [quoted](char c) { return is_letter(c) || (quoted && (is_digit(c) || c == '+' || c == '-')); };
    while (size < rest_.size() && belongs(rest_[size])) ++size;
    std::string name(rest_.substr(0, size));
    rest_.remove_prefix(size);
    if (quoted) expect('>');
    if (size < 3 || size > 16) failed_ = true;
    return name;
  }

  int number(int least, int most) {
    int value = 0;
    int digits = 0;
    for (; !rest_.empty() && is_digit(rest_[0]) && digits < 4; ++digits, rest_.remove_prefix(1)) {
      value = value * 10 + (rest_[0] - '0');
    }
    if (digits == 0 || value < least || value > most) failed_ = true;
    return value;
  }

  // `[+-]h[:mm[:ss]]` in milliseconds.
  std::int64_t duration(int most_hours) {
    bool negative = accept('-');
    if (!negative) accept('+');
    std::int64_t total = number(0, most_hours) * kMillisecondsPerHour;
    if (accept(':')) total += number(0, 59) * kMillisecondsPerMinute;
    if (accept(':')) total += number(0, 59) * kMillisecondsPerSecond;
    return negative ? -total : total;
  }

  RuleDate date() {
    RuleDate date;
    if (accept('M')) {
      date.month = number(1, 12);
      expect('.');
      date.week = number(1, 5);
      expect('.');
      date.day = number(0, 6);
    } else if (accept('J')) {
      date.kind = RuleDate::Kind::DayWithoutLeap;
      date.day = number(1, 365);
    } else {
      date.kind = RuleDate::Kind::DayOfYear;
      date.day = number(0, 365);
    }
    if (accept('/')) date.time = duration(167);
    return date;
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

// 400 years, after which dates fall on the same weekdays.
constexpr std::int64_t kMillisecondsPerEra = 146'097 * kMillisecondsPerDay;

std::int64_t weekday_of_month(std::int32_t year, int month, int week, int weekday) {
  std::int64_t first = days_from_civil(year, month, 1);
  int day = (weekday - day_of_week(first) + 7) % 7 + (week - 1) * 7;
  if (day >= days_in_month(year, month)) day -= 7;
  return first + day;
}

}  // namespace

std::int64_t RuleDate::in_year(std::int32_t year) const {
  std::int64_t date = 0;
  switch (kind) {
    case Kind::WeekdayOfMonth: date = weekday_of_month(year, month, week, day); break;
    case Kind::DayOfYear: date = days_from_civil(year, 1, 1) + day; break;
    case Kind::DayWithoutLeap: {
      bool after_leap_day = is_leap_year(year) && day >= 60;
      date = days_from_civil(year, 1, 1) + day - (after_leap_day ? 0 : 1);
      break;
    }
  }
  return date * kMillisecondsPerDay + time;
}

bool PosixRule::daylight_at(std::int64_t instant) const {
  if (!has_daylight()) return false;
  instant %= kMillisecondsPerEra;  // keeps far instants from overflowing below
  std::int32_t year = fields_at(instant, standard_offset).year;
  std::int64_t start = daylight_start.in_year(year) - standard_offset;
  std::int64_t end = daylight_end.in_year(year) - daylight_offset;
  if (start < end) return instant >= start && instant < end;
  return instant >= start || instant < end;
}

std::optional<PosixRule> parse_posix_rule(std::string_view text) {
  Reader reader(text);
  PosixRule rule;
  rule.standard_name = reader.name();
  rule.standard_offset = static_cast<std::int32_t>(-reader.duration(24));  // POSIX counts west of Greenwich
  if (!reader.done() && !reader.failed()) {
    rule.daylight_name = reader.name();
    rule.daylight_offset = rule.standard_offset + static_cast<std::int32_t>(kMillisecondsPerHour);
    if (!reader.next_is(',')) rule.daylight_offset = static_cast<std::int32_t>(-reader.duration(24));
    reader.expect(',');
    rule.daylight_start = reader.date();
    reader.expect(',');
    rule.daylight_end = reader.date();
  }
  if (reader.failed() || !reader.done()) return std::nullopt;
  return rule;
}

}  // namespace sluice::interpreter
