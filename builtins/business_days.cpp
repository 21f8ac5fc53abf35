#include "builtins/business_days.h"

#include <algorithm>
#include <bit>

#include "interpreter/calendar.h"

namespace sluice::builtins {

BusinessDays::BusinessDays(unsigned weekend, std::vector<std::int64_t> holidays)
    : weekend_(weekend), days_a_week_(7 - std::popcount(weekend)), holidays_(std::move(holidays)) {
  std::erase_if(holidays_, [this](std::int64_t day) { return is_weekend(day); });
  std::sort(holidays_.begin(), holidays_.end());
  holidays_.erase(std::unique(holidays_.begin(), holidays_.end()), holidays_.end());
}

bool BusinessDays::is_weekend(std::int64_t day) const { return (weekend_ >> interpreter::day_of_week(day) & 1) != 0; }

bool BusinessDays::is_working(std::int64_t day) const {
  return !is_weekend(day) && !std::binary_search(holidays_.begin(), holidays_.end(), day);
}

std::int64_t BusinessDays::holidays_in(std::int64_t first, std::int64_t last) const {
  const auto begin = std::lower_bound(holidays_.begin(), holidays_.end(), first);
  return std::upper_bound(begin, holidays_.end(), last) - begin;
}

std::int64_t BusinessDays::step(std::int64_t day, std::int64_t count, DayStep direction) const {
  const int sign = static_cast<int>(direction);
  while (count > 0) {
    // Whole weeks at once; their holidays are to be made up for.
    if (const std::int64_t weeks = (count - 1) / days_a_week_; weeks > 0) {
      const std::int64_t ahead = day + sign * weeks * 7;
      count -= weeks * days_a_week_;
      count += direction == DayStep::Forward ? holidays_in(day + 1, ahead) : holidays_in(ahead, day - 1);
      day = ahead;
      continue;
    }
    day += sign;
    if (is_working(day)) --count;
  }
  return day;
}

std::int64_t BusinessDays::count(std::int64_t first, std::int64_t last) const {
  if (last < first) return 0;
  const std::int64_t weeks = (last - first + 1) / 7;
  std::int64_t days = weeks * days_a_week_;
  for (std::int64_t day = first + weeks * 7; day <= last; ++day) days += is_weekend(day) ? 0 : 1;
  return days - holidays_in(first, last);
}

}  // namespace sluice::builtins
