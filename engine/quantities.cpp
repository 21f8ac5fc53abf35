// Sizes and durations as people write them in configuration files.
#include <charconv>
#include <optional>

#include "engine/settings.h"
#include "interpreter/support/names.h"

namespace sluice::engine {

namespace {

struct Quantity {
  std::uint64_t number;
  std::string_view unit;
};

std::optional<Quantity> split(std::string_view text) {
  if (text == "none" || text == "unlimited") return Quantity{0, {}};
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc()) return std::nullopt;
  std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  return Quantity{number, unit};
}

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

constexpr Unit kSizes[] = {{"", 1},         {"b", 1},           {"kb", 1 << 10},    {"kib", 1 << 10}, {"k", 1 << 10},
                           {"mb", 1 << 20}, {"mib", 1 << 20},   {"m", 1 << 20},     {"gb", 1 << 30},  {"gib", 1 << 30},
                           {"g", 1 << 30},  {"tb", 1ull << 40}, {"tib", 1ull << 40}};
constexpr Unit kDurations[] = {{"", 1000},    {"ms", 1},       {"s", 1000},      {"sec", 1000},
                               {"m", 60'000}, {"min", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};

template <std::size_t n>
std::optional<std::uint64_t> scaled(std::string_view text, const Unit (&units)[n], std::uint64_t most) {
  const std::optional<Quantity> quantity = split(text);
  if (!quantity) return std::nullopt;
  for (const Unit& unit : units) {
    if (!interpreter::same_name(unit.name, quantity->unit)) continue;
    if (quantity->number > most / unit.factor) return std::nullopt;
    return quantity->number * unit.factor;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) { return scaled(text, kSizes, 1ull << 62); }

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const std::optional<std::uint64_t> count = scaled(text, kDurations, 1ull << 52);
  if (!count) return std::nullopt;
  return std::chrono::milliseconds(*count);
}

}  // namespace sluice::engine
