// FILE values and the bytes in them, as the families that make files need them.
#pragma once

#include "builtins/common.h"

namespace sluice::builtins {

// A FILE whose media type follows from the ending of its name.
Value make_file(const Value& name, Value content, Heap& heap);

// The TEXT that bytes are in UTF-8. What is not UTF-8 in them becomes U+FFFD, as Java decodes it.
Value text_of_bytes(std::string_view bytes, Heap& heap);

}  // namespace sluice::builtins
