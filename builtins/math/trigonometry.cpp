#include "builtins/math/trigonometry.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

// Every operation below must be rounded by itself; CMakeLists.txt forbids the compiler to fuse them.

namespace sluice::builtins::math {

namespace {

std::uint64_t bits_of(double x) { return std::bit_cast<std::uint64_t>(x); }
// The upper half of the bits without the sign: exponent and the first 20 bits of the fraction.
std::uint32_t magnitude(double x) { return static_cast<std::uint32_t>(bits_of(x) >> 32) & 0x7FFFFFFF; }
double without_low_half(double x) { return std::bit_cast<double>(bits_of(x) & 0xFFFFFFFF00000000); }

constexpr std::uint32_t kQuarterPi = 0x3FE921FB;  // magnitudes
constexpr std::uint32_t kTiny = 0x3E400000;       // 2^-27

// On [-π/4, π/4], for x + tail.
double kernel_sine(double x, double tail, bool has_tail) {
  constexpr double s1 = -1.66666666666666324348e-01, s2 = 8.33333333332248946124e-03, s3 = -1.98412698298579493134e-04,
                   s4 = 2.75573137070700676789e-06, s5 = -2.50507602534068634195e-08, s6 = 1.58969099521155010221e-10;
  if (magnitude(x) < kTiny) return x;
  const double z = x * x;
  const double v = z * x;
  const double r = s2 + z * (s3 + z * (s4 + z * (s5 + z * s6)));
  if (!has_tail) return x + v * (s1 + z * r);
  return x - ((z * (0.5 * tail - v * r) - tail) - v * s1);
}

double kernel_cosine(double x, double tail) {
  constexpr double c1 = 4.16666666666666019037e-02, c2 = -1.38888888888741095749e-03, c3 = 2.48015872894767294178e-05,
                   c4 = -2.75573143513906633035e-07, c5 = 2.08757232129817482790e-09, c6 = -1.13596475577881948265e-11;
  const std::uint32_t size = magnitude(x);
  if (size < kTiny) return 1.0;
  const double z = x * x;
  const double r = z * (c1 + z * (c2 + z * (c3 + z * (c4 + z * (c5 + z * c6)))));
  if (size < 0x3FD33333) return 1.0 - (0.5 * z - (z * r - x * tail));  // |x| < 0.3
  const double quarter =
      size > 0x3FE90000 ? 0.28125 : std::bit_cast<double>(static_cast<std::uint64_t>(size - 0x00200000) << 32);
  const double half_z = 0.5 * z - quarter;
  const double rest = 1.0 - quarter;
  return rest - (half_z - (z * r - x * tail));
}

// -1 / (w + small), where w = x + r.
double negative_reciprocal(double w, double x, double r) {
  const double z = without_low_half(w);
  const double v = r - (z - x);
  const double a = -1.0 / w;
  const double t = without_low_half(a);
  const double s = 1.0 + t * z;
  return t + a * (s + t * v);
}

// tan(x + tail), or -1/tan of it.
double kernel_tangent(double x, double tail, bool reciprocal) {
  constexpr std::array<double, 13> t = {
      3.33333333333334091986e-01, 1.33333333333201242699e-01, 5.39682539762260521377e-02, 2.18694882948595424599e-02,
      8.86323982359930005737e-03, 3.59207910759131235356e-03, 1.45620945432529025516e-03, 5.88041240820264096874e-04,
      2.46463134818469906812e-04, 7.81794442939557092300e-05, 7.14072491382608190305e-05, -1.85586374855275456654e-05,
      2.59073051863633712884e-05};
  constexpr double pi_4 = 7.85398163397448278999e-01, pi_4_tail = 3.06161699786838301793e-17;
  const std::uint32_t size = magnitude(x);
  const bool negative = std::signbit(x);
  if (size < 0x3E300000) {  // 2^-28
    if (!reciprocal) return x;
    return x == 0 && tail == 0 ? 1.0 / std::abs(x) : negative_reciprocal(x + tail, x, tail);
  }
  const bool large = size >= 0x3FE59428;  // 0.6744
  if (large) {
    if (negative) {
      x = -x;
      tail = -tail;
    }
    const double z = pi_4 - x;
    const double w = pi_4_tail - tail;
    x = z + w;
    tail = 0.0;
  }
  const double z = x * x;
  const double w2 = z * z;
  double r = t[1] + w2 * (t[3] + w2 * (t[5] + w2 * (t[7] + w2 * (t[9] + w2 * t[11]))));
  const double v = z * (t[2] + w2 * (t[4] + w2 * (t[6] + w2 * (t[8] + w2 * (t[10] + w2 * t[12])))));
  const double s = z * x;
  r = tail + z * (s * (r + v) + tail);
  r += t[0] * s;
  const double w = x + r;
  if (large) {
    const double sign = reciprocal ? -1.0 : 1.0;
    return (negative ? -1.0 : 1.0) * (sign - 2.0 * (x - (w * w / (w + sign) - r)));
  }
  return reciprocal ? negative_reciprocal(w, x, r) : w;
}

// x as a multiple of π/2 and what is left, which lies in [-π/4, π/4], in two doubles.
struct Reduced {
  int quadrant;
  double rest;
  double tail;
};

Reduced with_sign(const Reduced& reduced, bool negative) {
  if (!negative) return reduced;
  return {-reduced.quadrant, -reduced.rest, -reduced.tail};
}

// Up to 2^19·π/2: multiples of π/2 in three parts of 33 bits are taken away.
Reduced reduce_medium(double x) {
  constexpr double two_over_pi = 6.36619772367581382433e-01;
  constexpr double part1 = 1.57079632673412561417e+00, tail1 = 6.07710050650619224932e-11;
  constexpr double part2 = 6.07710050630396597660e-11, tail2 = 2.02226624879595063154e-21;
  constexpr double part3 = 2.02226624871116645580e-21, tail3 = 8.47842766036889956997e-32;
  const std::uint32_t size = magnitude(x);
  if (size < 0x4002D97C) {  // 3π/4: one multiple, so nothing is rounded
    const bool near = size == 0x3FF921FB;
    const double z = near ? std::abs(x) - part1 - part2 : std::abs(x) - part1;
    const double tail = near ? tail2 : tail1;
    const double rest = z - tail;
    return with_sign({1, rest, (z - rest) - tail}, x < 0);
  }
  const double t = std::abs(x);
  const int n = static_cast<int>(t * two_over_pi + 0.5);
  const double multiple = n;
  double r = t - multiple * part1;
  double w = multiple * tail1;
  double rest = r - w;
  const auto lost = [&] {  // bits that cancelled
    return static_cast<int>(size >> 20) - static_cast<int>(magnitude(rest) >> 20);
  };
  const bool far_from_zero = n < 32 && size != magnitude(multiple * 1.5707963267948966);
  if (!far_from_zero && lost() > 16) {
    double before = r;
    w = multiple * part2;
    r = before - w;
    w = multiple * tail2 - ((before - r) - w);
    rest = r - w;
    if (lost() > 49) {
      before = r;
      w = multiple * part3;
      r = before - w;
      w = multiple * tail3 - ((before - r) - w);
      rest = r - w;
    }
  }
  return with_sign({n, rest, (r - rest) - w}, x < 0);
}

// The binary digits of 2/π behind the point.
constexpr std::array<std::uint64_t, 20> kTwoOverPi = {
    0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
    0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
    0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d};

constexpr std::size_t kLimbs = 6;
using Wide = std::array<std::uint64_t, kLimbs>;  // least significant first

std::uint64_t word_at(const Wide& wide, int bit) {
  const int limb = bit >> 6, shift = bit & 63;
  const std::uint64_t low = limb >= 0 && limb < static_cast<int>(kLimbs) ? wide[static_cast<std::size_t>(limb)] : 0;
  const int next = limb + 1;
  const std::uint64_t high = next >= 0 && next < static_cast<int>(kLimbs) ? wide[static_cast<std::size_t>(next)] : 0;
  return shift == 0 ? low : low >> shift | high << (64 - shift);
}

// Larger ones: the digits of 2/π that matter, 256 of them, times the mantissa.
Reduced reduce_large(double x) {
  const std::uint64_t bits = bits_of(x);
  const std::uint64_t mantissa = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
  const int exponent = static_cast<int>(bits >> 52 & 0x7FF) - 1075;  // |x| = mantissa × 2^exponent
  const int skipped = exponent > 2 ? exponent - 2 : 0;               // digits that only add multiples of 4
  std::array<std::uint64_t, 4> window;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t word = static_cast<std::size_t>(skipped) / 64 + i;
    const int shift = skipped % 64;
    window[3 - i] = shift == 0 ? kTwoOverPi[word] : kTwoOverPi[word] << shift | kTwoOverPi[word + 1] >> (64 - shift);
  }
  Wide product{};
  unsigned __int128 carry = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    carry += static_cast<unsigned __int128>(window[i]) * mantissa;
    product[i] = static_cast<std::uint64_t>(carry);
    carry >>= 64;
  }
  product[4] = static_cast<std::uint64_t>(carry);
  const int point = 256 - (exponent - skipped);  // the product is a multiple of 2^-point
  int quadrant = static_cast<int>(word_at(product, point) & 3);
  // What stands behind the point, as a two's complement number: at least a half means minus the rest.
  const bool above_half = (word_at(product, point - 1) & 1) != 0;
  if (above_half) {
    quadrant = (quadrant + 1) & 3;
    std::uint64_t add = 1;
    for (std::uint64_t& limb : product) {
      limb = ~limb + add;
      add = add != 0 && limb == 0 ? 1 : 0;
    }
  }
  // The first 53 and the next 53 of its digits.
  int first = point - 1;
  while (first > 0 && (word_at(product, first) & 1) == 0) --first;
  const auto take = [&](int top) {
    return std::ldexp(static_cast<double>(word_at(product, top - 52) & 0x1FFFFFFFFFFFFF), top - 52 - point);
  };
  const double high = take(first), low = take(first - 53);
  constexpr double half_pi = 1.5707963267948966, half_pi_tail = 6.123233995736766e-17;
  const double head = high * half_pi;
  const double error = std::fma(high, half_pi, -head) + (high * half_pi_tail + low * half_pi);
  const double rest = head + error;
  const double tail = error - (rest - head);
  const Reduced reduced = above_half ? Reduced{quadrant, -rest, -tail} : Reduced{quadrant, rest, tail};
  return with_sign(reduced, x < 0);
}

