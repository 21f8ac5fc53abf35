#include "interpreter/time_zone.h"

#include <algorithm>
#include <limits>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

#include "interpreter/calendar.h"
#include "interpreter/support/ascii.h"
#include "interpreter/time_zone_file.h"
#include "interpreter/time_zone_names.h"

namespace sluice::interpreter {

namespace {

using support::is_digit;

// A day less than 64 bits hold, so that offsets can be added and taken away.
std::int64_t clamp_for_offsets(std::int64_t milliseconds) {
  constexpr std::int64_t kLimit = std::numeric_limits<std::int64_t>::max() - 2 * kMillisecondsPerDay;
  return std::clamp(milliseconds, -kLimit, kLimit);
}

class FixedZone final : public TimeZone {
 public:
  FixedZone(std::string_view id, std::int32_t offset, std::string_view name, std::string_view long_name)
      : id_(id), offset_(offset), name_(name), long_name_(long_name) {}

  const std::string& id() const override { return id_; }
  std::int32_t offset_at(std::int64_t) const override { return offset_; }
  bool daylight_at(std::int64_t) const override { return false; }
  std::string_view abbreviation_at(std::int64_t) const override { return name_; }
  std::string_view long_name_at(std::int64_t) const override { return long_name_; }
  std::int64_t instant_of(std::int64_t local) const override { return clamp_for_offsets(local) - offset_; }

 private:
  std::string id_;
  std::int32_t offset_;
  std::string name_;
  std::string long_name_;
};

// A zone of the database.
class TableZone final : public TimeZone {
 public:
  TableZone(std::string_view id, std::string_view iana_id, ZoneTable table) : id_(id), table_(std::move(table)) {
    name(iana_id);
  }

  const std::string& id() const override { return id_; }
  std::int32_t offset_at(std::int64_t instant) const override { return state_at(instant).offset; }
  bool daylight_at(std::int64_t instant) const override { return state_at(instant).daylight; }

  std::string_view abbreviation_at(std::int64_t instant) const override {
    return daylight_at(instant) ? daylight_name_ : standard_name_;
  }

  std::string_view long_name_at(std::int64_t instant) const override {
    return daylight_at(instant) ? daylight_long_ : standard_long_;
  }

  std::int64_t instant_of(std::int64_t local) const override {
    local = clamp_for_offsets(local);
    const auto& transitions = table_.transitions;
    auto next = std::upper_bound(transitions.begin(), transitions.end(), local,
                                 [](std::int64_t time, const auto& t) { return time < t.instant + t.offset; });
    if (next == transitions.begin()) return local - before_first();
    if (next == transitions.end() && table_.rule) return instant_by_rule(local);
    return local - std::prev(next)->offset;
  }

 private:
  struct State {
    std::int32_t offset;
    bool daylight;
  };

  State state_at(std::int64_t instant) const {
    const auto& transitions = table_.transitions;
    auto next = std::upper_bound(transitions.begin(), transitions.end(), instant,
                                 [](std::int64_t time, const auto& t) { return time < t.instant; });
    if (next == transitions.begin()) return {before_first(), false};
    if (next == transitions.end() && table_.rule) return state_by_rule(instant);
    return {std::prev(next)->offset, std::prev(next)->daylight};
  }

  std::int32_t before_first() const { return table_.standard_offset; }

  State state_by_rule(std::int64_t instant) const {
    bool daylight = table_.rule->daylight_at(instant);
    return {daylight ? table_.rule->daylight_offset : table_.rule->standard_offset, daylight};
  }

  // Daylight time only if both readings of the local time say so: gaps and overlaps are standard time.
  std::int64_t instant_by_rule(std::int64_t local) const {
    const PosixRule& rule = *table_.rule;
    bool daylight = rule.daylight_at(local - rule.standard_offset) && rule.daylight_at(local - rule.daylight_offset);
    return local - (daylight ? rule.daylight_offset : rule.standard_offset);
  }

  // Java's names, else those of the rule, else `GMT+04:00`.
  void name(std::string_view iana_id) {
    if (auto names = find_zone_names(iana_id)) {
      standard_name_ = names->standard;
      standard_long_ = names->standard_long;
      daylight_name_ = names->daylight;
      daylight_long_ = names->daylight_long;
      return;
    }
    auto usable = [](std::string_view name) { return !name.empty() && name[0] >= 'A'; };
    bool has_names = table_.rule && usable(table_.rule->standard_name);
    standard_name_ = has_names ? table_.rule->standard_name : gmt_name(table_.standard_offset);
    bool has_daylight_name = table_.rule && usable(table_.rule->daylight_name);
    daylight_name_ = has_daylight_name ? table_.rule->daylight_name : standard_name_;
    standard_long_ = standard_name_;
    daylight_long_ = daylight_name_;
  }

  std::string id_;
  ZoneTable table_;
  std::string standard_name_;
  std::string standard_long_;
  std::string daylight_name_;
  std::string daylight_long_;
};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// One or two digits as a number, or -1.
int small_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 2 || !std::ranges::all_of(digits, is_digit)) return -1;
  int units = digits.back() - '0';
  return digits.size() == 2 ? (digits.front() - '0') * 10 + units : units;
}

