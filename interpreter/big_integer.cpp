#include "interpreter/big_integer.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace sluice::interpreter {

namespace {

using Limb = BigInteger::Limb;
constexpr std::uint64_t kBase = BigInteger::kBase;
constexpr std::uint32_t kLimbDigits = BigInteger::kLimbDigits;
constexpr Limb kPowersOfTen[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

std::uint32_t digits_of(Limb limb) {
  std::uint32_t count = 0;
  while (count < kLimbDigits && limb >= kPowersOfTen[count]) ++count;
  return count;
}

// Divides `value` if that leaves no remainder.
bool divide_evenly(BigInteger& value, const BigInteger& divisor) {
  Division division = divide(value, divisor);
  if (!division.remainder.is_zero()) return false;
  value = std::move(division.quotient);
  return true;
}

// By factor^1, factor^2, factor^4 … as far as it goes and back down, because a number of 10,000 digits may hold
// 33,000 twos.
std::uint32_t take_factors(BigInteger& value, Limb factor, std::uint32_t at_most) {
  if (value[0] % factor != 0) return 0;
  std::uint32_t taken = 0;
  std::vector<BigInteger> powers;
  const auto take = [&](std::size_t level) {
    const std::uint32_t count = std::uint32_t{1} << level;
    if (count > at_most - taken || !divide_evenly(value, powers[level])) return false;
    taken += count;
    return true;
  };
  powers.emplace_back(factor);
  while (take(powers.size() - 1)) powers.push_back(powers.back() * powers.back());
  for (std::size_t level = powers.size() - 1; level-- > 0;) take(level);
  return taken;
}

}  // namespace

BigInteger::BigInteger(Uint128 value) {
  for (; value > UINT64_MAX; value /= kBase) small_[size_++] = static_cast<Limb>(value % kBase);
  for (auto low = static_cast<std::uint64_t>(value); low != 0; low /= kBase)
    small_[size_++] = static_cast<Limb>(low % kBase);
}

BigInteger::BigInteger(std::span<const Limb> limbs) : BigInteger(with_room(static_cast<std::uint32_t>(limbs.size()))) {
  std::copy(limbs.begin(), limbs.end(), data());
  trim();
}

BigInteger BigInteger::with_room(std::uint32_t count) {
  BigInteger result;
  if (count > kSmallLimbs) result.large_ = std::make_unique<Limb[]>(count);
  result.size_ = count;
  return result;
}

BigInteger BigInteger::of_digits(std::string_view digits) {
  BigInteger result = with_room(static_cast<std::uint32_t>((digits.size() + kLimbDigits - 1) / kLimbDigits));
  for (Limb& limb : result.limbs()) {
    const std::string_view part = digits.substr(digits.size() - std::min<std::size_t>(kLimbDigits, digits.size()));
    for (const char digit : part) limb = limb * 10 + static_cast<Limb>(digit - '0');
    digits.remove_suffix(part.size());
  }
  result.trim();
  return result;
}

void BigInteger::trim() {
  const Limb* limbs = data();
  while (size_ > 0 && limbs[size_ - 1] == 0) --size_;
}

std::uint32_t BigInteger::digit_count() const {
  return size_ == 0 ? 0 : (size_ - 1) * kLimbDigits + digits_of(data()[size_ - 1]);
}

int BigInteger::digit_at(std::uint64_t position) const {
  const std::uint64_t index = position / kLimbDigits;
  if (index >= size_) return 0;
  return static_cast<int>(data()[index] / kPowersOfTen[position % kLimbDigits] % 10);
}

std::uint32_t BigInteger::trailing_zeros() const {
  if (size_ == 0) return 0;
  std::uint32_t index = 0;
  while (data()[index] == 0) ++index;
  std::uint32_t zeros = index * kLimbDigits;
  for (Limb limb = data()[index]; limb % 10 == 0; limb /= 10) ++zeros;
  return zeros;
}

bool BigInteger::fits_uint64() const {
  // 18446744073709551615 is the largest.
  constexpr Limb kLargest[] = {709551615, 446744073, 18};
  if (size_ != 3) return size_ < 3;
  return std::lexicographical_compare_three_way(std::rbegin(limbs()), std::rend(limbs()), std::rbegin(kLargest),
                                                std::rend(kLargest)) <= 0;
}

std::uint64_t BigInteger::to_uint64() const {
  std::uint64_t result = 0;
  for (std::uint32_t i = std::min(size_, 3u); i-- > 0;) result = result * kBase + data()[i];
  return result;
}

BigInteger BigInteger::times(Limb factor) const {
  BigInteger result = with_room(size_ + 1);
  std::uint64_t carry = 0;
  for (std::uint32_t i = 0; i < size_; ++i) {
    carry += std::uint64_t{(*this)[i]} * factor;
    result[i] = static_cast<Limb>(carry % kBase);
    carry /= kBase;
  }
  result[size_] = static_cast<Limb>(carry);
  result.trim();
  return result;
}

BigInteger BigInteger::times_power_of_ten(std::uint32_t exponent) const {
  if (size_ == 0) return {};
  const std::uint32_t shift = exponent / kLimbDigits;
  const Limb factor = kPowersOfTen[exponent % kLimbDigits];
  BigInteger result = with_room(size_ + shift + 1);
  std::uint64_t carry = 0;
  for (std::uint32_t i = 0; i < size_; ++i) {
    carry += std::uint64_t{(*this)[i]} * factor;
    result[i + shift] = static_cast<Limb>(carry % kBase);
    carry /= kBase;
  }
  result[size_ + shift] = static_cast<Limb>(carry);
  result.trim();
  return result;
}

BigInteger BigInteger::over_power_of_ten(std::uint64_t exponent) const {
  const std::uint64_t shift = exponent / kLimbDigits;
  if (shift >= size_) return {};
  BigInteger result(limbs().subspan(shift));
  if (const Limb divisor = kPowersOfTen[exponent % kLimbDigits]; divisor != 1) result.divide_by(divisor);
  return result;
}

Limb BigInteger::divide_by(Limb divisor) {
  std::uint64_t remainder = 0;
  const std::span<Limb> all = limbs();
  for (std::size_t i = all.size(); i-- > 0;) {
    remainder = remainder * kBase + all[i];
    all[i] = static_cast<Limb>(remainder / divisor);
    remainder %= divisor;
  }
  trim();
  return static_cast<Limb>(remainder);
}

std::uint32_t BigInteger::take_twos(std::uint32_t at_most) { return take_factors(*this, 2, at_most); }

std::uint32_t BigInteger::take_fives(std::uint32_t at_most) { return take_factors(*this, 5, at_most); }

void BigInteger::increment() { *this = *this + BigInteger(1); }

void BigInteger::append_to(std::string& out) const {
  if (size_ == 0) return;
  const std::size_t start = out.size();
  const std::uint32_t count = digit_count();
  out.resize(start + count);
  std::size_t at = out.size();
  for (Limb limb : limbs())
    for (std::uint32_t i = 0; i < kLimbDigits && at > start; ++i, limb /= 10)
      out[--at] = static_cast<char>('0' + limb % 10);
}

std::strong_ordering operator<=>(const BigInteger& a, const BigInteger& b) {
  if (a.size() != b.size()) return a.size() <=> b.size();
  for (std::uint32_t i = a.size(); i-- > 0;)
    if (a[i] != b[i]) return a[i] <=> b[i];
  return std::strong_ordering::equal;
}

BigInteger operator+(const BigInteger& a, const BigInteger& b) {
  if (a.size() < b.size()) return b + a;
  BigInteger result = BigInteger::with_room(a.size() + 1);
  Limb carry = 0;
  for (std::uint32_t i = 0; i < a.size(); ++i) {
    const Limb sum = a[i] + (i < b.size() ? b[i] : 0) + carry;
    carry = sum >= kBase ? 1 : 0;
    result[i] = sum - carry * BigInteger::kBase;
  }
  result[a.size()] = carry;
  result.trim();
  return result;
}

BigInteger operator-(const BigInteger& a, const BigInteger& b) {
  BigInteger result = BigInteger::with_room(a.size());
  Limb borrow = 0;
  for (std::uint32_t i = 0; i < a.size(); ++i) {
    const Limb take = (i < b.size() ? b[i] : 0) + borrow;
    borrow = a[i] < take ? 1 : 0;
    result[i] = a[i] + borrow * BigInteger::kBase - take;
  }
  result.trim();
  return result;
}

// Column by column, so that only one division by the base is needed for each.
BigInteger operator*(const BigInteger& a, const BigInteger& b) {
  if (a.is_zero() || b.is_zero()) return {};
  constexpr std::uint64_t kFold = 8 * kBase * kBase;  // leaves room for one more product in 64 bits
  BigInteger result = BigInteger::with_room(a.size() + b.size());
  const std::span<const Limb> left = a.limbs();
  const std::span<const Limb> right = b.limbs();
  std::uint64_t carry = 0;
  for (std::size_t column = 0; column < left.size() + right.size(); ++column) {
    std::uint64_t sum = carry;
    std::uint64_t folded = 0;
    const std::size_t first = column < right.size() ? 0 : column - right.size() + 1;
    const std::size_t last = std::min(column, left.size() - 1);
    for (std::size_t i = first; i <= last; ++i) {
      sum += std::uint64_t{left[i]} * right[column - i];
      const bool full = sum >= kFold;
      sum -= full ? kFold : 0;
      folded += full ? 1 : 0;
    }
    result[column] = static_cast<Limb>(sum % kBase);
    carry = folded * (kFold / kBase) + sum / kBase;
  }
  result.trim();
  return result;
}

namespace {

// Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D.
class LongDivision {
 public:
  LongDivision(const BigInteger& a, const BigInteger& b)
      : factor_(static_cast<Limb>(kBase / (b[b.size() - 1] + std::uint64_t{1}))),
        rest_(BigInteger::with_room(a.size() + 1)),
        divisor_(b.times(factor_)) {
    const BigInteger scaled = a.times(factor_);
    std::copy(scaled.limbs().begin(), scaled.limbs().end(), rest_.limbs().begin());
  }

