// Variables of the organisation.
#pragma once

#include <string>

#include "sandbox/store.h"

namespace sluice::sandbox {

// Keeps a variable with this api_name, name, type, description and value; gives its id.
std::string add_variable(Store& store, const Json& given);

}  // namespace sluice::sandbox
