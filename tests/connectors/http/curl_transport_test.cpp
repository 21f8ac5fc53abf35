// The transport on real sockets: its pool under threads, cancelling, rebinding names, connections that die.
#include "connectors/http/curl_transport.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/connectors/http/loopback_server.h"
#include "tests/support/wait.h"

namespace sluice::connectors {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using test::Gate;
using test::wait_until;
using testing::LoopbackServer;

std::unique_ptr<CurlTransport> open(std::vector<std::string> allow = {"127.0.0.1"}, CurlOptions options = {}) {
  return CurlTransport::open(EgressPolicy::create({.allow = std::move(allow)}).value(), std::move(options)).value();
}

TEST(CurlTransport, GivesAnswers) {
  LoopbackServer server(
      [](const std::string&, int) { return "HTTP/1.1 404 No\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nno"; });
  const HttpResponse response = open()->send({.url = server.url()}, {}).value();
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.body, "no");
  EXPECT_EQ(*find_header(response.headers, "x-a"), "1");
}

TEST(CurlTransport, KeepsConnections) {
  LoopbackServer server([](const std::string&, int) { return LoopbackServer::ok(); });
  const auto transport = open();
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(transport->send({.url = server.url()}, {}));
  EXPECT_EQ(server.connections(), 1);
}

// Each request after each other one on the same handle: it goes out as from a new one.
TEST(CurlTransport, NothingOfOneCallIsInTheNext) {
  std::string got;
  LoopbackServer server([&](const std::string& request, int) {
    got = request;
    return LoopbackServer::ok("");
  });
  std::vector<HttpRequest> requests;
  for (const char* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    for (const char* body : {"", "a body"})
      for (const Headers& headers : {Headers{}, Headers{{"X-A", "1"}, {"Content-Type", "text/plain"}}})
        if (method != std::string("HEAD") || *body == '\0')
          requests.push_back({.method = method, .url = server.url(), .headers = headers, .body = body});
  const auto bytes_of = [&](CurlTransport& transport, const HttpRequest& request) {
    EXPECT_TRUE(transport.send(request, {}));
    return got;
  };
  std::vector<std::string> alone;
  for (const HttpRequest& each : requests) alone.push_back(bytes_of(*open(), each));
  EXPECT_EQ(alone[0].substr(0, 16), "GET / HTTP/1.1\r\n");
  const auto transport = open();
  for (const HttpRequest& before : requests)
    for (std::size_t i = 0; i < requests.size(); ++i) {
      bytes_of(*transport, before);
      ASSERT_EQ(bytes_of(*transport, requests[i]), alone[i]) << "after " << before.method << " " << before.body;
    }
}

TEST(CurlTransport, ServesManyThreadsFromOnePool) {
  LoopbackServer server(
      [](const std::string& request, int) { return LoopbackServer::ok(request.substr(0, request.find(" HTTP"))); });
  const auto transport = open();
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 64; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 20; ++i) {
        const std::string path = "/" + std::to_string(thread) + "/" + std::to_string(i);
        const Outcome<HttpResponse> response = transport->send({.url = server.url(path)}, {});
        right += response && response->body == "GET " + path;
      }
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(right, 64 * 20);
  EXPECT_LE(server.connections(), 64);
}

// The best of several, because a machine may be busy.
TEST(CurlTransport, IsCancelledWithin50Milliseconds) {
  Gate gate;
  LoopbackServer server([&](const std::string&, int) {
    gate.pass();
    return std::string();
  });
  const auto transport = open();
  auto best = milliseconds::max();
  for (int i = 0; i < 5; ++i) {
    std::atomic<bool> cancelled = false;
    steady_clock::time_point asked;
    std::thread other([&] {
      wait_until([&] { return server.requests() > i; });
      asked = steady_clock::now();
      cancelled = true;
    });
    const auto outcome = transport->send({.url = server.url()}, {.cancelled = [&] { return cancelled.load(); }});
    other.join();
    best = std::min(best, std::chrono::duration_cast<milliseconds>(steady_clock::now() - asked));
    EXPECT_EQ(outcome.error().code, messages::Cancelled);
  }
  gate.open();
  EXPECT_LT(best, milliseconds(50));
}

