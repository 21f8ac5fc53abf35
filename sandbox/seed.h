// What a new organisation starts with.
#pragma once

#include <string>

#include "sandbox/store.h"

namespace sluice::sandbox {

// The organisation, its profiles, roles and first user, unless the store has them.
void seed_organisation(Store& store, const Clock& clock);
// Users of every type and a few dozen records, for a new organisation.
void seed_demo(Store& store, const Clock& clock);
// The records and variables of a seed file, `{"records":{"Leads":[{…}]},"variables":[{…}]}`. The problem, or empty.
std::string seed_records(Store& store, const Clock& clock, const Json& seed);

// The super admin.
Id first_user(const Store& store);
std::string organisation_id(const Store& store);

}  // namespace sluice::sandbox
