// Dates and times as the service writes them: `2026-05-20T10:30:00+05:30`, `2026-05-20`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::sandbox {

using Seconds = std::int64_t;  // since 1970 in UTC

// Any ISO 8601 offset, `Z`, an offset without colon, or none (UTC); fractions of a second are dropped.
std::optional<Seconds> parse_datetime(std::string_view text);
// `offset` is the reader's, in seconds east of UTC.
std::string format_datetime(Seconds time, int offset);

// Whether it is a day of the calendar, written `yyyy-MM-dd`.
bool is_date(std::string_view text);
std::string format_date(Seconds time);

// The real clock; the server's may be ahead of it (Clock).
Seconds system_seconds();

// The server's clock, which tests put forward to let tokens expire.
class Clock {
 public:
  Seconds now() const { return system_seconds() + ahead_; }
  void advance(Seconds seconds) { ahead_ += seconds; }

 private:
  Seconds ahead_ = 0;
};

}  // namespace sluice::sandbox
