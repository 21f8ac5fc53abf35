// Working days and hours (help/functions/datetime). Free days are Saturday and Sunday unless weekends are given, which
// then count instead; holidays are free as well.
#include "builtins/business_days.h"
#include "builtins/date_support.h"
#include "builtins/families.h"
#include "interpreter/common_errors.h"

namespace sluice::builtins {

namespace {

constexpr unsigned kSaturdayAndSunday = 1u << 0 | 1u << 6;
constexpr unsigned kWholeWeek = (1u << 7) - 1;

unsigned weekend_argument(const Call& call, std::size_t index) {
  if (call.count() <= index) return kSaturdayAndSunday;
  unsigned weekend = 0;
  const Container& names = call.arguments[index].container();
  for (std::uint32_t p = names.first_place(); p != Container::kEnd; p = names.next_place(p)) {
    if (!names.value_at(p).is_text())
      raise(messages::IncompatibleArgument,
            {call.function.name, std::to_string(index), "TEXT", name_of(names.value_at(p).type())});
    weekend |= 1u << weekday_argument(names.value_at(p), call);
  }
  if (weekend == kWholeWeek)
    raise(messages::OutOfRangeArgument,
          {to_string(call.arguments[index], call.context), call.function.name, "this leaves no working day"});
  return weekend;
}

std::int64_t holiday(const Call& call, const Value& date, std::size_t index) {
  if (date.is_date_time()) return local_day_of(date.milliseconds(), zone_of(call));
  if (!date.is_text() || call.context.dialect == grammar::Dialect::Creator)
    raise(messages::IncompatibleArgument,
          {call.function.name, std::to_string(index), "DATE-TIME, DATE", name_of(date.type())});
  const std::optional<Value> read = parse_date_time(date.text(), call.context.dates);
  if (!read) raise_unparsable_date(date.text());
  return local_day_of(read->milliseconds(), zone_of(call));
}

std::vector<std::int64_t> holidays_argument(const Call& call, std::size_t index) {
  std::vector<std::int64_t> days;
  if (call.count() <= index) return days;
  const Container& dates = call.arguments[index].container();
  call.context.budget.charge(std::uint64_t{dates.size()} * 16);
  days.reserve(dates.size());
  for (std::uint32_t p = dates.first_place(); p != Container::kEnd; p = dates.next_place(p))
    days.push_back(holiday(call, dates.value_at(p), index));
  return days;
}

// Weekends and holidays, which begin at an argument.
BusinessDays days_argument(const Call& call, std::size_t index) {
  return {weekend_argument(call, index), holidays_argument(call, index + 1)};
}

// ---- days

std::int64_t shifted_day(const Call& call, std::int64_t instant, DayStep direction) {
  const BusinessDays days = days_argument(call, 2);
  const std::int64_t count = call.arguments[1].as_number();
  const std::int64_t day = local_day_of(instant, zone_of(call));
  if (count <= 0) return day;
  checked_shift(instant, count, 7 * kMillisecondsPerDay, call);
  return days.step(day, count, direction);
}

Value shift_business_days(Call& call, DayStep direction) {
  const Value date = date_argument(call);
  const std::int64_t day = shifted_day(call, date.milliseconds(), direction);
  const std::int64_t shift = day - local_day_of(date.milliseconds(), zone_of(call));
  return Value::date_time(add_days(date.milliseconds(), shift, zone_of(call)), date.has_time());
}

Value add_business_day(Call& call) { return shift_business_days(call, DayStep::Forward); }

Value sub_business_day(Call& call) {
  constexpr std::int64_t kMost = 365;
  if (const std::int64_t count = call.arguments[1].as_number(); count > kMost)
    raise(messages::OutOfRangeArgument, {std::to_string(count), call.function.name, "365 days are the most"});
  return shift_business_days(call, DayStep::Back);
}

Value workday(Call& call) {
  const std::int64_t instant = date_argument(call).milliseconds();
  return date_of_day(shifted_day(call, instant, DayStep::Forward), zone_of(call));
}

Value work_days_between(Call& call) {
  const std::int64_t from = local_day_of(date_argument(call, 0).milliseconds(), zone_of(call));
  const std::int64_t to = local_day_of(date_argument(call, 1).milliseconds(), zone_of(call));
  const BusinessDays days = days_argument(call, 2);
  return Value::number(from <= to ? days.count(from + 1, to) : -days.count(to, from - 1));
}

Value work_days_list(Call& call) {
  const TimeZone& zone = zone_of(call);
  const std::int64_t first = local_day_of(date_argument(call, 0).milliseconds(), zone);
  const std::int64_t last = local_day_of(date_argument(call, 1).milliseconds(), zone);
  const BusinessDays days = days_argument(call, 2);
  const auto size = static_cast<std::uint64_t>(days.count(first, last));
  call.context.heap.expect(size * sizeof(Value));
  Value list = Container::make_collection(call.context.heap);
  list.container().become_sequence();
  for (std::int64_t day = first; day <= last; ++day) {
    call.context.budget.charge(2);
    if (days.is_working(day)) list.container().push(date_of_day(day, zone));
  }
  return list;
}

// ---- hours

// Milliseconds of the day between which work is done.
struct Window {
  std::int64_t begin = 9 * kMillisecondsPerHour;
  std::int64_t end = 17 * kMillisecondsPerHour;
};

std::int64_t hour_of_window(const Call& call, const Container& hours, std::string_view key, std::int64_t otherwise) {
  const Value* value = hours.find(Value::short_text(key));
  if (value == nullptr) return otherwise;
  const std::int64_t hour = to_number(*value, call.function.name);
  if (hour < 0 || hour > 24)
    raise(messages::OutOfRangeArgument, {std::to_string(hour), call.function.name, "hours are 0 to 24"});
  return hour * kMillisecondsPerHour;
}

Window window_argument(const Call& call, std::size_t index) {
  Window window;
  if (call.count() <= index || !call.arguments[index].container().is_keyed()) return window;
  const Container& hours = call.arguments[index].container();
  window.begin = hour_of_window(call, hours, "start", window.begin);
  window.end = hour_of_window(call, hours, "end", window.end);
  if (window.begin >= window.end)
    raise(messages::OutOfRangeArgument, {to_string(call.arguments[index], call.context), call.function.name,
                                         "the hours have to start before they end"});
  return window;
}

// Hours and minutes are written as hours.minutes: 0.1 is ten minutes, 0.01 one, 1.7 an hour and seventy minutes.
std::int64_t minutes_argument(const Call& call) {
  Heap& heap = call.context.heap;
  const Value& hours = call.arguments[1];
  const std::optional<std::int64_t> whole = truncated(hours);
  const Value scaled = *multiply(heap, to_decimal(hours, call.function.name, heap), Value::number(100));
  const std::optional<std::int64_t> hundredths = truncated(scaled);
  std::int64_t minutes = 0;
  if (!whole || !hundredths || __builtin_mul_overflow(*whole, 60, &minutes))
    raise(messages::OutOfRangeArgument,
          {to_string(hours, call.context), call.function.name, "no date is that far away"});
  return minutes + (*hundredths - *whole * 100);
}

// The next moment at which work is done: itself, or the beginning of a window. An end counts when going back.
LocalTime moment_of_work(LocalTime moment, const BusinessDays& days, const Window& window, DayStep direction) {
  const bool working = days.is_working(moment.day);
  if (direction == DayStep::Forward) {
    if (working && moment.time < window.begin) return {moment.day, window.begin};
    if (working && moment.time < window.end) return moment;
    return {days.step(moment.day, 1, direction), window.begin};
  }
  if (working && moment.time > window.end) return {moment.day, window.end};
  if (working && moment.time > window.begin) return moment;
  return {days.step(moment.day, 1, direction), window.end};
}

LocalTime work_on(LocalTime moment, std::int64_t duration, const BusinessDays& days, const Window& window,
                  DayStep direction) {
  moment = moment_of_work(moment, days, window, direction);
  const std::int64_t length = window.end - window.begin;
  std::int64_t left = direction == DayStep::Forward ? window.end - moment.time : moment.time - window.begin;
  if (duration > left) {
    duration -= left;
    const std::int64_t more_days = (duration + length - 1) / length;
    moment.day = days.step(moment.day, more_days, direction);
    moment.time = direction == DayStep::Forward ? window.begin : window.end;
    duration -= (more_days - 1) * length;
  }
  return {moment.day, moment.time + static_cast<int>(direction) * duration};
}

Value add_business_hour(Call& call) {
  const Value date = date_argument(call);
  const TimeZone& zone = zone_of(call);
  const BusinessDays days = days_argument(call, 2);
  const Window window = window_argument(call, 4);
  const std::int64_t minutes = minutes_argument(call);
  if (minutes == 0) return Value::date_time(date.milliseconds(), true);
  // An hour of work takes a week at most; holidays are few.
  checked_shift(date.milliseconds(), minutes, 7 * kMillisecondsPerDay, call);
  const DayStep direction = minutes > 0 ? DayStep::Forward : DayStep::Back;
  const LocalTime end = work_on(local_time_of(date.milliseconds(), zone),
                                (minutes > 0 ? minutes : -minutes) * kMillisecondsPerMinute, days, window, direction);
  return Value::date_time(zone.instant_of(end.day * kMillisecondsPerDay + end.time), true);
}

constexpr ParameterRecord kDays[] = {
    {"days", Type::Number}, {"weekends", kListLike, true}, {"holidays", kListLike, true}};
constexpr ParameterRecord kHours[] = {{"hours", kNumeric},
                                      {"weekends", kListLike, true},
                                      {"holidays", kListLike, true},
                                      {"businessHours", kMapLike, true}};
constexpr ParameterRecord kOther[] = {{"other", kDate}, {"weekends", kListLike, true}, {"holidays", kListLike, true}};
constexpr Cost kCost = {20};

constexpr FunctionRecord kFunctions[] = {
    {.name = "addBusinessDay",
     .receiver = kDate,
     .parameters = kDays,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/addbusinessday.html",
     .summary = "The date some working days later; the date itself for a number that is not positive.",
     .example = "info '23-May-2020'.addBusinessDay(5, {\"Sunday\"}, {'25-May-2020'});",
     .example_result = "30-May-2020",
     .run = add_business_day},
    {.name = "subBusinessDay",
     .receiver = kDate,
     .parameters = kDays,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/subBusinessDay.html",
     .summary = "The date some working days earlier, at most 365.",
     .example = "info '21-Jul-2021'.subBusinessDay(5);",
     .example_result = "14-Jul-2021",
     .run = sub_business_day},
    {.name = "workday",
     .receiver = kDate,
     .parameters = kDays,
     .result = Type::DateTime,
     .cost = kCost,
     .page = "functions/datetime/workday.html",
     .summary = "The same as addBusinessDay, without the time.",
     .example = "info '15-Mar-2019 10:00:00'.workday(1);",
     .example_result = "18-Mar-2019",
     .run = workday},
    {.name = "addBusinessHour",
     .receiver = kDate,
     .parameters = kHours,
     .result = Type::DateTime,
     .dialects = DialectSet::StandardOnly,
     .cost = kCost,
     .page = "functions/datetime/add-business-hour.html",
     .summary = "The moment some hours.minutes of work later (1.3 is an hour and 30 minutes); work is from 9 to 17 "
                "unless {\"start\":H,\"end\":H} says otherwise.",
     .example = "info '01-Jan-2020 16:00:00'.addBusinessHour(2.3);",
     .example_result = "02-Jan-2020 10:30:00",
     .run = add_business_hour},
    {.name = "workDaysBetween",
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Number,
     .cost = kCost,
     .page = "functions/datetime/work-days-between.html",
     .summary = "The working days behind one date up to another; negative where the other one is earlier.",
     .example = "info workDaysBetween('1-Jan-2020', '6-Jan-2020', {\"Saturday\", \"Sunday\"}, {'2-Jan-2020'});",
     .example_result = "2",
     .run = work_days_between},
    {.name = "workDaysList",
     .receiver = kDate,
     .parameters = kOther,
     .result = Type::Collection,
     .cost = kCost,
     .page = "functions/datetime/work-days-list.html",
     .summary = "The working days from one date to another, both included.",
     .example = "info workDaysList('3-Jan-2020', '6-Jan-2020');",
     .example_result = "03-Jan-2020,06-Jan-2020",
     .run = work_days_list},
};

}  // namespace

Family date_business_functions() { return kFunctions; }

}  // namespace sluice::builtins
