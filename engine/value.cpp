// The public Value: making, reading and comparing.
#include "sluice/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <unordered_map>

#include "builtins/media_type.h"
#include "engine/access.h"
#include "engine/errors.h"
#include "engine/value_bridge.h"
#include "engine/value_node.h"
#include "interpreter/decimal.h"
#include "interpreter/support/json.h"
#include "interpreter/support/names.h"
#include "interpreter/support/shorten.h"

namespace sluice {

namespace {

const Value kNull;

template <class Part>
const Part* part_of(const Value& value) noexcept {
  const ValueNode* node = Access::node(value);
  return node == nullptr ? nullptr : std::get_if<Part>(&node->content);
}

Value make(Kind kind, ValueNode::Content content) {
  return Access::value(std::make_shared<const ValueNode>(ValueNode{.kind = kind, .content = std::move(content)}));
}

Value decimal_of(const interpreter::Value& decimal) {
  std::string digits;
  interpreter::append_numeric(digits, decimal);
  return make(Kind::Decimal, DecimalPart{std::move(digits), decimal.from_double()});
}

std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
  return a > std::numeric_limits<std::uint64_t>::max() - b ? std::numeric_limits<std::uint64_t>::max() : a + b;
}

// What a container of `child` knows about itself; a child that would nest too deeply is dropped.
void measure(ValueNode& node, Value& child) {
  const std::uint16_t depth = engine::depth_of(child);
  if (depth + 1 > engine::kMaxValueDepth) child = Value();
  node.depth = std::max<std::uint16_t>(node.depth, static_cast<std::uint16_t>(engine::depth_of(child) + 1));
  node.weight = saturating_add(node.weight, engine::weight_of(child));
}

std::string_view key_text(const Value::Entry& entry) { return entry.key.as_text(); }

std::vector<std::uint32_t> sorted_text_keys(const std::vector<Value::Entry>& entries) {
  std::vector<std::uint32_t> places;
  for (std::uint32_t i = 0; i < entries.size(); ++i)
    if (entries[i].key.is_text()) places.push_back(i);
  std::stable_sort(places.begin(), places.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return key_text(entries[a]) < key_text(entries[b]); });
  return places;
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = (a + 0x9e3779b97f4a7c15) ^ b;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

constexpr std::uint64_t kLargestHashed = 1000;  // nodes: what is shared within a value counts each time

// Equal for equal values; different in every process, so that nobody can prepare keys that collide.
struct Hash {
  std::uint64_t operator()(const Value& value) const {
    static const std::uint64_t seed = std::random_device()();
    const auto number = [](auto each) { return static_cast<std::uint64_t>(each); };
    std::uint64_t hash = mixed(seed, number(value.kind()));
    if (engine::weight_of(value) > kLargestHashed) return mixed(hash, engine::weight_of(value));
    switch (value.kind()) {
      case Kind::Null: return hash;
      case Kind::Boolean: return mixed(hash, number(value.as_boolean()));
      case Kind::Number: return mixed(hash, number(value.as_number()));
      case Kind::Decimal:
      case Kind::Text: return mixed(hash, std::hash<std::string_view>()(value.as_text()));
      case Kind::DateTime: return mixed(hash, number(value.as_instant().time_since_epoch().count()));
      case Kind::Time: return mixed(hash, number(value.as_time().count()));
      case Kind::File: return mixed(hash, std::hash<std::string_view>()(value.file_content()));
      case Kind::List:
      case Kind::Map:
      case Kind::Collection: break;
    }
    for (const Value& element : value.elements()) hash = mixed(hash, (*this)(element));
    for (const Value::Entry& entry : value.entries()) hash += mixed((*this)(entry.key), (*this)(entry.value));
    return hash;
  }
};

// Of equal keys the last value stays, at the first one's place.
std::vector<Value::Entry> without_duplicates(std::vector<Value::Entry> entries) {
  std::vector<bool> dropped(entries.size());
  const auto merge = [&](std::uint32_t first, std::uint32_t later) {
    entries[first].value = std::move(entries[later].value);
    dropped[later] = true;
  };
  const std::vector<std::uint32_t> places = sorted_text_keys(entries);
  for (std::size_t i = 0, first = 0; i < places.size(); ++i) {
    if (key_text(entries[places[i]]) != key_text(entries[places[first]])) first = i;
    if (i != first) merge(places[first], places[i]);
  }
  std::unordered_map<Value, std::uint32_t, Hash> others;
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (entries[i].key.is_text()) continue;
    const auto [same, added] = others.emplace(entries[i].key, i);
    if (!added) merge(same->second, i);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (dropped[i]) continue;
    if (kept != i) entries[kept] = std::move(entries[i]);
    ++kept;
  }
  entries.resize(kept);
  return entries;
}

