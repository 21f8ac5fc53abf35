// The rules of connections: types, roles, environments, primary accounts, payment services, references, limits.
#include <thread>

#include "tests/connections/harness.h"

namespace sluice::connectors {
namespace {

const ConnectionWish kCrm{.link = {}, .connector = "zoho_crm", .scopes = {}};
const std::string kCrmUrl = "https://www.zohoapis.com/crm/v8/Leads";

TEST_F(ConnectionsTest, SystemConnectionIsCreatedOnceAndWorksOnceAuthorized) {
  const auto first = connections().find(kCrm, caller("ada@x", "user"));
  ASSERT_FALSE(first);
  EXPECT_EQ(code_of(first.error()), "SLC-CON-0002");
  EXPECT_EQ(first.error().kind, ErrorKind::Authorization);
  EXPECT_EQ(first.error().message,
            "You cannot perform this operation. Connection not authorised: zoho_crm (Zoho CRM, system)");
  EXPECT_EQ(first.error().help, "run: sluice connections authorize zoho_crm");
  EXPECT_FALSE(connections().find(kCrm, caller()));
  EXPECT_EQ(connections().list(caller())->size(), 1u);
  configure("zoho_crm");
  authorize("zoho_crm", caller(), "token-1");
  EXPECT_EQ(signed_with(kCrm, caller("ada@x", "user"), kCrmUrl), "Zoho-oauthtoken token-1");
  EXPECT_EQ(connections().list(caller())->size(), 1u);
}

TEST_F(ConnectionsTest, SystemConnectionsCanBeAuthorizedBeforeTheirFirstUse) {
  configure("zoho_crm");
  EXPECT_EQ(code_of(connections().authorize("zoho_crm", {}, false, caller("ada@x", "user")).error()), "SLC-CON-0010");
  EXPECT_TRUE(connections().list(caller())->empty());
  authorize("zoho_crm", caller(), "token-1");
  EXPECT_EQ(signed_with(kCrm, caller("ada@x", "user"), kCrmUrl), "Zoho-oauthtoken token-1");
}

TEST_F(ConnectionsTest, SystemConnectionIsCreatedOnceUnderARace) {
  std::vector<std::unique_ptr<Connections>> others;
  for (int i = 0; i < 8; ++i) others.push_back(std::make_unique<Connections>(settings_, transport_));
  std::vector<std::thread> threads;
  std::atomic<int> refused = 0;
  for (auto& each : others)
    threads.emplace_back([&] {
      const auto grant = each->find(kCrm, caller());
      if (!grant && grant.error().code == messages::ConnectionNotAuthorized) ++refused;
    });
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(refused, 8);
  EXPECT_EQ(connections().list(caller())->size(), 1u);
  int created = 0;
  const auto events = connections().events("", 100);
  for (const EventRow& event : *events) created += event.name == "auto_created";
  EXPECT_EQ(created, 1);
}

TEST_F(ConnectionsTest, UsersAuthorizeTheirOwnAccountsOnly) {
  add_acme();
  create("shared", "acme", "admin");
  create("each", "acme", "user");
  for (const char* role : {"user", "portal", "shared"}) {
    const auto refused = connections().authorize("shared", {}, false, caller("ada@x", role));
    ASSERT_FALSE(refused);
    EXPECT_EQ(code_of(refused.error()), "SLC-CON-0010") << role;
    EXPECT_EQ(refused.error().kind, ErrorKind::Authorization);
    authorize("each", caller(std::string(role) + "@x", role), std::string("t-") + role);
  }
  for (const char* role : {"user", "portal", "shared"})
    EXPECT_EQ(signed_with({.link = "each"}, caller(std::string(role) + "@x", role)), std::string("Bearer t-") + role);
}

TEST_F(ConnectionsTest, WhatOnlyAdministratorsMayDo) {
  add_acme();
  create("c", "acme", "user");
  const Caller user = caller("ada@x", "user");
  EXPECT_EQ(code_of(connections().create({.link = "d", .connector = "acme"}, user).error()), "SLC-CON-0010");
  EXPECT_EQ(code_of(connections().rename("c", "C", user).error()), "SLC-CON-0010");
  EXPECT_EQ(code_of(connections().enable("c", false, user).error()), "SLC-CON-0010");
  EXPECT_EQ(code_of(connections().set_apps("c", {"*"}, user).error()), "SLC-CON-0010");
  EXPECT_EQ(code_of(connections().set_scopes("c", {}, user).error()), "SLC-CON-0010");
  EXPECT_EQ(code_of(connections().remove("c", user).error()), "SLC-CON-0010");
  EXPECT_EQ(code_of(connections().rotate_key(user).error()), "SLC-CON-0010");
  EXPECT_EQ(code_of(connections().set_primary("c", "ada@x", caller("dev@x", "developer")).error()), "SLC-CON-0010");
  EXPECT_TRUE(connections().create({.link = "d", .connector = "acme"}, caller("dev@x", "developer")));
}

TEST_F(ConnectionsTest, TheTokenOfOneUserIsNeverUsedForAnother) {
  add_acme();
  create("each", "acme", "user");
  authorize("each", caller("a@x", "user"), "token-a");
  EXPECT_EQ(signed_with({.link = "each"}, caller("a@x", "user")), "Bearer token-a");
  EXPECT_EQ(signed_with({.link = "each"}, caller("b@x", "user")), "SLC-CON-0002");
  EXPECT_EQ(signed_with({.link = "each"}, caller("A@x", "user")), "SLC-CON-0002");
  EXPECT_EQ(signed_with({.link = "each"}, caller("", "user")), "SLC-CON-0002");
  EXPECT_EQ(signed_with({.link = "each"}, caller("*", "user")), "SLC-CON-0002");
  authorize("each", caller("b@x", "user"), "token-b");
  EXPECT_EQ(signed_with({.link = "each"}, caller("a@x", "user")), "Bearer token-a");
  EXPECT_EQ(signed_with({.link = "each"}, caller("b@x", "user")), "Bearer token-b");
}

TEST_F(ConnectionsTest, SchedulesUseThePrimaryAccountOfTheirEnvironment) {
  add_acme();
  create("each", "acme", "user", true);
  Caller schedule{"", "super_admin", "local", "production", "schedule"};
  EXPECT_EQ(signed_with({.link = "each"}, schedule), "SLC-CON-0005");
  authorize("each", caller("ada@x", "user"), "user");
  EXPECT_EQ(signed_with({.link = "each"}, schedule), "SLC-CON-0005");
  authorize("each", caller("one@x", "admin"), "one");
  authorize("each", caller("two@x", "admin"), "two");
  EXPECT_EQ(signed_with({.link = "each"}, schedule), "Bearer one");
  Caller stage = caller("three@x", "admin");
  stage.environment = "stage";
  authorize("each", stage, "three");
  schedule.environment = "stage";
  EXPECT_EQ(signed_with({.link = "each"}, schedule), "Bearer three");
  schedule.environment = "production";
  EXPECT_EQ(code_of(connections().set_primary("each", "ada@x", caller()).error()), "SLC-CON-0034");
  EXPECT_EQ(code_of(connections().set_primary("each", "nobody@x", caller()).error()), "SLC-CON-0034");
  ASSERT_TRUE(connections().set_primary("each", "two@x", caller()));
  EXPECT_EQ(signed_with({.link = "each"}, schedule), "Bearer two");
  schedule.environment = "stage";
  EXPECT_EQ(signed_with({.link = "each"}, schedule), "Bearer three");
}

TEST_F(ConnectionsTest, EnvironmentsShareAnAuthorizationOrDoNot) {
  add_acme();
  create("one", "acme", "admin", false);
  create("three", "acme", "admin", true);
  authorize("one", caller(), "all");
  authorize("three", caller(), "production");
  for (const char* environment : {"development", "stage", "production"}) {
    Caller who = caller();
    who.environment = environment;
    EXPECT_EQ(signed_with({.link = "one"}, who), "Bearer all");
    EXPECT_EQ(signed_with({.link = "three"}, who),
              std::string(environment) == "production" ? "Bearer production" : "SLC-CON-0002");
  }
}

TEST_F(ConnectionsTest, PaymentServicesHaveOneAdminConnection) {
  settings_.data_centre = "in";
  open();
  create("pay", "razorpay");
  EXPECT_EQ(code_of(connections().create({.link = "pay2", .connector = "razorpay"}, caller()).error()), "SLC-CON-0013");
  EXPECT_EQ(code_of(connections().create({.link = "p", .connector = "paypal", .type = "user"}, caller()).error()),
            "SLC-CON-0006");
  settings_.data_centre = "us";
  open();
  EXPECT_EQ(code_of(connections().create({.link = "r", .connector = "razorpay"}, caller()).error()), "SLC-CON-0018");
  for (const char* gone : {"paypal_legacy", "payflow_pro", "payments_pro"}) {
    const auto refused = connections().create({.link = "r", .connector = gone}, caller());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("26 September 2024"), std::string::npos);
  }
}

TEST_F(ConnectionsTest, OnlyTwelveBuiltInConnectorsAllowLoggedInUsers) {
  std::vector<std::string> allowing;
  const auto connectors = connections().connectors();
  for (const auto& each : *connectors)
    if (each->logged_in_user) allowing.push_back(each->link);
  EXPECT_EQ(allowing, (std::vector<std::string>{"clickatell", "clockwork_sms", "hoiio", "quickbooks", "salesforce",
                                                "sms_magic", "twilio", "zoho_crm", "zoho_oauth", "zoho_projects",
                                                "zoho_recruit", "zoho_sheet"}));
  EXPECT_EQ(code_of(connections().create({.link = "s", .connector = "slack", .type = "user"}, caller()).error()),
            "SLC-CON-0006");
}

TEST_F(ConnectionsTest, ReferencesGuardDeletion) {
  add_acme();
  create("c", "acme");
  ASSERT_TRUE(connections().add_reference("c", {"schedule", "nightly"}, caller()));
  const auto refused = connections().remove("c", caller());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "Connection 'c' is in use: schedule nightly");
  ASSERT_TRUE(connections().remove_reference("c", {"schedule", "nightly"}, caller()));
  EXPECT_TRUE(connections().remove("c", caller()));
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "SLC-CON-0001");
}

