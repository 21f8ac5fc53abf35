#include "interpreter/decimal.h"

#include <algorithm>
#include <bit>
#include <new>
#include <span>
#include <string>
#include <utility>

#include "interpreter/decimal_inline.h"
#include "interpreter/decimal_parts.h"
#include "interpreter/error.h"

namespace sluice::interpreter {

Parts parts_of(const Value& value) {
  if (value.tag() != Tag::WideDecimal)
    return {value.coefficient() < 0, value.scale(), BigInteger(magnitude_of(value.coefficient()))};
  const WideDecimal& wide = value.wide_decimal();
  return {wide.negative, wide.scale, BigInteger(std::span(wide.limbs(), wide.limb_count))};
}

bool is_representable(const Parts& parts) {
  constexpr std::int64_t kMost = kMaxDecimalDigits;
  const std::int64_t digits = parts.magnitude.digit_count();
  if (parts.scale >= 0 || digits == 0) return parts.scale <= kMost && digits <= kMost;
  return digits - parts.scale <= kMost;
}

void raise_too_large() { raise(messages::DecimalTooLarge, {std::to_string(kMaxDecimalDigits)}); }

void strip_fraction(Parts& parts) {
  if (parts.scale <= 0) return;
  if (parts.magnitude.is_zero()) {
    parts.scale = 0;
    return;
  }
  const std::int64_t zeros = std::min<std::int64_t>(parts.scale, parts.magnitude.trailing_zeros());
  if (zeros == 0) return;
  parts.magnitude = parts.magnitude.over_power_of_ten(static_cast<std::uint64_t>(zeros));
  parts.scale -= zeros;
}

void scale_up(Parts& parts, std::int64_t scale) {
  if (parts.scale >= scale) return;
  parts.magnitude = parts.magnitude.times_power_of_ten(static_cast<std::uint32_t>(scale - parts.scale));
  parts.scale = scale;
}

int digit_count(std::uint64_t value) {
  if (value >= 10'000'000'000'000'000'000u) return 20;
  if (value >= static_cast<std::uint64_t>(kPowersOfTen[kInlinePower])) return 19;
  // 1233 / 4096 is a little more than log10(2): the estimate is right or one too small.
  const int estimate = (std::bit_width(value) * 1233) >> 12;
  return estimate + (value >= static_cast<std::uint64_t>(kPowersOfTen[estimate]) ? 1 : 0);
}

namespace {

Value make_wide(Heap& heap, const Parts& parts) {
  const std::span<const BigInteger::Limb> limbs = parts.magnitude.limbs();
  auto* wide = new (heap.allocate(sizeof(WideDecimal) + limbs.size_bytes())) WideDecimal();
  wide->references = 1;
  wide->kind = ObjectKind::WideDecimal;
  wide->heap = &heap;
  wide->negative = parts.negative;
  wide->scale = static_cast<std::int32_t>(parts.scale);
  wide->limb_count = static_cast<std::uint32_t>(limbs.size());
  std::copy(limbs.begin(), limbs.end(), wide->limbs());
  return Value::adopt(Tag::WideDecimal, wide);
}

bool fits_coefficient(const Parts& parts) {
  if (!parts.magnitude.fits_uint64()) return false;
  return parts.magnitude.to_uint64() <= static_cast<std::uint64_t>(INT64_MAX) + (parts.negative ? 1 : 0);
}

bool both_numbers(const Value& a, const Value& b) { return a.is_number() && b.is_number(); }

Value sum_of(Heap& heap, Parts a, Parts b) {
  scale_up(a, b.scale);
  scale_up(b, a.scale);
  if (a.negative == b.negative) return make_decimal(heap, {a.negative, a.scale, a.magnitude + b.magnitude});
  if (a.magnitude < b.magnitude) std::swap(a, b);
  return make_decimal(heap, {a.negative, a.scale, a.magnitude - b.magnitude});
}

}  // namespace

Value make_decimal(Heap& heap, Parts parts) {
  if (!is_representable(parts)) raise_too_large();
  scale_up(parts, 0);
  if (!fits_coefficient(parts)) return make_wide(heap, parts);
  const std::uint64_t magnitude = parts.magnitude.to_uint64();
  const std::uint64_t coefficient = parts.negative ? std::uint64_t{0} - magnitude : magnitude;
  return Value::decimal(static_cast<std::int64_t>(coefficient), static_cast<std::int16_t>(parts.scale));
}

std::optional<Value> add(Heap& heap, const Value& a, const Value& b) {
  Value result;
  if (add_inline(a, b, result)) return result;
  if (both_numbers(a, b)) return std::nullopt;
  return sum_of(heap, parts_of(a), parts_of(b));
}

std::optional<Value> subtract(Heap& heap, const Value& a, const Value& b) {
  Value result;
  if (subtract_inline(a, b, result)) return result;
  if (both_numbers(a, b)) return std::nullopt;
  Parts right = parts_of(b);
  right.negative = !right.negative;
  return sum_of(heap, parts_of(a), std::move(right));
}

std::optional<Value> multiply(Heap& heap, const Value& a, const Value& b) {
  Value result;
  if (multiply_inline(a, b, result)) return result;
  if (both_numbers(a, b)) return std::nullopt;
  if (is_inline_numeric(a) && is_inline_numeric(b)) {
    const Uint128 product = Uint128{magnitude_of(a.coefficient())} * magnitude_of(b.coefficient());
    return make_decimal(heap, {sign(a) != sign(b), a.scale() + b.scale(), BigInteger(product)});
  }
  const Parts left = parts_of(a);
  const Parts right = parts_of(b);
  // A product has the digits of both or one less; one that is too long is not worked out.
  if (left.magnitude.digit_count() + right.magnitude.digit_count() > kMaxDecimalDigits + 1) raise_too_large();
  return make_decimal(heap,
                      {left.negative != right.negative, left.scale + right.scale, left.magnitude * right.magnitude});
}

std::optional<Value> negate(Heap& heap, const Value& a) {
  if (a.is_number()) {
    if (a.as_number() == INT64_MIN) return std::nullopt;
    return Value::number(-a.as_number());
  }
  Parts parts = parts_of(a);
  parts.negative = !parts.negative;
  return make_decimal(heap, std::move(parts));
}

int sign(const Value& value) {
  if (value.tag() == Tag::WideDecimal) return value.wide_decimal().negative ? -1 : 1;
  return value.coefficient() < 0 ? -1 : value.coefficient() > 0 ? 1 : 0;
}

bool is_zero(const Value& value) { return sign(value) == 0; }

int scale_of(const Value& value) {
  if (value.tag() == Tag::WideDecimal) return value.wide_decimal().scale;
  return std::max<int>(0, value.scale());
}

namespace {

// Neither is zero.
std::strong_ordering compare_magnitudes(Parts a, Parts b) {
  const std::int64_t before_point = a.magnitude.digit_count() - a.scale;
  const std::int64_t other_before_point = b.magnitude.digit_count() - b.scale;
  if (before_point != other_before_point) return before_point <=> other_before_point;
  scale_up(a, b.scale);
  scale_up(b, a.scale);
  return a.magnitude <=> b.magnitude;
}

}  // namespace

std::strong_ordering compare(const Value& a, const Value& b) {
  std::strong_ordering order = std::strong_ordering::equal;
  if (compare_inline(a, b, order)) return order;
  const int sign_a = sign(a);
  const int sign_b = sign(b);
  if (sign_a != sign_b || sign_a == 0) return sign_a <=> sign_b;
  return sign_a > 0 ? compare_magnitudes(parts_of(a), parts_of(b)) : compare_magnitudes(parts_of(b), parts_of(a));
}

namespace {

// What rounding cuts off.
struct Cut {
  bool negative;
  bool any;  // other than zero
  bool half_or_more;  // of the last place kept
};

bool rounds_away(Rounding mode, Cut cut) {
  switch (mode) {
    case Rounding::HalfUp: return cut.half_or_more;
    case Rounding::Down: return false;
    case Rounding::Floor: return cut.any && cut.negative;
    case Rounding::Ceiling: return cut.any && !cut.negative;
  }
  return false;
}

// Declines when a coefficient would leave 64 bits.
bool round_inline(const Value& value, int digits, Rounding mode, Value& result) {
  const std::int64_t drop = std::int64_t{value.scale()} - digits;
  if (digits < 0 || drop > kInlinePower || drop < -kInlinePower || digits > static_cast<int>(kMaxDecimalDigits))
    return false;
  std::int64_t coefficient = value.coefficient();
  if (drop <= 0) {
    if (__builtin_mul_overflow(coefficient, kPowersOfTen[-drop], &coefficient)) return false;
  } else {
    const std::int64_t unit = kPowersOfTen[drop];
    const std::int64_t rest = coefficient % unit;
    coefficient /= unit;
    const Cut cut = {rest < 0, rest != 0, 2 * magnitude_of(rest) >= static_cast<std::uint64_t>(unit)};
    if (rounds_away(mode, cut)) coefficient += cut.negative ? -1 : 1;
  }
  result = Value::decimal(coefficient, static_cast<std::int16_t>(digits));
  return true;
}

void cut_off(Parts& parts, std::int64_t drop, Rounding mode) {
  const auto places = static_cast<std::uint64_t>(drop);
  const Cut cut = {parts.negative, !parts.magnitude.is_zero() && parts.magnitude.trailing_zeros() < places,
                   parts.magnitude.digit_at(places - 1) >= 5};
  parts.magnitude = parts.magnitude.over_power_of_ten(places);
  parts.scale -= drop;
  if (rounds_away(mode, cut)) parts.magnitude.increment();
}

}  // namespace

Value rounded(Heap& heap, const Value& value, int digits, Rounding mode) {
  Value result;
  if (is_inline_numeric(value) && round_inline(value, digits, mode, result)) return result;
  if (digits > static_cast<int>(kMaxDecimalDigits)) raise_too_large();
  Parts parts = parts_of(value);
  if (parts.scale > digits) cut_off(parts, parts.scale - digits, mode);
  if (digits > 0) scale_up(parts, digits);
  return make_decimal(heap, std::move(parts));
}

Value stripped(Heap& heap, const Value& value) {
  if (value.is_number()) return value;
  if (value.tag() == Tag::Decimal && value.scale() >= 0) {
    std::int64_t coefficient = value.coefficient();
    std::int16_t scale = coefficient == 0 ? std::int16_t{0} : value.scale();
    for (; scale > 0 && coefficient % 10 == 0; --scale) coefficient /= 10;
    return Value::decimal(coefficient, scale);
  }
  Parts parts = parts_of(value);
  strip_fraction(parts);
  return make_decimal(heap, std::move(parts));
}

std::optional<std::int64_t> truncated(const Value& value) {
  if (value.is_number()) return value.as_number();
  Parts parts = parts_of(value);
  if (parts.scale > 0) cut_off(parts, parts.scale, Rounding::Down);
  if (!is_representable(parts)) return std::nullopt;
  scale_up(parts, 0);
  if (!fits_coefficient(parts)) return std::nullopt;
  const std::uint64_t magnitude = parts.magnitude.to_uint64();
  return static_cast<std::int64_t>(parts.negative ? std::uint64_t{0} - magnitude : magnitude);
}

}  // namespace sluice::interpreter
