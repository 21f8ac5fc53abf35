// What a text says about a date and a time, and the small scanner that reads it. Shared by the two readers of
// dates: patterns (date_pattern_parse.cpp) and the documented literal forms (date_time_text.cpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "interpreter/support/ascii.h"
#include "interpreter/time_zone.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

// How well a text reads as a date. Malformed: it has the form of a date, but a part with too many digits or an
// impossible month; component getters answer null for it where everything else raises (builtins-datetime.md §0.2).
enum class DateTextState : std::uint8_t { Valid, Malformed, Unparsable };

struct Digits {
  int value = 0;
  int count = 0;  // 0 when there is no digit; the value is kept for up to 9 digits
};

// Reads from the front of a text.
struct DateScanner {
  const char* at;
  const char* end;

  explicit DateScanner(std::string_view text) : at(text.data()), end(text.data() + text.size()) {}

  bool done() const { return at == end; }
  char peek() const { return at == end ? '\0' : *at; }
  bool at_digit() const { return at != end && support::is_digit(*at); }
  bool at_letter() const { return at != end && support::is_letter(*at); }
  std::string_view rest() const { return {at, static_cast<std::size_t>(end - at)}; }

  bool accept(char c) {
    if (peek() != c || done()) return false;
    ++at;
    return true;
  }

  bool accept(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(end - at)) return false;
    for (std::size_t i = 0; i < text.size(); ++i)  // they are short
      if (at[i] != text[i]) return false;
    at += text.size();
    return true;
  }

  bool skip_spaces() {
    const char* start = at;
    while (at != end && (*at == ' ' || *at == '\t')) ++at;
    return at != start;
  }

  Digits digits(int most = 1'000'000) {
    Digits digits;
    for (; at_digit() && digits.count < most; ++at, ++digits.count) {
      if (digits.count < 9) digits.value = digits.value * 10 + (*at - '0');
    }
    return digits;
  }

  // The same; the value counts where there are up to nine.
  Digits few_digits(std::uint32_t most) {
    const char* const start = at;
    const char* const last = static_cast<std::size_t>(end - at) <= most ? end : at + most;
    std::uint32_t value = 0;
    for (; at != last && support::is_digit(*at); ++at) value = value * 10 + static_cast<std::uint32_t>(*at - '0');
    return {static_cast<int>(value), static_cast<int>(at - start)};
  }

  std::string_view letters() {
    const char* start = at;
    while (at_letter()) ++at;
    return {start, static_cast<std::size_t>(at - start)};
  }
};

enum class DayHalf : std::uint8_t { None, Morning, Afternoon };

struct DateParts {
  std::int32_t this_year = 0;  // places years of two digits; 0: the machine's clock says
  std::int32_t year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
  DayHalf half = DayHalf::None;
  bool has_time = false;
  std::optional<std::int32_t> offset;  // milliseconds, where the text names one
};

// Reads `AM` or `PM`, in any letter case.
DayHalf read_day_half(DateScanner& scanner);

// Reads `Z`, `+05`, `+0530` or `+05:30`.
std::optional<std::int32_t> read_offset(DateScanner& scanner);

// Reads `h:mm` or `h:mm:ss`, and AM or PM where it follows. Seconds: they have to be there; Fraction: parts of a
// second may follow them.
enum class TimeForm : std::uint8_t { Minutes, Seconds, Fraction };
DateTextState read_time_of_day(DateScanner& scanner, TimeForm form, DateParts& parts);

// Whether the day exists.
bool is_real_date(std::int32_t year, int month, int day);
// Whether the time of day is one as written: 0 to 23 hours, or 1 to 12 with AM or PM.
bool is_strict_time(const DateParts& parts);
// The documented leniency of date functions: an hour from 24 resets the whole time, a minute from 60 itself and the
// seconds, a second from 60 itself.
void reset_impossible_time(DateParts& parts);
// The hour of the day, after AM or PM.
int hour_of_day(const DateParts& parts);

// A two-digit year as Java places it: within 80 years before and 20 years after this one (see DateParts).
std::int32_t expand_two_digit_year(int year, std::int32_t this_year);

// The DATE-TIME of parts whose date is real, read in their own offset or else in a zone.
Value make_date_time(const DateParts& parts, const TimeZone& zone);

}  // namespace sluice::interpreter
