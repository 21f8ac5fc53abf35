// The time zone of the machine, found and loaded when a script first needs it.
#pragma once

#include <memory>

#include "interpreter/time_zone.h"

namespace sluice::engine {

// $TZ where it names a known zone, else the system's, else UTC.
std::shared_ptr<const interpreter::TimeZone> system_zone();

}  // namespace sluice::engine
