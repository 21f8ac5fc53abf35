#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "interpreter/decimal.h"
#include "interpreter/decimal_inline.h"
#include "interpreter/decimal_parts.h"
#include "interpreter/support/ascii.h"

namespace sluice::interpreter {

namespace {

using support::is_digit;

constexpr int kMaxExponent = 400;

struct Literal {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  int exponent = 0;
  bool is_whole = true;  // a sign and digits only
};

bool take_sign(std::string_view& text) {
  if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
  const bool negative = text.front() == '-';
  text.remove_prefix(1);
  return negative;
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits(text.begin(), end);
  text.remove_prefix(digits.size());
  return digits;
}

// After the `e`: a sign and digits up to the end of the text.
std::optional<int> read_exponent(std::string_view text) {
  const bool negative = take_sign(text);
  const std::string_view digits = take_digits(text);
  if (digits.empty() || !text.empty()) return std::nullopt;
  int exponent = 0;
  for (const char digit : digits) exponent = std::min(kMaxExponent + 1, exponent * 10 + (digit - '0'));
  if (exponent > kMaxExponent) return std::nullopt;
  return negative ? -exponent : exponent;
}

std::optional<Literal> read_literal(std::string_view text) {
  Literal literal;
  literal.negative = take_sign(text);
  literal.whole = take_digits(text);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    literal.fraction = take_digits(text);
    literal.is_whole = false;
    if (literal.fraction.empty()) return std::nullopt;
  }
  if (literal.whole.empty() && literal.fraction.empty()) return std::nullopt;
  if (text.empty()) return literal;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  const std::optional<int> exponent = read_exponent(text.substr(1));
  if (!exponent) return std::nullopt;
  literal.exponent = *exponent;
  literal.is_whole = false;
  return literal;
}

BigInteger coefficient_of(const Literal& literal) {
  if (literal.whole.size() + literal.fraction.size() > kInlinePower)
    return BigInteger::of_digits(std::string(literal.whole).append(literal.fraction));
  std::uint64_t value = 0;
  for (const std::string_view part : {literal.whole, literal.fraction})
    for (const char digit : part) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  return BigInteger(value);
}

// Declines what does not fit at once.
std::optional<Value> decimal_inline(const Literal& literal) {
  const std::size_t scale = literal.fraction.size();
  if (literal.exponent != 0 || literal.whole.size() + scale > kInlinePower) return std::nullopt;
  std::int64_t coefficient = 0;
  for (const std::string_view part : {literal.whole, literal.fraction})
    for (const char digit : part) coefficient = coefficient * 10 + (digit - '0');
  return Value::decimal(literal.negative ? -coefficient : coefficient, static_cast<std::int16_t>(scale));
}

std::optional<Value> decimal_of(Heap& heap, Literal literal) {
  if (std::optional<Value> value = decimal_inline(literal)) return value;
  literal.whole.remove_prefix(std::min(literal.whole.find_first_not_of('0'), literal.whole.size()));
  if (literal.whole.size() > kMaxDecimalDigits || literal.fraction.size() > 2 * kMaxDecimalDigits) return std::nullopt;
  Parts parts = {literal.negative, static_cast<std::int64_t>(literal.fraction.size()) - literal.exponent,
                 coefficient_of(literal)};
  if (!is_representable(parts)) return std::nullopt;
  return make_decimal(heap, std::move(parts));
}

std::optional<std::int64_t> number_of(const Literal& literal) {
  std::int64_t value = 0;
  for (const char c : literal.whole) {
    const int digit = literal.negative ? '0' - c : c - '0';
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit, &value)) return std::nullopt;
  }
  return value;
}

}  // namespace

std::optional<Value> parse_numeric(Heap& heap, std::string_view text) {
  const std::optional<Literal> literal = read_literal(text);
  if (!literal) return std::nullopt;
  if (literal->is_whole)
    if (const std::optional<std::int64_t> number = number_of(*literal)) return Value::number(*number);
  return decimal_of(heap, *literal);
}

std::optional<Value> parse_decimal(Heap& heap, std::string_view text) {
  const std::optional<Literal> literal = read_literal(text);
  if (!literal) return std::nullopt;
  return decimal_of(heap, *literal);
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  const std::optional<Literal> literal = read_literal(text);
  if (!literal || !literal->is_whole) return std::nullopt;
  return number_of(*literal);
}

