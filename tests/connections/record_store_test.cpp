// The connection store in the records of a host. The tests of rules and of OAuth run over it as well.
#include <latch>
#include <set>
#include <thread>

#include "tests/connections/harness.h"

namespace sluice::connectors {
namespace {

std::string key_of(char digit) { return std::string(64, digit); }

MemoryRecords& records_of(const ConnectionSettings& settings) {
  return dynamic_cast<MemoryRecords&>(*settings.store.records);
}

TEST_F(ConnectionsTest, NothingOfTheStoreIsInFiles) {
  add_acme();
  create("c", "acme");
  EXPECT_FALSE(std::filesystem::exists(settings_.store.folder));
  EXPECT_TRUE(records_of(settings_).all().contains("connection/c"));
}

TEST_F(ConnectionsTest, NoSecretIsInTheRecords) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "CANARYaccess");
  ASSERT_TRUE(connections().begin("c", "http://127.0.0.1:1/callback", {}, true, caller()));
  for (const auto& [key, value] : records_of(settings_).all())
    for (const char* secret : {"CANARYaccess", "refresh-CANARY", "seed-CANARY", "client-secret"})
      EXPECT_EQ(value.find(secret), std::string::npos) << key << " holds " << secret;
}

TEST_F(ConnectionsTest, WhatOneProcessRevokesAnotherDoesNotUse) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  Connections other(settings_, transport_);
  ASSERT_TRUE(other.find({.link = "c"}, caller()));
  ASSERT_TRUE(connections().revoke("c", {}, caller()));
  EXPECT_EQ(code_of(other.find({.link = "c"}, caller()).error()), "SLC-CON-0002");
}

TEST_F(ConnectionsTest, ARecordThatSomebodyMovedIsNotOpened) {
  add_acme();
  create("each", "acme", "user");
  authorize("each", caller("a@x", "user"), "token-a");
  authorize("each", caller("b@x", "user"), "token-b");
  MemoryRecords& records = records_of(settings_);
  std::string mine;
  std::string others;
  for (const auto& [key, value] : records.all()) {
    if (key.ends_with("/a@x")) mine = key;
    if (key.ends_with("/b@x")) others = value;
  }
  ASSERT_FALSE(mine.empty());
  records.put(mine, others);
  EXPECT_EQ(signed_with({.link = "each"}, caller("a@x", "user")), "SLC-CON-0106");
}

TEST_F(ConnectionsTest, ADamagedRecordIsAStoreProblemThatNamesIt) {
  add_acme();
  create("c", "acme");
  records_of(settings_).put("connection/c", "{\"id\":");
  const auto refused = connections().show("c", caller());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Store);
  EXPECT_NE(refused.error().message.find("connection/c"), std::string::npos) << refused.error().message;
  const auto damage = connections().shelf().vault().value()->store().damage();
  ASSERT_TRUE(damage);
  EXPECT_NE(damage->find("connection/c"), std::string::npos);
}

TEST_F(ConnectionsTest, AHostThatFailsIsAStoreProblem) {
  add_acme();
  records_of(settings_).failing = true;
  const auto refused = connections().create({.link = "c", .connector = "acme"}, caller());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Store);
  EXPECT_NE(refused.error().message.find("the network is down"), std::string::npos);
  records_of(settings_).failing = false;
  create("c", "acme");
}

TEST_F(ConnectionsTest, AnswersThatAreNotUtf8DoNotMakeARecordUnreadable) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  expire_at(1);
  transport_.answer_json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"\xff\xfe gone\"}");
  EXPECT_NE(signed_with({.link = "c"}, caller()).substr(0, 6), "Bearer");
  EXPECT_TRUE(connections().show("c", caller()));
}

TEST_F(ConnectionsTest, LeasesLapseByTheClockOfTheHost) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  ConnectionStore& store = connections().shelf().vault().value()->store();
  MemoryRecords& records = records_of(settings_);
  records.clock = 1'000'000;
  EXPECT_TRUE(store.take_lease(1, "first", 1000).value());
  EXPECT_FALSE(store.take_lease(1, "second", 1000).value());
  records.clock = 1'000'999;
  EXPECT_FALSE(store.take_lease(1, "second", 1000).value());
  records.clock = 1'001'000;
  EXPECT_TRUE(store.take_lease(1, "second", 1000).value());
  ASSERT_TRUE(store.end_lease(1, "first"));  // not his any more
  EXPECT_FALSE(store.take_lease(1, "third", 1000).value());
  ASSERT_TRUE(store.end_lease(1, "second"));
  EXPECT_TRUE(store.take_lease(1, "third", 1000).value());
}

