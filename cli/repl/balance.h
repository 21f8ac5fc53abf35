// Whether an input is complete, so that the REPL knows when to ask for another line.
#pragma once

#include <string_view>

namespace sluice::cli {

// Whether a bracket, a text or a comment is still open at the end, or a block has to follow: after `if(…)`, `invokeurl`
// or the header of a function. An input with a bracket too many is complete: the parser says what is wrong with it.
bool is_open(std::string_view input);

}  // namespace sluice::cli
