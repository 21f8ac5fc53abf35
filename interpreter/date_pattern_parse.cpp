// Reading a text by a pattern.
#include <algorithm>

#include "interpreter/calendar.h"
#include "interpreter/date_pattern.h"

namespace sluice::interpreter {

// What the letters of a pattern found. A day of the year stands in for month and day where they are absent.
struct PatternFields {
  DateParts* parts;
  int day_of_year = 0;
  bool has_day = false;
  bool before_christ = false;
  bool half_day_hour = false;  // h or K: AM and PM count, and AM is what is meant without them
  bool malformed = false;      // a part has too many digits
};

namespace {

constexpr char kLiteral = '\'';

bool same_letters(std::string_view a, std::string_view b) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

// A name that the text starts with, in full or its first three letters. `find` gives its number, from the three
// letters, and `name_of` the name of that number.
template <class Find, class NameOf>
int read_name(DateScanner& scanner, Find find, NameOf name_of, int nothing) {
  std::string_view rest = scanner.rest();
  int number = find(rest.substr(0, 3));
  if (number == nothing) return nothing;
  std::string_view name = name_of(number);
  scanner.at += same_letters(rest.substr(0, name.size()), name) ? name.size() : 3;
  return number;
}

bool read_month_name(DateScanner& scanner, int& month) {
  month = read_name(scanner, find_month, month_name, 0);
  return month != 0;
}

bool read_weekday_name(DateScanner& scanner) { return read_name(scanner, find_weekday, weekday_name, -1) >= 0; }

// A zone by name, `GMT+5:30` or an offset. Java resolves the name to an offset, and so does this.
std::optional<std::int32_t> read_zone(DateScanner& scanner) {
  if (scanner.peek() == '+' || scanner.peek() == '-' || scanner.peek() == 'Z') return read_offset(scanner);
  DateScanner name = scanner;
  std::string_view letters = name.letters();
  bool signed_gmt = letters == "GMT" && (name.peek() == '+' || name.peek() == '-');
  if (signed_gmt) {
    ++name.at;
    while (name.at_digit() || name.peek() == ':') ++name.at;
    letters = {scanner.at, static_cast<std::size_t>(name.at - scanner.at)};
  }
  auto offset = find_abbreviation_offset(letters);
  if (offset) scanner = name;
  return offset;
}

void set_year(DateParts& parts, Digits digits, std::uint32_t size) {
  parts.year = size <= 2 && digits.count == 2 ? expand_two_digit_year(digits.value, parts.this_year) : digits.value;
}

int milliseconds_of(Digits digits) {
  int value = digits.value;
  for (int count = digits.count; count > 3; --count) value /= 10;
  return value;
}

void set_number(char letter, std::uint32_t size, Digits digits, PatternFields& fields) {
  DateParts& parts = *fields.parts;
  switch (letter) {
    case 'y':
    case 'Y': set_year(parts, digits, size); break;
    case 'M':
    case 'L':
      parts.month = digits.value;
      fields.has_day = true;
      break;
    case 'd':
      parts.day = digits.value;
      fields.has_day = true;
      break;
    case 'D': fields.day_of_year = digits.value; break;
    case 'K':
    case 'h':
      parts.hour = digits.value;
      fields.half_day_hour = true;
      break;
    case 'H': parts.hour = digits.value; break;
    case 'k': parts.hour = digits.value == 24 ? 0 : digits.value; break;
    case 'm': parts.minute = digits.value; break;
    case 's': parts.second = digits.value; break;
    case 'S': parts.millisecond = milliseconds_of(digits); break;
    default: break;  // w, W, F and u follow from the date
  }
}

bool read_era(DateScanner& scanner, PatternFields& fields) {
  fields.before_christ = scanner.accept("BC");
  return fields.before_christ || scanner.accept("AD");
}

bool read_name_letter(DateScanner& scanner, char letter, PatternFields& fields) {
  DateParts& parts = *fields.parts;
  switch (letter) {
    case 'M':
    case 'L': fields.has_day = true; return read_month_name(scanner, parts.month);
    case 'E': return read_weekday_name(scanner);
    case 'G': return read_era(scanner, fields);
    case 'a': parts.half = read_day_half(scanner); return parts.half != DayHalf::None;
    case 'z':
    case 'Z': parts.offset = read_zone(scanner); return parts.offset.has_value();
    default:  // X
      parts.offset = read_offset(scanner);
      return parts.offset.has_value();
  }
}

void apply_day_of_year(PatternFields& fields) {
  if (fields.has_day || fields.day_of_year == 0) return;
  Fields date = civil_from_days(days_from_civil(fields.parts->year, 1, 1) + fields.day_of_year - 1);
  fields.parts->month = date.month;
  fields.parts->day = date.year == fields.parts->year ? date.day : 0;
}

}  // namespace

DateTextState DatePattern::read(DateScanner& scanner, DateParts& parts) const {
  PatternFields fields{.parts = &parts};
  if (!read_all(scanner, fields)) { return fields.malformed ? DateTextState::Malformed : DateTextState::Unparsable; }
  if (fields.before_christ) parts.year = 1 - parts.year;
  if (!fields.half_day_hour)
    parts.half = DayHalf::None;
  else if (parts.half == DayHalf::None)
    parts.half = DayHalf::Morning;
  apply_day_of_year(fields);
  parts.has_time = has_time_;
  if (!is_real_date(parts.year, parts.month, parts.day)) return DateTextState::Unparsable;
  reset_impossible_time(parts);
  return DateTextState::Valid;
}

bool DatePattern::read_all(DateScanner& scanner, PatternFields& fields) const {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    bool optional = items_[i].letter == '[' && scanner.peek() != '[';
    if (!optional && !read_item(scanner, i, fields)) return false;
    if (!optional) continue;
    std::size_t close = closing_bracket(i);
    DateScanner before = scanner;
    DateParts parts_before = *fields.parts;
    if (!read_items(scanner, i + 1, close, fields)) {
      scanner = before;
      *fields.parts = parts_before;
    }
    i = close;
  }
  return true;
}

bool DatePattern::read_items(DateScanner& scanner, std::size_t first, std::size_t last, PatternFields& fields) const {
  for (std::size_t i = first; i < last; ++i) {
    if (!read_item(scanner, i, fields)) return false;
  }
  return true;
}

bool DatePattern::read_item(DateScanner& scanner, std::size_t index, PatternFields& fields) const {
  const Item& item = items_[index];
  if (item.letter == kLiteral) return scanner.accept(literal(item));
  if (item.letter == '[' || item.letter == ']') return scanner.accept(item.letter);
  scanner.skip_spaces();
  if (!item.is_number) return read_name_letter(scanner, item.letter, fields);
  const Digits digits = scanner.few_digits(item.digits_taken);
  fields.malformed = fields.malformed || digits.count > item.most_digits;
  if (digits.count == 0 || digits.count > item.most_digits) return false;
  set_number(item.letter, item.size, digits, fields);
  return true;
}

std::size_t DatePattern::closing_bracket(std::size_t from) const {
  while (from < items_.size() && items_[from].letter != ']') ++from;
  return from;
}

}  // namespace sluice::interpreter
