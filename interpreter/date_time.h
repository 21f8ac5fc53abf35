// DATE-TIME and TIME: the calendar, time zones, patterns of Java's SimpleDateFormat, and the literals of Deluge.
// A DATE-TIME is an instant in milliseconds since 1970 (UTC); zones turn it into calendar fields.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/value.h"

namespace sluice::interpreter {

// Calendar fields in some zone. Proleptic Gregorian; month and day start at 1.
struct Fields {
  std::int32_t year = 1970;
  std::int8_t month = 1;
  std::int8_t day = 1;
  std::int8_t hour = 0;
  std::int8_t minute = 0;
  std::int8_t second = 0;
  std::int16_t millisecond = 0;
};

// Days since 1970-01-01, and back.
std::int64_t days_from_civil(std::int32_t year, int month, int day);
Fields civil_from_days(std::int64_t days);
int days_in_month(std::int32_t year, int month);
int day_of_week(std::int64_t days);  // 0 is Sunday

// A time zone by its Java id: `Europe/Paris`, `GMT+05:30`, `UTC`, `PST` … Immutable and safe to share.
class TimeZone {
 public:
  virtual ~TimeZone() = default;
  virtual const std::string& id() const = 0;
  // Offset from UTC and abbreviation in force at an instant; both in milliseconds.
  virtual std::int32_t offset_at(std::int64_t instant) const = 0;
  virtual std::string abbreviation_at(std::int64_t instant) const = 0;
  // The instant of a local time, given in milliseconds as if it were UTC. In a gap the later offset's shift applies,
  // in an overlap the earlier instant, as in Java.
  virtual std::int64_t instant_of(std::int64_t local) const = 0;
};

// Null when no such zone is known. The system's zone database is read on first need of a zone other than UTC.
std::shared_ptr<const TimeZone> find_time_zone(std::string_view id);
std::shared_ptr<const TimeZone> utc();

Fields fields_of(std::int64_t instant, const TimeZone& zone);
std::int64_t instant_of(const Fields& fields, const TimeZone& zone);

// How a run reads and prints dates.
struct DateFormat {
  std::shared_ptr<const TimeZone> zone = utc();
  std::string pattern = "dd-MMM-yyyy HH:mm:ss";  // dates without a time print without its time part
};

// Appends the value, a DATE-TIME or TIME, as `info` prints it.
void append_date_time(std::string& out, const Value& value, const DateFormat& format);

// Appends by a SimpleDateFormat pattern; false, and nothing appended, when the pattern has letters that mean nothing.
bool append_by_pattern(std::string& out, const Value& value, std::string_view pattern, const TimeZone& zone);

// Reads a text by a pattern, or by the patterns that language.md §1.2 lists (ISO 8601 forms included). The result
// is a DATE-TIME that remembers whether the text had a time.
std::optional<Value> parse_date_time(std::string_view text, std::string_view pattern, const TimeZone& zone);
std::optional<Value> parse_date_time(std::string_view text, const DateFormat& format);
// `HH:mm:ss` and `hh:mm:ss a`.
std::optional<Value> parse_time(std::string_view text);

// What a single-quoted literal is (decisions 4): a DATE-TIME, a TIME, or nothing (then it is TEXT).
std::optional<Value> parse_quoted(std::string_view text, const DateFormat& format);

}  // namespace sluice::interpreter
