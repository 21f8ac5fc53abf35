// Reads dates without being told a pattern: the 41 literal forms of language.md §1.2 (deluge/help/datatypes/date-time)
// and, in texts that date functions get, ISO 8601. One pass over the text, by its shape.
#pragma once

#include <cstdint>
#include <string_view>

#include "interpreter/date_time_parts.h"

namespace sluice::interpreter {

// Which of day, month and year comes first where a text of numbers does not show it. Unsettled: the order of Zoho's
// list of forms, which is month first between slashes and day first otherwise.
enum class DateOrder : std::uint8_t { Unsettled, DayFirst, MonthFirst, YearFirst };

// The order in which a run's date pattern writes numbers; unsettled when it writes months by name.
DateOrder date_order_of(std::string_view pattern);

// A literal in single quotes: exactly one of the documented forms, with a time that exists.
DateTextState read_date_literal(std::string_view text, DateOrder order, DateParts& parts);

// A text given to a date function: the same and ISO 8601, spaces around it, impossible times reset.
DateTextState read_date_text(std::string_view text, DateOrder order, DateParts& parts);

}  // namespace sluice::interpreter
