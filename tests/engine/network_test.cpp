// Transports and logs that a host brings, and cancelling a call that waits for a service.
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <semaphore>
#include <thread>

#include "tests/connectors/http/loopback_server.h"
#include "tests/engine/harness.h"
#include "tests/support/wait.h"

namespace sluice {
namespace {

using connectors::testing::LoopbackServer;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

class ScriptedTransport final : public HttpTransport {
 public:
  explicit ScriptedTransport(std::function<Result<HttpResponse>(const HttpRequest&)> answer)
      : answer_(std::move(answer)) {}
  Result<HttpResponse> send(const HttpRequest& request, const HttpLimits&) override { return answer_(request); }

 private:
  std::function<Result<HttpResponse>(const HttpRequest&)> answer_;
};

class CallLines final : public Log {
 public:
  void write_line(std::string_view json) override {
    const std::lock_guard lock(mutex_);
    text_.append(json).append("\n");
  }
  std::string text() const { return text_; }

 private:
  std::mutex mutex_;
  std::string text_;
};

constexpr const char* kCall = R"(r = invokeurl [ url: "https://api.example.com/x?key=canary" ]; return r;)";

RunOptions with(std::function<Result<HttpResponse>(const HttpRequest&)> answer, std::shared_ptr<Log> log = {}) {
  RunOptions options;
  options.hooks.http = std::make_shared<ScriptedTransport>(std::move(answer));
  options.hooks.log = std::move(log);
  return options;
}

TEST(Network, AHostBringsItsOwnTransport) {
  const auto log = std::make_shared<CallLines>();
  const Result<Outcome> outcome = run(make_engine(), kCall,
                                      with(
                                          [](const HttpRequest& request) -> Result<HttpResponse> {
                                            EXPECT_EQ(request.method, "GET");
                                            EXPECT_EQ(request.url, "https://api.example.com/x?key=canary");
                                            return HttpResponse{200, {{"Content-Type", "text/plain"}}, R"({"a":1})"};
                                          },
                                          log));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->value.find("a").as_number(), 1);
  EXPECT_NE(log->text().find(R"("status":200)"), std::string::npos);
  EXPECT_EQ(log->text().find("canary"), std::string::npos);
}

TEST(Network, ErrorsOfTheTransportCanBeCaught) {
  const auto broken = [](const HttpRequest&) -> Result<HttpResponse> {
    return Error{.kind = ErrorKind::Host, .message = "the line is down", .help = "wait"};
  };
  const Result<Outcome> outcome = run(make_engine(), kCall, with(broken));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().message, "the line is down");
  EXPECT_EQ(outcome.error().line, 1u);
  const std::string caught = std::string("try { ") + kCall + " } catch (e) { return e.message; }";
  EXPECT_EQ(run(make_engine(), caught, with(broken))->value.as_text(), "the line is down");
}

TEST(Network, WhatATransportThrowsIsAnErrorOfTheScript) {
  const Result<Outcome> outcome = run(
      make_engine(), kCall, with([](const HttpRequest&) -> Result<HttpResponse> { throw std::runtime_error("boom"); }));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, "SLC-HST-0002");
}

TEST(Network, PatternsOfHostsAreChecked) {
  EngineOptions options;
  options.egress.allow = {"no host"};
  const Result<Engine> engine = Engine::create(std::move(options));
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().code, "SLC-API-0007");
}

TEST(Network, EgressIsAnErrorOfItsOwnKind) {
  const Result<Outcome> outcome = run(make_engine(), R"(x = invokeurl [ url: "https://127.0.0.1:8080/" ];)");
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().kind, ErrorKind::Egress);
}

// The best of several, because a machine may be busy.
TEST(NetworkCancel, EndsACallWithin50Milliseconds) {
  std::counting_semaphore<> asked_server(0);
  test::Gate end_of_test;
  LoopbackServer server([&](const std::string&, int) {
    asked_server.release();
    end_of_test.pass();
    return std::string();
  });
  EngineOptions engine_options;
  engine_options.egress.allow = {"127.0.0.1"};
  const Engine engine = Engine::create(std::move(engine_options)).value();
  auto best = milliseconds::max();
  for (int i = 0; i < 5; ++i) {
    RunOptions options;
    steady_clock::time_point asked;
    std::thread other([&, cancel = options.cancel] {
      asked_server.acquire();
      asked = steady_clock::now();
      cancel.cancel();
    });
    const Result<Outcome> outcome = run(engine, "x = invokeurl [ url: \"" + server.url() + "\" ];", options);
    other.join();
    const steady_clock::time_point end = steady_clock::now();
    best = std::min(best, std::chrono::duration_cast<milliseconds>(end - asked));
    EXPECT_EQ(outcome.ok() ? "" : outcome.error().code, "SLC-LIM-0006");
  }
  end_of_test.open();
  EXPECT_LT(best, milliseconds(50));
}

}  // namespace
}  // namespace sluice