TEST_F(ConnectionsTest, RevokingDisablingAndApplications) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  ASSERT_TRUE(connections().enable("c", false, caller()));
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "SLC-CON-0003");
  ASSERT_TRUE(connections().enable("c", true, caller()));
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "Bearer t");
  ASSERT_TRUE(connections().set_apps("c", {"shop"}, caller()));
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "SLC-CON-0004");
  ASSERT_TRUE(connections().set_apps("c", {"shop", "local"}, caller()));
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "Bearer t");
  transport_.answer_json(200, "{}");
  EXPECT_TRUE(*connections().revoke("c", "", caller()));
  EXPECT_EQ(transport_.requests().back().url, "https://acme.example/revoke");
  EXPECT_NE(transport_.requests().back().body.find("token=refresh-t"), std::string::npos);
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "SLC-CON-0002");
  EXPECT_EQ(connections().show("c", caller())->state, "revoked");
}

TEST_F(ConnectionsTest, AGrantStopsWhenItsAuthorizationIsRevokedElsewhere) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  auto grant = connections().find({.link = "c"}, caller());
  ASSERT_TRUE(grant);
  Connections other(settings_, transport_);
  ASSERT_TRUE(other.revoke("c", "", caller()));
  HttpRequest request;
  request.url = "https://api.acme.example/";
  const auto refused = (*grant)->sign(request, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Authorization);
  EXPECT_TRUE(request.headers.empty());
}

