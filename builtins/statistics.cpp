// Statistics over the numbers of a LIST or COLLECTION (help/functions/number). Numeric TEXT counts as a number.
#include "builtins/common.h"
#include "builtins/families.h"
#include "builtins/sort.h"

namespace sluice::builtins {

namespace {

std::vector<Value> numbers_of(const Call& call) {
  const Container& container = call.receiver().container();
  call.context.heap.expect(std::uint64_t{container.size()} * sizeof(Value));
  std::vector<Value> numbers;
  numbers.reserve(container.size());
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p)) {
    const Value& value = container.value_at(p);
    std::optional<Value> number;
    if (value.is_numeric()) number = value;
    if (value.is_text()) number = parse_numeric(call.context.heap, value.text());
    if (!number) raise(messages::StatisticsEntries);
    numbers.push_back(std::move(*number));
  }
  return numbers;
}

std::vector<Value> sorted_numbers_of(const Call& call) {
  std::vector<Value> numbers = numbers_of(call);
  sort_values(numbers, Order::Ascending, call.context.budget);
  return numbers;
}

Value exact_sum(Heap& heap, std::span<const Value> numbers) {
  Value sum = Value::decimal(0, 0);  // DECIMAL, so that it cannot overflow
  for (const Value& number : numbers) sum = *add(heap, sum, number);
  return sum;
}

Value average(Call& call) {
  const std::vector<Value> numbers = numbers_of(call);
  if (numbers.empty()) return Value();
  Heap& heap = call.context.heap;
  return *divide(heap, exact_sum(heap, numbers), Value::number(static_cast<std::int64_t>(numbers.size())));
}

Value median(Call& call) {
  const std::vector<Value> numbers = sorted_numbers_of(call);
  if (numbers.empty()) return Value();
  Heap& heap = call.context.heap;
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return to_decimal(numbers[middle], call.function.name, heap);
  return *divide(heap, exact_sum(heap, std::span(numbers).subspan(middle - 1, 2)), Value::number(2));
}

Value largest(Call& call) {
  const std::vector<Value> numbers = numbers_of(call);
  if (numbers.empty()) return Value();
  return *std::max_element(numbers.begin(), numbers.end(), [](auto& a, auto& b) { return compare(a, b) < 0; });
}

Value smallest(Call& call) {
  const std::vector<Value> numbers = numbers_of(call);
  if (numbers.empty()) return Value();
  return *std::min_element(numbers.begin(), numbers.end(), [](auto& a, auto& b) { return compare(a, b) < 0; });
}

// The n of nthLargest and nthSmallest as an index.
std::size_t checked_position(const Call& call, std::size_t size) {
  const std::int64_t n = call.arguments[1].as_number();
  if (n < 1 || n > static_cast<std::int64_t>(size))
    raise(messages::OutOfRangeArgument, {std::to_string(n), call.function.name,
                                         size == 0 ? "the list is empty" : "n goes from 1 to " + std::to_string(size)});
  return static_cast<std::size_t>(n - 1);
}

Value nth_largest(Call& call) {
  const std::vector<Value> numbers = sorted_numbers_of(call);
  return numbers[numbers.size() - 1 - checked_position(call, numbers.size())];
}

Value nth_smallest(Call& call) {
  const std::vector<Value> numbers = sorted_numbers_of(call);
  return numbers[checked_position(call, numbers.size())];
}

bool says_ascending(std::string_view text) {
  constexpr std::string_view kAscending = "asc";
  return std::equal(text.begin(), text.end(), kAscending.begin(), kAscending.end(),
                    [](char a, char b) { return (a | 0x20) == b; });
}

Value rank(Call& call) {
  const std::vector<Value> numbers = numbers_of(call);
  const Value& asked = call.arguments[1];
  const std::optional<Value> wanted = asked.is_text() ? parse_numeric(call.context.heap, asked.text()) : asked;
  const bool ascending = call.count() > 2 && says_ascending(call.arguments[2].text());
  bool found = false;
  std::int64_t before = 0;
  for (const Value& number : numbers) {
    if (!wanted) break;
    const auto order = compare(number, *wanted);
    found |= order == 0;
    before += ascending ? order < 0 : order > 0;
  }
  if (!found) raise(messages::StatisticsEntries);
  return Value::number(before + 1);
}