TEST_F(ConnectionsTest, ManyWritersLoseNothing) {
  add_acme();
  constexpr int kThreads = 8;
  constexpr int kEach = 10;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      Connections own(settings_, transport_);
      for (int i = 0; i < kEach; ++i) {
        const std::string link = "c" + std::to_string(thread) + "_" + std::to_string(i);
        const auto made = own.create({.link = link, .connector = "acme"}, caller());
        EXPECT_TRUE(made) << made.error().message;
      }
    });
  }
  for (std::thread& each : threads) each.join();
  const auto all = connections().list(caller());
  ASSERT_TRUE(all);
  EXPECT_EQ(all->size(), std::size_t{kThreads * kEach});
  std::set<std::int64_t> ids;
  for (const ConnectionState& each : *all) ids.insert(each.connection.id);
  EXPECT_EQ(ids.size(), all->size());
}

// Four processes with 16 threads each, as far as the store can tell: one request to the token endpoint for each expiry.
TEST_F(ConnectionsTest, AStormOfCallersIsOneRefreshForEachExpiry) {
  constexpr int kProcesses = 4;
  constexpr int kThreads = 16;
  constexpr int kExpiries = 20;
  settings_.time_divisor = 100;
  open();
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "token-0");
  std::atomic<int> refreshes = 0;
  std::string good = "refresh-token-0";  // each is good for one use
  std::mutex mutex;
  transport_.answer_with([&](const HttpRequest& request) -> Outcome<HttpResponse> {
    const std::lock_guard lock(mutex);
    EXPECT_NE(request.body.find("refresh_token=" + good), std::string::npos) << "a token was used twice";
    const std::string number = std::to_string(++refreshes);
    good = "refresh-token-" + number;
    std::this_thread::yield();
    return HttpResponse{
        200,
        {},
        R"({"access_token":"token-)" + number + R"(","refresh_token":")" + good + R"(","expires_in":3600})",
        {}};
  });
  std::vector<std::unique_ptr<Connections>> processes;
  for (int i = 0; i < kProcesses; ++i) processes.push_back(std::make_unique<Connections>(settings_, transport_));
  for (int expiry = 1; expiry <= kExpiries; ++expiry) {
    expire_at(1);
    std::latch start(kProcesses * kThreads);
    std::vector<std::string> tokens(kProcesses * kThreads);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      threads.emplace_back([&, i] {
        start.arrive_and_wait();
        auto grant = processes[i % kProcesses]->find({.link = "c"}, caller());
        if (!grant) return;
        HttpRequest request;
        request.url = "https://api.acme.example/v1";
        if ((*grant)->sign(request, {})) tokens[i] = *find_header(request.headers, "Authorization");
      });
    }
    for (std::thread& each : threads) each.join();
    EXPECT_EQ(refreshes, expiry);
    for (const std::string& token : tokens) EXPECT_EQ(token, "Bearer token-" + std::to_string(expiry));
  }
}

TEST_F(ConnectionsTest, TwoWhoChangeKeysAtOnceLoseNone) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      Connections own(settings_, transport_);
      for (int round = 0; round < 5; ++round) {
        const auto id = own.rotate_key(caller());
        EXPECT_TRUE(id) << id.error().message;
      }
    });
  }
  for (std::thread& each : threads) each.join();
  open();
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "Bearer t");
  EXPECT_FALSE(records_of(settings_).all().contains("rotation"));
}

TEST_F(ConnectionsTest, AKeyOfTheHostIsRotatedInItsRecords) {
  std::string keys = key_of('a');
  settings_.store.key_text = [&] { return keys; };
  settings_.store.key_place = "the host";
  open();
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  keys = key_of('b') + "," + key_of('a');
  ASSERT_TRUE(connections().rotate_key(caller()));
  keys = key_of('b');
  open();
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "Bearer t");
}

}  // namespace
}  // namespace sluice::connectors
