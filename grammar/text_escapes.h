// Escapes in text literals: \" \' \\ \n \t \r. Any other backslash stays, with the character behind it, as regular
// expressions in real scripts need (`"\d"`).
#pragma once

#include <string>
#include <string_view>

namespace sluice::grammar {

// The value of what stands between two quotes.
std::string unescape(std::string_view raw);

// What to write between two double quotes to get `value`.
std::string escape(std::string_view value);

}  // namespace sluice::grammar
