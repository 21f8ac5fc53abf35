// Notes and what they are attached to.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

// The body of a note with its parent as `Parent_Id`, whichever of the three forms it came in; other bodies unchanged.
// Throws when the parent does not exist, or is of another module than the body says.
Json with_note_parent(const Call& call, const Module& module, const Json& body, const std::string& path);

}  // namespace sluice::sandbox
