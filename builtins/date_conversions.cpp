// Conversions to dates (help/functions/common). Other conversions are in conversions.cpp.
#include "builtins/common.h"
#include "builtins/families.h"
#include "interpreter/common_errors.h"
#include "interpreter/date_pattern.h"
#include "interpreter/date_time.h"

namespace sluice::builtins {

namespace {

Value date_of_text(Call& call, const TimeZone& zone) {
  const std::string_view text = call.receiver().text();
  if (call.count() == 1) {
    const std::optional<Value> date = parse_date_time(text, call.context.dates);
    if (!date) raise_unparsable_date(text);
    return *date;
  }
  const std::string_view mapping = call.arguments[1].text();
  const DatePattern* pattern = compiled_pattern(mapping);
  if (pattern == nullptr)
    raise(messages::UnknownDatePattern, {mapping, "it has letters that mean nothing, or a quote without its end"});
  const std::optional<Value> date = parse_date_time(text, *pattern, zone, call.context.dates.this_year);
  if (!date) raise_with_help(messages::UnparsableDate, {}, "the text does not follow the pattern");
  return *date;
}

// The instant of what a conversion was given: a date itself, a NUMBER of milliseconds since 1970, or a text.
std::int64_t instant_of_argument(Call& call, const TimeZone& zone) {
  const Value& value = call.receiver();
  if (value.is_date_time()) return value.milliseconds();
  if (value.is_number()) return value.as_number();
  return date_of_text(call, zone).milliseconds();
}

Value to_date(Call& call) {
  const TimeZone& zone = *call.context.dates.zone;
  Fields fields = fields_of(instant_of_argument(call, zone), zone);
  fields.hour = fields.minute = fields.second = 0;
  fields.millisecond = 0;
  return Value::date_time(instant_of(fields, zone), false);
}

Value to_date_time(Call& call) { return Value::date_time(instant_of_argument(call, *call.context.dates.zone), true); }

// The zone is the one the text is written in.
Value to_time(Call& call) {
  if (call.count() < 3) return to_date_time(call);
  return Value::date_time(instant_of_argument(call, *time_zone_or_gmt(call.arguments[2].text())), true);
}

constexpr TypeSet kToDate = Type::DateTime | Type::Number | Type::Text;
constexpr ParameterRecord kMapping[] = {{"mapping", Type::Text, true}};
constexpr ParameterRecord kMappingAndZone[] = {{"mapping", Type::Text, true}, {"zone", Type::Text, true}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "toDate",
     .receiver = kToDate,
     .parameters = kMapping,
     .result = Type::DateTime,
     .cost = {10},
     .page = "functions/common/todate.html",
     .summary = "The date of a TEXT (by a pattern or in any documented form), of milliseconds since 1970, or of a "
                "date with a time.",
     .example = "info toDate(\"01,11,2019 1:30:00 pm\", \"MM,d,yyyy\");",
     .example_result = "11-Jan-2019",
     .run = to_date},
    {.name = "toDateTime",
     .receiver = kToDate,
     .parameters = kMapping,
     .result = Type::DateTime,
     .cost = {10},
     .page = "functions/common/to-date-time.html",
     .summary = "The same as toDate, with the time.",
     .example = "info toDateTime(\"01-11-2019 13:30:00\", \"MM-d-yy\");",
     .example_result = "11-Jan-2019 13:30:00",
     .run = to_date_time},
    {.name = "toTime",
     .receiver = kToDate,
     .parameters = kMappingAndZone,
     .result = Type::DateTime,
     .cost = {10},
     .page = "functions/common/totime.html",
     .summary = "The same as toDateTime; a third argument names the time zone that the TEXT is written in.",
     .example = "info \"Aug 21, 2013 16:04:37\".toTime();",
     .example_result = "21-Aug-2013 16:04:37",
     .run = to_time},
};

}  // namespace

Family date_conversion_functions() { return kFunctions; }

}  // namespace sluice::builtins
