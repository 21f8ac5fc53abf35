// Search: by criteria, e-mail address, phone number and word.
#pragma once

#include <vector>

#include "sandbox/call.h"

namespace sluice::sandbox {

bool has_search_parameter(const Call& call);
// The records that the search parameters of the call choose, by rising id.
std::vector<RecordPtr> find_records(const Call& call, const Module& module);

}  // namespace sluice::sandbox
