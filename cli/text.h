// Words and lists in texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sluice::cli {

// With the letters of ASCII in lower case.
std::string folded(std::string_view text);
// The parts of `a,b,c`; none of them is empty.
std::vector<std::string> split(std::string_view list, char separator);
// The parts of several such texts.
std::vector<std::string> split(const std::vector<std::string>& lists, char separator);
// `; did you mean 'b'?` behind what names a word that is not known; empty where none is near.
std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& known);
// `a, b, c`
std::string joined(const std::vector<std::string>& words);

}  // namespace sluice::cli
