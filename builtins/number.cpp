// Arithmetic functions of exact numbers (help/functions/number). Those computed in double are elsewhere.
#include <bit>
#include <charconv>
#include <cmath>

#include "builtins/common.h"
#include "builtins/families.h"

namespace sluice::builtins {

namespace {

// A NUMBER result that does not fit 64 bits is an error.
Value fitting(std::optional<Value> result, const Call& call) {
  if (!result) raise(messages::NumberOverflow, {call.function.name});
  return std::move(*result);
}

Value abs(Call& call) {
  const Value& number = call.receiver();
  return sign(number) < 0 ? fitting(negate(call.context.heap, number), call) : number;
}

Value whole(const Call& call, Rounding mode) {
  if (call.receiver().is_number()) return call.receiver();
  const auto result = truncated(rounded(call.context.heap, call.receiver(), 0, mode));
  return fitting(result ? std::optional(Value::number(*result)) : std::nullopt, call);
}

Value ceil(Call& call) { return whole(call, Rounding::Ceiling); }
Value floor(Call& call) { return whole(call, Rounding::Floor); }

Value frac(Call& call) {
  Heap& heap = call.context.heap;
  const Value& number = call.receiver();
  if (number.is_number()) return Value::decimal(0, 0);
  return *subtract(heap, number, rounded(heap, number, 0, Rounding::Down));
}

// The digits before the point, 0 for 0.5.
std::int64_t whole_digits(const Value& number, Heap& heap) {
  std::string text;
  append_numeric(text, rounded(heap, number, 0, Rounding::Down));
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return text == "0" || text == "-0" ? 0 : digits;
}

// Digits beyond those that the number has are not added: 218.5.round(2) is 218.5.
Value rounded_to(Call& call, Rounding mode) {
  const Value& number = call.receiver();
  Heap& heap = call.context.heap;
  const std::int64_t digits = call.arguments[1].as_number();
  if (digits >= scale_of(number)) return to_decimal(number, call.function.name, heap);
  if (digits >= 0) return rounded(heap, number, static_cast<int>(digits), mode);
  // As many places as the number has digits leave nothing of it (help/functions/number/round).
  if (digits <= -whole_digits(number, heap)) return Value::decimal(0, 0);
  return rounded(heap, number, static_cast<int>(digits), mode);
}

Value round(Call& call) { return rounded_to(call, Rounding::HalfUp); }
Value truncate(Call& call) { return rounded_to(call, Rounding::Down); }

Value max(Call& call) { return compare(call.receiver(), call.arguments[1]) < 0 ? call.arguments[1] : call.receiver(); }
Value min(Call& call) { return compare(call.receiver(), call.arguments[1]) > 0 ? call.arguments[1] : call.receiver(); }

// By squaring. NUMBER while it fits 64 bits, then exact DECIMAL.
Value whole_power(Heap& heap, Value base, std::int64_t exponent) {
  const auto times = [&heap](const Value& a, const Value& b) {
    if (auto product = multiply(heap, a, b)) return std::move(*product);
    return *multiply(heap, to_decimal(a, "power", heap), b);
  };
  Value result = Value::number(1);
  while (exponent > 0) {
    if (exponent % 2 == 1) result = times(result, base);
    exponent /= 2;
    if (exponent > 0) base = times(base, base);
  }
  return result;
}

Value power(Call& call) {
  const Value& base = call.receiver();
  const Value& exponent = call.arguments[1];
  Heap& heap = call.context.heap;
  if (base.is_number() && exponent.is_number() && exponent.as_number() >= 0)
    return whole_power(heap, base, exponent.as_number());
  return from_double(heap, std::pow(to_double(base), to_double(exponent)));
}

bool is_odd_number(const Call& call) { return to_number(call.receiver(), call.function.name) % 2 != 0; }
Value is_even(Call& call) { return Value::boolean(!is_odd_number(call)); }
Value is_odd(Call& call) { return Value::boolean(is_odd_number(call)); }

Value signum(Call& call) { return from_double(call.context.heap, sign(call.receiver())); }

std::uint64_t random_bits(Call& call) {
  char bytes[sizeof(std::uint64_t)];
  call.context.host.random(bytes, sizeof bytes);
  return std::bit_cast<std::uint64_t>(bytes);
}

// From the first number up to, but without, the second.
Value random_number(Call& call) {
  const Value& low = call.arguments[0];
  const Value& high = call.arguments[1];
  if (compare(low, high) >= 0)
    raise(messages::OutOfRangeArgument,
          {to_string(high, call.context), call.function.name, "it must be larger than the first number"});
  if (low.is_number() && high.is_number()) {
    const std::uint64_t span =
        static_cast<std::uint64_t>(high.as_number()) - static_cast<std::uint64_t>(low.as_number());
    const auto offset = static_cast<std::uint64_t>(static_cast<unsigned __int128>(random_bits(call)) * span >> 64);
    return Value::number(static_cast<std::int64_t>(static_cast<std::uint64_t>(low.as_number()) + offset));
  }
  constexpr std::uint64_t kSteps = 1'000'000'000'000'000;
  Heap& heap = call.context.heap;
  const Value part = Value::decimal(static_cast<std::int64_t>(random_bits(call) % kSteps), 15);
  const Value from = to_decimal(low, call.function.name, heap);
  return *add(heap, from, *multiply(heap, part, *subtract(heap, high, from)));
}

Value to_hex(Call& call) {
  char digits[16];
  const auto bits = static_cast<std::uint64_t>(to_number(call.receiver(), call.function.name));
  return call.context.text({digits, std::to_chars(digits, digits + sizeof(digits), bits, 16).ptr});
}

constexpr ParameterRecord kOther[] = {{"number", kNumeric}};
constexpr ParameterRecord kDigits[] = {{"digits", Type::Number}};
constexpr ParameterRecord kExponent[] = {{"exponent", kNumeric}};
constexpr ParameterRecord kBounds[] = {{"from", kNumeric}, {"to", kNumeric}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "abs",
     .receiver = kNumeric,
     .result = kNumeric,
     .cost = {1},
     .page = "functions/number/abs.html",
     .summary = "The number without its sign.",
     .example = "n = -15.50;\ninfo n.abs();",
     .example_result = "15.50",
     .run = abs},
    {.name = "ceil",
     .receiver = kNumeric,
     .result = Type::Number,
     .cost = {1},
     .page = "functions/number/ceil.html",
     .summary = "The smallest whole number that is not less.",
     .example = "info 10.1.ceil();",
     .example_result = "11",
     .run = ceil},
    {.name = "floor",
     .receiver = kNumeric,
     .result = Type::Number,
     .cost = {1},
     .page = "functions/number/floor.html",
     .summary = "The largest whole number that is not more.",
     .example = "info 10.1.floor();",
     .example_result = "10",
     .run = floor},
    {.name = "frac",
     .receiver = kNumeric,
     .result = Type::Decimal,
     .cost = {2},
     .page = "functions/number/frac.html",
     .summary = "The part behind the point, with the sign of the number.",
     .example = "info 24.6.frac();",
     .example_result = "0.6",
     .run = frac},
    {.name = "round",
     .receiver = kNumeric,
     .parameters = kDigits,
     .result = Type::Decimal,
     .cost = {2},
     .page = "functions/number/round.html",
     .summary = "Rounded half away from zero to digits behind the point, or before it for a negative number.",
     .example = "info 218.49.round(1);",
     .example_result = "218.5",
     .run = round},
    {.name = "truncate",
     .receiver = kNumeric,
     .parameters = kDigits,
     .result = Type::Decimal,
     .cost = {2},
     .page = "functions/number/truncate.html",
     .summary = "Cut to digits behind the point, or before it.",
     .example = "info 9789.852.truncate(-2);",
     .example_result = "9700",
     .run = truncate},
    {.name = "max",
     .receiver = kNumeric,
     .parameters = kOther,
     .result = kNumeric,
     .cost = {1},
     .page = "functions/number/max.html",
     .summary = "The larger of two numbers.",
     .example = "info 100.max(200);",
     .example_result = "200",
     .run = max},
    {.name = "min",
     .receiver = kNumeric,
     .parameters = kOther,
     .result = kNumeric,
     .cost = {1},
     .page = "functions/number/min.html",
     .summary = "The smaller of two numbers.",
     .example = "info 100.min(200);",
     .example_result = "100",
     .run = min},
    {.name = "power",
     .receiver = kNumeric,
     .parameters = kExponent,
     .result = kNumeric | Type::Null,
     .cost = {20},
     .page = "functions/number/power.html",
     .summary = "The number raised to a power; exact for whole numbers, else computed in double.",
     .example = "info 3.power(2);",
     .example_result = "9",
     .run = power},
    {.name = "isEven",
     .receiver = kNumeric,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/number/is-even.html",
     .summary = "Whether the whole part of the number is even.",
     .example = "info 1234.isEven();",
     .example_result = "true",
     .run = is_even},
    {.name = "isOdd",
     .receiver = kNumeric,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/number/is-odd.html",
     .summary = "Whether the whole part of the number is odd.",
     .example = "info isOdd(111);",
     .example_result = "true",
     .run = is_odd},
    {.name = "signum",
     .receiver = kNumeric,
     .result = Type::Decimal,
     .cost = {1},
     .page = "functions/number/signum.html",
     .summary = "1.0, -1.0 or 0.0, as the number's sign is.",
     .example = "info 25.125432.signum();",
     .example_result = "1.0",
     .run = signum},
    {.name = "randomNumber",
     .parameters = kBounds,
     .result = kNumeric,
     .form = Form::Free,
     .cost = {10},
     .page = "functions/number/randomnumber.html",
     .summary = "A random number from the first up to, but without, the second.",
     .example = "info randomNumber(1, 2);",
     .example_result = "1",
     .run = random_number},
    {.name = "toHex",
     .receiver = kNumeric,
     .result = Type::Text,
     .cost = {2},
     .page = "functions/number/tohex.html",
     .summary = "The hexadecimal digits of a whole number.",
     .example = "info 255.toHex();",
     .example_result = "ff",
     .run = to_hex},
};

}  // namespace

Family number_functions() { return kFunctions; }

}  // namespace sluice::builtins
