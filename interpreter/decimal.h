// Exact decimal arithmetic on values. A DECIMAL is coefficient × 10^-scale: the coefficient in 64 bits inside the
// Value, or of any length in a WideDecimal. The scale is kept (15.50 prints 15.50). No binary double takes part in
// + - * or comparison.
//
// Every value has one form: what fits inside the Value is never wide, and the scale is 0 to kMaxDecimalDigits. Only
// what from_double() makes may have a scale below 0 (1.0E20 is 10 × 10^19); any arithmetic on it ends that. There is
// no negative zero.
//
// Every function takes NUMBER or DECIMAL values unless it says otherwise.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/value.h"

namespace sluice::interpreter {

// Digits of more than 64 bits: base 10^9 limbs, least significant first, without leading zero limbs.
struct WideDecimal : Object {
  bool negative;
  std::int32_t scale;
  std::uint32_t limb_count;

  std::uint32_t* limbs() { return reinterpret_cast<std::uint32_t*>(this + 1); }
  const std::uint32_t* limbs() const { return reinterpret_cast<const std::uint32_t*>(this + 1); }
};

inline WideDecimal& Value::wide_decimal() const { return *static_cast<WideDecimal*>(object_); }

// The largest number of digits that a result may have; more is messages::DecimalTooLarge.
// Counted as printed plainly: 0.001 has three, 1200 has four.
inline constexpr std::uint32_t kMaxDecimalDigits = 10000;

// Digits that a quotient without end is rounded to, half up (decisions 10).
inline constexpr int kQuotientDigits = 16;

enum class Rounding : std::uint8_t { HalfUp, Down, Floor, Ceiling };

// NUMBER with NUMBER gives NUMBER (overflow: nothing), any DECIMAL gives DECIMAL. `nullopt` means that the NUMBER
// result does not fit 64 bits; DECIMAL results always fit.
std::optional<Value> add(Heap& heap, const Value& a, const Value& b);
std::optional<Value> subtract(Heap& heap, const Value& a, const Value& b);
std::optional<Value> multiply(Heap& heap, const Value& a, const Value& b);
// Always DECIMAL: exact when the quotient ends (without superfluous zeros: 5/5 is 1), else kQuotientDigits
// significant digits. `nullopt` when b is zero.
std::optional<Value> divide(Heap& heap, const Value& a, const Value& b);
// Truncated, with the sign of the dividend and the larger scale of the two. `nullopt` when b is zero.
std::optional<Value> remainder(Heap& heap, const Value& a, const Value& b);
std::optional<Value> negate(Heap& heap, const Value& a);

std::strong_ordering compare(const Value& a, const Value& b);
bool is_zero(const Value& value);
int sign(const Value& value);

// The value with `digits` digits after the point (negative: tens, hundreds …), as a DECIMAL of exactly that scale,
// or of scale 0 for digits <= 0. Zoho's rule that round() to more places than there are gives 0 is not made here:
// 999 to -3 digits is 1000.
Value rounded(Heap& heap, const Value& value, int digits, Rounding mode);
// Without zeros at the end of its fraction. A NUMBER stays one.
Value stripped(Heap& heap, const Value& value);
// Digits after the point, never negative.
int scale_of(const Value& value);

// `-12`, `+3.50`, `.5`, `1e3`, `1.5E-3`: optional sign, digits, fraction, exponent of at most ±400; nothing else, no
// blanks. A text of an optional sign and digits gives NUMBER when it fits 64 bits, else DECIMAL. `nullopt` also for
// more than kMaxDecimalDigits digits.
std::optional<Value> parse_numeric(Heap& heap, std::string_view text);
// As parse_numeric(), but always DECIMAL.
std::optional<Value> parse_decimal(Heap& heap, std::string_view text);
// Whole numbers of 64 bits only: optional sign and digits.
std::optional<std::int64_t> parse_number(std::string_view text);

// A double as a DECIMAL that prints as Java prints it (decisions 11). Not a number and infinities give null.
Value from_double(Heap& heap, double value);
// The nearest double; infinite beyond its range.
double to_double(const Value& value);
// The whole part, if it fits 64 bits.
std::optional<std::int64_t> truncated(const Value& value);

// Appends the value as `info` prints it: 15.50, 1, 3.0 or 1.0E10 for values that came from a double.
void append_numeric(std::string& out, const Value& value);

}  // namespace sluice::interpreter
