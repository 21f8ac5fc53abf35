// Dates for people to read, and milliseconds since 1970 (help/functions/datetime): getDate, getTime, getDateTime,
// toDateTimeString, unixEpoch. Texts by a pattern are in conversions.cpp.
#include "builtins/date_support.h"
#include "builtins/families.h"

namespace sluice::builtins {

namespace {

std::string_view ordinal_suffix(int day) {
  if (day >= 11 && day <= 13) return "th";
  switch (day % 10) {
    case 1: return "st";
    case 2: return "nd";
    case 3: return "rd";
    default: return "th";
  }
}

void append_day(std::string& out, const Fields& fields) {
  out += std::to_string(fields.day);
  out += ordinal_suffix(fields.day);
  out += ' ';
  out += month_name(fields.month);
  out += ' ';
  out += std::to_string(fields.year);
}

// The pattern of getTime(): 12 or 24 hours, with seconds or without.
std::string_view time_pattern(const Call& call) {
  const std::int64_t hours = call.count() > 1 ? call.arguments[1].as_number() : 12;
  if (hours != 12 && hours != 24)
    raise(messages::OutOfRangeArgument, {std::to_string(hours), call.function.name, "a clock has 12 or 24 hours"});
  const bool seconds = call.count() > 2 && call.arguments[2].as_boolean();
  if (hours == 24) return seconds ? "HH:mm:ss" : "HH:mm";
  return seconds ? "hh:mm:ss a" : "hh:mm a";
}

Value get_date(Call& call) {
  std::string text;
  append_day(text, fields_of(date_argument(call).milliseconds(), zone_of(call)));
  return call.context.text(text);
}

Value get_time(Call& call) {
  const std::string_view pattern = time_pattern(call);
  return text_by_pattern(call, date_argument(call), pattern, zone_of(call));
}

Value get_date_time(Call& call) {
  const std::string_view pattern = time_pattern(call);
  const Value date = date_argument(call);
  std::string text;
  append_day(text, fields_of(date.milliseconds(), zone_of(call)));
  text += ',';
  append_by_pattern(text, date, pattern, zone_of(call));
  return call.context.text(text);
}

Value to_date_time_string(Call& call) {
  Value moment = date_argument(call);
  if (moment.is_number()) moment = Value::date_time(moment.as_number(), true);
  if (call.count() == 1) return to_text(moment, call.context);
  const std::string_view pattern = call.arguments[1].text();
  if (call.count() == 2) return text_by_pattern(call, moment, pattern, zone_of(call));
  return text_by_pattern(call, moment, pattern, *time_zone_or_gmt(call.arguments[2].text()));
}

Value unix_epoch(Call& call) {
  DateFormat format = call.context.dates;
  if (call.count() > 1) format.zone = time_zone_or_gmt(call.arguments[1].text());
  const std::optional<Value> date = parse_date_time(call.receiver().text(), format);
  return date ? Value::number(date->milliseconds()) : call.receiver();
}

constexpr ParameterRecord kClock[] = {{"hours", Type::Number, true}, {"showSeconds", Type::Boolean, true}};
constexpr ParameterRecord kFormat[] = {{"pattern", Type::Text, true}, {"zone", Type::Text, true}};
constexpr ParameterRecord kZone[] = {{"zone", Type::Text, true}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "getDate",
     .receiver = kDate,
     .result = Type::Text,
     .cost = {15},
     .page = "functions/datetime/get-date.html",
     .summary = "The date as people write it.",
     .example = "info '17-Jan-2018 18:10:37'.getDate();",
     .example_result = "17th January 2018",
     .run = get_date},
    {.name = "getTime",
     .receiver = kDate,
     .parameters = kClock,
     .result = Type::Text,
     .cost = {15},
     .page = "functions/datetime/get-time.html",
     .summary = "The time of a date, with 12 hours or 24, and with seconds if that is true.",
     .example = "info '17-Jan-2018 18:10:37'.getTime(12, true);",
     .example_result = "06:10:37 PM",
     .run = get_time},
    {.name = "getDateTime",
     .receiver = kDate,
     .parameters = kClock,
     .result = Type::Text,
     .cost = {20},
     .page = "functions/datetime/get-date-time.html",
     .summary = "What getDate and getTime give, with a comma between them.",
     .example = "info '17-Jan-2018 09:00:59'.getDateTime();",
     .example_result = "17th January 2018,09:00 AM",
     .run = get_date_time},
    {.name = "toDateTimeString",
     .receiver = Type::Number | Type::DateTime | Type::Text,
     .parameters = kFormat,
     .result = Type::Text | Type::Null,
     .cost = {20},
     .page = "functions/datetime/todatetimestring.html",
     .summary = "Milliseconds since 1970, or a date, by a pattern in a time zone; null when the pattern means nothing.",
     .example = "info toDateTimeString(1693905560373, \"MMM dd, yy 'at' hh:mm:ss z, E\", \"IST\");",
     .example_result = "Sep 05, 23 at 02:49:20 IST, Tue",
     .run = to_date_time_string},
    {.name = "unixEpoch",
     .receiver = Type::Text,
     .parameters = kZone,
     .result = Type::Number | Type::Text,
     .cost = {15},
     .page = "functions/datetime/unix-epoch.html",
     .summary = "The milliseconds since 1970 of a date that a TEXT holds, read in a time zone; other texts come back.",
     .example = "info \"03-Feb-2020 03:48:12\".unixEpoch(\"Asia/Calcutta\");",
     .example_result = "1580681892000",
     .run = unix_epoch},
};

}  // namespace

Family date_presentation_functions() { return kFunctions; }

}  // namespace sluice::builtins
