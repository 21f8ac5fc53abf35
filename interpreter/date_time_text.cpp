#include "interpreter/date_time_text.h"

#include "interpreter/calendar.h"

namespace sluice::interpreter {

namespace {

using enum DateTextState;

bool is_year(Digits digits) { return digits.count == 2 || digits.count == 4; }

// Sets the date if its parts have the right sizes and make a real day.
bool set_date(Digits year, int month, Digits day, DateParts& parts) {
  if (!is_year(year) || day.count == 0 || day.count > 2) return false;
  parts.year = year.count == 2 ? expand_two_digit_year(year.value, parts.this_year) : year.value;
  parts.month = month;
  parts.day = day.value;
  return is_real_date(parts.year, month, day.value);
}

bool set_date(Digits year, Digits month, Digits day, DateParts& parts) {
  return month.count <= 2 && set_date(year, month.value, day, parts);
}

// Why a date with a month name is none.
DateTextState named_failure(std::string_view month, Digits day, Digits year) {
  bool short_name = month.size() < 3;
  return short_name || day.count > 2 || year.count > 4 ? Malformed : Unparsable;
}

// `MMM` or `MMMM` and the year behind it: `-yy` after `dd-MMM`, else ` yy` or `,yy`.
DateTextState read_day_and_name(DateScanner& scanner, Digits day, char separator, DateParts& parts) {
  std::string_view name = scanner.letters();
  if (separator == '-' ? !scanner.accept('-') : !scanner.accept(',') && !scanner.accept(' ')) return Unparsable;
  if (separator == ' ') scanner.skip_spaces();
  Digits year = scanner.digits();
  if (set_date(year, find_month(name), day, parts)) return Valid;
  return named_failure(name, day, year);
}

// `MMM dd,yy`, `MMM dd yy`, `E,MMM dd,yyyy`.
DateTextState read_name_first(DateScanner& scanner, DateParts& parts) {
  std::string_view name = scanner.letters();
  if (find_weekday(name) >= 0) {
    if (!scanner.accept(',')) return Unparsable;
    scanner.skip_spaces();
    name = scanner.letters();
  }
  if (!scanner.accept(' ')) return Unparsable;
  Digits day = scanner.digits();
  if (!scanner.accept(',') && !scanner.accept(' ')) return Unparsable;
  scanner.skip_spaces();
  Digits year = scanner.digits();
  if (set_date(year, find_month(name), day, parts)) return Valid;
  return named_failure(name, day, year);
}

// Which of day, month and year comes first.
enum class DateOrder : std::uint8_t { Unsettled, DayFirst, MonthFirst, YearFirst };

// Unsettled when the pattern writes months by name.
DateOrder date_order_of(std::string_view pattern) {
  bool quoted = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    char c = pattern[i];
    if (c == '\'') quoted = !quoted;
    if (quoted || (c != 'd' && c != 'M' && c != 'y')) continue;
    if (pattern.find("MMM") != std::string_view::npos) return DateOrder::Unsettled;
    return c == 'd' ? DateOrder::DayFirst : c == 'M' ? DateOrder::MonthFirst : DateOrder::YearFirst;
  }
  return DateOrder::Unsettled;
}

struct Numbers {
  Digits first;
  Digits second;
  Digits third;
};

bool set_in_order(const Numbers& numbers, DateOrder order, DateParts& parts) {
  switch (order) {
    case DateOrder::YearFirst: return set_date(numbers.first, numbers.second, numbers.third, parts);
    case DateOrder::MonthFirst: return set_date(numbers.third, numbers.first, numbers.second, parts);
    case DateOrder::DayFirst: return set_date(numbers.third, numbers.second, numbers.first, parts);
    case DateOrder::Unsettled: break;
  }
  return false;
}

bool has_impossible_size(const Numbers& numbers) {
  if (numbers.first.count > 4 || numbers.second.count > 2 || numbers.third.count > 4) return true;
  return (numbers.third.count == 4 && numbers.first.count > 2) || (numbers.first.count == 4 && numbers.third.count > 2);
}

// Three numbers: the wanted order first, then whichever makes a date.
DateTextState settle_numbers(const Numbers& numbers, char separator, std::string_view run_pattern, DateParts& parts) {
  using enum DateOrder;
  if (has_impossible_size(numbers)) return Malformed;
  if (separator == ' ') return set_in_order(numbers, DayFirst, parts) && numbers.third.count == 4 ? Valid : Unparsable;
  DateOrder wanted = numbers.first.count == 4 ? YearFirst : date_order_of(run_pattern);
  if (wanted == YearFirst && numbers.third.count == 4) wanted = MonthFirst;  // the month is before the day in both
  if (wanted == Unsettled) wanted = separator == '/' ? MonthFirst : DayFirst;
  if (set_in_order(numbers, wanted, parts)) return Valid;
  bool bad_month = parts.month < 1 || parts.month > 12;
  for (DateOrder other : {DayFirst, MonthFirst, YearFirst}) {
    if (other != wanted && set_in_order(numbers, other, parts)) return Valid;
  }
  return bad_month ? Malformed : Unparsable;
}

DateTextState read_date(DateScanner& scanner, std::string_view run_pattern, DateParts& parts) {
  if (scanner.at_letter()) return read_name_first(scanner, parts);
  Digits first = scanner.digits();
  char separator = scanner.peek();
  bool separates = separator == '-' || separator == '/' || separator == '.' || separator == ' ';
  if (first.count == 0 || !separates) return Unparsable;
  scanner.accept(separator);
  if (scanner.at_letter() && (separator == '-' || separator == ' ')) {
    return read_day_and_name(scanner, first, separator, parts);
  }
  Digits second = scanner.digits();
  if (second.count == 0 || !scanner.accept(separator)) return Unparsable;
  Digits third = scanner.digits();
  if (third.count == 0) return Unparsable;
  return settle_numbers({first, second, third}, separator, run_pattern, parts);
}

std::string_view trim(std::string_view text) {
  auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// The time behind an ISO date: its offset counts. Behind any other date an offset is read but, as observed of
// toDateTime, means nothing.
DateTextState read_time_suffix(DateScanner& scanner, bool iso, DateParts& parts) {
  if (auto state = read_time_of_day(scanner, TimeForm::Fraction, parts); state != Valid) return state;
  if (!iso) scanner.skip_spaces();
  auto offset = read_offset(scanner);
  if (iso) parts.offset = offset;
  return scanner.done() ? Valid : Unparsable;
}

}  // namespace

DateTextState read_date_literal(std::string_view text, std::string_view run_pattern, DateParts& parts) {
  DateScanner scanner(text);
  if (auto state = read_date(scanner, run_pattern, parts); state != Valid) return state;
  if (scanner.done()) return Valid;
  if (!scanner.accept(' ')) return Unparsable;
  if (auto state = read_time_of_day(scanner, TimeForm::Minutes, parts); state != Valid) return state;
  return scanner.done() && is_strict_time(parts) ? Valid : Unparsable;
}

DateTextState read_date_text(std::string_view text, std::string_view run_pattern, DateParts& parts) {
  text = trim(text);
  DateScanner scanner(text);
  if (auto state = read_date(scanner, run_pattern, parts); state != Valid) return state;
  if (scanner.done()) return Valid;
  bool year_first = text.size() > 4 && text[4] == '-';
  bool iso = year_first && scanner.accept('T');
  if (!iso && !scanner.skip_spaces()) return Unparsable;
  if (auto state = read_time_suffix(scanner, iso, parts); state != Valid) return state;
  reset_impossible_time(parts);
  return Valid;
}

}  // namespace sluice::interpreter
