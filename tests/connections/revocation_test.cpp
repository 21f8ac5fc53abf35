// What services are told when an authorisation is taken back: the requests that their documentation describes.
#include "connectors/catalog/builtin.h"
#include "connectors/catalog/connector_file.h"
#include "interpreter/support/base64.h"
#include "tests/connections/harness.h"

namespace sluice::connectors {
namespace {

class RevocationTest : public ConnectionsTest {
 protected:
  // Authorises a connection of a built-in connector, revokes it, and gives the request that told the service.
  HttpRequest told(const std::string& connector, const std::string& answer = "{}") {
    configure(connector);
    const std::vector<std::string> scopes =
        builtin_connector(connector)->auth.scopes_required ? std::vector<std::string>{"s"} : std::vector<std::string>();
    EXPECT_TRUE(connections().create({.link = "c", .connector = connector, .scopes = scopes}, caller()));
    authorize("c", caller(), "access");
    transport_.answer_json(200, answer);
    const std::size_t before = transport_.requests().size();
    const Outcome<bool> done = connections().revoke("c", {}, caller());
    EXPECT_TRUE(done);
    was_told_ = done && *done;
    EXPECT_EQ(signed_with({.link = "c"}, caller()), "SLC-CON-0002");
    const std::vector<HttpRequest> requests = transport_.requests();
    EXPECT_EQ(requests.size(), before + 1);
    return requests.back();
  }
  static std::string header(const HttpRequest& request, const char* name) {
    const std::string* value = find_header(request.headers, name);
    return value == nullptr ? "(none)" : *value;
  }
  static std::string basic() { return "Basic " + interpreter::support::base64_of("client-1:client-secret"); }