// Whether maps with equally many entries have the same ones, in any order.
bool same_entries(const MapPart& a, const MapPart& b) {
  const auto same = [&](std::uint32_t i, std::uint32_t j) {
    return key_text(a.entries[i]) == key_text(b.entries[j]) && a.entries[i].value == b.entries[j].value;
  };
  if (!std::ranges::equal(a.by_text, b.by_text, same)) return false;
  if (a.by_text.size() == a.entries.size()) return true;
  std::unordered_map<Value, const Value*, Hash> others;
  for (const Value::Entry& entry : b.entries)
    if (!entry.key.is_text()) others.emplace(entry.key, &entry.value);
  return std::ranges::all_of(a.entries, [&](const Value::Entry& entry) {
    if (entry.key.is_text()) return true;
    const auto other = others.find(entry.key);
    return other != others.end() && *other->second == entry.value;
  });
}

// The text of a value as a run prints it; dates print as they did in the run they came from. Only memory can fail.
template <class Write>
std::string printed(const Value& value, Write write) try {
  engine::Scratch scratch;
  const interpreter::Value inner = engine::to_interpreter(value, scratch.heap(), engine::Dates::AsPrinted);
  std::string text;
  {
    interpreter::support::StringOutput output(text);
    write(output, inner, scratch.context());
  }
  return text;
} catch (const interpreter::Raised&) { throw std::bad_alloc(); }

}  // namespace

namespace engine {

std::uint16_t depth_of(const Value& value) {
  const ValueNode* node = Access::node(value);
  return node == nullptr ? 0 : node->depth;
}

std::uint64_t weight_of(const Value& value) {
  const ValueNode* node = Access::node(value);
  return node == nullptr ? 1 : node->weight;
}

Value make_list(Kind kind, std::vector<Value> elements) {
  ValueNode node{.kind = kind, .depth = 1, .content = {}};
  for (Value& element : elements) measure(node, element);
  node.content = ListPart{std::move(elements)};
  return Access::value(std::make_shared<const ValueNode>(std::move(node)));
}

Value make_map(Kind kind, std::vector<Value::Entry> entries) {
  ValueNode node{.kind = kind, .depth = 1, .content = {}};
  for (Value::Entry& entry : entries) {
    measure(node, entry.key);
    measure(node, entry.value);
  }
  std::vector<std::uint32_t> by_text = sorted_text_keys(entries);
  node.content = MapPart{std::move(entries), std::move(by_text)};
  return Access::value(std::make_shared<const ValueNode>(std::move(node)));
}

}  // namespace engine

std::string_view name_of(Kind kind) noexcept {
  switch (kind) {
    case Kind::Null: return "NULL";
    case Kind::Boolean: return "BOOLEAN";
    case Kind::Number: return "BIGINT";
    case Kind::Decimal: return "DECIMAL";
    case Kind::DateTime: return "DATE-TIME";
    case Kind::Time: return "TIME";
    case Kind::Text: return "TEXT";
    case Kind::List: return "LIST";
    case Kind::Map: return "KEY-VALUE";
    case Kind::Collection: return "COLLECTION";
    case Kind::File: return "FILE";
  }
  return {};
}

Value Value::boolean(bool value) { return make(Kind::Boolean, value); }
Value Value::number(std::int64_t value) { return make(Kind::Number, value); }

Result<Value> Value::decimal(std::string_view digits) {
  return engine::guarded([&]() -> Result<Value> {
    interpreter::Heap heap;
    const std::optional<interpreter::Value> decimal = interpreter::parse_decimal(heap, digits);
    if (!decimal)
      return engine::api_error(engine::ApiCode::NotOfType,
                               "\"" + interpreter::support::shortened(digits) + "\" is not a decimal number");
    return decimal_of(*decimal);
  });
}

Value Value::decimal(double value) {
  if (!std::isfinite(value)) return {};
  interpreter::Heap heap;
  return decimal_of(interpreter::from_double(heap, value));
}

Value Value::text(std::string value) { return make(Kind::Text, std::move(value)); }
Value Value::date_time(Instant instant) {
  return make(Kind::DateTime, DatePart{instant.time_since_epoch().count(), true, {}});
}
Value Value::date(Instant midnight) {
  return make(Kind::DateTime, DatePart{midnight.time_since_epoch().count(), false, {}});
}
Value Value::time(Milliseconds since_midnight) { return make(Kind::Time, TimePart{since_midnight.count()}); }
Value Value::list(std::vector<Value> elements) { return engine::make_list(Kind::List, std::move(elements)); }
Value Value::map(std::vector<Entry> entries) {
  return engine::make_map(Kind::Map, without_duplicates(std::move(entries)));
}
Value Value::map(std::initializer_list<std::pair<Value, Value>> entries) {
  std::vector<Entry> copies;
  copies.reserve(entries.size());
  for (const auto& [key, value] : entries) copies.push_back({key, value});
  return map(std::move(copies));
}
Value Value::file(std::string name, std::string media_type, std::string content) {
  return make(Kind::File, FilePart{std::move(name), std::move(media_type), std::move(content)});
}

Value Value::file(std::string name, std::string content) {
  std::string media_type(builtins::media_type_of(name));
  return file(std::move(name), std::move(media_type), std::move(content));
}

