// DATE-TIME and TIME: how a run prints and reads them. A DATE-TIME is an instant in milliseconds since 1970 (UTC);
// zones turn it into calendar fields. Behind it: calendar.h (days, months, weeks), time_zone.h, and
// date_pattern.h and date_time_text.h, which read and print.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/calendar.h"
#include "interpreter/date_time_parts.h"
#include "interpreter/time_zone.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

class DatePattern;

Fields fields_of(std::int64_t instant, const TimeZone& zone);
std::int64_t instant_of(const Fields& fields, const TimeZone& zone);

// How a run reads and prints dates.
struct DateFormat {
  std::shared_ptr<const TimeZone> zone = utc();
  std::string pattern = "dd-MMM-yyyy HH:mm:ss";  // dates without a time print without its time part
  std::int32_t this_year = 0;                    // of the run's clock, for years of two digits; 0: the machine's
};

// A flag of a TIME (Value::flags()) that was written with AM or PM and prints so: `10:00:04 PM`.
inline constexpr std::uint8_t kTimeHasHalves = 1;

// Appends the value, a DATE-TIME or TIME, as `info` prints it.
void append_date_time(std::string& out, const Value& value, const DateFormat& format);

// Appends by a SimpleDateFormat pattern; false, and nothing appended, when the pattern has letters that mean nothing.
// A NUMBER is taken as milliseconds since 1970.
bool append_by_pattern(std::string& out, const Value& value, std::string_view pattern, const TimeZone& zone);

// Reads a text by a pattern. Text behind it is ignored; a pattern without a time leaves a time behind the date to be
// read too (deluge/help/functions/common/to-date-time). The result remembers whether there was a time.
std::optional<Value> parse_date_time(std::string_view text, const DatePattern& pattern, const TimeZone& zone,
                                     std::int32_t this_year = 0);
std::optional<Value> parse_date_time(std::string_view text, std::string_view pattern, const TimeZone& zone,
                                     std::int32_t this_year = 0);

// Reads a text that a date function was given: the forms that language.md §1.2 lists, and ISO 8601.
std::optional<Value> parse_date_time(std::string_view text, const DateFormat& format);
// The same, telling a malformed date from a text that is none; `result` is set when it is valid.
DateTextState read_date_time(std::string_view text, const DateFormat& format, Value& result);

// `HH:mm:ss` and `hh:mm:ss a`.
std::optional<Value> parse_time(std::string_view text);

// What a single-quoted literal is (decisions 4): a DATE-TIME, a TIME, or nothing (then it is TEXT).
std::optional<Value> parse_quoted(std::string_view text, const DateFormat& format);

}  // namespace sluice::interpreter