Reduced reduce(double x) { return magnitude(x) <= 0x413921FB ? reduce_medium(x) : reduce_large(x); }

}  // namespace

double sine(double x) {
  if (magnitude(x) <= kQuarterPi) return kernel_sine(x, 0.0, false);
  if (!std::isfinite(x)) return std::numeric_limits<double>::quiet_NaN();
  const auto [quadrant, rest, tail] = reduce(x);
  switch (quadrant & 3) {
    case 0: return kernel_sine(rest, tail, true);
    case 1: return kernel_cosine(rest, tail);
    case 2: return -kernel_sine(rest, tail, true);
    default: return -kernel_cosine(rest, tail);
  }
}

double cosine(double x) {
  if (magnitude(x) <= kQuarterPi) return kernel_cosine(x, 0.0);
  if (!std::isfinite(x)) return std::numeric_limits<double>::quiet_NaN();
  const auto [quadrant, rest, tail] = reduce(x);
  switch (quadrant & 3) {
    case 0: return kernel_cosine(rest, tail);
    case 1: return -kernel_sine(rest, tail, true);
    case 2: return -kernel_cosine(rest, tail);
    default: return kernel_sine(rest, tail, true);
  }
}

double tangent(double x) {
  if (magnitude(x) <= kQuarterPi) return kernel_tangent(x, 0.0, false);
  if (!std::isfinite(x)) return std::numeric_limits<double>::quiet_NaN();
  const auto [quadrant, rest, tail] = reduce(x);
  return kernel_tangent(rest, tail, (quadrant & 1) != 0);
}

}  // namespace sluice::builtins::math