// `GMT+5`, `GMT+05:30`, `GMT-0330` as java.util.TimeZone reads custom ids; milliseconds.
std::optional<std::int32_t> parse_gmt_offset(std::string_view id) {
  if (!id.starts_with("GMT") || id.size() < 5 || (id[3] != '+' && id[3] != '-')) return std::nullopt;
  std::string_view hour_digits = id.substr(4);
  std::string_view minute_digits = "00";
  if (std::size_t colon = hour_digits.find(':'); colon != std::string_view::npos) {
    minute_digits = hour_digits.substr(colon + 1);
    hour_digits = hour_digits.substr(0, colon);
  } else if (hour_digits.size() > 2) {
    minute_digits = hour_digits.substr(hour_digits.size() - 2);
    hour_digits.remove_suffix(2);
  }
  int hours = small_number(hour_digits);
  int minutes = small_number(minute_digits);
  if (hours < 0 || hours > 23 || minute_digits.size() != 2 || minutes < 0 || minutes > 59) return std::nullopt;
  auto offset = static_cast<std::int32_t>(hours * kMillisecondsPerHour + minutes * kMillisecondsPerMinute);
  return id[3] == '-' ? -offset : offset;
}

// Whether an id has the form of a database zone. Keeps `..`, the database's other files and odd spellings of one
// zone (`Europe//Paris`) away from the file system and out of the cache.
bool is_database_id(std::string_view id) {
  if (id.empty() || id.size() > 64) return false;
  bool part_begins = true;
  for (char c : id) {
    bool in_part = is_upper(c) || (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || c == '+' || c == '-';
    if (part_begins ? !is_upper(c) : !in_part && c != '/') return false;
    part_begins = c == '/';
  }
  return !part_begins;
}

// Zones that need no file.
std::shared_ptr<const TimeZone> make_fixed_zone(std::string_view id) {
  constexpr std::string_view kUtcIds[] = {"UTC",  "Etc/UTC",  "UCT",       "Etc/UCT",
                                          "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"};
  constexpr std::string_view kGmtIds[] = {"GMT", "Etc/GMT", "GMT0", "Etc/GMT0", "Greenwich", "Etc/Greenwich"};
  if (std::ranges::find(kUtcIds, id) != std::end(kUtcIds)) {
    return std::make_shared<FixedZone>(id, 0, "UTC", "Coordinated Universal Time");
  }
  if (std::ranges::find(kGmtIds, id) != std::end(kGmtIds)) {
    return std::make_shared<FixedZone>(id, 0, "GMT", "Greenwich Mean Time");
  }
  auto hours = [](int count) { return static_cast<std::int32_t>(count * kMillisecondsPerHour); };
  if (id == "EST") return std::make_shared<FixedZone>(id, hours(-5), id, "Eastern Standard Time");
  if (id == "MST") return std::make_shared<FixedZone>(id, hours(-7), id, "Mountain Standard Time");
  if (id == "HST") return std::make_shared<FixedZone>(id, hours(-10), id, "Hawaii Standard Time");
  if (auto offset = parse_gmt_offset(id)) {
    std::string name = gmt_name(*offset);
    return std::make_shared<FixedZone>(name, *offset, name, name);
  }
  return nullptr;
}

std::shared_ptr<const TimeZone> make_database_zone(std::string_view id) {
  std::string_view iana_id = resolve_short_id(id);
  auto table = parse_zone_file(load_zone_file(iana_id));
  if (!table) return nullptr;
  return std::make_shared<TableZone>(id, iana_id, std::move(*table));
}

// Database zones by id. Unknown ids are not kept: scripts can name any number of them.
class ZoneCache {
 public:
  std::shared_ptr<const TimeZone> find(std::string_view id) {
    {
      std::shared_lock lock(mutex_);
      if (auto found = zones_.find(id); found != zones_.end()) return found->second;
    }
    auto zone = make_database_zone(id);
    if (!zone) return nullptr;
    std::unique_lock lock(mutex_);
    return zones_.try_emplace(std::string(id), std::move(zone)).first->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>{}(id); }
  };
  std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const TimeZone>, Hash, std::equal_to<>> zones_;
};

}  // namespace

std::shared_ptr<const TimeZone> utc() {
  static const std::shared_ptr<const TimeZone> zone = make_fixed_zone("UTC");
  return {std::shared_ptr<const void>(), zone.get()};  // copies count nothing, which runs on many threads would share
}

std::shared_ptr<const TimeZone> find_time_zone(std::string_view id) {
  if (id == "UTC") return utc();
  // A script that names a zone names it again in the next round of its loop.
  thread_local std::shared_ptr<const TimeZone> last;
  if (last && last->id() == id) return last;
  static ZoneCache cache;
  auto zone = make_fixed_zone(id);
  if (!zone && is_database_id(id)) zone = cache.find(id);
  if (zone) last = zone;
  return zone;
}

std::shared_ptr<const TimeZone> time_zone_or_gmt(std::string_view id) {
  auto zone = find_time_zone(id);
  return zone ? zone : find_time_zone("GMT");
}

std::optional<std::int32_t> find_abbreviation_offset(std::string_view abbreviation) {
  std::int32_t daylight_shift = 0;
  auto zone = find_time_zone(abbreviation);
  if (!zone) {
    auto found = find_abbreviated_zone(abbreviation);
    if (!found) return std::nullopt;
    zone = find_time_zone(found->id);
    if (!zone) return std::nullopt;
    if (found->daylight) daylight_shift = static_cast<std::int32_t>(kMillisecondsPerHour);
  }
  constexpr std::int64_t kLongAgo = std::numeric_limits<std::int64_t>::min();  // where the standard offset holds
  return zone->offset_at(kLongAgo) + daylight_shift;
}

std::string gmt_name(std::int32_t offset) {
  auto minutes = static_cast<int>((offset < 0 ? -static_cast<std::int64_t>(offset) : offset) / kMillisecondsPerMinute);
  std::string name = offset < 0 ? "GMT-" : "GMT+";
  for (int part : {minutes / 60, minutes % 60}) {
    if (name.size() > 4) name += ':';
    name += static_cast<char>('0' + part / 10);
    name += static_cast<char>('0' + part % 10);
  }
  return name;
}

}  // namespace sluice::interpreter
