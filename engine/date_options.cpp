#include "engine/date_options.h"

#include "engine/errors.h"
#include "engine/system_zone.h"
#include "interpreter/date_time.h"

namespace sluice::engine {

namespace in = interpreter;

Result<std::shared_ptr<const in::TimeZone>> zone_of(const std::string& id) {
  std::shared_ptr<const in::TimeZone> zone = id.empty() ? system_zone() : in::find_time_zone(id);
  if (zone != nullptr) return zone;
  return api_error(ApiCode::Options, "'" + id + "' is not a time zone that is known here",
                   "use an id such as Europe/Paris, UTC or GMT+05:30");
}

Result<void> check_date_format(const std::string& pattern) {
  std::string unused;
  if (pattern == in::DateFormat().pattern ||
      in::append_by_pattern(unused, in::Value::date_time(0, true), pattern, *in::utc()))
    return {};
  return api_error(ApiCode::Options, "'" + pattern + "' is not a date pattern",
                   "use the letters of Java's SimpleDateFormat, as in dd-MMM-yyyy HH:mm:ss");
}

}  // namespace sluice::engine