// Nearest rank: the ceil(n/100 × size)-th smallest.
Value percentile(Call& call) {
  const std::vector<Value> numbers = sorted_numbers_of(call);
  const Value& n = call.arguments[1];
  if (sign(n) <= 0 || compare(n, Value::number(100)) > 0)
    raise(messages::OutOfRangeArgument, {to_string(n, call.context), call.function.name, "0 < n <= 100"});
  if (numbers.empty()) raise(messages::OutOfRangeArgument, {"0", call.function.name, "the list is empty"});
  Heap& heap = call.context.heap;
  const Value product = *multiply(heap, to_decimal(n, call.function.name, heap),
                                  Value::number(static_cast<std::int64_t>(numbers.size())));
  const Value position = rounded(heap, *divide(heap, product, Value::number(100)), 0, Rounding::Ceiling);
  return numbers[static_cast<std::size_t>(*truncated(position)) - 1];
}

constexpr TypeSet kNumbers = Type::List | Type::Collection | Type::Empty;
constexpr ParameterRecord kPosition[] = {{"n", Type::Number}};
constexpr ParameterRecord kPercent[] = {{"n", kNumeric}};
constexpr ParameterRecord kRank[] = {{"number", kNumeric | Type::Text}, {"order", Type::Text, true}};
constexpr TypeSet kNumberOrNull = kNumeric | Type::Null;

constexpr FunctionRecord kFunctions[] = {
    {.name = "average",
     .receiver = kNumbers,
     .result = Type::Decimal | Type::Null,
     .cost = {1, 2},
     .page = "functions/number/average.html",
     .summary = "The exact mean of the numbers; null when there are none.",
     .example = "info {1, 5, 2, 3}.average();",
     .example_result = "2.75",
     .run = average},
    {.name = "median",
     .receiver = kNumbers,
     .result = Type::Decimal | Type::Null,
     .cost = {1, 20},
     .page = "functions/number/median.html",
     .summary = "The number in the middle, or the mean of the two there; null when there are none.",
     .example = "info {1, 5, 2, 3}.median();",
     .example_result = "2.5",
     .run = median},
    {.name = "largest",
     .receiver = kNumbers,
     .result = kNumberOrNull,
     .cost = {1, 2},
     .page = "functions/number/largest.html",
     .summary = "The largest number; null when there are none.",
     .example = "info {1, 5, 2, 3}.largest();",
     .example_result = "5",
     .run = largest},
    {.name = "smallest",
     .receiver = kNumbers,
     .result = kNumberOrNull,
     .cost = {1, 2},
     .page = "functions/number/smallest.html",
     .summary = "The smallest number; null when there are none.",
     .example = "info {1, 5, 2, 3}.smallest();",
     .example_result = "1",
     .run = smallest},
    {.name = "nthLargest",
     .receiver = kNumbers,
     .parameters = kPosition,
     .result = kNumeric,
     .cost = {1, 20},
     .page = "functions/number/nth-largest.html",
     .summary = "The n-th number in descending order; the first is 1.",
     .example = "info Collection(300, 455, 124, 926, 780).nthLargest(5);",
     .example_result = "124",
     .run = nth_largest},
    {.name = "nthSmallest",
     .receiver = kNumbers,
     .parameters = kPosition,
     .result = kNumeric,
     .cost = {1, 20},
     .page = "functions/number/nth-smallest.html",
     .summary = "The n-th number in ascending order; the first is 1.",
     .example = "info {300, 455, 124, 926, 780}.nthSmallest(2);",
     .example_result = "300",
     .run = nth_smallest},
    {.name = "rank",
     .receiver = kNumbers,
     .parameters = kRank,
     .result = Type::Number,
     .cost = {1, 2},
     .page = "functions/number/rank.html",
     .summary = "The position of a number in descending order, or in ascending order with \"asc\".",
     .example = "info Collection(300, 455, 124, 926, 780).rank(300);",
     .example_result = "4",
     .run = rank},
    {.name = "percentile",
     .receiver = kNumbers,
     .parameters = kPercent,
     .result = kNumeric,
     .dialects = DialectSet::StandardOnly,
     .cost = {1, 20},
     .page = "functions/number/percentile.html",
     .summary = "The number below or at which n percent of the numbers lie (nearest rank).",
     .example = "info Collection(300, 455, 124, 926, 780).percentile(50);",
     .example_result = "455",
     .run = percentile},
};

}  // namespace

Family statistics_functions() { return kFunctions; }

}  // namespace sluice::builtins