TEST(CurlTransport, OneCancelledCallDoesNotDisturbTheOthers) {
  Gate gate;
  LoopbackServer server([&](const std::string&, int) {
    gate.pass();
    return LoopbackServer::ok();
  });
  const auto transport = open();
  std::atomic<bool> cancelled = false;
  std::atomic<int> answered = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { answered += transport->send({.url = server.url()}, {}).has_value(); });
  std::thread ended(
      [&] { EXPECT_FALSE(transport->send({.url = server.url()}, {.cancelled = [&] { return cancelled.load(); }})); });
  wait_until([&] { return server.requests() == 9; });
  cancelled = true;
  ended.join();
  gate.open();
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(answered, 8);
}

TEST(CurlTransport, EndsAtItsDeadline) {
  Gate gate;
  LoopbackServer server([&](const std::string&, int) {
    gate.pass();
    return std::string();
  });
  EXPECT_EQ(open()->send({.url = server.url()}, {.total = milliseconds(250)}).error().code, messages::SocketTimeout);
  gate.open();
}

// A name whose answers change between calls: what counts is the address that is connected to.
TEST(CurlTransport, ANameThatIsReboundReachesNothing) {
  LoopbackServer server([](const std::string&, int) { return LoopbackServer::ok(); });
  const std::string port = std::to_string(server.port());
  for (const char* address : {"127.0.0.1", "127.0.0.1,10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]"}) {
    const auto transport = open({"*.example:" + port}, {.resolve = {"rebound.example:" + port + ":" + address}});
    for (int i = 0; i < 40; ++i) {
      const auto outcome = transport->send({.url = "http://rebound.example:" + port + "/"}, {});
      ASSERT_EQ(outcome.error().kind, ErrorKind::Egress) << address << " " << outcome.error().message;
    }
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(CurlTransport, ANamedHostMayBeLoopback) {
  LoopbackServer server([](const std::string&, int) { return LoopbackServer::ok(); });
  const std::string port = std::to_string(server.port());
  const auto transport = open({"box.example"}, {.resolve = {"box.example:" + port + ":127.0.0.1"}});
  EXPECT_TRUE(transport->send({.url = "http://box.example:" + port + "/"}, {}));
}

// The second request of a connection is read and then dropped: nobody knows whether it was processed.
std::string drop_second(const std::string&, int connection) {
  static thread_local int count = 0;
  static thread_local int last = 0;
  if (std::exchange(last, connection) != connection) count = 0;
  return ++count == 2 ? std::string() : LoopbackServer::ok();
}

TEST(CurlTransport, APostIsNotSentTwice) {
  LoopbackServer server(drop_second);
  const auto transport = open();
  const HttpRequest post{.method = "POST", .url = server.url(), .body = "pay"};
  ASSERT_TRUE(transport->send(post, {}));
  const auto outcome = transport->send(post, {});
  ASSERT_FALSE(outcome);
  EXPECT_NE(outcome.error().help.find("not known"), std::string::npos);
  EXPECT_EQ(server.requests(), 2);
}

TEST(CurlTransport, AGetIsSentAgainWhereAKeptConnectionDied) {
  LoopbackServer server(drop_second);
  const auto transport = open();
  ASSERT_TRUE(transport->send({.url = server.url()}, {}));
  EXPECT_TRUE(transport->send({.url = server.url()}, {}));
  EXPECT_EQ(server.connections(), 2);
}

TEST(CurlTransport, IgnoresProxiesOfTheEnvironment) {
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  LoopbackServer server([](const std::string&, int) { return LoopbackServer::ok(); });
  EXPECT_TRUE(open()->send({.url = server.url()}, {}));
  ::unsetenv("http_proxy");
}

}  // namespace
}  // namespace sluice::connectors
