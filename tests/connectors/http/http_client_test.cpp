// Redirects, repeats, secrets and headers over a transport that plays a script, with a clock that does not wait.
#include "connectors/http/http_client.h"

#include <gtest/gtest.h>

#include <deque>

namespace sluice::connectors {
namespace {

using std::chrono::milliseconds;

class ScriptedTransport final : public Transport {
 public:
  Outcome<HttpResponse> send(const HttpRequest& request, const CallControl&) override {
    sent.push_back(request);
    if (answers.empty()) return HttpResponse{.status = 200};
    Outcome<HttpResponse> answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }

  std::deque<Outcome<HttpResponse>> answers;
  std::vector<HttpRequest> sent;
};

class StandingClock final : public Timekeeper {
 public:
  std::chrono::steady_clock::time_point now() override { return time; }
  void wait(milliseconds duration, const std::function<bool()>&) override {
    waited.push_back(duration);
    time += duration;
  }
  std::chrono::steady_clock::time_point time{};
  std::vector<milliseconds> waited;
};

struct HttpClientTest : testing::Test {
  Outcome<HttpResponse> send(HttpRequest request, CallControl control = {}) { return client.send(request, control); }
  void answer(int status, Headers headers = {}, std::string body = {}) {
    wire.answers.emplace_back(HttpResponse{status, std::move(headers), std::move(body)});
  }

