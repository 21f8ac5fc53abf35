// The connection store in the records of a host.
#pragma once

#include <memory>

#include "connectors/store/records.h"
#include "connectors/store/store.h"

namespace sluice::connectors {

Outcome<std::unique_ptr<ConnectionStore>> open_record_store(std::shared_ptr<Records> records);

}  // namespace sluice::connectors
