#include "interpreter/date_pattern.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "interpreter/calendar.h"
#include "interpreter/support/ascii.h"

namespace sluice::interpreter {

namespace {

using support::is_letter;

constexpr std::string_view kLetters = "GyYMLwWDdFEuaHkKhmsSzZX";
constexpr std::string_view kTimeLetters = "aHkKhmsS";
constexpr std::string_view kMarks = "'[]";
constexpr char kLiteral = '\'';
constexpr std::size_t kLongestZoneName = 64;

bool is_time_letter(char c) { return kTimeLetters.find(c) != std::string_view::npos; }

bool is_number_letter(char letter, std::uint32_t size) {
  if (letter == 'M' || letter == 'L') return size <= 2;
  return std::string_view("yYwWDdFuHkKhmsS").find(letter) != std::string_view::npos;
}

std::uint8_t most_digits(char letter, std::uint32_t size) {
  switch (letter) {
    case 'y':
    case 'Y': return static_cast<std::uint8_t>(std::clamp(size, 4u, 9u));
    case 'D':
    case 'w': return 3;
    case 'S': return 9;
    default: return 2;
  }
}

// The end of the quoted text that starts behind a quote at `at`, or npos. Two quotes inside stand for one.
std::size_t closing_quote(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] != '\'') continue;
    if (i + 1 < text.size() && text[i + 1] == '\'') {
      ++i;
      continue;
    }
    return i;
  }
  return std::string_view::npos;
}

// ---------------------------------------------------------------- printing

// The instant that a pattern prints, as its letters see it.
struct Moment {
  std::int64_t instant;
  std::int32_t offset;
  const TimeZone& zone;
  Fields fields;

  Moment(std::int64_t when, const TimeZone& where)
      : instant(when), offset(where.offset_at(when)), zone(where), fields(fields_at(when, offset)) {}

  std::int64_t days() const { return days_from_civil(fields.year, fields.month, fields.day); }
};

// Puts pieces into memory that has room for them (DatePattern::longest()).
class Writer {
 public:
  explicit Writer(char* to) : at_(to) {}
  char* end() const { return at_; }

