// No text and no pattern breaks the readers of dates: the first line is a pattern, the rest a text. What reads as a date
// prints and reads back as the same one.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "interpreter/date_pattern.h"
#include "interpreter/date_time.h"

namespace {

using namespace sluice::interpreter;

[[noreturn]] void fail(const char* what, std::string_view text) {
  std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
  std::abort();
}

void check_round_trip(const Value& date, std::string_view text, const DateFormat& format) {
  constexpr std::string_view kPattern = "yyyy-MM-dd HH:mm:ss.SSS";
  const std::int32_t year = fields_of(date.milliseconds(), *format.zone).year;
  if (year < 1 || year > 9999) return;  // a pattern reads four digits
  std::string printed;
  append_by_pattern(printed, date, kPattern, *format.zone);
  const auto again = parse_date_time(printed, kPattern, *format.zone);
  if (!again || again->milliseconds() != date.milliseconds()) fail("a date that does not read back", text);
  printed.clear();
  append_date_time(printed, date, format);
  if (printed.empty()) fail("a date that prints nothing", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t line = all.find('\n');
  const std::string_view pattern = all.substr(0, line);
  const std::string_view text = line == std::string_view::npos ? all : all.substr(line + 1);
  const DateFormat format;  // UTC: every local time exists once
  if (const auto date = parse_date_time(text, format)) check_round_trip(*date, text, format);
  if (const auto date = parse_date_time(text, pattern, *format.zone)) check_round_trip(*date, text, format);
  parse_quoted(text, format);
  std::string printed;
  append_by_pattern(printed, Value::date_time(1'700'000'000'123, true), pattern, *format.zone);
  time_zone_or_gmt(text);
  return 0;
}