  bool was_told_ = false;
};

// docs.github.com/en/rest/apps/oauth-applications
TEST_F(RevocationTest, GitHub) {
  const HttpRequest request = told("github");
  EXPECT_TRUE(was_told_);
  EXPECT_EQ(request.method + " " + request.url, "DELETE https://api.github.com/applications/client-1/grant");
  EXPECT_EQ(header(request, "Authorization"), basic());
  EXPECT_EQ(header(request, "Content-Type"), "application/json");
  EXPECT_EQ(request.body, R"({"access_token":"access"})");
}

// www.dropbox.com/developers/documentation/http/documentation#auth-token-revoke: no argument, no type
TEST_F(RevocationTest, Dropbox) {
  const HttpRequest request = told("dropbox");
  EXPECT_TRUE(was_told_);
  EXPECT_EQ(request.method + " " + request.url, "POST https://api.dropboxapi.com/2/auth/token/revoke");
  EXPECT_EQ(header(request, "Authorization"), "Bearer access");
  EXPECT_EQ(header(request, "Content-Type"), "(none)");
  EXPECT_EQ(request.body, "");
}

// developers.hubspot.com/docs/api-reference/latest/authentication/oauth-tokens/revoke-token
TEST_F(RevocationTest, HubSpot) {
  const HttpRequest request = told("hubspot");
  EXPECT_TRUE(was_told_);
  EXPECT_EQ(request.method + " " + request.url, "POST https://api.hubapi.com/oauth/2026-03/token/revoke");
  EXPECT_EQ(request.body, "token=refresh-access&client_id=client-1&client_secret=client-secret");
}

// developer.intuit.com: JSON with the client in the header
TEST_F(RevocationTest, QuickBooks) {
  const HttpRequest request = told("quickbooks");
  EXPECT_TRUE(was_told_);
  EXPECT_EQ(request.method + " " + request.url, "POST https://developer.api.intuit.com/v2/oauth2/tokens/revoke");
  EXPECT_EQ(header(request, "Authorization"), basic());
  EXPECT_EQ(request.body, R"({"token":"refresh-access"})");
}

// docs.slack.dev/reference/methods/auth.revoke: refusals have status 200
TEST_F(RevocationTest, SlackRefusesWithStatus200) {
  const HttpRequest request = told("slack", R"({"ok":false,"error":"token_revoked"})");
  EXPECT_FALSE(was_told_);
  EXPECT_EQ(request.url, "https://slack.com/api/auth.revoke");
  EXPECT_EQ(header(request, "Authorization"), "Bearer access");
}

TEST_F(RevocationTest, AServiceWithoutSuchAnAddressIsNotTold) {
  configure("microsoft");
  ASSERT_TRUE(connections().create({.link = "c", .connector = "microsoft", .scopes = {"offline_access"}}, caller()));
  authorize("c", caller(), "access");
  const std::size_t before = transport_.requests().size();
  EXPECT_FALSE(connections().revoke("c", {}, caller()).value());
  EXPECT_EQ(transport_.requests().size(), before);
  EXPECT_EQ(connections().show("c", caller())->state, "revoked");
}

TEST_F(RevocationTest, KeysAreNobodysGrant) {
  create("c", "stripe");
  give("c", caller(), {{"token", "sk_1"}});
  EXPECT_TRUE(connections().revoke("c", {}, caller()).value());
}

// GitHub and others take no access token that has expired.
TEST_F(RevocationTest, AnExpiredAccessTokenIsRenewedFirst) {
  configure("dropbox");
  create("c", "dropbox");
  authorize("c", caller(), "old");
  expire_at(1);
  transport_.answer_json(200, R"({"access_token":"new","expires_in":3600})");
  EXPECT_TRUE(connections().revoke("c", {}, caller()).value());
  EXPECT_EQ(header(transport_.requests().back(), "Authorization"), "Bearer new");
}

TEST_F(RevocationTest, ItIsGoneHereWhateverTheServiceSays) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  for (const int status : {400, 503}) {
    transport_.answer_json(status, "{}");
    EXPECT_FALSE(connections().revoke("c", {}, caller()).value()) << status;
    EXPECT_EQ(connections().show("c", caller())->state, "revoked");
    authorize("c", caller(), "t");
  }
}

TEST_F(RevocationTest, WhatIsNotThereCannotBeRevoked) {
  add_acme();
  create("one", "acme");
  create("each", "acme", "user");
  const auto problem = [&](const char* link, const char* user) {
    const Outcome<bool> done = connections().revoke(link, user, caller());
    return done ? "(done)" : code_of(done.error()) + " " + done.error().message;
  };
  EXPECT_EQ(problem("one", ""), "SLC-CON-0042 'one' has no authorisation that could be revoked");
  EXPECT_EQ(problem("each", "b@x"), "SLC-CON-0042 'each' has no authorisation of b@x that could be revoked");
  authorize("one", caller(), "t");
  EXPECT_EQ(problem("one", "b@x"), "SLC-CON-0042 'one' has no authorisation of b@x that could be revoked");
  EXPECT_EQ(signed_with({.link = "one"}, caller()), "Bearer t");
}

TEST(ConnectorFile, SaysHowToRevoke) {
  const auto read = [](const std::string& revoke) {
    return read_connector(
        "[connector]\nlink = \"a\"\nallowed_hosts = [\"a.example\"]\n[auth]\ntype = \"oauth2\"\n"
        "authorize_url = \"https://a.example\"\ntoken_url = \"https://a.example\"\n" +
            revoke,
        "a.toml", true);
  };
  EXPECT_TRUE(
      read("revoke_url = \"https://a.example/{client_id}\"\nrevoke = { method = \"DELETE\", token = "
           "\"access_token\", place = \"json\", name = \"t\", client_auth = \"header\" }\n"));
  EXPECT_EQ(read("revoke = { method = \"GET\" }\n").error().message, "a.toml:8:21: 'method' cannot be 'GET'");
  EXPECT_EQ(read("revoke = { methd = \"POST\" }\n").error().help, "did you mean 'method'?");
}

}  // namespace
}  // namespace sluice::connectors
