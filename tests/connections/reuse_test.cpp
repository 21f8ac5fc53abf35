// One authorisation for several connections of a connector.
#include "tests/connections/harness.h"

namespace sluice::connectors {
namespace {

class ReuseTest : public ConnectionsTest {
 protected:
  ReuseTest() {
    add_acme();
    create("first", "acme");
    create("second", "acme");
    authorize("first", caller(), "token");
  }
  std::string reuse(const std::string& link, const std::string& other, const Caller& who = caller()) {
    const Outcome<std::string> account = connections().reuse(link, other, false, who);
    return account ? *account : code_of(account.error()) + " " + account.error().message;
  }
};

TEST_F(ReuseTest, SignsWithTheTokenOfTheOther) {
  EXPECT_EQ(reuse("second", "first"), "Acme Account 1");
  EXPECT_EQ(signed_with({.link = "second"}, caller()), "Bearer token");
  const auto shown = connections().show("second", caller());
  EXPECT_EQ(shown->state, "connected");
  EXPECT_EQ(shown->authorizations.at(0).account, "Acme Account 1 of first");
}

// A refresh token that is used once has one owner.
TEST_F(ReuseTest, OneTokenIsRenewedForBoth) {
  reuse("second", "first");
  expire_at(1);
  int refreshes = 0;
  transport_.answer_with([&](const HttpRequest& request) {
    EXPECT_NE(request.body.find("refresh_token=refresh-token"), std::string::npos) << request.body;
    ++refreshes;
    return HttpResponse{200, {}, R"({"access_token":"new","refresh_token":"next","expires_in":3600})", {}};
  });
  EXPECT_EQ(signed_with({.link = "second"}, caller()), "Bearer new");
  EXPECT_EQ(signed_with({.link = "first"}, caller()), "Bearer new");
  EXPECT_EQ(refreshes, 1);
}

TEST_F(ReuseTest, EndsWithTheOther) {
  reuse("second", "first");
  transport_.answer_json(200, "{}");
  ASSERT_TRUE(connections().revoke("first", {}, caller()));
  EXPECT_EQ(connections().show("second", caller())->state, "revoked");
  const auto grant = connections().find({.link = "second"}, caller());
  ASSERT_FALSE(grant);
  EXPECT_EQ(code_of(grant.error()), "SLC-CON-0002");
  EXPECT_EQ(grant.error().help, "run: sluice connections authorize first");
}

TEST_F(ReuseTest, TheOtherGoesOnAndTheServiceIsNotTold) {
  reuse("second", "first");
  const std::size_t before = transport_.requests().size();
  EXPECT_TRUE(connections().revoke("second", {}, caller()).value());
  EXPECT_EQ(transport_.requests().size(), before);
  EXPECT_EQ(signed_with({.link = "second"}, caller()), "SLC-CON-0002");
  EXPECT_EQ(signed_with({.link = "first"}, caller()), "Bearer token");
}

TEST_F(ReuseTest, TheOtherIsGuardedAsLongAsItIsUsed) {
  const auto deleted = [&] {
    const auto done = connections().remove("first", caller());
    return done ? "(done)" : done.error().message;
  };
  const std::string used = "Connection 'first' is in use: connection second";
  reuse("second", "first");
  EXPECT_EQ(deleted(), used);
  transport_.answer_json(200, "{}");
  ASSERT_TRUE(connections().revoke("second", {}, caller()));
  EXPECT_TRUE(connections().show("first", caller())->references.empty());
  EXPECT_EQ(deleted(), "(done)");
}

TEST_F(ReuseTest, WhatEndsItEndsTheGuard) {
  const auto references = [&] { return connections().show("first", caller())->references.size(); };
  reuse("second", "first");
  ASSERT_TRUE(connections().set_scopes("second", {"records.read"}, caller()));
  EXPECT_EQ(references(), 0u);
  reuse("second", "first");
  EXPECT_EQ(references(), 1u);
  GivenCredentials given;
  set_field(given.secrets, "refresh_token", Secret("s"));
  transport_.answer_json(200, R"({"access_token":"own","expires_in":3600})");
  ASSERT_TRUE(connections().authorize("second", given, true, caller()));
  EXPECT_EQ(references(), 0u);
  EXPECT_EQ(signed_with({.link = "second"}, caller()), "Bearer own");
  ASSERT_TRUE(connections().reuse("second", "first", true, caller()));
  ASSERT_TRUE(connections().remove("second", caller()));
  EXPECT_EQ(references(), 0u);
  EXPECT_TRUE(connections().remove("first", caller()));
}

TEST_F(ReuseTest, UsersReuseTheirOwn) {
  create("mine", "acme", "user");
  create("too", "acme", "user");
  authorize("mine", caller("a@x", "user"), "token-a");
  EXPECT_EQ(reuse("too", "mine", caller("a@x", "user")), "Acme Account 1");
  EXPECT_EQ(signed_with({.link = "too"}, caller("a@x", "user")), "Bearer token-a");
  EXPECT_EQ(signed_with({.link = "too"}, caller("b@x", "user")), "SLC-CON-0002");
  EXPECT_EQ(reuse("too", "mine", caller("b@x", "user")).substr(0, 12), "SLC-CON-0002");
  EXPECT_EQ(connections().show("mine", caller())->references.at(0).place, "too of a@x");
}

TEST_F(ReuseTest, WhatDoesNotFit) {
  const std::string head = "SLC-CON-0043 The authorisation of 'first' cannot serve ";
  EXPECT_EQ(reuse("first", "first").substr(0, 12), "SLC-CON-0030");
  EXPECT_EQ(reuse("second", "nobody").substr(0, 12), "SLC-CON-0001");
  create("other", "stripe");
  EXPECT_EQ(reuse("other", "first"), head + "'other': it belongs to the connector acme");
  create("each", "acme", "user");
  EXPECT_EQ(reuse("each", "first"), head + "'each': only one of them has an authorisation for each user");
  EXPECT_EQ(reuse("second", "first", caller("u@x", "user")).substr(0, 12), "SLC-CON-0010");
  reuse("second", "first");
  create("third", "acme");
  EXPECT_EQ(reuse("third", "second"),
            "SLC-CON-0043 The authorisation of 'second' cannot serve 'third': it reuses another one itself");
  transport_.answer_json(200, R"({"access_token":"t","refresh_token":"r","expires_in":3600,"scope":"records.read"})");
  GivenCredentials given;
  set_field(given.secrets, "refresh_token", Secret("s"));
  ASSERT_TRUE(connections().authorize("first", given, true, caller()));
  EXPECT_EQ(reuse("third", "first"), head + "'third': it lacks the scope records.write");
}

}  // namespace
}  // namespace sluice::connectors
