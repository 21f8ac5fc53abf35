#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "interpreter/decimal.h"
#include "interpreter/decimal_inline.h"
#include "interpreter/decimal_parts.h"

namespace sluice::interpreter {

namespace {

// A quotient is cut to this many digits or more before it is rounded to kQuotientDigits. Rounding half up looks at
// one digit only, so what was cut off does not matter.
constexpr int kGuardedDigits = kQuotientDigits + 1;

// ±magnitude × 10^-scale.
struct Quotient {
  bool negative;
  std::uint64_t magnitude;
  int scale;
};

Value make_quotient(Heap& heap, Quotient quotient) {
  if (quotient.magnitude == 0) return Value::decimal(0, 0);
  for (; quotient.scale > 0 && quotient.magnitude % 10 == 0; --quotient.scale) quotient.magnitude /= 10;
  for (; quotient.scale < 0 && quotient.magnitude <= INT64_MAX / 10; ++quotient.scale) quotient.magnitude *= 10;
  if (quotient.scale >= 0 && quotient.scale <= static_cast<int>(kMaxDecimalDigits) && quotient.magnitude <= INT64_MAX) {
    const auto coefficient = static_cast<std::int64_t>(quotient.magnitude);
    return Value::decimal(quotient.negative ? -coefficient : coefficient, static_cast<std::int16_t>(quotient.scale));
  }
  return make_decimal(heap, {quotient.negative, quotient.scale, BigInteger(quotient.magnitude)});
}

struct Factors {
  int twos;
  int fives;

