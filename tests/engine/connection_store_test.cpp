// A host that keeps connections in its own database: here a map, shared by engines as processes would share a server.
#include <sluice/connection_store.h>

#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <sluice/connections.h>
#include <sluice/sandbox.h>

#include "tests/engine/harness.h"

namespace sluice {
namespace {

class Database final : public ConnectionStore {
 public:
  Result<std::string> version() override {
    if (broken) throw std::runtime_error("the database is away");
    const std::lock_guard lock(mutex_);
    return version_;
  }
  Result<std::optional<std::string>> get(const std::string& key) override {
    const std::lock_guard lock(mutex_);
    const auto found = records_.find(key);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
  }
  Result<std::vector<StoreRecord>> list(const std::string& prefix) override {
    const std::lock_guard lock(mutex_);
    std::vector<StoreRecord> found;
    for (const auto& [key, value] : records_)
      if (key.starts_with(prefix)) found.push_back({key, value});
    return found;
  }
  Result<bool> change(const std::string& expected, const std::string& next,
                      std::span<const StoreChange> changes) override {
    if (full) return Error{.kind = ErrorKind::Host, .message = "no room", .help = "buy a disk"};
    const std::lock_guard lock(mutex_);
    if (version_ != expected) return false;
    version_ = next;
    for (const StoreChange& each : changes) {
      if (each.value)
        records_[each.key] = *each.value;
      else
        records_.erase(each.key);
    }
    return true;
  }
  std::string name() const override { return "of the shop"; }

  std::map<std::string, std::string> all() {
    const std::lock_guard lock(mutex_);
    return records_;
  }
  // Waits until the tokens have expired, so to speak.
  void expire() {
    const std::lock_guard lock(mutex_);
    version_ += "'";
    for (auto& [key, value] : records_) {
      const std::size_t at = value.find("\"expires_at\":");
      if (key.starts_with("authorization/") && at != std::string::npos)
        value.replace(at + 13, value.find(',', at) - at - 13, "1");
    }
  }
  int count(const std::string& text) {
    int count = 0;
    for (const auto& [key, value] : all()) count += key.starts_with("event/") && value.find(text) != std::string::npos;
    return count;
  }

  std::atomic<bool> broken = false;
  std::atomic<bool> full = false;

 private:
  std::mutex mutex_;
  std::string version_;
  std::map<std::string, std::string> records_;
};

class Keys final : public KeyProvider {
 public:
  std::string keys() override { return std::string(64, 'a'); }
};

class HostStore : public testing::Test {
 protected:
  Engine engine(const Sandbox* sandbox = nullptr) {
    EngineOptions options;
    options.connections.folder = "/nonexistent/nowhere";  // nothing of the store is in files
    options.connections.keys = std::make_shared<Keys>();
    options.connections.store = database_;
    if (sandbox != nullptr) sandbox->prepare(options);
    return make_engine(std::move(options));
  }
  std::shared_ptr<Database> database_ = std::make_shared<Database>();
};

TEST_F(HostStore, KeepsWhatAnotherEngineFinds) {
  const Engine first = engine();
  ASSERT_TRUE(Connections(first).create({.link = "box", .connector = "generic_bearer"}).ok());
  const Result<std::string> account = Connections(first).authorize(
      "box", {{"token", "s3cret-s3cret"}}, {.parameters = {{"host", "example.com"}}, .account = "Ada"});
  ASSERT_TRUE(account.ok()) << account.error().message;
  const Engine second = engine();
  const Result<ConnectionInfo> shown = Connections(second).show("box");
  ASSERT_TRUE(shown.ok()) << shown.error().message;
  EXPECT_EQ(shown->state, "connected");
  EXPECT_EQ(shown->authorizations.at(0).account, "Ada");
  ASSERT_TRUE(Connections(second).revoke("box").ok());
  EXPECT_EQ(Connections(first).show("box")->state, "revoked");
  for (const auto& [key, value] : database_->all()) EXPECT_EQ(value.find("s3cret"), std::string::npos) << key;
}

TEST_F(HostStore, ManyCallersOfTwoEnginesRenewATokenOnce) {
  const Result<Sandbox> sandbox = Sandbox::start();
  ASSERT_TRUE(sandbox.ok()) << sandbox.error().message;
  const Engine engines[] = {engine(&*sandbox), engine(&*sandbox)};
  const Result<void> connected = sandbox->connect(engines[0]);
  ASSERT_TRUE(connected.ok()) << connected.error().message;
  const char* script = R"(return zoho.crm.getRecords("Leads", 1, 2).size();)";
  ASSERT_EQ(result(engines[1], script), "2");
  for (int expiry = 1; expiry <= 5; ++expiry) {
    database_->expire();
    const int before = database_->count("\"refreshed\"");
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) threads.emplace_back([&, i] { EXPECT_EQ(result(engines[i % 2], script), "2"); });
    for (std::thread& each : threads) each.join();
    EXPECT_EQ(database_->count("\"refreshed\""), before + 1);
  }
}

TEST_F(HostStore, WhatItThrowsAndRefusesAreStoreProblems) {
  const Engine used = engine();
  ASSERT_TRUE(Connections(used).create({.link = "box", .connector = "generic_bearer"}).ok());
  database_->full = true;
  const Result<std::string> refused = Connections(used).create({.link = "other", .connector = "generic_bearer"});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::Store);
  EXPECT_EQ(refused.error().code, "SLC-CON-0101");
  EXPECT_EQ(refused.error().message, "The connection store of the shop cannot be used: no room");
  EXPECT_EQ(refused.error().help, "buy a disk");
  database_->broken = true;
  const std::string said = result(used, R"(invokeurl [ url: "https://example.com" connection: "box" ];)");
  EXPECT_EQ(said, "SLC-CON-0101 The connection store of the shop cannot be used: the database is away");
  database_->broken = false;
  database_->full = false;
  EXPECT_TRUE(Connections(used).create({.link = "other", .connector = "generic_bearer"}).ok());
}

TEST_F(HostStore, DoctorSaysWhereItIs) {
  const std::vector<Examination> found = Connections(engine()).examine();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].verdict, Examination::Verdict::Fine);
  EXPECT_EQ(to_value(found[0]).to_json(),
            R"({"subject":"store","verdict":"ok","finding":"of the shop is readable, and whole","help":null})");
}

}  // namespace
}  // namespace sluice
