// The zone and the format of dates, as options and settings name them.
#pragma once

#include <memory>
#include <string>

#include "interpreter/time_zone.h"
#include "sluice/result.h"

namespace sluice::engine {

// The zone of an id; of $TZ, else the system's, for an empty one. Errors: unknown (SLC-API-0007).
Result<std::shared_ptr<const interpreter::TimeZone>> zone_of(const std::string& id);
// Errors: no date pattern (SLC-API-0007).
Result<void> check_date_format(const std::string& pattern);

}  // namespace sluice::engine
