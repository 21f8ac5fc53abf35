// What Java calls time zones: its three-letter ids, and the English names that SimpleDateFormat prints for `z`.
// Tables only; time_zone.cpp asks them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace sluice::interpreter {

struct ZoneNames {
  std::string_view standard;
  std::string_view standard_long;
  std::string_view daylight;
  std::string_view daylight_long;
};

// The names of an IANA zone; nothing for zones without names of their own.
std::optional<ZoneNames> find_zone_names(std::string_view id);

// The zone behind one of Java's three-letter ids (java.time.ZoneId.SHORT_IDS), or the id itself.
std::string_view resolve_short_id(std::string_view id);

// Some zone that uses an abbreviation, for texts that name one: `EDT` gives America/… and that it is daylight time.
struct AbbreviatedZone {
  std::string_view id;
  bool daylight;
};
std::optional<AbbreviatedZone> find_abbreviated_zone(std::string_view abbreviation);

}  // namespace sluice::interpreter
