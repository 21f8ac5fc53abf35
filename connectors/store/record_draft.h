// One attempt at a change of the records of a host: what it reads is what the host holds, what it writes is kept until it is
// committed, and that succeeds only if nobody else has changed anything since it began.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "connectors/store/records.h"

namespace sluice::connectors {

// What a record or the host answered other than success. Thrown inside store/ only.
struct RecordError {
  Failure failure;
};

template <class T>
T value_of(Outcome<T> outcome) {
  if (!outcome) throw RecordError{std::move(outcome.error())};
  if constexpr (!std::is_void_v<T>) return std::move(*outcome);
}

class RecordDraft {
 public:
  explicit RecordDraft(Records& records) : records_(records), version_(value_of(records.version())) {}

  std::optional<std::string> get(const std::string& key);
  // In the order of their keys; what this draft has written itself is not among them.
  std::vector<Record> list(const std::string& prefix);
  void put(const std::string& key, std::string value) { changes_[key] = std::move(value); }
  void remove(const std::string& key) { changes_[key] = std::nullopt; }
  // False where somebody else was faster.
  bool commit();

 private:
  Records& records_;
  const std::string version_;
  std::map<std::string, std::optional<std::string>> changes_;
};

// Lets others finish before the next attempt: up to 1, 2, 4 … 32 ms, by chance.
void give_way(int attempt);

}  // namespace sluice::connectors
