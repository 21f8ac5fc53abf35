// What the families of date functions share: their receivers, and arithmetic by days as Java's calendar does it.
#pragma once

#include "builtins/common.h"
#include "interpreter/calendar.h"
#include "interpreter/date_time.h"

namespace sluice::builtins {

// A date function takes a TEXT that holds a date in place of a DATE-TIME, except in Creator.
inline constexpr TypeSet kDate = Type::DateTime | Type::Text;
inline constexpr TypeSet kDateOrTime = kDate | Type::Time;

// An argument as DATE-TIME (or TIME, where the record allows it); raises UnparsableDate for a TEXT that is no date.
const Value& date_argument(Call& call, std::size_t index = 0);
// The same; false where the text has the form of a date but an impossible part, for which component functions give
// null (builtins-datetime.md §0.2).
bool read_date_argument(Call& call, std::size_t index = 0);

inline const TimeZone& zone_of(const Call& call) { return *call.context.dates.zone; }

// A DATE-TIME or TIME by a pattern; null where the pattern has letters that mean nothing.
Value text_by_pattern(Call& call, const Value& moment, std::string_view pattern, const TimeZone& zone);

// Days since 1970 and milliseconds of the day, both local.
struct LocalTime {
  std::int64_t day;
  std::int64_t time;
};
LocalTime local_time_of(std::int64_t instant, const TimeZone& zone);
inline std::int64_t local_day_of(std::int64_t instant, const TimeZone& zone) {
  return local_time_of(instant, zone).day;
}

// A DATE-TIME without a time: the beginning of a local day.
Value date_of_day(std::int64_t day, const TimeZone& zone);
// The instant some days later at the same local time, as java.util.Calendar.add finds it around clock changes.
std::int64_t add_days(std::int64_t instant, std::int64_t days, const TimeZone& zone);

// `count` times `unit`; raises, naming the argument behind the receiver, where that, or the sum with `from`, is farther
// away than dates reach.
std::int64_t checked_shift(std::int64_t from, std::int64_t count, std::int64_t unit, const Call& call);

// 0 for Sunday to 6, by its English name; raises for another text.
int weekday_argument(const Value& name, const Call& call);

}  // namespace sluice::builtins
