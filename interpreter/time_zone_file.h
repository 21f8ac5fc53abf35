// A compiled zone of the system's time zone database (TZif, RFC 8536) as a table of offsets. The files come from
// outside, so everything in them is checked; what does not hold together is no zone. Used by time_zone.cpp.
//
// Own reader instead of a library: one file of 1 to 3 KB is read when its zone is first named (about 30 µs), where
// date-tz (libhowardhinnant-date-dev) adds a shared library and first reads the list of all zones and the leap
// seconds; and Java's rule for instants before 1900 needs the raw table anyway.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/time_zone_rule.h"

namespace sluice::interpreter {

struct ZoneTable {
  struct Transition {
    std::int64_t instant;  // milliseconds since 1970; the offset holds from here on
    std::int32_t offset;   // milliseconds
    bool daylight;
  };
  std::vector<Transition> transitions;  // ascending, none before 1900
  std::int32_t standard_offset = 0;     // before the first transition
  std::optional<PosixRule> rule;        // after the last transition
};

std::optional<ZoneTable> parse_zone_file(std::string_view bytes);

// The bytes of a zone's file, from $TZDIR or /usr/share/zoneinfo; empty when there is none.
std::string load_zone_file(std::string_view id);

}  // namespace sluice::interpreter
