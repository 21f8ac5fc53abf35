#include "interpreter/time_zone_file.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "interpreter/calendar.h"

namespace sluice::interpreter {

namespace {

constexpr std::size_t kHeaderSize = 44;
constexpr std::size_t kTypeSize = 6;
constexpr std::size_t kLargestFile = 256 * 1024;           // the largest zone today has 4 KB
constexpr std::int64_t kLargestOffset = 26 * 3600;         // seconds; RFC 8536 allows less than 26 hours
constexpr std::int64_t kLargestInstant = 1'000'000'000'000'000;  // seconds; keeps milliseconds within 64 bits
constexpr std::int64_t kYear1900 = -2'208'988'800'000;     // where Java's tables begin

std::int64_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = static_cast<unsigned char>(bytes[at]) >= 0x80 ? ~std::uint64_t{0} : 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return static_cast<std::int64_t>(value);
}

// The six counts of a TZif header, in the order of the file.
struct Header {
  std::size_t utc_flags, standard_flags, leap_seconds, times, types, name_bytes;

  std::size_t data_size(std::size_t time_size) const {
    return times * (time_size + 1) + types * kTypeSize + name_bytes + leap_seconds * (time_size + 4) + standard_flags +
           utc_flags;
  }
};

std::optional<Header> parse_header(std::string_view bytes) {
  if (bytes.size() < kHeaderSize || !bytes.starts_with("TZif") || bytes[4] < '2') return std::nullopt;
  std::size_t counts[6];
  for (std::size_t i = 0; i < 6; ++i) {
    std::int64_t count = big_endian(bytes, 20 + i * 4, 4);
    if (count < 0 || count > static_cast<std::int64_t>(kLargestFile)) return std::nullopt;
    counts[i] = static_cast<std::size_t>(count);
  }
  return Header{counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
}

struct LocalType {
  std::int32_t offset;
  bool daylight;
};

std::optional<std::vector<LocalType>> parse_types(std::string_view bytes) {
  std::vector<LocalType> types;
  for (std::size_t at = 0; at < bytes.size(); at += kTypeSize) {
    std::int64_t offset = big_endian(bytes, at, 4);
    if (offset < -kLargestOffset || offset > kLargestOffset) return std::nullopt;
    types.push_back({static_cast<std::int32_t>(offset * 1000), bytes[at + 4] != 0});
  }
  return types;
}

// Appends a transition, moving what was in force in 1900 to that moment and leaving out what is older.
bool append_transition(std::vector<ZoneTable::Transition>& transitions, ZoneTable::Transition next) {
  if (next.instant < kYear1900) next.instant = kYear1900;
  if (transitions.empty() || transitions.back().instant < next.instant) {
    transitions.push_back(next);
    return true;
  }
  if (next.instant != kYear1900 || transitions.back().instant != kYear1900) return false;
  transitions.back() = next;
  return true;
}

bool parse_transitions(std::string_view bytes, std::size_t count, const std::vector<LocalType>& types,
                       ZoneTable& table) {
  append_transition(table.transitions, {kYear1900, types[0].offset, types[0].daylight});
  for (std::size_t i = 0; i < count; ++i) {
    std::int64_t seconds = big_endian(bytes, i * 8, 8);
    auto type = static_cast<unsigned char>(bytes[count * 8 + i]);
    if (type >= types.size() || seconds < -kLargestInstant || seconds > kLargestInstant) return false;
    if (!append_transition(table.transitions, {seconds * 1000, types[type].offset, types[type].daylight})) return false;
  }
  return true;
}

// Ireland and Morocco are written with winter as negative daylight saving; Java, and our names, want it positive.
void make_daylight_positive(ZoneTable& table) {
  PosixRule& rule = *table.rule;
  std::swap(rule.standard_name, rule.daylight_name);
  std::swap(rule.standard_offset, rule.daylight_offset);
  std::swap(rule.daylight_start, rule.daylight_end);
  for (auto& transition : table.transitions) transition.daylight = transition.offset > rule.standard_offset;
}

bool parse_footer(std::string_view footer, ZoneTable& table) {
  if (footer.size() < 2 || footer.front() != '\n') return false;
  std::size_t end = footer.find('\n', 1);
  if (end == std::string_view::npos) return false;
  std::string_view text = footer.substr(1, end - 1);
  if (text.empty()) return true;
  table.rule = parse_posix_rule(text);
  if (!table.rule) return false;
  if (table.rule->has_daylight() && table.rule->daylight_offset < table.rule->standard_offset) {
    make_daylight_positive(table);
  }
  return true;
}

std::int32_t last_standard_offset(const ZoneTable& table) {
  if (table.rule) return table.rule->standard_offset;
  for (std::size_t i = table.transitions.size(); i > 0; --i) {
    if (!table.transitions[i - 1].daylight) return table.transitions[i - 1].offset;
  }
  return table.transitions.front().offset;
}

}  // namespace

std::optional<ZoneTable> parse_zone_file(std::string_view bytes) {
  // The first block is for readers of 32 bits; the second one has everything.
  auto old_block = parse_header(bytes);
  if (!old_block || bytes.size() - kHeaderSize < old_block->data_size(4)) return std::nullopt;
  bytes.remove_prefix(kHeaderSize + old_block->data_size(4));
  auto header = parse_header(bytes);
  if (!header || header->types == 0 || bytes.size() - kHeaderSize < header->data_size(8)) return std::nullopt;
  bytes.remove_prefix(kHeaderSize);

  std::size_t times_size = header->times * 9;
  auto types = parse_types(bytes.substr(times_size, header->types * kTypeSize));
  ZoneTable table;
  if (!types || !parse_transitions(bytes, header->times, *types, table)) return std::nullopt;
  if (!parse_footer(bytes.substr(header->data_size(8)), table)) return std::nullopt;
  table.standard_offset = last_standard_offset(table);
  if (table.transitions.size() == 1) table.transitions.clear();  // nothing ever changed since 1900
  return table;
}

std::string load_zone_file(std::string_view id) {
  const char* folder = std::getenv("TZDIR");
  std::string path = folder != nullptr && *folder != '\0' ? folder : "/usr/share/zoneinfo";
  path.append("/").append(id);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (!file) return {};
  std::string bytes;
  char chunk[4096];
  while (std::size_t size = std::fread(chunk, 1, sizeof chunk, file.get())) {
    bytes.append(chunk, size);
    if (bytes.size() > kLargestFile) return {};
  }
  return bytes;
}

}  // namespace sluice::interpreter
