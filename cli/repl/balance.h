// Whether an input is complete, so that the REPL knows when to ask for another line.
#pragma once

#include <string>
#include <string_view>

namespace sluice::cli {

// Whether a bracket, a text or a comment is still open at the end, or a block has to follow: after `if(…)`, `invokeurl`
// or the header of a function, and a `catch` after a `try`. An input with a bracket too many is complete: the parser says what is wrong with it.
bool is_open(std::string_view input);
// Whether a complete input ends with a block that an `else` in the next line would belong to, and whether a line is one.
bool may_go_on(std::string_view input);
bool goes_on(std::string_view line);

// The same input on one line, for the history.
std::string one_line(std::string_view input);

}  // namespace sluice::cli