  void append(char c) { *at_++ = c; }
  void append(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void fill(char c, std::size_t count) {
    std::memset(at_, c, count);
    at_ += count;
  }

 private:
  char* at_;
};

void append_long_number(Writer& out, std::int64_t value, std::uint32_t width) {
  if (value < 0) {
    out.append('-');
    value = -value;
  }
  char digits[20];
  char* start = digits + sizeof digits;
  do {
    *--start = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  const auto count = static_cast<std::uint32_t>(digits + sizeof digits - start);
  if (width > count) out.fill('0', width - count);
  out.append(std::string_view(start, count));
}

inline void append_number(Writer& out, std::int64_t value, std::uint32_t width) {
  if (width != 2 || value < 0 || value >= 100) return append_long_number(out, value, width);
  const auto small = static_cast<std::uint32_t>(value);
  out.append(static_cast<char>('0' + small / 10));
  out.append(static_cast<char>('0' + small % 10));
}

// Two letters cut the century off; other widths are the least number of digits.
void append_year(Writer& out, std::int64_t year, std::uint32_t width) {
  if (width == 2) year %= 100;
  if (width == 4 && year >= 1000 && year < 10'000) {
    append_number(out, year / 100, 2);
    return append_number(out, year % 100, 2);
  }
  append_number(out, year < 0 && width == 2 ? -year : year, width);
}

std::int64_t year_of_era(std::int32_t year) { return year > 0 ? year : 1 - static_cast<std::int64_t>(year); }

void append_name(Writer& out, std::string_view name, std::uint32_t width) {
  out.append(width >= 4 ? name : name.substr(0, 3));
}

// `hours` and perhaps minutes of an offset: +05, +0530 or +05:30.
void append_offset(Writer& out, std::int32_t offset, std::string_view colon, bool with_minutes) {
  out.append(offset < 0 ? '-' : '+');
  std::int64_t minutes = (offset < 0 ? -offset : offset) / kMillisecondsPerMinute;
  append_number(out, minutes / 60, 2);
  if (!with_minutes) return;
  out.append(colon);
  append_number(out, minutes % 60, 2);
}

void append_iso_offset(Writer& out, std::int32_t offset, std::uint32_t width) {
  if (offset / kMillisecondsPerMinute == 0) {
    out.append('Z');
    return;
  }
  append_offset(out, offset, width == 3 ? ":" : "", width > 1);
}

int week_of_month(const Moment& moment) {
  int weekday_of_first = day_of_week(moment.days() - moment.fields.day + 1);
  return (moment.fields.day - 1 + weekday_of_first) / 7 + 1;
}

void append_letter(Writer& out, char letter, std::uint32_t width, const Moment& moment) {
  const Fields& fields = moment.fields;
  int hour = fields.hour;
  switch (letter) {
    case 'G': out.append(fields.year > 0 ? "AD" : "BC"); break;
    case 'y': append_year(out, year_of_era(fields.year), width); break;
    case 'Y': append_year(out, week_of(moment.days()).year, width); break;
    case 'M':
    case 'L':
      if (width >= 3)
        append_name(out, month_name(fields.month), width);
      else
        append_number(out, fields.month, width);
      break;
    case 'w': append_number(out, week_of(moment.days()).number, width); break;
    case 'W': append_number(out, week_of_month(moment), width); break;
    case 'D': append_number(out, day_of_year(moment.days()), width); break;
    case 'd': append_number(out, fields.day, width); break;
    case 'F': append_number(out, (fields.day - 1) / 7 + 1, width); break;
    case 'E': append_name(out, weekday_name(day_of_week(moment.days())), width); break;
    case 'u': append_number(out, (day_of_week(moment.days()) + 6) % 7 + 1, width); break;
    case 'a': out.append(hour < 12 ? "AM" : "PM"); break;
    case 'H': append_number(out, hour, width); break;
    case 'k': append_number(out, hour == 0 ? 24 : hour, width); break;
    case 'K': append_number(out, hour % 12, width); break;
    case 'h': append_number(out, hour % 12 == 0 ? 12 : hour % 12, width); break;
    case 'm': append_number(out, fields.minute, width); break;
    case 's': append_number(out, fields.second, width); break;
    case 'S': append_number(out, fields.millisecond, width); break;
    case 'z':
      out.append((width >= 4 ? moment.zone.long_name_at(moment.instant) : moment.zone.abbreviation_at(moment.instant))
                     .substr(0, kLongestZoneName));
      break;
    case 'Z': append_offset(out, moment.offset, "", true); break;
    case 'X': append_iso_offset(out, moment.offset, width); break;
  }
}

}  // namespace

// ---------------------------------------------------------------- compiling

std::optional<DatePattern> DatePattern::compile(std::string_view text) {
  DatePattern pattern;
  pattern.text_ = text;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t start = i;
    if (text.substr(i).starts_with("''")) {
      pattern.add_literal("'");
      i += 2;
    } else if (text[i] == '\'') {
      i = closing_quote(text, start);
      if (i == std::string_view::npos) return std::nullopt;
      pattern.add_literal(text.substr(start + 1, i - start - 1));
      ++i;
    } else if (is_letter(text[i])) {
      i = std::min(text.find_first_not_of(text[i], i), text.size());
      if (!pattern.add_letters(text.substr(start, i - start))) return std::nullopt;
    } else if (text[i] == '[' || text[i] == ']') {
      pattern.items_.push_back({.letter = text[i++], .size = 1});
    } else {
      while (i < text.size() && !is_letter(text[i]) && kMarks.find(text[i]) == std::string_view::npos) ++i;
      pattern.add_literal(text.substr(start, i - start));
    }
  }
  pattern.measure();
  pattern.find_date_part();
  pattern.prepare_reading();
  return pattern;
}

bool DatePattern::add_letters(std::string_view run) {
  if (kLetters.find(run[0]) == std::string_view::npos || (run[0] == 'X' && run.size() > 3)) return false;
  items_.push_back({.letter = run[0], .size = static_cast<std::uint32_t>(run.size())});
  has_time_ = has_time_ || is_time_letter(run[0]);
  return true;
}

