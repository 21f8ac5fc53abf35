// The inside of a public Value: one immutable node, shared by its handles.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <sluice/value.h>

namespace sluice {

struct DecimalPart {
  std::string digits;        // as printed
  bool from_double = false;  // prints as Java prints doubles
};

struct DatePart {
  std::int64_t milliseconds = 0;
  bool has_time = false;
  std::string printed;  // in the format of the run it came from; empty for dates made by hosts
};

struct TimePart {
  std::int64_t milliseconds = 0;
};

struct ListPart {
  std::vector<Value> elements;
};

struct MapPart {
  std::vector<Value::Entry> entries;
  std::vector<std::uint32_t> by_text;  // places of the entries with TEXT keys, sorted by key
};

struct FilePart {
  std::string name;
  std::string media_type;
  std::string content;
};

struct ValueNode {
  using Content =
      std::variant<bool, std::int64_t, DecimalPart, DatePart, TimePart, std::string, ListPart, MapPart, FilePart>;

  Kind kind;
  std::uint16_t depth = 0;   // levels of containers in and below this one
  std::uint64_t weight = 1;  // nodes in and below this one, shared ones counted each time; saturates
  Content content;
};

namespace engine {

// Values nest at most this deep, so that no walk over one can exhaust a stack.
inline constexpr std::uint16_t kMaxValueDepth = 1000;

// Containers of content that is known to be sound: no equal keys.
Value make_list(Kind kind, std::vector<Value> elements);
Value make_map(Kind kind, std::vector<Value::Entry> entries);

std::uint16_t depth_of(const Value& value);
std::uint64_t weight_of(const Value& value);

}  // namespace engine
}  // namespace sluice
