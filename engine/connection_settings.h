// From the options of a host to those of connectors/: where the store and its keys are.
#pragma once

#include <sluice/connection_options.h>

#include "connectors/connections/connections.h"

namespace sluice::engine {

connectors::ConnectionSettings connection_settings(const ConnectionOptions& options);

}  // namespace sluice::engine
