// The last line of a zone file: a POSIX rule such as `PST8PDT,M3.2.0,M11.1.0` that continues the file's table for
// ever. Read and asked by time_zone_file.cpp only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::interpreter {

// A day of every year and a local time on it.
struct RuleDate {
  enum class Kind : std::uint8_t { DayWithoutLeap, DayOfYear, WeekdayOfMonth };
  Kind kind = Kind::WeekdayOfMonth;
  int month = 1;
  int week = 1;  // 5 is the last
  int day = 0;   // of the week (0 is Sunday) or of the year
  std::int64_t time = 2 * 3'600'000;  // milliseconds after midnight; may be negative or beyond a day

  // Local milliseconds since 1970 in a year.
  std::int64_t in_year(std::int32_t year) const;
};

struct PosixRule {
  std::string standard_name;
  std::string daylight_name;  // empty without daylight saving
  std::int32_t standard_offset = 0;  // milliseconds to add to UTC
  std::int32_t daylight_offset = 0;
  RuleDate daylight_start;
  RuleDate daylight_end;

  bool has_daylight() const { return !daylight_name.empty(); }
  // Whether the named daylight offset is in force; Ireland's is its winter.
  bool daylight_at(std::int64_t instant) const;
};

// Nothing when the text is not exactly one rule in range.
std::optional<PosixRule> parse_posix_rule(std::string_view text);

}  // namespace sluice::interpreter
