#include "connectors/store/record_draft.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "connectors/random.h"

namespace sluice::connectors {

std::optional<std::string> RecordDraft::get(const std::string& key) {
  const auto written = changes_.find(key);
  return written != changes_.end() ? written->second : value_of(records_.get(key));
}

std::vector<Record> RecordDraft::list(const std::string& prefix) {
  std::vector<Record> records = value_of(records_.list(prefix));
  std::ranges::sort(records, {}, &Record::key);
  return records;
}

bool RecordDraft::commit() {
  if (changes_.empty()) return true;
  std::vector<RecordChange> changes;
  for (auto& [key, value] : changes_) changes.push_back({key, std::move(value)});
  return value_of(records_.change(version_, random_text(), changes));
}

void give_way(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int longest = 1000 << std::min(attempt, 5);  // microseconds
  std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(100, longest)(random)));
}

}  // namespace sluice::connectors
