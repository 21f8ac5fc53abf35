#include "builtins/sort.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <numeric>
#include <string_view>
#include <utility>

#include "interpreter/container.h"
#include "interpreter/decimal.h"

namespace sluice::builtins {

using namespace interpreter;

namespace {

enum class Kind : std::uint8_t { WholeNumbers, Numbers, Texts, Booleans, Dates, Times, Unordered };

Kind kind_of(const Value& value) {
  switch (value.type()) {
    case Type::Number: return Kind::WholeNumbers;
    case Type::Decimal: return Kind::Numbers;
    case Type::Text: return Kind::Texts;
    case Type::Boolean: return Kind::Booleans;
    case Type::DateTime: return Kind::Dates;
    case Type::Time: return Kind::Times;
    case Type::Null:
    case Type::List:
    case Type::Map:
    case Type::Collection:
    case Type::Empty:
    case Type::File:
    case Type::Error: return Kind::Unordered;
  }
  return Kind::Unordered;
}

Kind joined(Kind a, Kind b) {
  if (a == b) return a;
  const auto numeric = [](Kind kind) { return kind == Kind::WholeNumbers || kind == Kind::Numbers; };
  return numeric(a) && numeric(b) ? Kind::Numbers : Kind::Unordered;
}

// The kind that all of them have; `at(i)` is the i-th value.
template <class At>
Kind common_kind(std::size_t count, At at) {
  Kind kind = kind_of(at(0));
  for (std::size_t i = 1; i < count && kind != Kind::Unordered; ++i) kind = joined(kind, kind_of(at(i)));
  return kind;
}

bool less(const Value& a, const Value& b, Kind kind) {
  if (kind == Kind::Numbers) return compare(a, b) < 0;
  if (kind == Kind::Texts) return a.text() < b.text();
  return a.as_number() < b.as_number();
}

void charge_sort(std::size_t count, Budget& budget) {
  budget.charge(count * static_cast<std::uint64_t>(std::bit_width(count)));
}

// Equal whole numbers cannot be told apart, so their sort needs neither stability nor the values.
void sort_whole_numbers(std::span<Value> values, Order order) {
  std::vector<std::int64_t> numbers(values.size());
  std::transform(values.begin(), values.end(), numbers.begin(), [](const Value& value) { return value.as_number(); });
  if (order == Order::Ascending) {
    std::sort(numbers.begin(), numbers.end());
  } else {
    std::sort(numbers.begin(), numbers.end(), std::greater());
  }
  std::transform(numbers.begin(), numbers.end(), values.begin(), [](std::int64_t n) { return Value::number(n); });
}

// The bytes that all texts begin with, such as those of `order 17`, `order 4`.
std::size_t common_start(std::span<const Value> values) {
  std::string_view start = values[0].text();
  for (const Value& value : values) {
    if (start.empty()) break;
    const std::string_view text = value.text();
    if (text.starts_with(start)) continue;
    const auto end = std::mismatch(start.begin(), start.end(), text.begin(), text.end()).first;
    start = start.substr(0, static_cast<std::size_t>(end - start.begin()));
  }
  return start.size();
}

// The first eight bytes, so that most comparisons need no look at the text.
std::uint64_t prefix_of(std::string_view text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), std::min<std::size_t>(text.size(), 8));
  return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}

// Equal texts cannot be told apart either.
void sort_texts(std::span<Value> values, Order order) {
  struct Key {
    std::uint64_t prefix;
    Value* value;
  };
  const std::size_t start = common_start(values);
  std::vector<Key> keys;
  keys.reserve(values.size());
  for (Value& value : values) keys.push_back({prefix_of(value.text().substr(start)), &value});
  const auto before = [](const Key& a, const Key& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : a.value->text() < b.value->text();
  };
  if (order == Order::Ascending) {
    std::sort(keys.begin(), keys.end(), before);
  } else {
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) { return before(b, a); });
  }
  std::vector<Value> sorted;
  sorted.reserve(values.size());
  for (const Key& key : keys) sorted.push_back(std::move(*key.value));
  std::move(sorted.begin(), sorted.end(), values.begin());
}

// The stable order of values, which `at` finds. Ties keep their places, so the sort itself need not be stable.
template <class At>
std::vector<std::uint32_t> stable_order(std::size_t count, Order order, Kind kind, At at) {
  std::vector<std::uint32_t> indexes(count);
  std::iota(indexes.begin(), indexes.end(), 0u);
  std::sort(indexes.begin(), indexes.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto& [first, second] = order == Order::Ascending ? std::pair(a, b) : std::pair(b, a);
    if (less(at(first), at(second), kind)) return true;
    return !less(at(second), at(first), kind) && a < b;
  });
  return indexes;
}

void sort_others(std::span<Value> values, Order order, Kind kind) {
  const auto indexes =
      stable_order(values.size(), order, kind, [&](std::uint32_t i) -> const Value& { return values[i]; });
  std::vector<Value> sorted;
  sorted.reserve(values.size());
  for (const std::uint32_t index : indexes) sorted.push_back(std::move(values[index]));
  std::move(sorted.begin(), sorted.end(), values.begin());
}

}  // namespace

bool sort_values(std::span<Value> values, Order order, Budget& budget) {
  if (values.empty()) return true;
  const Kind kind = common_kind(values.size(), [&](std::size_t i) -> const Value& { return values[i]; });
  if (kind == Kind::Unordered) return false;
  charge_sort(values.size(), budget);
  if (kind == Kind::WholeNumbers) {
    sort_whole_numbers(values, order);
  } else if (kind == Kind::Texts) {
    sort_texts(values, order);
  } else {
    sort_others(values, order, kind);
  }
  return true;
}

std::optional<std::vector<std::uint32_t>> order_of(std::span<const Value* const> values, Order order, Budget& budget) {
  if (values.empty()) return std::vector<std::uint32_t>();
  const Kind kind = common_kind(values.size(), [&](std::size_t i) -> const Value& { return *values[i]; });
  if (kind == Kind::Unordered) return std::nullopt;
  charge_sort(values.size(), budget);
  return stable_order(values.size(), order, kind, [&](std::uint32_t i) -> const Value& { return *values[i]; });
}

}  // namespace sluice::builtins
