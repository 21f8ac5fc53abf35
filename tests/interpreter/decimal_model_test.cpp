// Exact decimal arithmetic on random operands, against a model built on GMP's integers. SLUICE_TEST_SEED repeats a run.
#include <gmpxx.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "interpreter/decimal.h"

namespace sluice::interpreter {
namespace {

mpz_class power_of_ten(long exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(exponent));
  return power;
}

// coefficient × 10^-scale.
struct Exact {
  mpz_class coefficient;
  long scale = 0;

  mpz_class at_scale(long wanted) const { return coefficient * power_of_ten(wanted - scale); }
  mpq_class rational() const {
    mpq_class value(coefficient, power_of_ten(scale));
    value.canonicalize();
    return value;
  }
  std::string text() const {
    std::string digits = mpz_class(abs(coefficient)).get_str();
    if (scale > 0) {
      const auto places = static_cast<std::size_t>(scale);
      if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
      digits.insert(digits.size() - places, ".");
    }
    return (coefficient < 0 ? "-" : "") + digits;
  }
  void strip() {
    for (; scale > 0 && mpz_divisible_ui_p(coefficient.get_mpz_t(), 10); --scale) coefficient /= 10;
  }
};

mpz_class floor_of(const mpq_class& value) {
  mpz_class result;
  mpz_fdiv_q(result.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
  return result;
}

mpz_class round_to_whole(const mpq_class& value, Rounding mode) {
  switch (mode) {
    case Rounding::HalfUp: return sgn(value) * floor_of(abs(value) + mpq_class(1, 2));
    case Rounding::Down: return sgn(value) * floor_of(abs(value));
    case Rounding::Floor: return floor_of(value);
    case Rounding::Ceiling: return -floor_of(-value);
  }
  return 0;
}

Exact divided(const Exact& a, const Exact& b) {
  const mpq_class value = a.rational() / b.rational();
  mpz_class rest = value.get_den();
  const mpz_class two = 2, five = 5;
  const auto twos = mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), two.get_mpz_t());
  const auto fives = mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), five.get_mpz_t());
  const long places = static_cast<long>(std::max(twos, fives));
  if (rest == 1) return {mpq_class(value * power_of_ten(places)).get_num(), places};
  // A first estimate of the scale, two too small at most, and then one by one.
  const auto digits = [](const mpz_class& number) { return static_cast<long>(mpz_sizeinbase(number.get_mpz_t(), 10)); };
  long scale = kQuotientDigits - 2 - digits(value.get_num()) + digits(value.get_den());
  mpq_class scaled = abs(value) * power_of_ten(std::max(scale, 0L)) / power_of_ten(std::max(-scale, 0L));
  for (; scaled < power_of_ten(kQuotientDigits - 1); ++scale) scaled *= 10;
  for (; scaled >= power_of_ten(kQuotientDigits); --scale) scaled /= 10;
  Exact result = {sgn(value) * round_to_whole(scaled, Rounding::HalfUp), scale};
  if (scale < 0) result = {result.coefficient * power_of_ten(-scale), 0};
  result.strip();
  return result;
}

struct Operand {
  Exact exact;
  Value value;
};

std::string printed(const std::optional<Value>& value) {
  std::string text;
  if (!value) return "nothing";
  append_numeric(text, *value);
  return text;
}

class DecimalModelTest : public testing::Test {
 protected:
  using Operation = std::optional<Value> (*)(Heap&, const Value&, const Value&);

  static constexpr int kCases = 125'000;  // of each kind, a million together

  void SetUp() override {
    const char* wanted = std::getenv("SLUICE_TEST_SEED");
    const std::uint64_t seed = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : std::random_device()();
    std::cout << "SLUICE_TEST_SEED=" << seed << '\n';
    random_.seed(seed);
  }

  Value decimal_of(std::string_view text) {
    std::optional<Value> value = parse_decimal(heap_, text);
    EXPECT_TRUE(value) << text;
    return value ? *value : Value();
  }

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  std::string digits(std::size_t count) {
    std::string text;
    while (text.size() < count) {
      switch (below(8)) {
        case 0: text += "000000000"; break;
        case 1: text += "999999999"; break;
        case 2: text += "000000001"; break;
        default: text += std::to_string(random_());
      }
    }
    return text.substr(0, count);
  }

