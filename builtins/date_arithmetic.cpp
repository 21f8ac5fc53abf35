// Functions that shift a date (help/functions/datetime): add…, sub…, edate, eomonth, toStartOf…, nextWeekDay. Steps
// of days and more go by the local calendar and keep whether the date has a time; hours and less go by the clock and
// give it one.
#include "builtins/date_support.h"
#include "builtins/families.h"

namespace sluice::builtins {

namespace {

enum class Direction : std::int8_t { Forward = 1, Back = -1 };

// The shift that was asked for, in the direction of the function.
std::int64_t count_of(const Call& call, Direction direction) {
  const std::int64_t count = call.arguments[1].as_number();
  if (direction == Direction::Forward) return count;
  if (count == std::numeric_limits<std::int64_t>::min())
    raise(messages::OutOfRangeArgument, {std::to_string(count), call.function.name, "no date is that far away"});
  return -count;
}

Value shift_time_of_day(const Call& call, const Value& time, std::int64_t shift) {
  const std::int64_t sum = time.milliseconds() + shift;
  if (sum < 0 || sum >= kMillisecondsPerDay) raise(messages::TimeOutOfDay);
  return Value::time(sum, call.receiver().flags());
}

template <std::int64_t unit, Direction direction>
Value shift_clock(Call& call) {
  const Value moment = date_argument(call);
  const std::int64_t shift = checked_shift(moment.milliseconds(), count_of(call, direction), unit, call);
  if (moment.tag() == Tag::Time) return shift_time_of_day(call, moment, shift);
  return Value::date_time(moment.milliseconds() + shift, true);
}

template <int days, Direction direction>
Value shift_days(Call& call) {
  const Value date = date_argument(call);
  const std::int64_t shift =
      checked_shift(date.milliseconds(), count_of(call, direction), days * kMillisecondsPerDay, call);
  return Value::date_time(add_days(date.milliseconds(), shift / kMillisecondsPerDay, zone_of(call)), date.has_time());
}

// The day of the month is kept where the month has it; otherwise it is the last one.
Fields shifted_months(const Call& call, std::int64_t instant, std::int64_t months) {
  constexpr std::int64_t kShortestMonth = 28 * kMillisecondsPerDay;
  checked_shift(instant, months, kShortestMonth, call);
  Fields fields = fields_of(instant, zone_of(call));
  const std::int64_t month = std::int64_t{fields.year} * 12 + fields.month - 1 + months;
  fields.year = static_cast<std::int32_t>(floor_divide(month, 12));
  fields.month = static_cast<std::int8_t>(month - std::int64_t{fields.year} * 12 + 1);
  fields.day = static_cast<std::int8_t>(std::min<int>(fields.day, days_in_month(fields.year, fields.month)));
  return fields;
}

template <int months, Direction direction>
Value shift_months(Call& call) {
  Value date = date_argument(call);
  const std::int64_t shift = checked_shift(0, count_of(call, direction), months, call);
  if (shift == 0) return date;
  const Fields fields = shifted_months(call, date.milliseconds(), shift);
  return Value::date_time(instant_of(fields, zone_of(call)), date.has_time());
}

Value date_of_fields(const Call& call, const Fields& fields) {
  return date_of_day(days_from_civil(fields.year, fields.month, fields.day), zone_of(call));
}

Value edate(Call& call) {
  const std::int64_t instant = date_argument(call).milliseconds();
  return date_of_fields(call, shifted_months(call, instant, call.arguments[1].as_number()));
}

Value eomonth(Call& call) {
  const std::int64_t instant = date_argument(call).milliseconds();
  Fields fields = shifted_months(call, instant, call.arguments[1].as_number());
  fields.day = static_cast<std::int8_t>(days_in_month(fields.year, fields.month));
  return date_of_fields(call, fields);
}

// Beginnings keep whether the date has a time, so that `…15:00:00` becomes `… 00:00:00`.
Value beginning_of_day(const Call& call, std::int64_t day, const Value& date) {
  return Value::date_time(date_of_day(day, zone_of(call)).milliseconds(), date.has_time());
}

Value to_start_of_month(Call& call) {
  if (!read_date_argument(call)) return Value();
  const Value& date = call.receiver();
  const Fields fields = fields_of(date.milliseconds(), zone_of(call));
  return beginning_of_day(call, days_from_civil(fields.year, fields.month, 1), date);
}

Value to_start_of_week(Call& call) {
  if (!read_date_argument(call)) return Value();
  const Value& date = call.receiver();
  const std::int64_t day = local_day_of(date.milliseconds(), zone_of(call));
  return beginning_of_day(call, day - day_of_week(day), date);
}

Value next_week_day(Call& call) {
  const std::int64_t day = local_day_of(date_argument(call).milliseconds(), zone_of(call));
  const int ahead = (weekday_argument(call.arguments[1], call) - day_of_week(day) + 7) % 7;
  return date_of_day(day + (ahead == 0 ? 7 : ahead), zone_of(call));
}

Value previous_week_day(Call& call) {
  const std::int64_t day = local_day_of(date_argument(call).milliseconds(), zone_of(call));
  const int back = (day_of_week(day) - weekday_argument(call.arguments[1], call) + 7) % 7;
  return date_of_day(day - (back == 0 ? 7 : back), zone_of(call));
}

constexpr ParameterRecord kShift[] = {{"count", Type::Number}};
constexpr ParameterRecord kMonths[] = {{"months", Type::Number}};
constexpr ParameterRecord kWeekday[] = {{"weekday", Type::Text}};
constexpr Cost kCost = {10};

constexpr FunctionRecord kFunctions[] = {
    {.name = "addYear",
     .receiver = kDate,
     .parameters = kShift,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/addyear.html",
     .summary = "The date some years later, on the last day of the month where it has no such day.",
     .example = "info '29-Feb-2020'.addYear(1);",
     .example_result = "28-Feb-2021",
     .run = shift_months<12, Direction::Forward>},
    {.name = "addMonth",
     .receiver = kDate,
     .parameters = kShift,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/addmonth.html",
     .summary = "The date some months later, on the last day of the month where it has no such day.",
     .example = "info '31-Jan-2019'.addMonth(1);",
     .example_result = "28-Feb-2019",
     .run = shift_months<1, Direction::Forward>},
    {.name = "addWeek",
     .receiver = kDate,
     .parameters = kShift,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/addweek.html",
     .summary = "The date some weeks later.",
     .example = "info '01-Jan-2019'.addWeek(10);",
     .example_result = "12-Mar-2019",
     .run = shift_days<7, Direction::Forward>},
    {.name = "addDay",
     .receiver = kDate,
     .parameters = kShift,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/addday.html",
     .summary = "The date some days later, or earlier for a negative number.",
     .example = "info '01-Jan-2019 15:00:00'.addDay(40);",
     .example_result = "10-Feb-2019 15:00:00",
     .run = shift_days<1, Direction::Forward>},
    {.name = "addHour",
     .receiver = kDateOrTime,
     .parameters = kShift,
     .result = Type::DateTime | Type::Time,
     .cost = kCost,
     .page = "functions/datetime/addhour.html",
     .summary = "The moment some hours later. A TIME has to stay within its day.",
     .example = "info '01-Jan-2019 23:15:10'.addHour(2);",
     .example_result = "02-Jan-2019 01:15:10",
     .run = shift_clock<kMillisecondsPerHour, Direction::Forward>},
    {.name = "addMinutes",
     .receiver = kDateOrTime,
     .parameters = kShift,
     .result = Type::DateTime | Type::Time,
     .cost = kCost,
     .page = "functions/datetime/addminutes.html",
     .summary = "The moment some minutes later. A TIME has to stay within its day.",
     .example = "info '01-Jan-2019 23:59:10'.addMinutes(2);",
     .example_result = "02-Jan-2019 00:01:10",
     .run = shift_clock<kMillisecondsPerMinute, Direction::Forward>},
    {.name = "addSeconds",
     .receiver = kDateOrTime,
     .parameters = kShift,
     .result = Type::DateTime | Type::Time,
     .cost = kCost,
     .page = "functions/datetime/addseconds.html",
     .summary = "The moment some seconds later. A TIME has to stay within its day.",
     .example = "info '01-Jan-2019'.addSeconds(70);",
     .example_result = "01-Jan-2019 00:01:10",
     .run = shift_clock<kMillisecondsPerSecond, Direction::Forward>},
    {.name = "subYear",
     .receiver = kDate,
     .parameters = kShift,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/subyear.html",
     .summary = "The date some years earlier.",
     .example = "info '01-Jan-2019'.subYear(1);",
     .example_result = "01-Jan-2018",
     .run = shift_months<12, Direction::Back>},
    {.name = "subMonth",
     .receiver = kDate,
     .parameters = kShift,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/submonth.html",
     .summary = "The date some months earlier, on the last day of the month where it has no such day.",
     .example = "info '01-Jan-2019'.subMonth(1);",
     .example_result = "01-Dec-2018",
     .run = shift_months<1, Direction::Back>},
    {.name = "subWeek",
     .receiver = kDate,
     .parameters = kShift,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/subweek.html",
     .summary = "The date some weeks earlier.",
     .example = "info '01-May-2019'.subWeek(4);",
     .example_result = "03-Apr-2019",
     .run = shift_days<7, Direction::Back>},
    {.name = "subDay",
     .receiver = kDate,
     .parameters = kShift,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/subday.html",
     .summary = "The date some days earlier.",
     .example = "info '01-Jan-2019'.subDay(1);",
     .example_result = "31-Dec-2018",
     .run = shift_days<1, Direction::Back>},
    {.name = "subHour",
     .receiver = kDateOrTime,
     .parameters = kShift,
     .result = Type::DateTime | Type::Time,
     .cost = kCost,
     .page = "functions/datetime/subhour.html",
     .summary = "The moment some hours earlier. A TIME has to stay within its day.",
     .example = "info '02-Jan-2019'.subHour(1);",
     .example_result = "01-Jan-2019 23:00:00",
     .run = shift_clock<kMillisecondsPerHour, Direction::Back>},
    {.name = "subMinutes",
     .receiver = kDateOrTime,
     .parameters = kShift,
     .result = Type::DateTime | Type::Time,
     .cost = kCost,
     .page = "functions/datetime/subminutes.html",
     .summary = "The moment some minutes earlier. A TIME has to stay within its day.",
     .example = "info '02-Jan-2019'.subMinutes(1);",
     .example_result = "01-Jan-2019 23:59:00",
     .run = shift_clock<kMillisecondsPerMinute, Direction::Back>},
    {.name = "subSeconds",
     .receiver = kDateOrTime,
     .parameters = kShift,
     .result = Type::DateTime | Type::Time,
     .cost = kCost,
     .page = "functions/datetime/subseconds.html",
     .summary = "The moment some seconds earlier. A TIME has to stay within its day.",
     .example = "info '02-Jan-2019'.subSeconds(70);",
     .example_result = "01-Jan-2019 23:58:50",
     .run = shift_clock<kMillisecondsPerSecond, Direction::Back>},
    {.name = "edate",
     .receiver = kDate,
     .parameters = kMonths,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/edate.html",
     .summary = "The same as addMonth, without the time.",
     .example = "info '01-Jan-2019 15:00:00'.edate(13);",
     .example_result = "01-Feb-2020",
     .run = edate},
    {.name = "eomonth",
     .receiver = kDate,
     .parameters = kMonths,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/eomonth.html",
     .summary = "The last day of the month that is some months later.",
     .example = "info '01-Jan-2019'.eomonth(1);",
     .example_result = "28-Feb-2019",
     .run = eomonth},
    {.name = "toStartOfMonth",
     .receiver = kDate,
     .result = Type::DateTime | Type::Null,
     .cost = kCost,
     .page = "functions/datetime/tostartofmonth.html",
     .summary = "The first day of the month, at midnight.",
     .example = "info '15-Mar-2019 15:00:00'.toStartOfMonth();",
     .example_result = "01-Mar-2019 00:00:00",
     .run = to_start_of_month},
    {.name = "toStartOfWeek",
     .receiver = kDate,
     .result = Type::DateTime | Type::Null,
     .cost = kCost,
     .page = "functions/datetime/tostartofweek.html",
     .summary = "The Sunday of the week, at midnight; a Sunday gives itself.",
     .example = "info '15-Mar-2019 15:00:00'.toStartOfWeek();",
     .example_result = "10-Mar-2019 00:00:00",
     .run = to_start_of_week},
    {.name = "nextWeekDay",
     .receiver = kDate,
     .parameters = kWeekday,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/number/nextWeekDay.html",
     .summary = "The first date behind this one that is a Monday, Tuesday or another day of the week.",
     .example = "info '20-Jul-2021'.nextWeekDay(\"Monday\");",
     .example_result = "26-Jul-2021",
     .run = next_week_day},
    {.name = "previousWeekDay",
     .receiver = kDate,
     .parameters = kWeekday,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/number/previousWeekDay.html",
     .summary = "The last date before this one that is a Monday, Tuesday or another day of the week.",
     .example = "info '21-Jul-2021'.previousWeekDay(\"Monday\");",
     .example_result = "19-Jul-2021",
     .run = previous_week_day},
};

}  // namespace

Family date_arithmetic_functions() { return kFunctions; }

}  // namespace sluice::builtins
