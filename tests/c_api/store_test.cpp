// A connection store that is kept by a host in C.
#include <gtest/gtest.h>
#include <sluice/sluice.h>

#include <cstring>
#include <map>
#include <mutex>
#include <string>

namespace {

// The two tables of a host.
struct Tables {
  std::mutex mutex;
  std::string version;
  std::map<std::string, std::string> records;
  bool away = false;
};

Tables& tables(void* data) { return *static_cast<Tables*>(data); }

sluice_status version(void* data, char* text, size_t room, size_t* size, sluice_error** error) {
  const std::lock_guard lock(tables(data).mutex);
  if (tables(data).away) {
    *error = sluice_error_create(SLUICE_STORE, "the database is away", "wait");
    return SLUICE_STORE;
  }
  const std::string& now = tables(data).version;
  EXPECT_GE(room, now.size());
  std::memcpy(text, now.data(), now.size());
  *size = now.size();
  return SLUICE_OK;
}

sluice_status get(void* data, const char* key, sluice_records* found, sluice_error**) {
  const std::lock_guard lock(tables(data).mutex);
  const auto record = tables(data).records.find(key);
  if (record != tables(data).records.end())
    sluice_records_add(found, key, record->second.data(), record->second.size());
  return SLUICE_OK;
}

sluice_status list(void* data, const char* prefix, sluice_records* found, sluice_error**) {
  const std::lock_guard lock(tables(data).mutex);
  for (const auto& [key, value] : tables(data).records)
    if (key.starts_with(prefix)) sluice_records_add(found, key.c_str(), value.data(), value.size());
  return SLUICE_OK;
}

sluice_status change(void* data, const char* expected, const char* next, const sluice_store_change* changes,
                     size_t count, int* done, sluice_error**) {
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

size_t keys(void*, char* text, size_t) {
  const std::string key(64, 'a');
  std::memcpy(text, key.data(), key.size());
  return key.size();
}

class CStore : public testing::Test {
 protected:
  sluice_engine* engine() {
    sluice_engine_options options{};
    options.size = sizeof options;
    options.store = "/nonexistent/nowhere";
    options.keys = keys;
    options.connections = &store_;
    sluice_engine* engine = nullptr;
    EXPECT_EQ(sluice_engine_create(&options, &engine, nullptr), SLUICE_OK);
    return engine;
  }
  // What an action gives as text, else its error.
  static std::string act(const sluice_engine* engine, const char* action, const char* arguments) {
    sluice_value* given = nullptr;
    sluice_value* result = nullptr;
    sluice_error* error = nullptr;
    EXPECT_EQ(sluice_value_from_json(arguments, SLUICE_NUL, &given, nullptr), SLUICE_OK);
    const sluice_status status = sluice_connections(engine, nullptr, action, given, &result, &error);
    sluice_value* json = sluice_value_json(result);
    const std::string text = status == SLUICE_OK ? sluice_value_text(json, nullptr) : sluice_error_message(error);
    for (sluice_value* each : {given, result, json}) sluice_value_free(each);
    sluice_error_free(error);
    return text;
  }

  Tables tables_;
  sluice_connection_store store_{sizeof store_, &tables_, "of the shop", version, get, list, change, nullptr};
};

TEST_F(CStore, IsSharedByEngines) {
  sluice_engine* first = engine();
  EXPECT_EQ(act(first, "create", R"({"link":"box","connector":"generic_bearer"})"), "\"box\"");
  EXPECT_EQ(
      act(first, "authorize",
          R"({"link":"box","credentials":{"token":"s3cret-s3cret"},"parameters":{"host":"example.com"},"account":"Ada"})"),
      "\"Ada\"");
  sluice_engine* second = engine();
  EXPECT_NE(act(second, "show", R"({"link":"box"})").find("\"state\":\"connected\""), std::string::npos);
  EXPECT_EQ(act(second, "revoke", R"({"link":"box"})"), "true");
  EXPECT_NE(act(first, "show", R"({"link":"box"})").find("\"state\":\"revoked\""), std::string::npos);
  EXPECT_EQ(act(first, "delete", R"({"link":"box"})"), "null");
  EXPECT_EQ(act(second, "list", "{}"), "[]");
  EXPECT_NE(act(second, "examine", "{}").find("of the shop is readable, and whole"), std::string::npos);
  for (const auto& [key, value] : tables_.records) EXPECT_EQ(value.find("s3cret"), std::string::npos) << key;
  sluice_engine_free(first);
  sluice_engine_free(second);
}

TEST_F(CStore, SaysWhyItCannot) {
  sluice_engine* used = engine();
  tables_.away = true;
  EXPECT_EQ(act(used, "list", "{}"), "The connection store of the shop cannot be used: the database is away");
  sluice_engine_free(used);
}

TEST_F(CStore, HasToBeComplete) {
  store_.change = nullptr;
  sluice_engine_options options{};
  options.size = sizeof options;
  options.connections = &store_;
  sluice_engine* engine = nullptr;
  EXPECT_EQ(sluice_engine_create(&options, &engine, nullptr), SLUICE_USAGE);
  EXPECT_EQ(engine, nullptr);
}

}  // namespace