  std::size_t digit_count() {
    const std::uint64_t kind = below(1000);
    if (kind == 0) return 1 + below(300);
    if (kind < 100) return 1 + below(60);
    return 1 + below(kind < 400 ? 6 : 20);
  }

  mpz_class coefficient() {
    mpz_class result;
    switch (below(16)) {
      case 0: result = 0; break;
      case 1: result = mpz_class(std::numeric_limits<std::int64_t>::max()) + static_cast<long>(below(3)); break;
      case 2: mpz_ui_pow_ui(result.get_mpz_t(), below(2) == 0 ? 2 : 5, below(90)); break;
      case 3: result = power_of_ten(static_cast<long>(below(40))) - static_cast<long>(below(2)); break;
      default: result = mpz_class(digits(digit_count()), 10);
    }
    return below(2) == 0 ? result : mpz_class(-result);
  }

  Operand operand() {
    Exact exact = {coefficient(), below(3) == 0 ? 0 : static_cast<long>(below(below(50) == 0 ? 300 : 12))};
    if (exact.scale == 0 && exact.coefficient.fits_slong_p() && below(2) == 0)
      return {exact, Value::number(exact.coefficient.get_si())};
    return {exact, decimal_of(exact.text())};
  }

  // The expected text, and the only form that it may have.
  void expect(const std::optional<Value>& got, const Exact& expected, const Operand& a, const Operand& b) {
    ASSERT_EQ(printed(got), expected.text()) << a.exact.text() << " and " << b.exact.text();
    const bool both_numbers = got->is_number();
    ASSERT_TRUE(both_numbers || (got->tag() == Tag::Decimal) == expected.coefficient.fits_slong_p());
  }

  void expect_arithmetic(Operation operation, const std::function<Exact(const Exact&, const Exact&)>& model) {
    for (int i = 0; i < kCases && !HasFatalFailure(); ++i) {
      const Operand a = operand();
      const Operand b = operand();
      const Exact expected = model(a.exact, b.exact);
      const std::optional<Value> got = operation(heap_, a.value, b.value);
      const bool numbers = a.value.is_number() && b.value.is_number();
      if (numbers && !expected.coefficient.fits_slong_p())
        ASSERT_FALSE(got);
      else
        expect(got, expected, a, b);
      ASSERT_TRUE(!got || got->is_number() == numbers);
    }
  }

  Heap heap_;
  std::mt19937_64 random_;
};

TEST_F(DecimalModelTest, Add) {
  expect_arithmetic(add, [](const Exact& a, const Exact& b) -> Exact {
    const long scale = std::max(a.scale, b.scale);
    return {a.at_scale(scale) + b.at_scale(scale), scale};
  });
}

TEST_F(DecimalModelTest, Subtract) {
  expect_arithmetic(subtract, [](const Exact& a, const Exact& b) -> Exact {
    const long scale = std::max(a.scale, b.scale);
    return {a.at_scale(scale) - b.at_scale(scale), scale};
  });
}

TEST_F(DecimalModelTest, Multiply) {
  expect_arithmetic(multiply, [](const Exact& a, const Exact& b) -> Exact {
    return {a.coefficient * b.coefficient, a.scale + b.scale};
  });
}

TEST_F(DecimalModelTest, Divide) {
  for (int i = 0; i < kCases && !HasFatalFailure(); ++i) {
    const Operand a = operand();
    const Operand b = operand();
    const std::optional<Value> got = divide(heap_, a.value, b.value);
    if (b.exact.coefficient == 0)
      ASSERT_FALSE(got);
    else
      expect(got, divided(a.exact, b.exact), a, b);
  }
}

TEST_F(DecimalModelTest, Remainder) {
  for (int i = 0; i < kCases && !HasFatalFailure(); ++i) {
    const Operand a = operand();
    const Operand b = operand();
    const std::optional<Value> got = remainder(heap_, a.value, b.value);
    if (b.exact.coefficient == 0) {
      ASSERT_FALSE(got);
      continue;
    }
    const long scale = std::max(a.exact.scale, b.exact.scale);
    // GMP's % truncates, as ours does.
    expect(got, {a.exact.at_scale(scale) % b.exact.at_scale(scale), scale}, a, b);
  }
}

