// Time zones by their Java ids: IANA ids, GMT±hh:mm, Java's three-letter ids. Zones are immutable, cached for the
// process and safe to share between threads. The system's zone database is read at the first need of a zone in it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::interpreter {

class TimeZone {
 public:
  virtual ~TimeZone() = default;
  virtual const std::string& id() const = 0;
  // Milliseconds to add to UTC at an instant. Before 1900 it is the zone's standard offset of today, as in Java.
  virtual std::int32_t offset_at(std::int64_t instant) const = 0;
  // Whether daylight saving is in force.
  virtual bool daylight_at(std::int64_t instant) const = 0;
  // Java's English names: `PST` or `PDT`, `Pacific Daylight Time`; `GMT+05:30` where a zone has none.
  virtual std::string_view abbreviation_at(std::int64_t instant) const = 0;
  virtual std::string_view long_name_at(std::int64_t instant) const = 0;
  // The instant of a local time, given in milliseconds as if it were UTC. As Java's calendar has it: a time that a
  // gap skips moves on by the gap's length, a time that an overlap repeats is the later one (standard time).
  virtual std::int64_t instant_of(std::int64_t local) const = 0;
};

// Null when no such zone is known.
std::shared_ptr<const TimeZone> find_time_zone(std::string_view id);
// As java.util.TimeZone.getTimeZone, which Zoho's functions follow: GMT for what is unknown (`UTC+8`, `Hello`).
std::shared_ptr<const TimeZone> time_zone_or_gmt(std::string_view id);
std::shared_ptr<const TimeZone> utc();

// The offset of an abbreviation in a text: `PST`, `PDT`, `GMT`, `CEST` …
std::optional<std::int32_t> find_abbreviation_offset(std::string_view abbreviation);

// `GMT+05:30`, of an offset in milliseconds.
std::string gmt_name(std::int32_t offset);

}  // namespace sluice::interpreter