  int places() const { return std::max(twos, fives); }
};

Factors take_factors_of_ten(std::uint64_t& value) {
  Factors factors = {std::countr_zero(value), 0};
  value >>= factors.twos;
  for (; value % 5 == 0; value /= 5) ++factors.fives;
  return factors;
}

// The digits of a / b if they end and fit 64 bits; 10^-places is their last place.
struct Ended {
  bool ends;
  bool fits;
  std::uint64_t magnitude;
  int places;
};

Ended ended_quotient(std::uint64_t a, std::uint64_t b) {
  const Factors factors = take_factors_of_ten(b);
  if (a % b != 0) return {false, false, 0, 0};
  Ended result = {true, true, a / b, 0};
  // The quotient keeps what it shares with b of twos and fives, so zeros may remain at its end.
  result.places = factors.places();
  for (int i = factors.twos; i < result.places; ++i)
    result.fits = result.fits && !__builtin_mul_overflow(result.magnitude, 2u, &result.magnitude);
  for (int i = factors.fives; i < result.places; ++i)
    result.fits = result.fits && !__builtin_mul_overflow(result.magnitude, 5u, &result.magnitude);
  return result;
}

// a / b rounded to kQuotientDigits digits.
Quotient rounded_quotient(std::uint64_t a, std::uint64_t b) {
  const int shift = std::max(0, kGuardedDigits + digit_count(b) - digit_count(a));
  Uint128 scaled = a;
  scaled *= static_cast<std::uint64_t>(kPowersOfTen[std::min(shift, kInlinePower)]);
  scaled *= static_cast<std::uint64_t>(kPowersOfTen[std::max(shift - kInlinePower, 0)]);
  const auto quotient = static_cast<std::uint64_t>(scaled / b);
  const int drop = digit_count(quotient) - kQuotientDigits;
  return {false, (quotient / static_cast<std::uint64_t>(kPowersOfTen[drop - 1]) + 5) / 10, shift - drop};
}

std::optional<Value> divide_inline(Heap& heap, const Value& a, const Value& b) {
  const std::uint64_t dividend = magnitude_of(a.coefficient());
  const std::uint64_t divisor = magnitude_of(b.coefficient());
  const bool negative = (a.coefficient() < 0) != (b.coefficient() < 0);
  const int scale = a.scale() - b.scale();
  const Ended ended = ended_quotient(dividend, divisor);
  if (ended.ends && !ended.fits) return std::nullopt;
  if (ended.ends) return make_quotient(heap, {negative, ended.magnitude, scale + ended.places});
  const Quotient quotient = rounded_quotient(dividend, divisor);
  return make_quotient(heap, {negative, quotient.magnitude, scale + quotient.scale});
}

// Whether magnitude × 2^twos × 5^fives surely has more digits than a result may have.
bool surely_too_long(const BigInteger& magnitude, std::uint64_t twos, std::uint64_t fives) {
  // 0.301 and 0.698 are a little less than the logarithms of 2 and 5.
  return 1000 * std::uint64_t{magnitude.digit_count()} + 301 * twos + 698 * fives > 1000 * (kMaxDecimalDigits + 2);
}

// a / b if its digits end within what a result may have. b ends a fraction when, without its twos and fives, it
// divides a; so no greatest common divisor is needed.
std::optional<Parts> ended_quotient(const Parts& a, const Parts& b) {
  BigInteger divisor = b.magnitude.copy();
  std::uint32_t twos = divisor.take_twos(UINT32_MAX);
  std::uint32_t fives = divisor.take_fives(UINT32_MAX);
  auto [quotient, remainder] = divide(a.magnitude, divisor);
  if (!remainder.is_zero()) return std::nullopt;
  twos -= quotient.take_twos(twos);
  fives -= quotient.take_fives(fives);
  const std::uint32_t places = std::max(twos, fives);
  if (surely_too_long(quotient, places - twos, places - fives)) return std::nullopt;
  if (places > twos) quotient = quotient * power(2, places - twos);
  if (places > fives) quotient = quotient * power(5, places - fives);
  Parts result = {a.negative != b.negative, a.scale - b.scale + places, std::move(quotient)};
  strip_fraction(result);
  if (!is_representable(result)) return std::nullopt;
  return result;
}

Parts rounded_quotient(const Parts& a, const Parts& b) {
  const std::int64_t missing = std::int64_t{kGuardedDigits} + b.magnitude.digit_count() - a.magnitude.digit_count();
  const auto shift = static_cast<std::uint32_t>(std::max<std::int64_t>(0, missing));
  const BigInteger quotient = divide(a.magnitude.times_power_of_ten(shift), b.magnitude).quotient;
  const std::uint32_t drop = quotient.digit_count() - kQuotientDigits;
  Parts result = {a.negative != b.negative, a.scale - b.scale + shift - drop, quotient.over_power_of_ten(drop)};
  if (quotient.digit_at(drop - 1) >= 5) result.magnitude.increment();
  strip_fraction(result);
  return result;
}

bool remainder_inline(const Value& a, const Value& b, Value& result) {
  AlignedPair pair;
  if (!is_inline_numeric(a) || !is_inline_numeric(b) || !align_inline(a, b, pair)) return false;
  // The processor traps on the smallest number % -1.
  return put_inline(a, b, pair.b == -1 ? 0 : pair.a % pair.b, pair.scale, result);
}

}  // namespace

std::optional<Value> divide(Heap& heap, const Value& a, const Value& b) {
  if (is_zero(b)) return std::nullopt;
  if (is_zero(a)) return Value::decimal(0, 0);
  if (is_inline_numeric(a) && is_inline_numeric(b))
    if (std::optional<Value> quotient = divide_inline(heap, a, b)) return quotient;
  const Parts dividend = parts_of(a);
  const Parts divisor = parts_of(b);
  if (std::optional<Parts> quotient = ended_quotient(dividend, divisor))
    return make_decimal(heap, std::move(*quotient));
  return make_decimal(heap, rounded_quotient(dividend, divisor));
}

std::optional<Value> remainder(Heap& heap, const Value& a, const Value& b) {
  if (is_zero(b)) return std::nullopt;
  Value result;
  if (remainder_inline(a, b, result)) return result;
  Parts dividend = parts_of(a);
  Parts divisor = parts_of(b);
  scale_up(dividend, divisor.scale);
  scale_up(divisor, dividend.scale);
  return make_decimal(heap,
                      {dividend.negative, dividend.scale, divide(dividend.magnitude, divisor.magnitude).remainder});
}

}  // namespace sluice::interpreter
