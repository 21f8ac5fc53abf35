// The connectors that come with Sluice: the files of this folder, embedded when Sluice is built. Each is read when it is
// first asked for.
#pragma once

#include <string_view>
#include <vector>

#include "connectors/catalog/connector.h"

namespace sluice::connectors {

std::vector<std::string_view> builtin_connectors();  // their link names, sorted
// Null where there is none. Safe to call from many threads at once.
const Connector* builtin_connector(std::string_view link);

}  // namespace sluice::connectors
