// Where an engine keeps connections, and what limits them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <sluice/connection_store.h>
#include <sluice/export.h>

namespace sluice {

// Gives the keys that seal the store, in place of a key file.
class SLUICE_API KeyProvider {
 public:
  virtual ~KeyProvider() = default;
  // 32 bytes as 64 hexadecimal digits or as base64. Several between commas: the first seals, the others open what was
  // sealed before.
  virtual std::string keys() = 0;
};

struct ConnectionOptions {
  // The folder of the store. Empty: $SLUICE_HOME, else `sluice` in the folder of the user's data (XDG). Nothing is
  // opened or made before a connection is used.
  std::string folder = {};
  // Empty: keys/ in the folder of the user's configuration (XDG), one file for each store. Made on first use.
  std::string key_file = {};
  // Null: $SLUICE_STORE_KEY where it is set, else the key file.
  std::shared_ptr<KeyProvider> keys = {};
  std::uint32_t plan_limit = 0;  // connections, system connections aside; 0: no limit
  std::uint32_t connector_limit = 0;  // custom connectors; 0: no limit
  std::string data_centre = "us";  // of the account: some services are not offered everywhere
  std::string country = {};  // of the account, two letters; empty: not checked
  // Null: a file of SQLite in the folder.
  std::shared_ptr<ConnectionStore> store = {};
  int time_divisor = 1;  // for tests: waits, leases and deadlines of tokens are divided by it
};

}  // namespace sluice