TEST_F(ConnectionsTest, NamesAndLimits) {
  add_acme();
  create("c", "acme");
  ASSERT_TRUE(connections().rename("c", "My & Co: 1/2 ~*", caller()));
  EXPECT_EQ(connections().show("c", caller())->connection.name, "My & Co: 1/2 ~*");
  EXPECT_EQ(connections().show("c", caller())->connection.link, "c");
  for (const std::string& bad : {std::string(), std::string(51, 'x'), std::string("a<b"), std::string("a\nb")})
    EXPECT_EQ(code_of(connections().rename("c", bad, caller()).error()), "SLC-CON-0011") << bad;
  for (const char* bad : {"1c", "C", "c-d", "zoho_crm", ""})
    EXPECT_EQ(code_of(connections().create({.link = bad, .connector = "acme"}, caller()).error()), "SLC-CON-0011")
        << bad;
  EXPECT_EQ(connections().create({.name = "My Shop 2", .connector = "acme"}, caller())->link, "my_shop_2");
  EXPECT_EQ(connections().create({.name = "My Shop 2", .connector = "acme"}, caller())->link, "my_shop_2_2");
  EXPECT_EQ(code_of(connections().create({.link = "c", .connector = "acme"}, caller()).error()), "SLC-CON-0012");
  settings_.plan_limit = static_cast<std::uint32_t>(connections().list(caller())->size());
  open();
  EXPECT_EQ(code_of(connections().create({.link = "more", .connector = "acme"}, caller()).error()), "SLC-CON-0009");
  EXPECT_EQ(code_of(connections().find(kCrm, caller()).error()), "SLC-CON-0002") << "system connections never count";
}

