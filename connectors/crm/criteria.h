// The criteria language of the CRM's search: `((Last_Name:equals:Smith)and(City:starts_with:P))`.
#pragma once

#include <string>
#include <string_view>

namespace sluice::connectors::crm {

// What a script wrote, as the service reads it: the outer parentheses may be missing, and the criteria of version 1,
// `(Last Name|=|Smith)`, become those of today.
std::string normal_criteria(std::string_view written);

// A value with the characters that mean something in criteria behind a backslash.
std::string escaped_criteria_value(std::string_view value);

}  // namespace sluice::connectors::crm
