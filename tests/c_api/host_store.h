// A host's own store of connections for tests of the C interface: two tables in memory.
#pragma once

#include <sluice/sluice.h>

#include <cstring>
#include <map>
#include <mutex>
#include <string>

namespace host_store {

struct Tables {
  std::mutex mutex;
  std::string version;
  std::map<std::string, std::string> records;
  bool away = false;       // fails where the version is asked for
  bool too_small = false;  // the version was asked for with too little room
};

inline Tables& tables(void* data) { return *static_cast<Tables*>(data); }

inline sluice_status version(void* data, char* text, size_t room, size_t* size, sluice_error** error) {
  const std::lock_guard lock(tables(data).mutex);
  if (tables(data).away) {
    *error = sluice_error_create(SLUICE_STORE, "the database is away", "wait");
    return SLUICE_STORE;
  }
  const std::string& now = tables(data).version;
  tables(data).too_small |= room < now.size();
  std::memcpy(text, now.data(), now.size());
  *size = now.size();
  return SLUICE_OK;
}

// A `Guard` lives as long as a call that uses the tables.
struct NoGuard {};

template <class Guard>
sluice_status get(void* data, const char* key, sluice_records* found, sluice_error**) {
  [[maybe_unused]] const Guard guard;
  const std::lock_guard lock(tables(data).mutex);
  const auto record = tables(data).records.find(key);
  if (record != tables(data).records.end())
    sluice_records_add(found, key, record->second.data(), record->second.size());
  return SLUICE_OK;
}

template <class Guard>
sluice_status list(void* data, const char* prefix, sluice_records* found, sluice_error**) {
  [[maybe_unused]] const Guard guard;
  const std::lock_guard lock(tables(data).mutex);
  for (const auto& [key, value] : tables(data).records)
    if (key.starts_with(prefix)) sluice_records_add(found, key.c_str(), value.data(), value.size());
  return SLUICE_OK;
}

template <class Guard>
sluice_status change(void* data, const char* expected, const char* next, const sluice_store_change* changes,
                     size_t count, int* done, sluice_error**) {
  [[maybe_unused]] const Guard guard;
  Tables& all = tables(data);
  const std::lock_guard lock(all.mutex);
  if (all.version != expected) return SLUICE_OK;
  all.version = next;
  for (size_t i = 0; i < count; ++i) {
    if (changes[i].value == nullptr)
      all.records.erase(changes[i].key);
    else
      all.records[changes[i].key] = std::string(changes[i].value, changes[i].value_size);
  }
  *done = 1;
  return SLUICE_OK;
}

inline size_t keys(void*, char* text, size_t) {
  constexpr size_t kSize = 64;
  std::memset(text, 'a', kSize);
  return kSize;
}

template <class Guard = NoGuard>
sluice_connection_store store_in(Tables& in, const char* name) {
  return {sizeof(sluice_connection_store), &in, name, version, get<Guard>, list<Guard>, change<Guard>, nullptr};
}

}  // namespace host_store