void DatePattern::add_literal(std::string_view bytes) {
  auto begin = static_cast<std::uint32_t>(literals_.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    literals_ += bytes[i];
    if (bytes.substr(i).starts_with("''")) ++i;
  }
  auto size = static_cast<std::uint32_t>(literals_.size()) - begin;
  if (!items_.empty() && items_.back().letter == kLiteral) {
    items_.back().size += size;
  } else {
    items_.push_back({.letter = kLiteral, .size = size, .begin = begin});
  }
}

// The most bytes that a date takes. A year has up to nine digits and a sign.
void DatePattern::measure() {
  constexpr std::size_t kLongestPart = 12;
  for (const Item& item : items_)
    longest_ += item.letter == 'z' ? kLongestZoneName : std::max<std::size_t>(item.size, kLongestPart);
}

// The longest stretch of items from one end that has no time letter, without the literals at its ends.
void DatePattern::find_date_part() {
  auto is_time = [this](std::size_t i) { return is_time_letter(items_[i].letter); };
  auto is_text = [this](std::size_t i) { return !is_letter(items_[i].letter); };
  std::size_t before = 0;
  while (before < items_.size() && !is_time(before)) ++before;
  std::size_t after = items_.size();
  while (after > 0 && !is_time(after - 1)) --after;
  date_last_ = items_.size();
  if (before == items_.size()) return;
  bool date_is_first = before >= items_.size() - after;
  date_first_ = date_is_first ? 0 : after;
  if (date_is_first) date_last_ = before;
  while (date_is_first && date_last_ > 0 && is_text(date_last_ - 1)) --date_last_;
  while (!date_is_first && date_first_ < date_last_ && is_text(date_first_)) ++date_first_;
}

void DatePattern::prepare_reading() {
  for (std::size_t i = items_.size(); i > 0; --i) {
    Item& item = items_[i - 1];
    item.is_number = is_number_letter(item.letter, item.size);
    item.most_digits = most_digits(item.letter, item.size);
    bool number_follows = i < items_.size() && items_[i].is_number;
    if (number_follows) item.digits_taken = std::min(item.size, 9u);
  }
}

void DatePattern::append(std::string& out, std::int64_t instant, const TimeZone& zone) const {
  append_items(out, 0, items_.size(), instant, zone);
}

void DatePattern::append_date(std::string& out, std::int64_t instant, const TimeZone& zone) const {
  append_items(out, date_first_, date_last_, instant, zone);
}

void DatePattern::append_items(std::string& out, std::size_t first, std::size_t last, std::int64_t instant,
                               const TimeZone& zone) const {
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + longest_, [&](char* data, std::size_t) {
    return static_cast<std::size_t>(print_items(data + before, first, last, instant, zone) - data);
  });
}

char* DatePattern::print(char* to, std::int64_t instant, const TimeZone& zone) const {
  return print_items(to, 0, items_.size(), instant, zone);
}

char* DatePattern::print_items(char* to, std::size_t first, std::size_t last, std::int64_t instant,
                               const TimeZone& zone) const {
  const Moment moment(instant, zone);
  Writer writer(to);
  for (std::size_t i = first; i < last; ++i) {
    const Item& item = items_[i];
    if (item.letter == kLiteral) {
      writer.append(literal(item));
    } else if (is_letter(item.letter)) {
      append_letter(writer, item.letter, item.size, moment);
    } else {
      writer.append(item.letter);
    }
  }
  return writer.end();
}

const DatePattern* compiled_pattern(std::string_view text) {
  constexpr std::size_t kKept = 16;
  constexpr std::size_t kLongestKept = 128;
  thread_local std::array<std::unique_ptr<const DatePattern>, kKept + 1> kept;  // the last is for long ones
  std::size_t slot =
      text.size() * 7 +
      (text.empty() ? 0 : static_cast<unsigned char>(text.front()) * 3u + static_cast<unsigned char>(text.back()));
  auto& place = kept[text.size() <= kLongestKept ? slot % kKept : kKept];
  if (place && place->text() == text) return place.get();
  auto pattern = DatePattern::compile(text);
  if (!pattern) return nullptr;
  place = std::make_unique<const DatePattern>(std::move(*pattern));
  return place.get();
}

}  // namespace sluice::interpreter
