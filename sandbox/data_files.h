// The tables of data/, compiled in (CMake makes the source file).
#pragma once

#include <string_view>
#include <vector>

namespace sluice::sandbox::data {

extern const std::string_view kModules;
extern const std::string_view kFields;
extern const std::string_view kPicklists;
extern const std::string_view kRelatedLists;
extern const std::string_view kConversion;
extern const std::string_view kErrors;  // codes of the CRM's errors; where the message is empty, none is documented

// The rows of a table with their cells, without the header row.
std::vector<std::vector<std::string_view>> rows(std::string_view table);

}  // namespace sluice::sandbox::data
