// Reads dates without being told a pattern: the 41 literal forms of language.md §1.2 (deluge/help/datatypes/date-time)
// and, in texts that date functions get, ISO 8601. One pass over the text, by its shape.
#pragma once

#include <cstdint>
#include <string_view>

#include "interpreter/date_time_parts.h"

namespace sluice::interpreter {

// Where the numbers of a text do not show which is the day and which the month, the order in `run_pattern`, the run's
// date format, decides. When that writes months by name it is the order of Zoho's list of forms: month first between
// slashes, day first otherwise.

// A literal in single quotes: exactly one of the documented forms, with a time that exists.
DateTextState read_date_literal(std::string_view text, std::string_view run_pattern, DateParts& parts);

// A text given to a date function: the same and ISO 8601, spaces around it, impossible times reset.
DateTextState read_date_text(std::string_view text, std::string_view run_pattern, DateParts& parts);

}  // namespace sluice::interpreter
