#include "interpreter/date_time.h"

#include "interpreter/date_pattern.h"
#include "interpreter/date_time_text.h"

namespace sluice::interpreter {

namespace {

// The run's pattern, or Zoho's own where the host set one that is none.
const DatePattern* pattern_of(const DateFormat& format) {
  if (const DatePattern* pattern = compiled_pattern(format.pattern)) return pattern;
  return compiled_pattern("dd-MMM-yyyy HH:mm:ss");
}

// A TIME is milliseconds since midnight: the time of day of an instant of 1970 in UTC.
void append_time(std::string& out, const Value& value) {
  bool halves = (value.flags() & kTimeHasHalves) != 0;
  compiled_pattern(halves ? "hh:mm:ss a" : "HH:mm:ss")->append(out, value.milliseconds(), *utc());
}

// Takes a time that follows a date, where there is one.
void read_time_behind(DateScanner& scanner, DateParts& parts) {
  if (!scanner.skip_spaces()) return;
  DateParts with_time = parts;
  if (read_time_of_day(scanner, TimeForm::Fraction, with_time) != DateTextState::Valid) return;
  parts = with_time;
  reset_impossible_time(parts);
}

}  // namespace

Fields fields_of(std::int64_t instant, const TimeZone& zone) { return fields_at(instant, zone.offset_at(instant)); }

std::int64_t instant_of(const Fields& fields, const TimeZone& zone) {
  return zone.instant_of(local_milliseconds(fields));
}

void append_date_time(std::string& out, const Value& value, const DateFormat& format) {
  if (value.tag() == Tag::Time) return append_time(out, value);
  const DatePattern* pattern = pattern_of(format);
  if (value.has_time()) {
    pattern->append(out, value.milliseconds(), *format.zone);
  } else {
    pattern->append_date(out, value.milliseconds(), *format.zone);
  }
}

bool append_by_pattern(std::string& out, const Value& value, std::string_view pattern, const TimeZone& zone) {
  const DatePattern* compiled = compiled_pattern(pattern);
  if (!compiled) return false;
  compiled->append(out, value.milliseconds(), value.tag() == Tag::Time ? *utc() : zone);
  return true;
}

std::optional<Value> parse_date_time(std::string_view text, const DatePattern& pattern, const TimeZone& zone,
                                     std::int32_t this_year) {
  DateScanner scanner(text);
  DateParts parts{.this_year = this_year};
  if (pattern.read(scanner, parts) != DateTextState::Valid) return std::nullopt;
  if (!pattern.has_time()) read_time_behind(scanner, parts);
  return make_date_time(parts, zone);
}

std::optional<Value> parse_date_time(std::string_view text, std::string_view pattern, const TimeZone& zone,
                                     std::int32_t this_year) {
  const DatePattern* compiled = compiled_pattern(pattern);
  return compiled == nullptr ? std::nullopt : parse_date_time(text, *compiled, zone, this_year);
}

DateTextState read_date_time(std::string_view text, const DateFormat& format, Value& result) {
  DateParts parts{.this_year = format.this_year};
  DateTextState state = read_date_text(text, format.pattern, parts);
  if (state == DateTextState::Valid) result = make_date_time(parts, *format.zone);
  return state;
}

std::optional<Value> parse_date_time(std::string_view text, const DateFormat& format) {
  Value result;
  if (read_date_time(text, format, result) != DateTextState::Valid) return std::nullopt;
  return result;
}

std::optional<Value> parse_time(std::string_view text) {
  DateScanner scanner(text);
  DateParts parts;
  if (read_time_of_day(scanner, TimeForm::Seconds, parts) != DateTextState::Valid) return std::nullopt;
  if (!scanner.done() || !is_strict_time(parts)) return std::nullopt;
  return Value::time(hour_of_day(parts) * kMillisecondsPerHour + parts.minute * kMillisecondsPerMinute +
                         parts.second * kMillisecondsPerSecond,
                     parts.half == DayHalf::None ? 0 : kTimeHasHalves);
}

std::optional<Value> parse_quoted(std::string_view text, const DateFormat& format) {
  if (auto time = parse_time(text)) return time;
  DateParts parts{.this_year = format.this_year};
  if (read_date_literal(text, format.pattern, parts) != DateTextState::Valid) return std::nullopt;
  return make_date_time(parts, *format.zone);
}

}  // namespace sluice::interpreter