Result<Value> Value::from_json(std::string_view json) {
  return engine::guarded([&]() -> Result<Value> {
    engine::Scratch scratch;
    try {
      const interpreter::Value value = interpreter::support::read_json(json, interpreter::support::JsonForm::Strict,
                                                                       scratch.heap(), scratch.budget());
      return engine::to_public(value, scratch.context());
    } catch (const interpreter::Raised& raised) {
      return engine::api_error(engine::ApiCode::NotJson, "This is not JSON", raised.fault().help);
    }
  });
}

Kind Value::kind() const noexcept { return node_ == nullptr ? Kind::Null : node_->kind; }
bool Value::is_keyed() const noexcept { return part_of<MapPart>(*this) != nullptr; }

bool Value::as_boolean() const noexcept {
  const bool* value = part_of<bool>(*this);
  return value != nullptr && *value;
}

std::int64_t Value::as_number() const noexcept {
  if (const std::int64_t* number = part_of<std::int64_t>(*this)) return *number;
  if (kind() != Kind::Decimal) return 0;
  interpreter::Heap heap;
  const auto decimal = interpreter::parse_decimal(heap, as_text());
  return decimal ? interpreter::truncated(*decimal).value_or(0) : 0;
}

double Value::as_double() const noexcept {
  if (const std::int64_t* number = part_of<std::int64_t>(*this)) return static_cast<double>(*number);
  double value = 0;
  const std::string_view digits = kind() == Kind::Decimal ? as_text() : std::string_view();
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string_view Value::as_text() const noexcept {
  if (const std::string* text = part_of<std::string>(*this)) return *text;
  if (const DecimalPart* decimal = part_of<DecimalPart>(*this)) return decimal->digits;
  return {};
}

Instant Value::as_instant() const noexcept {
  const DatePart* date = part_of<DatePart>(*this);
  return Instant(Milliseconds(date == nullptr ? 0 : date->milliseconds));
}
bool Value::has_time_of_day() const noexcept {
  const DatePart* date = part_of<DatePart>(*this);
  return date != nullptr && date->has_time;
}
Milliseconds Value::as_time() const noexcept {
  const TimePart* time = part_of<TimePart>(*this);
  return Milliseconds(time == nullptr ? 0 : time->milliseconds);
}
std::string_view Value::file_name() const noexcept {
  const FilePart* file = part_of<FilePart>(*this);
  return file == nullptr ? std::string_view() : file->name;
}
std::string_view Value::file_media_type() const noexcept {
  const FilePart* file = part_of<FilePart>(*this);
  return file == nullptr ? std::string_view() : file->media_type;
}
std::string_view Value::file_content() const noexcept {
  const FilePart* file = part_of<FilePart>(*this);
  return file == nullptr ? std::string_view() : file->content;
}

std::span<const Value> Value::elements() const noexcept {
  const ListPart* list = part_of<ListPart>(*this);
  return list == nullptr ? std::span<const Value>() : list->elements;
}
std::span<const Value::Entry> Value::entries() const noexcept {
  const MapPart* map = part_of<MapPart>(*this);
  return map == nullptr ? std::span<const Entry>() : map->entries;
}
std::size_t Value::size() const noexcept { return is_keyed() ? entries().size() : elements().size(); }

const Value& Value::at(std::size_t index) const noexcept {
  const std::span<const Value> all = elements();
  return index < all.size() ? all[index] : kNull;
}

const Value& Value::find(std::string_view key) const noexcept {
  const MapPart* map = part_of<MapPart>(*this);
  if (map == nullptr) return kNull;
  const auto place =
      std::lower_bound(map->by_text.begin(), map->by_text.end(), key,
                       [&](std::uint32_t at, std::string_view wanted) { return key_text(map->entries[at]) < wanted; });
  if (place == map->by_text.end() || key_text(map->entries[*place]) != key) return kNull;
  return map->entries[*place].value;
}

std::string Value::to_text() const {
  return printed(*this, [](auto& output, const auto& value, const auto& context) {
    interpreter::support::write_text(output, value, context);
  });
}

std::string Value::to_json() const {
  return printed(*this, [](auto& output, const auto& value, const auto& context) {
    interpreter::support::write_json(output, value, context);
  });
}

bool operator==(const Value& a, const Value& b) {
  if (Access::node(a) == Access::node(b)) return true;
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::Null: return true;
    case Kind::Boolean: return a.as_boolean() == b.as_boolean();
    case Kind::Number: return a.as_number() == b.as_number();
    case Kind::Decimal:
    case Kind::Text: return a.as_text() == b.as_text();
    case Kind::DateTime: return a.as_instant() == b.as_instant() && a.has_time_of_day() == b.has_time_of_day();
    case Kind::Time: return a.as_time() == b.as_time();
    case Kind::List:
    case Kind::Map:
    case Kind::Collection:
      if (a.is_keyed() != b.is_keyed() || a.size() != b.size()) return false;
      return a.is_keyed() ? same_entries(*part_of<MapPart>(a), *part_of<MapPart>(b))
                          : std::ranges::equal(a.elements(), b.elements());
    case Kind::File:
      return a.file_name() == b.file_name() && a.file_media_type() == b.file_media_type() &&
             a.file_content() == b.file_content();
  }
  return false;
}

}  // namespace sluice
