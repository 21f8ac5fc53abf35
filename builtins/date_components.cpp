// The parts of a date (help/functions/datetime): getYear, getMonth …, their short names, and weeks. A text with an
// impossible part gives null here, where other date functions raise.
#include "builtins/date_support.h"
#include "builtins/families.h"

namespace sluice::builtins {

namespace {

template <auto part>
Value part_of_date(Call& call) {
  if (!read_date_argument(call)) return Value();
  return Value::number(civil_from_days(local_day_of(call.receiver().milliseconds(), zone_of(call))).*part);
}

// Milliseconds of the day of a DATE-TIME or a TIME; negative where the text has an impossible part.
std::int64_t time_of_day(Call& call) {
  if (!read_date_argument(call)) return -1;
  const Value& moment = call.receiver();
  if (moment.tag() == Tag::Time) return moment.milliseconds();
  return local_time_of(moment.milliseconds(), zone_of(call)).time;
}

Value get_hour(Call& call) {
  const std::int64_t time = time_of_day(call);
  if (time < 0) return Value();
  const std::int64_t hour = time / kMillisecondsPerHour;
  const bool halves = call.receiver().tag() == Tag::Time && (call.receiver().flags() & kTimeHasHalves) != 0;
  if (!halves) return Value::number(hour);
  return Value::number(hour % 12 == 0 ? 12 : hour % 12);
}

template <std::int64_t unit>
Value sixtieths(Call& call) {
  const std::int64_t time = time_of_day(call);
  return time < 0 ? Value() : Value::number(time / unit % 60);
}

Value get_day_of_week(Call& call) {
  if (!read_date_argument(call)) return Value();
  return Value::number(day_of_week(local_day_of(call.receiver().milliseconds(), zone_of(call))) + 1);
}

Value get_day_of_year(Call& call) {
  if (!read_date_argument(call)) return Value();
  return Value::number(day_of_year(local_day_of(call.receiver().milliseconds(), zone_of(call))));
}

Value get_week_of_year(Call& call) {
  if (call.count() > 1 && call.context.dialect == grammar::Dialect::Creator)
    raise(messages::ArgumentCountAtRun, {call.function.name});
  if (!read_date_argument(call)) return Value();
  const int first_day = call.count() > 1 ? weekday_argument(call.arguments[1], call) : 0;
  return Value::number(week_of(local_day_of(call.receiver().milliseconds(), zone_of(call)), first_day).number);
}

constexpr std::string_view kYear[] = {"year"};
constexpr std::string_view kMonth[] = {"month"};
constexpr std::string_view kDay[] = {"day"};
constexpr std::string_view kHour[] = {"hour"};
constexpr std::string_view kMinute[] = {"minute"};
constexpr std::string_view kSecond[] = {"second"};
constexpr std::string_view kWeekday[] = {"weekday"};
constexpr ParameterRecord kFirstDay[] = {{"firstDay", Type::Text, true}};
constexpr TypeSet kNumberOrNull = Type::Number | Type::Null;
constexpr Cost kCost = {6};

constexpr FunctionRecord kFunctions[] = {
    {.name = "getYear",
     .aliases = kYear,
     .receiver = kDate,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/getYear.html",
     .summary = "The year of a date.",
     .example = "info '01-Jan-2019'.getYear();",
     .example_result = "2019",
     .run = part_of_date<&Fields::year>},
    {.name = "getMonth",
     .aliases = kMonth,
     .receiver = kDate,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/getmonth.html",
     .summary = "The month of a date, 1 to 12.",
     .example = "info '14-Dec-2023'.getMonth();",
     .example_result = "12",
     .run = part_of_date<&Fields::month>},
    {.name = "getDay",
     .aliases = kDay,
     .receiver = kDate,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/getday.html",
     .summary = "The day of the month, 1 to 31.",
     .example = "info '08-Jan-2019'.getDay();",
     .example_result = "8",
     .run = part_of_date<&Fields::day>},
    {.name = "getHour",
     .aliases = kHour,
     .receiver = kDateOrTime,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/gethour.html",
     .summary = "The hour, 0 to 23; of a TIME written with AM or PM 1 to 12.",
     .example = "info '01-Jan-2019 23:15:10'.getHour();",
     .example_result = "23",
     .run = get_hour},
    {.name = "getMinutes",
     .aliases = kMinute,
     .receiver = kDateOrTime,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/getminutes.html",
     .summary = "The minute, 0 to 59.",
     .example = "info '01-Jan-2019 23:15:10'.getMinutes();",
     .example_result = "15",
     .run = sixtieths<kMillisecondsPerMinute>},
    {.name = "getSeconds",
     .aliases = kSecond,
     .receiver = kDateOrTime,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/getseconds.html",
     .summary = "The second, 0 to 59.",
     .example = "info '01-Jan-2019 23:15:10'.getSeconds();",
     .example_result = "10",
     .run = sixtieths<kMillisecondsPerSecond>},
    {.name = "getDayOfWeek",
     .aliases = kWeekday,
     .receiver = kDate,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/getdayofweek.html",
     .summary = "The day of the week, 1 (Sunday) to 7 (Saturday).",
     .example = "info '15-Mar-2019'.getDayOfWeek();",
     .example_result = "6",
     .run = get_day_of_week},
    {.name = "getDayOfYear",
     .receiver = kDate,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/getdayofyear.html",
     .summary = "The day of the year, 1 to 366.",
     .example = "info '31-Dec-2020'.getDayOfYear();",
     .example_result = "366",
     .run = get_day_of_year},
    {.name = "getWeekOfYear",
     .receiver = kDate,
     .parameters = kFirstDay,
     .result = kNumberOrNull,
     .cost = kCost,
     .page = "functions/datetime/getweekofyear.html",
     .summary = "The week of the year; week 1 has 1 January, and weeks begin on Sunday unless another day is named.",
     .example = "info '7-Feb-2021'.getWeekOfYear(\"Monday\");",
     .example_result = "6",
     .run = get_week_of_year},
};

}  // namespace

Family date_component_functions() { return kFunctions; }

}  // namespace sluice::builtins
