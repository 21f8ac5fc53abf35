// The connection store of a host behind that of connectors/.
#pragma once

#include <memory>

#include <sluice/connection_store.h>

#include "connectors/store/records.h"

namespace sluice::engine {

std::shared_ptr<connectors::Records> records_of(std::shared_ptr<ConnectionStore> store);

}  // namespace sluice::engine
