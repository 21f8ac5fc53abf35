#include "interpreter/date_time_parts.h"

#include <chrono>

#include "interpreter/calendar.h"

namespace sluice::interpreter {

namespace {

// The milliseconds of a fraction's digits, of which any number may be there.
int read_fraction(DateScanner& scanner) {
  Digits digits = scanner.digits(3);
  constexpr int kScale[] = {0, 100, 10, 1};
  scanner.digits();
  return digits.value * kScale[digits.count];
}

// One or two digits.
DateTextState read_time_part(DateScanner& scanner, int& part) {
  Digits digits = scanner.digits();
  if (digits.count == 0) return DateTextState::Unparsable;
  if (digits.count > 2) return DateTextState::Malformed;
  part = digits.value;
  return DateTextState::Valid;
}

std::int32_t current_year() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return civil_from_days(today.time_since_epoch().count()).year;
}

}  // namespace

DayHalf read_day_half(DateScanner& scanner) {
  std::string_view rest = scanner.rest();
  if (rest.size() < 2 || (rest[1] != 'M' && rest[1] != 'm')) return DayHalf::None;
  DayHalf half = DayHalf::None;
  if (rest[0] == 'A' || rest[0] == 'a') half = DayHalf::Morning;
  if (rest[0] == 'P' || rest[0] == 'p') half = DayHalf::Afternoon;
  if (half != DayHalf::None) scanner.at += 2;
  return half;
}

std::optional<std::int32_t> read_offset(DateScanner& scanner) {
  if (scanner.accept('Z')) return 0;
  DateScanner ahead = scanner;
  bool negative = ahead.accept('-');
  if (!negative && !ahead.accept('+')) return std::nullopt;
  Digits hours = ahead.digits(2);
  if (hours.count != 2) return std::nullopt;
  DateScanner after_hours = ahead;
  ahead.accept(':');
  Digits minutes = ahead.digits(2);
  if (minutes.count != 2) {
    minutes = {};
    ahead = after_hours;
  }
  if (hours.value > 23 || minutes.value > 59) return std::nullopt;
  scanner = ahead;
  auto offset = static_cast<std::int32_t>(hours.value * kMillisecondsPerHour + minutes.value * kMillisecondsPerMinute);
  return negative ? -offset : offset;
}

DateTextState read_time_of_day(DateScanner& scanner, TimeForm form, DateParts& parts) {
  if (auto state = read_time_part(scanner, parts.hour); state != DateTextState::Valid) return state;
  if (!scanner.accept(':')) return DateTextState::Unparsable;
  if (auto state = read_time_part(scanner, parts.minute); state != DateTextState::Valid) return state;
  if (scanner.accept(':')) {
    if (auto state = read_time_part(scanner, parts.second); state != DateTextState::Valid) return state;
    if (form == TimeForm::Fraction && scanner.accept('.')) parts.millisecond = read_fraction(scanner);
  } else if (form == TimeForm::Seconds) {
    return DateTextState::Unparsable;
  }
  DateScanner ahead = scanner;
  ahead.skip_spaces();
  parts.half = read_day_half(ahead);
  if (parts.half != DayHalf::None) scanner = ahead;
  parts.has_time = true;
  return DateTextState::Valid;
}

bool is_real_date(std::int32_t year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

bool is_strict_time(const DateParts& parts) {
  bool hour_fits = parts.half == DayHalf::None ? parts.hour < 24 : parts.hour >= 1 && parts.hour <= 12;
  return hour_fits && parts.minute < 60 && parts.second < 60;
}

void reset_impossible_time(DateParts& parts) {
  bool hour_fits = hour_of_day(parts) < 24;
  bool minute_fits = hour_fits && parts.minute < 60;
  if (!hour_fits) {
    parts.hour = 0;
    parts.half = DayHalf::None;
  }
  if (!minute_fits) parts.minute = 0;
  if (!minute_fits || parts.second >= 60) parts.second = parts.millisecond = 0;
}

int hour_of_day(const DateParts& parts) {
  if (parts.half == DayHalf::None || parts.hour > 12) return parts.hour;
  return parts.hour % 12 + (parts.half == DayHalf::Afternoon ? 12 : 0);
}

std::int32_t expand_two_digit_year(int year, std::int32_t this_year) {
  std::int32_t first = (this_year == 0 ? current_year() : this_year) - 80;
  std::int32_t candidate = first - first % 100 + year;
  return candidate < first ? candidate + 100 : candidate;
}

Value make_date_time(const DateParts& parts, const TimeZone& zone) {
  Fields fields{.year = parts.year,
                .month = static_cast<std::int8_t>(parts.month),
                .day = static_cast<std::int8_t>(parts.day),
                .hour = static_cast<std::int8_t>(hour_of_day(parts)),
                .minute = static_cast<std::int8_t>(parts.minute),
                .second = static_cast<std::int8_t>(parts.second),
                .millisecond = static_cast<std::int16_t>(parts.millisecond)};
  std::int64_t local = local_milliseconds(fields);
  std::int64_t instant = parts.offset ? local - *parts.offset : zone.instant_of(local);
  return Value::date_time(instant, parts.has_time);
}

}  // namespace sluice::interpreter