  Division run() {
    const std::uint32_t places = rest_.size() - divisor_.size();
    BigInteger quotient = BigInteger::with_room(places);
    for (std::uint32_t place = places; place-- > 0;) quotient[place] = next_digit(place);
    quotient.trim();
    rest_.trim();
    rest_.divide_by(factor_);
    return {std::move(quotient), std::move(rest_)};
  }

 private:
  Limb next_digit(std::uint32_t place) {
    const std::uint64_t digit = guess(place);
    if (subtract(place, digit)) return static_cast<Limb>(digit);
    add_back(place);
    return static_cast<Limb>(digit - 1);
  }

  // From the leading limbs: right or one too large.
  std::uint64_t guess(std::uint32_t place) const {
    const std::uint32_t top = divisor_.size() - 1;
    const std::uint64_t head = std::uint64_t{rest_[place + top + 1]} * kBase + rest_[place + top];
    std::uint64_t digit = head / divisor_[top];
    std::uint64_t left = head % divisor_[top];
    while (digit >= kBase || digit * divisor_[top - 1] > left * kBase + rest_[place + top - 1]) {
      --digit;
      left += divisor_[top];
      if (left >= kBase) break;
    }
    return digit;
  }

  // False when the rest became negative. The parts of each product depend on no other one, so that the processor
  // works on several at once; only the borrow goes from limb to limb.
  bool subtract(std::uint32_t place, std::uint64_t digit) {
    const std::span<Limb> rest = rest_.limbs().subspan(place);
    const std::span<const Limb> divisor = std::as_const(divisor_).limbs();
    constexpr auto base = static_cast<std::int64_t>(kBase);
    std::int64_t high = 0;
    std::int64_t borrow = 0;
    for (std::size_t i = 0; i < divisor.size(); ++i) {
      const std::uint64_t product = digit * divisor[i];
      const std::int64_t left = std::int64_t{rest[i]} - static_cast<std::int64_t>(product % kBase) - high - borrow;
      borrow = (left < 0 ? 1 : 0) + (left < -base ? 1 : 0);
      rest[i] = static_cast<Limb>(left + borrow * base);
      high = static_cast<std::int64_t>(product / kBase);
    }
    const bool enough = std::int64_t{rest[divisor.size()]} >= high + borrow;
    rest[divisor.size()] = 0;
    return enough;
  }

  void add_back(std::uint32_t place) {
    const std::span<Limb> rest = rest_.limbs().subspan(place);
    Limb carry = 0;
    for (std::uint32_t i = 0; i < divisor_.size(); ++i) {
      const Limb sum = rest[i] + divisor_[i] + carry;
      carry = sum >= kBase ? 1 : 0;
      rest[i] = sum - carry * BigInteger::kBase;
    }
  }

  Limb factor_;
  BigInteger rest_;
  BigInteger divisor_;
};

}  // namespace

Division divide(const BigInteger& a, const BigInteger& b) {
  if (a < b) return {BigInteger(), a.copy()};
  if (b.size() > 1) return LongDivision(a, b).run();
  Division result{a.copy(), BigInteger()};
  result.remainder = BigInteger(result.quotient.divide_by(b[0]));
  return result;
}

BigInteger power(Limb base, std::uint32_t exponent) {
  BigInteger result(1);
  for (std::uint32_t bit = std::uint32_t{1} << 31; bit != 0; bit >>= 1) {
    result = result * result;
    if ((exponent & bit) != 0) result = result.times(base);
  }
  return result;
}

}  // namespace sluice::interpreter
