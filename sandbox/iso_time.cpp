#include "sandbox/iso_time.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace sluice::sandbox {

namespace {

using namespace std::chrono;

// Reads a fixed number of digits at the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<sys_days> take_date(std::string_view& text) {
  const auto y = take_digits(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  const auto m = take_digits(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_digits(text, 2);
  if (!d) return std::nullopt;
  const year_month_day date{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

// `Z`, `+05:30`, `+0530`, `+05`, nothing.
std::optional<int> take_offset(std::string_view& text) {
  if (text.empty() || take(text, 'Z')) return 0;
  const int sign = text.front() == '-' ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours) return std::nullopt;
  take(text, ':');
  const auto minutes = text.empty() ? std::optional(0) : take_digits(text, 2);
  if (!minutes || *hours > 18 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

std::string print_date(sys_days days) {
  const year_month_day date(days);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

}  // namespace

std::optional<Seconds> parse_datetime(std::string_view text) {
  const auto date = take_date(text);
  if (!date || (!take(text, 'T') && !take(text, ' '))) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute) return std::nullopt;
  std::optional<int> second = 0;
  if (take(text, ':')) second = take_digits(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  if (take(text, '.'))
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return date->time_since_epoch().count() * 86400LL + *hour * 3600 + *minute * 60 + *second - *offset;
}

std::string format_datetime(Seconds time, int offset) {
  const sys_seconds local{seconds(time + offset)};
  const sys_days day = floor<days>(local);
  const hh_mm_ss clock(local - day);
  const int distance = offset < 0 ? -offset : offset;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d%c%02d:%02d", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                offset < 0 ? '-' : '+', distance / 3600, distance / 60 % 60);
  return print_date(day) + text.data();
}

bool is_date(std::string_view text) { return take_date(text).has_value() && text.empty(); }

std::string format_date(Seconds time) { return print_date(floor<days>(sys_seconds(seconds(time)))); }

Seconds system_seconds() { return duration_cast<seconds>(system_clock::now().time_since_epoch()).count(); }

}  // namespace sluice::sandbox
