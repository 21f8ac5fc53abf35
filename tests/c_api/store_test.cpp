// A connection store that is kept by a host in C.
#include <gtest/gtest.h>
#include <sluice/sluice.h>

#include <string>

#include "tests/c_api/host_store.h"

namespace {

using host_store::keys;
using host_store::Tables;

class CStore : public testing::Test {
 protected:
  ~CStore() override { EXPECT_FALSE(tables_.too_small); }
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
  sluice_connection_store store_ = host_store::store_in(tables_, "of the shop");
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