TEST_F(ConnectionsTest, EditingAConnectorRevokesItsConnections) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  ASSERT_TRUE(connections().add_connector(kAcme, "acme.toml", caller()));
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "SLC-CON-0002");
  EXPECT_EQ(code_of(connections().remove_connector("acme", caller()).error()), "SLC-CON-0038");
  EXPECT_EQ(code_of(connections().remove_connector("zoho_crm", caller()).error()), "SLC-CON-0020");
}

TEST_F(ConnectionsTest, ChangedScopesNeedANewConsent) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  EXPECT_EQ(code_of(connections().set_scopes("c", {"records.burn"}, caller()).error()), "SLC-CON-0039");
  ASSERT_TRUE(connections().set_scopes("c", {"records.read"}, caller()));
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "SLC-CON-0002");
}

TEST_F(ConnectionsTest, ServicesHaveToFit) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  EXPECT_EQ(signed_with({.link = "c", .connector = "zoho_crm"}, caller()), "SLC-CON-0007");
  EXPECT_EQ(signed_with({.link = {}, .connector = "salesforce"}, caller()), "SLC-CON-0029");
  EXPECT_EQ(signed_with({.link = "d"}, caller()), "SLC-CON-0001");
}

TEST_F(ConnectionsTest, AZohoOAuthConnectionServesWhatItsScopesHold) {
  configure("zoho_oauth");
  ASSERT_TRUE(connections().create({.link = "z",
                                    .connector = "zoho_oauth",
                                    .type = "user",
                                    .scopes = {"ZohoCliq.Webhooks.CREATE", "ZohoCRM.modules.ALL"}},
                                   caller()));
  authorize("z", caller("a@x", "user"), "t");
  const Caller a = caller("a@x", "user");
  const std::string cliq = "https://cliq.zoho.com/api/v2/channelsbyname/x/message";
  EXPECT_EQ(signed_with({.link = "z", .connector = "zoho_cliq", .scopes = {"ZohoCliq.Webhooks.CREATE"}}, a, cliq),
            "Zoho-oauthtoken t");
  EXPECT_EQ(signed_with({.link = "z", .connector = "zoho_crm", .scopes = {"ZohoCRM.modules.leads.READ"}}, a, kCrmUrl),
            "Zoho-oauthtoken t");
  EXPECT_EQ(signed_with({.link = "z", .connector = "zoho_books", .scopes = {"ZohoBooks.fullaccess.all"}}, a),
            "SLC-CON-0008");
}

TEST_F(ConnectionsTest, SystemConnectionsAreNotEdited) {
  EXPECT_FALSE(connections().find(kCrm, caller()));
  EXPECT_EQ(code_of(connections().remove("zoho_crm", caller()).error()), "SLC-CON-0015");
  EXPECT_EQ(code_of(connections().rename("zoho_crm", "X", caller()).error()), "SLC-CON-0015");
  EXPECT_EQ(code_of(connections().set_scopes("zoho_crm", {}, caller()).error()), "SLC-CON-0015");
}

TEST_F(ConnectionsTest, AMissingClientNamesTheCommand) {
  EXPECT_FALSE(connections().find(kCrm, caller()));
  const auto consent = connections().begin("zoho_crm", "http://127.0.0.1:1/callback", {}, false, caller());
  ASSERT_FALSE(consent);
  EXPECT_EQ(code_of(consent.error()), "SLC-CON-0021");
  EXPECT_EQ(consent.error().help, "run: sluice connectors configure zoho_crm --client-id ID --client-secret-stdin");
}

}  // namespace
}  // namespace sluice::connectors
