// A calendar of working days: which days of the week are free, and which dates. Counting over centuries takes as long
// as counting over a week, but for the holidays.
#pragma once

#include <cstdint>
#include <vector>

namespace sluice::builtins {

// A sign for days.
enum class DayStep : std::int8_t { Forward = 1, Back = -1 };

class BusinessDays {
 public:
  // `weekend`: bit 0 is Sunday; not all seven. `holidays`: days since 1970, in any order.
  BusinessDays(unsigned weekend, std::vector<std::int64_t> holidays);

  bool is_working(std::int64_t day) const;
  // The `count`-th working day behind `day` (or before it); count is at least 1. The result may lie beyond what dates
  // reach, but does not overflow for counts up to 10^14.
  std::int64_t step(std::int64_t day, std::int64_t count, DayStep direction) const;
  // How many working days there are in [first, last].
  std::int64_t count(std::int64_t first, std::int64_t last) const;

 private:
  bool is_weekend(std::int64_t day) const;
  std::int64_t holidays_in(std::int64_t first, std::int64_t last) const;

  unsigned weekend_;
  int days_a_week_;
  std::vector<std::int64_t> holidays_;  // sorted, each once, none on a weekend
};

}  // namespace sluice::builtins
