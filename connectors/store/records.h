// Where a host keeps the connection store, in place of a file of SQLite: named records in a database of its own. What they
// hold is made and read by record_store.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/outcome.h"

namespace sluice::connectors {

struct Record {
  std::string key;
  std::string value;
};

struct RecordChange {
  std::string key;
  std::optional<std::string> value;  // nothing: remove it
};

// Safe to use from many threads at once.
class Records {
 public:
  virtual ~Records() = default;

  virtual std::string place() = 0;  // for messages
  // What the last change() that was made set; empty before the first.
  virtual Outcome<std::string> version() = 0;
  virtual Outcome<std::optional<std::string>> get(const std::string& key) = 0;
  virtual Outcome<std::vector<Record>> list(const std::string& prefix) = 0;
  // Makes all the changes and sets the version to `next`, in one step; false, and nothing is changed, where the version
  // is not `expected` any more.
  virtual Outcome<bool> change(const std::string& expected, const std::string& next,
                               std::span<const RecordChange> changes) = 0;
  virtual std::int64_t now() = 0;  // milliseconds since 1970, by a clock that all processes agree on
};

}  // namespace sluice::connectors