  ScriptedTransport wire;
  StandingClock clock;
  HttpClient client{wire, &clock};
};

HttpRequest signed_request(std::string method = "GET") {
  return {.method = std::move(method),
          .url = "https://a.example/x",
          .headers = {{"Authorization", "Bearer canary-token-1"}, {"X-Api-Key", "canary-key-22"}, {"Accept", "*/*"}},
          .secret_headers = {"Authorization", "X-Api-Key"}};
}

TEST_F(HttpClientTest, FollowsFiveRedirectsAndNoMore) {
  for (int i = 0; i < 5; ++i) answer(302, {{"Location", "/y"}});
  EXPECT_EQ(send({.url = "https://a.example/"})->status, 200);
  EXPECT_EQ(wire.sent.size(), 6u);
  for (int i = 0; i < 6; ++i) answer(302, {{"Location", "/y"}});
  EXPECT_EQ(send({.url = "https://a.example/"}).error().code, messages::TooManyRedirects);
}

// Five other origins, three statuses: credentials reach none of them.
TEST_F(HttpClientTest, CredentialsStayAtTheirOrigin) {
  for (const char* to : {"https://b.example/", "https://a.example:8443/", "https://sub.a.example/", "//c.example/",
                         "https://a.example.evil.example/"}) {
    for (const int status : {301, 302, 307}) {
      wire.sent.clear();
      answer(status, {{"Location", to}});
      ASSERT_TRUE(send(signed_request()));
      ASSERT_EQ(wire.sent.size(), 2u) << to;
      for (const Header& header : wire.sent[1].headers) {
        EXPECT_EQ(header.value.find("canary"), std::string::npos) << to << " " << header.name;
      }
      EXPECT_NE(find_header(wire.sent[1].headers, "Accept"), nullptr);
    }
  }
}

TEST_F(HttpClientTest, CredentialsGoAlongAtTheSameOrigin) {
  answer(302, {{"Location", "https://A.example:443/y"}});
  ASSERT_TRUE(send(signed_request()));
  EXPECT_NE(find_header(wire.sent[1].headers, "Authorization"), nullptr);
}

TEST_F(HttpClientTest, DoesNotLeaveEncryption) {
  answer(302, {{"Location", "http://a.example/y"}});
  const Outcome<HttpResponse> outcome = send(signed_request());
  EXPECT_EQ(outcome.error().kind, ErrorKind::Egress);
  EXPECT_EQ(wire.sent.size(), 1u);
}

// RFC 9110, 15.4
TEST_F(HttpClientTest, ChangesMethodsAsBrowsersDo) {
  const auto method_after = [&](int status, const char* method) {
    wire.sent.clear();
    answer(status, {{"Location", "/y"}});
    EXPECT_TRUE(
        send({.method = method, .url = "https://a.example/", .headers = {{"Content-Type", "a/b"}}, .body = "b"}));
    return wire.sent.back().method + (wire.sent.back().body.empty() ? "" : " body");
  };
  EXPECT_EQ(method_after(301, "POST"), "GET");
  EXPECT_EQ(method_after(302, "POST"), "GET");
  EXPECT_EQ(method_after(303, "PUT"), "GET");
  EXPECT_EQ(method_after(307, "POST"), "POST body");
  EXPECT_EQ(method_after(308, "PUT"), "PUT body");
}

TEST_F(HttpClientTest, ABodyIsNotSentToAnotherOrigin) {
  answer(307, {{"Location", "https://b.example/"}});
  EXPECT_EQ(send({.method = "POST", .url = "https://a.example/", .body = "secret"})->status, 307);
  EXPECT_EQ(wire.sent.size(), 1u);
}

TEST_F(HttpClientTest, WaitsAsLongAsTheServiceSays) {
  answer(429, {{"Retry-After", "3"}});
  EXPECT_EQ(send({.method = "POST", .url = "https://a.example/"})->status, 200);
  EXPECT_EQ(clock.waited, std::vector{milliseconds(3000)});
}

TEST_F(HttpClientTest, RepeatsOnlyWhatWasNotProcessed) {
  answer(503, {{"Retry-After", "1"}});
  EXPECT_EQ(send({.method = "POST", .url = "https://a.example/"})->status, 503) << "it may have been processed";
  answer(503, {{"Retry-After", "1"}});
  EXPECT_EQ(send({.url = "https://a.example/"})->status, 200);
  answer(500, {{"Retry-After", "1"}});
  EXPECT_EQ(send({.url = "https://a.example/"})->status, 500);
  answer(429);
  EXPECT_EQ(send({.url = "https://a.example/"})->status, 429) << "without Retry-After the answer is the script's";
  wire.answers.emplace_back(failed(ErrorKind::Host, messages::CallFailed));
  EXPECT_EQ(send({.method = "POST", .url = "https://a.example/"}).error().code, messages::CallFailed);
  wire.answers.emplace_back(failed(ErrorKind::Host, messages::CannotConnect));
  EXPECT_EQ(send({.method = "POST", .url = "https://a.example/"})->status, 200);
}

TEST_F(HttpClientTest, DoesNotWaitLongerThanTheCallMayTake) {
  answer(429, {{"Retry-After", "9"}});
  EXPECT_EQ(send({.url = "https://a.example/"}, {.total = milliseconds(5000)})->status, 429);
  answer(429, {{"Retry-After", "3600"}});
  EXPECT_EQ(send({.url = "https://a.example/"})->status, 429);
  EXPECT_TRUE(clock.waited.empty());
}

TEST_F(HttpClientTest, GivesUpAfterTwoRepeats) {
  for (int i = 0; i < 4; ++i) answer(429, {{"Retry-After", "1"}});
  EXPECT_EQ(send({.url = "https://a.example/"})->status, 429);
  EXPECT_EQ(wire.sent.size(), 3u);
}

TEST_F(HttpClientTest, RefusesForgedHeaders) {
  for (const Header& header :
       {Header{"X", "a\r\nY: b"}, Header{"X", "a\nb"}, Header{"X", std::string("a\0b", 3)}, Header{"X Y", "a"},
        Header{"X:", "a"}, Header{"", "a"}, Header{"X\r\nY", "a"}, Header{"Host", "evil.example"},
        Header{"Content-Length", "7"}, Header{"Transfer-Encoding", "chunked"}, Header{"Connection", "close"},
        Header{"Upgrade", "h2c"}}) {
    const Outcome<HttpResponse> outcome = send({.url = "https://a.example/", .headers = {header}});
    EXPECT_EQ(outcome.error().code, messages::HeaderInvalid) << header.name;
  }
  for (const char* method : {"GET /x HTTP/1.1\r\nA: b", "CONNECT", "TRACE", ""})
    EXPECT_FALSE(send({.method = method, .url = "https://a.example/"})) << method;
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(HttpClientTest, HeadersThatSayNothingNewAreDropped) {
  ASSERT_TRUE(send({.method = "POST",
                    .url = "https://a.example/x",
                    .headers = {{"Host", "a.example"}, {"Content-Length", "2"}, {"Connection", "keep-alive"}},
                    .body = "ab"}));
  EXPECT_TRUE(wire.sent[0].headers.empty());
}

TEST_F(HttpClientTest, AnswersDoNotRepeatSecrets) {
  answer(200, {{"X-Echo", "Bearer canary-token-1"}}, R"({"auth":"Bearer canary-token-1","key":"canary-key-22"})");
  const HttpResponse response = send(signed_request()).value();
  EXPECT_EQ(response.body, R"({"auth":"Bearer ***","key":"***"})");
  EXPECT_EQ(response.headers[0].value, "Bearer ***");
}

TEST_F(HttpClientTest, AnswersDoNotRepeatThePasswordOfBasic) {
  // base64("robot:canary-password")
  answer(200, {}, "cm9ib3Q6Y2FuYXJ5LXBhc3N3b3Jk canary-password");
  const HttpRequest request{.url = "https://a.example/",
                            .headers = {{"Authorization", "Basic cm9ib3Q6Y2FuYXJ5LXBhc3N3b3Jk"}},
                            .secret_headers = {"Authorization"}};
  EXPECT_EQ(send(request)->body, "*** ***");
}

TEST_F(HttpClientTest, WhatTheRunHasOpenedIsHiddenFromAllItsCalls) {
  OpenedSecrets opened;
  opened.add("canary+refresh-token/1");
  opened.add("canary+refresh-token/1");  // known
  opened.add("short-word");              // might be an ordinary word
  struct Lines : CallLog {
    void write(std::string_view line) override { all.append(line); }
    std::string all;
  } lines;
  const CallControl control{.log = &lines, .opened = &opened};
  answer(200, {{"X-Last", "canary%2Brefresh-token%2F1"}}, "canary+refresh-token/1 short-word canary+refresh-token/1");
  const HttpResponse response = send({.url = "https://b.example/canary+refresh-token/1"}, control).value();
  EXPECT_EQ(response.body, "*** short-word ***");
  EXPECT_EQ(response.headers[0].value, "***");
  wire.answers.push_back(failed(ErrorKind::Host, messages::HostFailed, {"it said canary+refresh-token/1"}));
  const auto failure = send({.url = "https://b.example/"}, control);
  EXPECT_NE(failure.error().message.find("it said ***"), std::string::npos) << failure.error().message;
  EXPECT_EQ(lines.all.find("canary"), std::string::npos) << lines.all;
}

TEST_F(HttpClientTest, LogLinesAreJsonWhateverAServiceSays) {
  struct Lines : CallLog {
    void write(std::string_view line) override { all.append(line); }
    std::string all;
  } lines;
  wire.answers.push_back(failed(ErrorKind::Host, messages::HostFailed, {"a\xff\"\n\xc3"}));
  (void)send({.url = "https://b.example/"}, {.log = &lines});
  EXPECT_NE(lines.all.find(R"(a?\"\u000a?)"), std::string::npos) << lines.all;
}

TEST_F(HttpClientTest, LogsEachCallWithoutSecrets) {
  struct Lines : CallLog {
    void write(std::string_view line) override { all.append(line).append("\n"); }
    std::string all;
  } lines;
  HttpRequest request = signed_request();
  request.url = "https://a.example/x?token=canary-query&page=2";
  request.secret_parameters = {"token"};
  answer(204);
  ASSERT_TRUE(send(request, {.log = &lines, .origin = {"invokeUrl", "acme", "ada@example.com"}}));
  EXPECT_EQ(lines.all.find("canary"), std::string::npos) << lines.all;
  for (const char* part :
       {R"("event":"call")", R"("method":"GET")", R"("url":"https://a.example/x?token=***&page=***")",
        R"("status":204)", R"("connection":"acme")", R"("user":"ada@example.com")", R"("attempts":1)"})
    EXPECT_NE(lines.all.find(part), std::string::npos) << part << "\n" << lines.all;
}

}  // namespace
}  // namespace sluice::connectors
