// The listener for the answer of a consent page: no client can hold it.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include <gtest/gtest.h>
#include <sluice/connections.h>

namespace sluice {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

int connected_to(const ConsentListener& listener) {
  const std::string uri = listener.redirect_uri();
  const std::size_t port = uri.find(':', uri.find("//")) + 1;
  struct sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(uri.substr(port))));
  const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  EXPECT_EQ(::connect(client, reinterpret_cast<struct sockaddr*>(&address), sizeof(address)), 0);
  return client;
}

// A client that says one byte at a time for as long as it is listened to.
class Drip {
 public:
  explicit Drip(const ConsentListener& listener) : client_(connected_to(listener)), thread_([this] { run(); }) {}
  ~Drip() {
    done_ = true;
    thread_.join();
    ::close(client_);
  }
  void await_bytes(int count) const {
    while (said_ < count && !done_) std::this_thread::yield();
  }

 private:
  void run() {
    while (!done_ && ::send(client_, "x", 1, MSG_NOSIGNAL) == 1) {
      ++said_;
      struct pollfd answer = {client_, POLLIN, 0};
      if (::poll(&answer, 1, 10) > 0) break;
    }
    done_ = true;
  }

  int client_;
  std::atomic<int> said_ = 0;
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

TEST(ConsentListener, ADripOfBytesDoesNotOutlastTheAttempt) {
  Result<ConsentListener> listener = ConsentListener::open();
  ASSERT_TRUE(listener.ok());
  const Drip drip(*listener);
  const Clock::time_point start = Clock::now();
  EXPECT_FALSE(listener->wait("state", 200ms, CancelToken()).ok());
  EXPECT_LT(Clock::now() - start, 10s);
}

TEST(ConsentListener, ADripOfBytesDoesNotOutlastCancelling) {
  Result<ConsentListener> listener = ConsentListener::open();
  ASSERT_TRUE(listener.ok());
  const Drip drip(*listener);
  const CancelToken cancel;
  std::thread stopper([&] {
    drip.await_bytes(5);
    cancel.cancel();
  });
  const Clock::time_point start = Clock::now();
  EXPECT_FALSE(listener->wait("state", 1h, cancel).ok());
  EXPECT_LT(Clock::now() - start, 10s);
  stopper.join();
}

TEST(ConsentListener, TheBrowserIsHeardBehindADrip) {
  Result<ConsentListener> listener = ConsentListener::open();
  ASSERT_TRUE(listener.ok());
  const Drip drip(*listener);
  const int browser = connected_to(*listener);
  const std::string request = "GET /callback?code=c&state=state HTTP/1.1\r\nHost: localhost\r\n\r\n";
  ASSERT_EQ(::send(browser, request.data(), request.size(), MSG_NOSIGNAL), static_cast<ssize_t>(request.size()));
  const Result<std::string> query = listener->wait("state", 1h, CancelToken());
  ::close(browser);
  ASSERT_TRUE(query.ok());
  EXPECT_EQ(*query, "code=c&state=state");
}

}  // namespace
}  // namespace sluice
