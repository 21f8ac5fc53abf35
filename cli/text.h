// Lists in texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sluice::cli {

// The parts of `a,b,c`; none of them is empty.
std::vector<std::string> split(std::string_view list, char separator);
// The parts of several such texts.
std::vector<std::string> split(const std::vector<std::string>& lists, char separator);
// `a, b, c`
std::string joined(const std::vector<std::string>& words);

}  // namespace sluice::cli
