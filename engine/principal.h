// Whether a host's principal says what there is.
#pragma once

#include "sluice/engine.h"

namespace sluice::engine {

// Errors: an unknown role, environment or trigger (SLC-API-0007).
Result<void> check_principal(const Principal& principal);

}  // namespace sluice::engine
