#include "builtins/date_support.h"

#include "interpreter/common_errors.h"
#include "interpreter/date_pattern.h"

namespace sluice::builtins {

namespace {

// About 285 million years: far from where 64 bits of milliseconds end.
constexpr std::int64_t kFarthest = 9'000'000'000'000'000'000;

DateTextState convert_argument(Call& call, std::size_t index) {
  Value& value = call.arguments[index];
  if (!value.is_text()) return DateTextState::Valid;
  if (call.context.dialect == grammar::Dialect::Creator)
    raise_with_help(messages::CannotCastArgument, {"TEXT", "DATE-TIME, DATE", call.function.name},
                    "convert the text with toDate() or toDateTime() first; Creator does not do it by itself");
  Value date;
  const DateTextState state = read_date_time(value.text(), call.context.dates, date);
  if (state == DateTextState::Valid) value = date;
  return state;
}

}  // namespace

const Value& date_argument(Call& call, std::size_t index) {
  if (convert_argument(call, index) != DateTextState::Valid) raise_unparsable_date(call.arguments[index].text());
  return call.arguments[index];
}

bool read_date_argument(Call& call, std::size_t index) {
  const DateTextState state = convert_argument(call, index);
  if (state == DateTextState::Unparsable) raise_unparsable_date(call.arguments[index].text());
  return state == DateTextState::Valid;
}

Value text_by_pattern(Call& call, const Value& moment, std::string_view pattern, const TimeZone& zone) {
  const DatePattern* compiled = compiled_pattern(pattern);
  if (compiled == nullptr) return Value();
  char usual[256];
  std::string longer;
  char* to = usual;
  if (compiled->longest() > sizeof usual) {
    longer.resize(compiled->longest());
    to = longer.data();
  }
  const char* end = compiled->print(to, moment.milliseconds(), moment.tag() == Tag::Time ? *utc() : zone);
  return call.context.text({to, end});
}

LocalTime local_time_of(std::int64_t instant, const TimeZone& zone) {
  std::int64_t local = 0;
  if (__builtin_add_overflow(instant, zone.offset_at(instant), &local)) local = instant;  // at the ends of all time
  const std::int64_t time = local % kMillisecondsPerDay;
  return {floor_divide(local, kMillisecondsPerDay), time < 0 ? time + kMillisecondsPerDay : time};
}

Value date_of_day(std::int64_t day, const TimeZone& zone) {
  return Value::date_time(zone.instant_of(day * kMillisecondsPerDay), false);
}

std::int64_t add_days(std::int64_t instant, std::int64_t days, const TimeZone& zone) {
  const std::int32_t offset = zone.offset_at(instant);
  const std::int64_t moved = instant + days * kMillisecondsPerDay;
  const std::int32_t change = offset - zone.offset_at(moved);
  if (change == 0) return moved;
  // The clock shows another time there. Where setting it right leads to another day, Java leaves it as it was.
  const std::int64_t wanted_day = floor_divide(moved + offset, kMillisecondsPerDay);
  return local_day_of(moved + change, zone) == wanted_day ? moved + change : moved;
}

std::int64_t checked_shift(std::int64_t from, std::int64_t count, std::int64_t unit, const Call& call) {
  std::int64_t shift = 0;
  std::int64_t sum = 0;
  if (__builtin_mul_overflow(count, unit, &shift) || __builtin_add_overflow(from, shift, &sum) || sum > kFarthest ||
      sum < -kFarthest)
    raise(messages::OutOfRangeArgument,
          {to_string(call.arguments[1], call.context), call.function.name, "no date is that far away"});
  return shift;
}

int weekday_argument(const Value& name, const Call& call) {
  const int weekday = name.text().empty() ? -1 : find_weekday(name.text());
  if (weekday < 0)
    raise(messages::OutOfRangeArgument,
          {"\"" + std::string(name.text()) + "\"", call.function.name, "days are called Sunday, Monday … Saturday"});
  return weekday;
}

}  // namespace sluice::builtins
