// The records of a host in memory: what a database does with two tables and one transaction.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>

#include "connectors/store/records.h"

namespace sluice::connectors {

class MemoryRecords final : public Records {
 public:
  std::string place() override { return "in memory"; }

  Outcome<std::string> version() override {
    const std::lock_guard lock(mutex_);
    return version_;
  }
  Outcome<std::optional<std::string>> get(const std::string& key) override {
    const std::lock_guard lock(mutex_);
    const auto found = records_.find(key);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
  }
  Outcome<std::vector<Record>> list(const std::string& prefix) override {
    const std::lock_guard lock(mutex_);
    std::vector<Record> found;
    for (auto at = records_.lower_bound(prefix); at != records_.end() && at->first.starts_with(prefix); ++at)
      found.insert(found.begin(), {at->first, at->second});  // any order will do
    return found;
  }
  Outcome<bool> change(const std::string& expected, const std::string& next,
                       std::span<const RecordChange> changes) override {
    if (failing) return failed(ErrorKind::Store, messages::StoreUnusable, {place(), "the network is down"});
    const std::lock_guard lock(mutex_);
    if (version_ != expected) {
      ++conflicts;
      return false;
    }
    version_ = next;
    for (const RecordChange& each : changes) {
      if (each.value)
        records_[each.key] = *each.value;
      else
        records_.erase(each.key);
    }
    return true;
  }
  std::int64_t now() override { return clock.load() != 0 ? clock.load() : now_of_system(); }

  std::map<std::string, std::string> all() {
    const std::lock_guard lock(mutex_);
    return records_;
  }
  // As somebody else would who writes to the host's tables.
  void put(const std::string& key, const std::string& value) {
    const std::lock_guard lock(mutex_);
    version_ += "x";
    records_[key] = value;
  }

  std::atomic<bool> failing = false;
  std::atomic<std::int64_t> clock = 0;  // milliseconds; 0: the system's
  std::atomic<int> conflicts = 0;

 private:
  static std::int64_t now_of_system() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
  std::mutex mutex_;
  std::string version_;
  std::map<std::string, std::string> records_;
};

}  // namespace sluice::connectors
