// Patterns of java.text.SimpleDateFormat (Java 17, English): compiled once, then used to print and to read dates.
// A pattern is immutable; compiled_pattern() keeps a few per thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/date_time_parts.h"
#include "interpreter/time_zone.h"

namespace sluice::interpreter {

class DatePattern {
 public:
  // Nothing when a letter means nothing, a quote is open, or X is repeated more than three times.
  static std::optional<DatePattern> compile(std::string_view text);

  void append(std::string& out, std::int64_t instant, const TimeZone& zone) const;
  // The same into memory with room for longest() bytes; gives the end.
  char* print(char* to, std::int64_t instant, const TimeZone& zone) const;
  std::size_t longest() const { return longest_; }
  // Without the hours, minutes … and the text between them and the date.
  void append_date(std::string& out, std::int64_t instant, const TimeZone& zone) const;

  // Reads from the front of the scanner; what follows the pattern's part is left there. The date is a real one;
  // an impossible time is reset (builtins-datetime.md §0.2).
  DateTextState read(DateScanner& scanner, DateParts& parts) const;

  const std::string& text() const { return text_; }
  bool has_time() const { return has_time_; }

 private:
  // A letter repeated `size` times, or (letter '\'') the bytes [begin, begin + size) of literals_. An unquoted
  // bracket is a literal of its own: SimpleDateFormat prints it, and reading takes [ … ] for an optional part.
  struct Item {
    char letter;
    std::uint32_t size;
    std::uint32_t begin = 0;
    // For reading:
    bool is_number = false;
    std::uint8_t most_digits = 0;           // a text with more is malformed
    std::uint32_t digits_taken = 1'000'000;  // as many as letters where another number follows at once (`yyyyMMdd`)
  };
  using Items = std::vector<Item>;

  bool add_letters(std::string_view run);
  void add_literal(std::string_view bytes);
  void find_date_part();
  void prepare_reading();

  std::string_view literal(const Item& item) const { return std::string_view(literals_).substr(item.begin, item.size); }
  void measure();
  char* print_items(char* to, std::size_t first, std::size_t last, std::int64_t instant, const TimeZone& zone) const;
  void append_items(std::string& out, std::size_t first, std::size_t last, std::int64_t instant,
                    const TimeZone& zone) const;
  bool read_all(DateScanner& scanner, struct PatternFields& fields) const;
  bool read_items(DateScanner& scanner, std::size_t first, std::size_t last, struct PatternFields& fields) const;
  bool read_item(DateScanner& scanner, std::size_t index, struct PatternFields& fields) const;
  std::size_t closing_bracket(std::size_t from) const;

  std::string text_;
  std::string literals_;
  Items items_;
  std::size_t longest_ = 0;
  std::size_t date_first_ = 0;  // the items without the time part
  std::size_t date_last_ = 0;
  bool has_time_ = false;
};

// Compiles, or finds what this thread compiled before; null when compile() would give nothing. It is there until this
// thread asks for another one.
const DatePattern* compiled_pattern(std::string_view text);

}  // namespace sluice::interpreter
