// Whole numbers of any length, never negative, in base 10^9: what a decimal's coefficient becomes when it leaves 64
// bits. Only interpreter/decimal*.cpp use it; short numbers (108 digits) need no memory from outside the object.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace sluice::interpreter {

using Uint128 = unsigned __int128;

class BigInteger {
 public:
  using Limb = std::uint32_t;
  static constexpr Limb kBase = 1'000'000'000;
  static constexpr std::uint32_t kLimbDigits = 9;

  BigInteger() = default;  // zero
  explicit BigInteger(Uint128 value);
  explicit BigInteger(std::span<const Limb> limbs);
  // Takes over the limbs; what it was moved from may only be assigned to or destroyed.
  BigInteger(BigInteger&&) = default;
  BigInteger& operator=(BigInteger&&) = default;

  // `digits` has the characters 0 to 9 only.
  static BigInteger of_digits(std::string_view digits);
  // `count` zero limbs to be filled in; the writer calls trim() at the end.
  static BigInteger with_room(std::uint32_t count);

  BigInteger copy() const { return BigInteger(limbs()); }

  std::span<const Limb> limbs() const { return {data(), size_}; }
  std::span<Limb> limbs() { return {data(), size_}; }
  Limb& operator[](std::size_t index) { return data()[index]; }
  Limb operator[](std::size_t index) const { return data()[index]; }
  std::uint32_t size() const { return size_; }
  bool is_zero() const { return size_ == 0; }
  // Forgets zero limbs at the top.
  void trim();

  // Digits without leading zeros; 0 for zero.
  std::uint32_t digit_count() const;
  // The digit that stands for 10^position.
  int digit_at(std::uint64_t position) const;
  // Zeros at the end of the digits; 0 for zero.
  std::uint32_t trailing_zeros() const;
  // Whether to_uint64() is exact.
  bool fits_uint64() const;
  std::uint64_t to_uint64() const;

  BigInteger times(Limb factor) const;
  BigInteger times_power_of_ten(std::uint32_t exponent) const;
  // Rounded down.
  BigInteger over_power_of_ten(std::uint64_t exponent) const;
  // Divides in place and gives the remainder.
  Limb divide_by(Limb divisor);
  // Divides by 2 or 5 as long as that is exact, at most `at_most` times, and says how often. Not for zero.
  std::uint32_t take_twos(std::uint32_t at_most);
  std::uint32_t take_fives(std::uint32_t at_most);
  void increment();

  // Appends the digits; nothing for zero.
  void append_to(std::string& out) const;

 private:
  static constexpr std::uint32_t kSmallLimbs = 12;

  const Limb* data() const { return large_ ? large_.get() : small_; }
  Limb* data() { return large_ ? large_.get() : small_; }

  std::uint32_t size_ = 0;
  Limb small_[kSmallLimbs] = {};
  std::unique_ptr<Limb[]> large_;
};

std::strong_ordering operator<=>(const BigInteger& a, const BigInteger& b);
BigInteger operator+(const BigInteger& a, const BigInteger& b);
// a must not be less than b.
BigInteger operator-(const BigInteger& a, const BigInteger& b);
BigInteger operator*(const BigInteger& a, const BigInteger& b);

struct Division {
  BigInteger quotient;
  BigInteger remainder;
};
// Rounded down; b is not zero.
Division divide(const BigInteger& a, const BigInteger& b);

BigInteger power(BigInteger::Limb base, std::uint32_t exponent);

}  // namespace sluice::interpreter
