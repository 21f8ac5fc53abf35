// What lies between two dates (help/functions/datetime). All of them are negative where the first date is the later
// one. Days, months and years ignore the time; hours, yearFraction and timeBetween measure by the clock.
#include "builtins/date_support.h"
#include "builtins/families.h"

namespace sluice::builtins {

namespace {

std::int64_t day_argument(Call& call, std::size_t index) {
  return local_day_of(date_argument(call, index).milliseconds(), zone_of(call));
}

std::int64_t days_between(Call& call) {
  const std::int64_t from = day_argument(call, 0);
  return day_argument(call, 1) - from;
}

template <int days>
Value calendar_days(Call& call) {
  return Value::number(days_between(call) / days);
}

std::int64_t elapsed(Call& call) {
  const std::int64_t from = date_argument(call, 0).milliseconds();
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(date_argument(call, 1).milliseconds(), from, &difference))
    raise(messages::NumberOverflow, {call.function.name});
  return difference;
}

Value hours_between(Call& call) { return Value::number(elapsed(call) / kMillisecondsPerHour); }

// Complete months: the day of the month has to be reached, also where a month is too short for it.
std::int64_t complete_months(Call& call) {
  const Fields from = civil_from_days(day_argument(call, 0));
  const Fields to = civil_from_days(day_argument(call, 1));
  const std::int64_t months = (std::int64_t{to.year} - from.year) * 12 + to.month - from.month;
  const int days = to.day - from.day;
  if (months > 0 && days < 0) return months - 1;
  if (months < 0 && days > 0) return months + 1;
  return months;
}

template <int months>
Value total(Call& call) {
  return Value::number(complete_months(call) / months);
}

// Divided by a day first: the last digit of the documented results depends on it.
Value year_fraction(Call& call) {
  const double days = static_cast<double>(elapsed(call)) / static_cast<double>(kMillisecondsPerDay);
  return from_double(call.context.heap, days / 365);
}

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

Value time_between(Call& call) {
  const std::int64_t seconds = elapsed(call) / kMillisecondsPerSecond;
  if (seconds < 0)
    raise(messages::OutOfRangeArgument,
          {to_string(call.arguments[1], call.context), call.function.name, "the second date has to be the later one"});
  return call.context.text(std::to_string(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" +
                           two_digits(seconds % 60));
}

constexpr std::string_view kDays360[] = {"days360"};
constexpr std::string_view kTotalMonth[] = {"totalMonth", "monthsDiff"};
constexpr std::string_view kTotalYear[] = {"totalYear", "yearsDiff"};
constexpr ParameterRecord kOther[] = {{"other", kDate}};
constexpr Cost kCost = {10};

constexpr FunctionRecord kFunctions[] = {
    {.name = "daysBetween",
     .aliases = kDays360,
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Number,
     .cost = kCost,
     .page = "functions/datetime/daysbetween.html",
     .summary = "The days from one date to another, without regard to the time.",
     .example = "info daysBetween('1-Jan-2020', '31-Dec-2020');",
     .example_result = "365",
     .run = calendar_days<1>},
    {.name = "hoursBetween",
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Number,
     .cost = kCost,
     .page = "functions/datetime/hoursbetween.html",
     .summary = "The whole hours from one moment to another.",
     .example = "info hoursBetween('18-Dec-2019 09:00:00', '19-Dec-2019 10:00:00');",
     .example_result = "25",
     .run = hours_between},
    {.name = "monthsBetween",
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Number,
     .cost = kCost,
     .page = "functions/datetime/monthsbetween.html",
     .summary = "The months of 30 days from one date to another; totalMonths counts those of the calendar.",
     .example = "info monthsBetween('01-Feb-2020', '01-Mar-2020');",
     .example_result = "0",
     .run = calendar_days<30>},
    {.name = "totalMonths",
     .aliases = kTotalMonth,
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Number,
     .cost = kCost,
     .page = "functions/datetime/totalmonth.html",
     .summary = "The complete months of the calendar from one date to another.",
     .example = "info totalMonths('01-Feb-2020', '01-Mar-2020');",
     .example_result = "1",
     .run = total<1>},
    {.name = "yearsBetween",
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Number,
     .cost = kCost,
     .page = "functions/datetime/yearsbetween.html",
     .summary = "The years of 365 days from one date to another; totalYears counts those of the calendar.",
     .example = "info yearsBetween('1-Jan-2020', '31-Dec-2020');",
     .example_result = "1",
     .run = calendar_days<365>},
    {.name = "totalYears",
     .aliases = kTotalYear,
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Number,
     .cost = kCost,
     .page = "functions/datetime/totalyear.html",
     .summary = "The complete years of the calendar from one date to another.",
     .example = "info totalYears('02-Jan-2020', '01-Jan-2021');",
     .example_result = "0",
     .run = total<12>},
    {.name = "yearFraction",
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Decimal,
     .cost = kCost,
     .page = "functions/datetime/yearfraction.html",
     .summary = "The time from one moment to another in years of 365 days.",
     .example = "info yearFraction('17-Jan-2019', '29-Jan-2019');",
     .example_result = "0.03287671232876712",
     .run = year_fraction},
    {.name = "timeBetween",
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Text,
     .cost = kCost,
     .page = "functions/datetime/time-between.html",
     .summary = "The hours, minutes and seconds from one moment to a later one.",
     .example = "info timeBetween('6-Jan-2020 10:10:12', '7-Jan-2020 11:20:12');",
     .example_result = "25:10:00",
     .run = time_between},
};

}  // namespace

Family date_difference_functions() { return kFunctions; }

}  // namespace sluice::builtins
