// Values of request bodies, checked against their fields.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

// What the field keeps of a given value: null empties it. Throws INVALID_DATA with the place of the value.
Json read_value(const Call& call, const Module& module, const Field& field, const Json& given, const std::string& path);

}  // namespace sluice::sandbox