namespace {

constexpr std::size_t kDoubleChars = 40;  // room for any double that to_chars() writes in E form

// The digits of a double and the power of ten of the first: 12.5 is 125 and 1.
struct DoubleDigits {
  std::uint64_t digits;
  int count;
  int exponent;
};

// `text` is of the form 1.25e+01.
DoubleDigits read_digits(std::string_view text) {
  DoubleDigits result = {};
  for (; text.front() != 'e'; text.remove_prefix(1)) {
    if (text.front() == '.') continue;
    result.digits = result.digits * 10 + static_cast<std::uint64_t>(text.front() - '0');
    ++result.count;
  }
  text.remove_prefix(text[1] == '+' ? 2 : 1);
  std::from_chars(text.data(), text.data() + text.size(), result.exponent);
  return result;
}

// The fewest digits that give back the same double. Java wants two at least, which shows with the smallest doubles:
// 4.9E-324 where one digit would be 5E-324.
DoubleDigits shortest_digits(double magnitude) {
  char text[kDoubleChars];
  const auto end = std::to_chars(text, text + kDoubleChars, magnitude, std::chars_format::scientific).ptr;
  const DoubleDigits shortest = read_digits({text, end});
  if (shortest.count > 1) return shortest;
  const auto longer = std::to_chars(text, text + kDoubleChars, magnitude, std::chars_format::scientific, 1).ptr;
  double back = 0;
  std::from_chars(text, longer, back);
  return back == magnitude ? read_digits({text, longer}) : shortest;
}

}  // namespace

Value from_double(Heap&, double value) {
  if (!std::isfinite(value)) return {};
  if (value == 0) return Value::decimal(0, 1, kDecimalFromDouble);
  const DoubleDigits digits = shortest_digits(std::fabs(value));
  auto coefficient = static_cast<std::int64_t>(digits.digits);
  int scale = digits.count - 1 - digits.exponent;
  // A fraction digit, as far as the coefficient has room for it.
  for (; scale > 1 && coefficient % 10 == 0; --scale) coefficient /= 10;
  const int missing = 1 - scale;
  if (missing > 0 && digits.count + missing <= kInlinePower) {
    coefficient *= kPowersOfTen[missing];
    scale = 1;
  }
  return Value::decimal(value < 0 ? -coefficient : coefficient, static_cast<std::int16_t>(scale), kDecimalFromDouble);
}

namespace {

double double_of_text(const Value& value) {
  const Parts parts = parts_of(value);
  std::string text;
  parts.magnitude.append_to(text);
  const std::int64_t before_point = static_cast<std::int64_t>(text.size()) - parts.scale;
  text += 'e';
  text += std::to_string(-parts.scale);
  double result = 0;
  const std::from_chars_result read = std::from_chars(text.data(), text.data() + text.size(), result);
  if (read.ec == std::errc::result_out_of_range)
    result = before_point > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  return parts.negative ? -result : result;
}

}  // namespace

double to_double(const Value& value) {
  if (is_zero(value)) return 0.0;
  if (value.is_number()) return static_cast<double>(value.as_number());
  // Both are exact as doubles here, so that one correctly rounded division gives the nearest double.
  constexpr std::uint64_t kExactDouble = std::uint64_t{1} << 53;
  if (value.tag() == Tag::Decimal && magnitude_of(value.coefficient()) <= kExactDouble && value.scale() >= 0 &&
      value.scale() <= kInlinePower)
    return static_cast<double>(value.coefficient()) / static_cast<double>(kPowersOfTen[value.scale()]);
  return double_of_text(value);
}

namespace {

// Digits without sign, with a point before the last `scale` of them; `scale` may be below 0.
void append_plain(std::string& out, std::string_view digits, int scale) {
  if (scale <= 0) {
    out += digits;
    if (digits != "0") out.append(static_cast<std::size_t>(-scale), '0');
    return;
  }
  const auto places = static_cast<std::size_t>(scale);
  if (digits.size() > places) {
    out += digits.substr(0, digits.size() - places);
    out += '.';
    out += digits.substr(digits.size() - places);
    return;
  }
  out += "0.";
  out.append(places - digits.size(), '0');
  out += digits;
}

// As Java's Double.toString(): plainly for 1e-3 <= |x| < 1e7, else 1.0E10.
void append_as_double(std::string& out, std::string_view digits, int scale) {
  const int exponent = static_cast<int>(digits.size()) - 1 - scale;
  while (digits.size() > 1 && digits.back() == '0') {
    digits.remove_suffix(1);
    --scale;
  }
  if (digits == "0") {
    out += "0.0";
  } else if (exponent >= -3 && exponent < 7) {
    append_plain(out, digits, scale);
    if (scale <= 0) out += ".0";
  } else {
    out += digits.front();
    out += '.';
    out += digits.size() > 1 ? digits.substr(1) : std::string_view("0");
    out += 'E';
    out += std::to_string(exponent);
  }
}

void append_wide(std::string& out, const Value& value) {
  const Parts parts = parts_of(value);
  if (parts.negative) out += '-';
  std::string digits;
  parts.magnitude.append_to(digits);
  append_plain(out, digits, static_cast<int>(parts.scale));
}

}  // namespace

void append_numeric(std::string& out, const Value& value) {
  if (value.tag() == Tag::WideDecimal) return append_wide(out, value);
  char text[24];
  const auto end = std::to_chars(text, text + sizeof(text), magnitude_of(value.coefficient())).ptr;
  if (value.coefficient() < 0) out += '-';
  if (value.from_double()) return append_as_double(out, {text, end}, value.scale());
  append_plain(out, {text, end}, value.scale());
}

}  // namespace sluice::interpreter
