// Where a host keeps connections and their sealed authorisations, in place of a file of SQLite: in the database that its
// product has already. Three things are asked of it: reading a record, reading records that begin alike, and making
// changes in one transaction if nobody else was faster. Everything else is built on them: rules, leases, one refresh for
// each expiry however many processes share the store.
//
// Two tables are enough (scripts/embed/connection_store.cpp does it in SQL):
//
//   CREATE TABLE sluice_version (one INTEGER PRIMARY KEY, version TEXT NOT NULL);
//   CREATE TABLE sluice_record (key TEXT PRIMARY KEY, value TEXT NOT NULL);
//
// Values are JSON objects and the texts of connectors; secrets in them are sealed with a key that the store never sees
// (KeyProvider). Records under `event/` say what happened to connections; they are only added, and the host may delete
// old ones.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <sluice/export.h>
#include <sluice/result.h>
#include <sluice/value.h>

namespace sluice {

struct StoreRecord {
  std::string key;  // UTF-8; `authorization/7/production/ada@example.com`
  std::string value;
};

struct StoreChange {
  std::string key;
  std::optional<std::string> value;  // nothing: the record goes
};

// Called from many threads at once. Reads must see every change that was made before, whoever made it: ask the primary of
// a database, not a replica. Errors, and what is thrown, reach the script with the kind Store.
class SLUICE_API ConnectionStore {
 public:
  virtual ~ConnectionStore() = default;

  // What the last change() set, empty before the first. Asked whenever a connection is used: what was read before is used
  // again while it stays the same.
  virtual Result<std::string> version() = 0;
  virtual Result<std::optional<std::string>> get(const std::string& key) = 0;
  // All records whose keys begin with `prefix`, in any order. Keys hold % and _ as they are.
  virtual Result<std::vector<StoreRecord>> list(const std::string& prefix) = 0;
  // In one transaction: where the version is still `expected`, makes every change, sets the version to `next`, and gives
  // true; else changes nothing and gives false. Keys come in their order, each once.
  virtual Result<bool> change(const std::string& expected, const std::string& next,
                              std::span<const StoreChange> changes) = 0;

  // The time by which leases lapse: the same for all who share the store, give or take a second.
  virtual Instant now() { return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()); }
  virtual std::string name() const { return "of the host"; }  // for messages
};

}  // namespace sluice
