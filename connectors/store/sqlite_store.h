// The connection store in one SQLite file of mode 0600.
#pragma once

#include <memory>
#include <string>

#include "connectors/store/store.h"

namespace sluice::connectors {

// Opens `folder`/connections.db, makes it where it is missing and brings it to the newest schema.
Outcome<std::unique_ptr<ConnectionStore>> open_sqlite_store(const std::string& folder);
// Whether opening it would make it: nothing of it is there.
bool is_new_sqlite_store(const std::string& folder);

}  // namespace sluice::connectors
