// A store in a folder of its own, a transport that answers from a function, and callers by role.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "connectors/connections/connections.h"
#include "connectors/oauth/form.h"
#include "tests/connections/memory_records.h"
#include "tests/support/temporary_folder.h"

namespace sluice::connectors {

using test::TemporaryFolder;

class ScriptedTransport final : public Transport {
 public:
  using Answer = std::function<Outcome<HttpResponse>(const HttpRequest&)>;
  explicit ScriptedTransport(Answer answer = {}) : answer_(std::move(answer)) {}

  Outcome<HttpResponse> send(const HttpRequest& request, const CallControl&) override {
    Answer answer;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
      answer = answer_;
    }
    if (answer) return answer(request);
    return failed(ErrorKind::Host, messages::HostFailed, {"no answer is scripted"});
  }

  void answer_with(Answer answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
  }
  void answer_json(int status, std::string body) {
    answer_with([=](const HttpRequest&) { return HttpResponse{status, {}, body, {}}; });
  }
  std::vector<HttpRequest> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  std::mutex mutex_;
  Answer answer_;
  std::vector<HttpRequest> requests_;
};

inline Caller caller(std::string user = "boss@x", std::string role = "super_admin") {
  return {std::move(user), std::move(role), "local", "production", "function"};
}

inline constexpr const char* kAcme = R"(
[connector]
link = "acme"
name = "Acme"
service = "acme"
logged_in_user = true
allowed_hosts = ["api.acme.example", "*.data.acme.example"]

[auth]
type = "oauth2"
grant = "authorization_code"
authorize_url = "https://acme.example/authorize"
token_url = "https://acme.example/token"
revoke_url = "https://acme.example/revoke"
scopes = ["records.read", "records.write"]
client_auth = "body"
)";

class ConnectionsTest : public testing::Test {
 protected:
  ConnectionsTest() { open(); }

  void open() {
    connections_.reset();
    settings_.store.folder = folder_.path() + "/store";
#ifdef SLUICE_TEST_RECORDS
    if (settings_.store.records == nullptr) settings_.store.records = std::make_shared<MemoryRecords>();
#endif
    settings_.store.key_file = folder_.path() + "/keys/{store}.key";
    connections_ = std::make_unique<Connections>(settings_, transport_);
  }
  Connections& connections() { return *connections_; }

  void create(const std::string& link, const std::string& connector, const std::string& type = "admin",
              bool separate = false) {
    const auto row = connections().create(
        {.link = link, .name = {}, .connector = connector, .type = type, .separate_environments = separate}, caller());
    ASSERT_TRUE(row) << row.error().message;
  }
  void add_acme() {
    const auto added = connections().add_connector(kAcme, "acme.toml", caller());
    ASSERT_TRUE(added) << added.error().message;
    configure("acme");
  }
  void configure(const std::string& connector) {
    ConfiguredClient client;
    client.client = {"client-1", Secret("client-secret")};
    const auto done = connections().configure(connector, client, caller());
    ASSERT_TRUE(done) << done.error().message;
  }
  // Authorises with a refresh token; the server answers with the access token `access`.
  void authorize(const std::string& link, const Caller& who, const std::string& access, int expires_in = 3600,
                 NamedTexts parameters = {}) {
    transport_.answer_json(200, R"({"access_token":")" + access + R"(","refresh_token":"refresh-)" + access +
                                    R"(","expires_in":)" + std::to_string(expires_in) + "}");
    GivenCredentials given;
    set_field(given.secrets, "refresh_token", Secret("seed-" + access));
    given.parameters = std::move(parameters);
    const auto account = connections().authorize(link, given, false, who);
    ASSERT_TRUE(account) << account.error().message;
  }
  void give(const std::string& link, const Caller& who, const NamedTexts& secrets, NamedTexts parameters = {}) {
    GivenCredentials given;
    for (const auto& [name, value] : secrets) set_field(given.secrets, name, Secret(value));
    given.parameters = std::move(parameters);
    const auto account = connections().authorize(link, given, false, who);
    ASSERT_TRUE(account) << account.error().message;
  }
  // The Authorization header that a request gets, or the code of the failure.
  std::string signed_with(const ConnectionWish& wish, const Caller& who,
                          const std::string& url = "https://api.acme.example/v1") {
    auto grant = connections().find(wish, who);
    if (!grant) return std::string(grant.error().code.code());
    HttpRequest request;
    request.url = url;
    const auto done = (*grant)->sign(request, {});
    if (!done) return std::string(done.error().code.code());
    const std::string* header = find_header(request.headers, "Authorization");
    return header == nullptr ? std::string() : *header;
  }
  // As if time had passed: somebody else changes what the store says of all tokens.
  void expire_at(std::int64_t milliseconds) {
    const std::string when = std::to_string(milliseconds);
    if (settings_.store.records != nullptr) {
      auto& records = dynamic_cast<MemoryRecords&>(*settings_.store.records);
      for (auto [key, value] : records.all()) {
        if (!key.starts_with("authorization/")) continue;
        const std::size_t at = value.find("\"expires_at\":") + 13;
        records.put(key, value.replace(at, value.find(',', at) - at, when));
      }
      return;
    }
    sqlite3* database = nullptr;
    ASSERT_EQ(::sqlite3_open((settings_.store.folder + "/connections.db").c_str(), &database), SQLITE_OK);
    ::sqlite3_busy_timeout(database, 5000);
    const std::string sql = "UPDATE authorization SET expires_at = " + when;
    EXPECT_EQ(::sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    ::sqlite3_close(database);
  }
  static std::string code_of(const Failure& failure) { return std::string(failure.code.code()); }

  TemporaryFolder folder_;
  ScriptedTransport transport_;
  ConnectionSettings settings_;
  std::unique_ptr<Connections> connections_;
};

}  // namespace sluice::connectors