TEST_F(DecimalModelTest, Compare) {
  for (int i = 0; i < kCases; ++i) {
    const Operand a = operand();
    const Operand b =
        below(8) == 0 ? Operand{a.exact, rounded(heap_, a.value, scale_of(a.value) + 5, Rounding::Down)} : operand();
    const int expected = cmp(a.exact.rational(), b.exact.rational());
    const std::strong_ordering order = compare(a.value, b.value);
    ASSERT_EQ(order < 0   ? -1
              : order > 0 ? 1
                          : 0,
              expected < 0   ? -1
              : expected > 0 ? 1
                             : 0)
        << a.exact.text() << " and " << b.exact.text();
    ASSERT_TRUE(order != 0 || to_double(a.value) == to_double(b.value)) << a.exact.text();
  }
}

TEST_F(DecimalModelTest, Round) {
  for (int i = 0; i < kCases && !HasFatalFailure(); ++i) {
    const Operand a = operand();
    const long digits = static_cast<long>(below(50)) - 20;
    const auto mode = static_cast<Rounding>(below(4));
    const mpq_class value = a.exact.rational();
    const mpz_class power = power_of_ten(std::labs(digits));
    const Exact expected = digits >= 0 ? Exact{round_to_whole(value * power, mode), digits}
                                       : Exact{round_to_whole(value / power, mode) * power, 0};
    const Operand b = {{digits, 0}, {}};
    expect(rounded(heap_, a.value, static_cast<int>(digits), mode), expected, a, b);
  }
}

TEST_F(DecimalModelTest, ParseAndPrint) {
  for (int i = 0; i < kCases && !HasFatalFailure(); ++i) {
    Operand a = operand();
    const std::string text = a.exact.text();
    ASSERT_EQ(printed(a.value), text);
    ASSERT_EQ(to_double(a.value), std::strtod(text.c_str(), nullptr)) << text;
    const long exponent = static_cast<long>(below(60)) - 30;
    a.exact.scale -= exponent;
    if (a.exact.scale < 0) a.exact = {a.exact.at_scale(0), 0};
    expect(decimal_of(text + (below(2) == 0 ? "e" : "E") + std::to_string(exponent)), a.exact, a, a);
  }
}

TEST_F(DecimalModelTest, Double) {
  for (int i = 0; i < kCases; ++i) {
    const double value = std::bit_cast<double>(random_());
    if (!std::isfinite(value)) continue;
    const Value decimal = from_double(heap_, value);
    ASSERT_EQ(decimal.tag(), Tag::Decimal);
    ASSERT_EQ(to_double(decimal), value);
    ASSERT_EQ(std::strtod(printed(decimal).c_str(), nullptr), value);
  }
}

TEST_F(DecimalModelTest, VeryWide) {
  for (int i = 0; i < 300 && !HasFatalFailure(); ++i) {
    const auto wide = [&](std::size_t most) -> Operand {
      const Exact exact = {mpz_class("7" + digits(below(most)), 10), static_cast<long>(below(4000))};
      return {exact, decimal_of(exact.text())};
    };
    const Operand a = wide(4999);
    const Operand b = wide(4999);
    const Exact product = {a.exact.coefficient * b.exact.coefficient, a.exact.scale + b.exact.scale};
    const Value whole = *multiply(heap_, a.value, b.value);
    expect(whole, product, a, b);
    expect(divide(heap_, a.value, b.value), divided(a.exact, b.exact), a, b);
    Exact stripped_a = a.exact;
    stripped_a.strip();
    expect(divide(heap_, whole, b.value), stripped_a, a, b);
    const Operand sum = {{product.coefficient + 1, product.scale}, {}};
    const Value more = *add(heap_, whole, Value::decimal(1, static_cast<std::int16_t>(product.scale)));
    expect(more, sum.exact, a, b);
    const long scale = product.scale;
    expect(remainder(heap_, more, b.value), {sum.exact.coefficient % b.exact.at_scale(scale), scale}, a, b);
  }
}

}  // namespace
}  // namespace sluice::interpreter
