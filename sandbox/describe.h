// What metadata answers say of a field, and of a layout with its sections.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

// `[{"name","id"}]`: everybody's.
Json profiles(const Call& call);
Json describe_field(const Call& call, const Module& module, const Field& field);
// Each module has one layout, with its fields in sections by their kind.
Json describe_layout(const Call& call, const Module& module);

}  // namespace sluice::sandbox
