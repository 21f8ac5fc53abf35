// The short way of + - * and comparison: both operands inside their Values, the result too. The evaluator tries these
// first and calls decimal.h when they decline; decimal.cpp itself begins with them.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

#include "interpreter/decimal.h"

namespace sluice::interpreter {

inline constexpr int kInlinePower = 18;  // 10^18 is the largest power of ten in a signed 64-bit number

// 10^0 … 10^18.
inline constexpr auto kPowersOfTen = [] {
  std::array<std::int64_t, kInlinePower + 1> powers = {1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

// NUMBER or DECIMAL without an object; a NUMBER has scale 0.
inline bool is_inline_numeric(const Value& value) { return value.tag() == Tag::Number || value.tag() == Tag::Decimal; }

// Two coefficients brought to one scale.
struct AlignedPair {
  std::int64_t a;
  std::int64_t b;
  int scale;
};

// Declines when a coefficient would leave 64 bits.
inline bool align_inline(const Value& a, const Value& b, AlignedPair& pair) {
  pair = {a.coefficient(), b.coefficient(), a.scale()};
  const int difference = a.scale() - b.scale();
  if (difference == 0) return true;
  if (difference > 0)
    return difference <= kInlinePower && !__builtin_mul_overflow(pair.b, kPowersOfTen[difference], &pair.b);
  pair.scale = b.scale();
  return -difference <= kInlinePower && !__builtin_mul_overflow(pair.a, kPowersOfTen[-difference], &pair.a);
}

// NUMBER when both operands are. Declines scales that a result cannot have.
inline bool put_inline(const Value& a, const Value& b, std::int64_t coefficient, int scale, Value& result) {
  if (a.is_number() && b.is_number()) {
    result = Value::number(coefficient);
    return true;
  }
  if (static_cast<unsigned>(scale) > kMaxDecimalDigits) return false;
  result = Value::decimal(coefficient, static_cast<std::int16_t>(scale));
  return true;
}

inline bool add_inline(const Value& a, const Value& b, Value& result) {
  AlignedPair pair;
  std::int64_t sum;
  return is_inline_numeric(a) && is_inline_numeric(b) && align_inline(a, b, pair) &&
         !__builtin_add_overflow(pair.a, pair.b, &sum) && put_inline(a, b, sum, pair.scale, result);
}

inline bool subtract_inline(const Value& a, const Value& b, Value& result) {
  AlignedPair pair;
  std::int64_t difference;
  return is_inline_numeric(a) && is_inline_numeric(b) && align_inline(a, b, pair) &&
         !__builtin_sub_overflow(pair.a, pair.b, &difference) && put_inline(a, b, difference, pair.scale, result);
}

inline bool multiply_inline(const Value& a, const Value& b, Value& result) {
  std::int64_t product;
  return is_inline_numeric(a) && is_inline_numeric(b) &&
         !__builtin_mul_overflow(a.coefficient(), b.coefficient(), &product) &&
         put_inline(a, b, product, a.scale() + b.scale(), result);
}

// Declines wide operands and scales too far apart.
inline bool compare_inline(const Value& a, const Value& b, std::strong_ordering& order) {
  if (!is_inline_numeric(a) || !is_inline_numeric(b)) return false;
  const int difference = a.scale() - b.scale();
  if (difference == 0) {
    order = a.coefficient() <=> b.coefficient();
    return true;
  }
  if (difference > kInlinePower || -difference > kInlinePower) return false;
  __int128 left = a.coefficient();
  __int128 right = b.coefficient();
  if (difference > 0)
    right *= kPowersOfTen[difference];
  else
    left *= kPowersOfTen[-difference];
  order = left <=> right;
  return true;
}

}  // namespace sluice::interpreter
