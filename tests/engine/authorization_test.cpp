// The hook AuthorizationNeeded: a host that authorises while a script waits, that does not, that fails.
#include <functional>

#include <sluice/connections.h>

#include "tests/engine/harness.h"
#include "tests/support/temporary_folder.h"

namespace sluice {
namespace {

class Asked final : public AuthorizationNeeded {
 public:
  bool authorization_needed(const AuthorizationNeed& need) override {
    needs.push_back(need);
    return answer(need);
  }
  std::vector<AuthorizationNeed> needs;
  std::function<bool(const AuthorizationNeed&)> answer = [](const AuthorizationNeed&) { return false; };
};

// Answers token endpoints and the service; tokens in `refused` are not accepted.
class Service final : public HttpTransport {
 public:
  Result<HttpResponse> send(const HttpRequest& request, const HttpLimits&) override {
    for (const auto& [name, value] : request.headers)
      if (name == "Authorization") tokens.push_back(value);
    return HttpResponse{tokens.back() == refused ? 401 : 200, {}, R"({"ok":true})"};
  }
  std::vector<std::string> tokens = {""};
  std::string refused = "none";
};

class Authorization : public testing::Test {
 protected:
  Authorization() {
    EngineOptions options;
    options.connections.folder = folder_.path() + "/store";
    options.connections.key_file = folder_.path() + "/key";
    options.hooks.authorization = asked_;
    options.hooks.http = service_;
    engine_ = make_engine(std::move(options));
    const Connections connections(*engine_);
    EXPECT_TRUE(connections.create({.link = "mine", .connector = "generic_bearer"}).ok());
  }

  bool authorize(const std::string& token) {
    const Result<std::string> account = Connections(*engine_).authorize(
        "mine", {{"token", token}}, {.parameters = {{"host", "api.example.com"}}, .replace = true});
    EXPECT_TRUE(account.ok()) << account.error().message;
    return account.ok();
  }
  std::string call(std::string principal_trigger = "function") {
    RunOptions options;
    options.principal = Principal{.user = "ada@x", .environment = "stage", .trigger = std::move(principal_trigger)};
    return result(*engine_, R"(return invokeurl [ url: "https://api.example.com/x" connection: "mine" ];)", options);
  }

  test::TemporaryFolder folder_;
  std::shared_ptr<Asked> asked_ = std::make_shared<Asked>();
  std::shared_ptr<Service> service_ = std::make_shared<Service>();
  std::optional<Engine> engine_;
};

TEST_F(Authorization, AHostAuthorisesWhileTheScriptWaits) {
  asked_->answer = [&](const AuthorizationNeed&) { return authorize("token-1"); };
  EXPECT_EQ(call(), R"({"ok":true})");
  EXPECT_EQ(call(), R"({"ok":true})");
  ASSERT_EQ(asked_->needs.size(), 1u);
  const AuthorizationNeed& need = asked_->needs.front();
  EXPECT_EQ(need.connection, "mine");
  EXPECT_EQ(need.connector, "generic_bearer");
  EXPECT_EQ(need.user, "ada@x");
  EXPECT_EQ(need.environment, "stage");
  EXPECT_FALSE(need.lapsed);
  EXPECT_NE(need.reason.find("Connection not authorised: mine"), std::string::npos);
  EXPECT_EQ(service_->tokens, (std::vector<std::string>{"", "Bearer token-1", "Bearer token-1"}));
}

TEST_F(Authorization, WithoutItTheErrorSaysWhatToDo) {
  EXPECT_TRUE(call().starts_with("SLC-CON-0002 You cannot perform this operation. Connection not authorised: mine ("));
  EXPECT_EQ(asked_->needs.size(), 1u);
}

TEST_F(Authorization, AHostThatOnlySaysSoIsNotAskedAgain) {
  asked_->answer = [](const AuthorizationNeed&) { return true; };
  EXPECT_TRUE(call().starts_with("SLC-CON-0002"));
  EXPECT_EQ(asked_->needs.size(), 1u);
}

TEST_F(Authorization, WhatItThrowsIsAnErrorOfTheScript) {
  asked_->answer = [](const AuthorizationNeed&) -> bool { throw std::runtime_error("no window"); };
  EXPECT_EQ(call(), "SLC-HST-0002 no window");
}

TEST_F(Authorization, OtherFailuresAreNoneOfItsBusiness) {
  EXPECT_TRUE(
      result(*engine_, R"(invokeurl [ url: "https://x.example" connection: "none" ];)").starts_with("SLC-CON-0001"));
  EXPECT_TRUE(asked_->needs.empty());
}

}  // namespace
}  // namespace sluice
