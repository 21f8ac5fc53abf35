// A Deluge value as hosts see it: an immutable, cheaply copied handle, independent of engines and runs, safe to
// share between threads. Arguments go into a run and results come out of it as Values.
//
//   Value order = Value::map({{"id", 17}, {"tags", Value::list({"new", "paid"})}});
//   order.find("id").as_number();   // 17
//   order.to_json();                // {"id":17,"tags":["new","paid"]}
//
// Values nest at most 1000 levels deep, so that no walk over one can exhaust a stack: a container that would be nested
// deeper holds null instead of what is inside it.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sluice/export.h>
#include <sluice/result.h>

namespace sluice {

// Deluge's types. A COLLECTION is an `List`-like or `Map`-like container that scripts made with Collection().
enum class Kind : std::uint8_t {
  Null,
  Boolean,
  Number,
  Decimal,
  DateTime,
  Time,
  Text,
  List,
  Map,
  Collection,
  File,
};

// The name that Deluge's messages use: TEXT, BIGINT, KEY-VALUE …
SLUICE_API std::string_view name_of(Kind kind) noexcept;

using Milliseconds = std::chrono::milliseconds;
// An instant in milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::chrono::sys_time<Milliseconds>;

class SLUICE_API Value {
 public:
  struct Entry;  // key and value of a map

  // ---- making
  Value() noexcept = default;  // null
  Value(std::nullptr_t) noexcept {}  // NOLINT: implicit on purpose, as all of these
  Value(std::same_as<bool> auto value) : Value(boolean(value)) {}  // NOLINT
  template <std::integral I>
    requires(!std::same_as<I, bool> && !std::same_as<I, char> && sizeof(I) <= 8 &&
             (std::signed_integral<I> || sizeof(I) < 8))
  Value(I value) : Value(number(static_cast<std::int64_t>(value))) {}  // NOLINT
  Value(double value) : Value(decimal(value)) {}                       // NOLINT
  Value(const char* text) : Value(Value::text(text)) {}                // NOLINT
  Value(std::string_view text) : Value(Value::text(std::string(text))) {}  // NOLINT
  Value(std::string text) : Value(Value::text(std::move(text))) {}         // NOLINT

  static Value boolean(bool value);
  static Value number(std::int64_t value);
  // An exact decimal from its digits: `15.50`, `-3`, `1e3`. An error for any other text.
  static Result<Value> decimal(std::string_view digits);
  // The shortest decimal that reads back as `value`, printed as Java prints doubles; null for NaN and infinities.
  static Value decimal(double value);
  // UTF-8.
  static Value text(std::string value);
  static Value date_time(Instant instant);
  // A date: an instant that prints without its time of day.
  static Value date(Instant midnight);
  // Time since midnight, below 24 h.
  static Value time(Milliseconds since_midnight);
  static Value list(std::vector<Value> elements);
  // Keys of any kind; of equal keys the last value wins at the first one's place.
  static Value map(std::vector<Entry> entries);
  static Value map(std::initializer_list<std::pair<Value, Value>> entries);
  // Bytes with a name and a media type such as `text/csv`; empty for unknown.
  static Value file(std::string name, std::string media_type, std::string content);
  // The media type is the one of the name's ending, as for toFile.
  static Value file(std::string name, std::string content);
  // Integers that fit 64 bits become NUMBER, other numbers exact DECIMAL, objects MAP in their own order.
  static Result<Value> from_json(std::string_view json);

  // ---- asking
  Kind kind() const noexcept;
  bool is_null() const noexcept { return node_ == nullptr; }
  bool is_text() const noexcept { return kind() == Kind::Text; }
  bool is_number() const noexcept { return kind() == Kind::Number; }
  // Whether entries() rather than elements() holds the content.
  bool is_keyed() const noexcept;

  // ---- reading. The wrong kind gives an empty answer: false, 0, "", nothing.
  bool as_boolean() const noexcept;
  // NUMBER, or the whole part of a DECIMAL that fits.
  std::int64_t as_number() const noexcept;
  // NUMBER or DECIMAL, rounded to the nearest double.
  double as_double() const noexcept;
  // TEXT, or the digits of a DECIMAL. The view lives as long as any handle on this value.
  std::string_view as_text() const noexcept;
  Instant as_instant() const noexcept;       // DATE-TIME
  bool has_time_of_day() const noexcept;     // DATE-TIME: false for a date
  Milliseconds as_time() const noexcept;     // TIME
  std::string_view file_name() const noexcept;
  std::string_view file_media_type() const noexcept;
  std::string_view file_content() const noexcept;  // bytes

  std::size_t size() const noexcept;  // elements or entries
  std::span<const Value> elements() const noexcept;
  std::span<const Entry> entries() const noexcept;
  // Null when there is none.
  const Value& at(std::size_t index) const noexcept;
  const Value& find(std::string_view key) const noexcept;

  // ---- printing
  // As `info` prints it. Dates print in the format of the run they came from, else dd-MMM-yyyy HH:mm:ss in UTC.
  std::string to_text() const;
  // One line. Dates and files are quoted text.
  std::string to_json() const;

  // By content and kind: 1 is not "1" and 5 is not 5.0. Maps are equal in any order.
  friend bool operator==(const Value& a, const Value& b);

 private:
  friend struct Access;
  explicit Value(std::shared_ptr<const struct ValueNode> node) noexcept : node_(std::move(node)) {}

  std::shared_ptr<const struct ValueNode> node_;  // none for null
};

struct Value::Entry {
  Value key;
  Value value;
};

SLUICE_API bool operator==(const Value& a, const Value& b);

}  // namespace sluice
