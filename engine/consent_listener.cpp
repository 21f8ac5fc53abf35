// A loopback port that waits for the redirect of a consent page (RFC 8252 §7.3).
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "connectors/oauth/form.h"
#include "connectors/secret.h"
#include "engine/connection_failure.h"
#include "engine/errors.h"
#include "sluice/connections.h"

namespace sluice {

namespace {

constexpr std::size_t kLongestRequest = 16 * 1024;  // bytes of a request's head
constexpr const char* kPath = "/callback";
constexpr std::chrono::seconds kLongestClient{2};  // so that one that says nothing holds up nobody
constexpr std::chrono::milliseconds kLook{20};     // how often to look whether somebody cancelled

using Ticks = std::chrono::steady_clock;

class Socket {
 public:
  explicit Socket(int file) : file_(file) {}
  ~Socket() {
    if (file_ >= 0) ::close(file_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int get() const { return file_; }

 private:
  int file_;
};

void answer(int client, const char* status, const char* text) {
  const std::string body = std::string("<!doctype html><meta charset=utf-8><title>Sluice</title><p>") + text + "\n";
  const std::string whole = std::string("HTTP/1.1 ") + status +
                            "\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
                            "Referrer-Policy: no-referrer\r\nConnection: close\r\nContent-Length: " +
                            std::to_string(body.size()) + "\r\n\r\n" + body;
  (void)::send(client, whole.data(), whole.size(), MSG_NOSIGNAL);
}

// Waits for sockets until a point in time, or until somebody cancels it.
class Patience {
 public:
  Patience(Ticks::time_point end, const CancelToken& cancel) : end_(end), cancel_(cancel) {}

  bool is_over() const { return Ticks::now() >= end_ || cancel_.cancelled(); }
  Patience at_most(Ticks::duration longest) const { return {std::min(end_, Ticks::now() + longest), cancel_}; }

  // Whether something can be read before it is over.
  bool await(int socket) const {
    while (!is_over()) {
      struct pollfd waiting = {socket, POLLIN, 0};
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end_ - Ticks::now());
      const int ready = ::poll(&waiting, 1, static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, kLook.count())));
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
    }
    return false;
  }

 private:
  Ticks::time_point end_;
  const CancelToken& cancel_;
};

// The first line of a request.
std::string request_line(int client, const Patience& patience) {
  std::string text;
  char buffer[2048];
  while (text.find("\r\n\r\n") == std::string::npos && text.size() < kLongestRequest && patience.await(client)) {
    const ssize_t count = ::recv(client, buffer, sizeof(buffer), 0);
    if (count <= 0) break;
    text.append(buffer, static_cast<std::size_t>(count));
  }
  return text.substr(0, text.find("\r\n"));
}

// The query of `GET /callback?… HTTP/1.1`; empty for other requests.
std::string query_of(const std::string& line) {
  const std::string start = std::string("GET ") + kPath + "?";
  const std::size_t end = line.rfind(" HTTP/1.");
  if (!line.starts_with(start) || end == std::string::npos || end < start.size()) return {};
  return line.substr(start.size(), end - start.size());
}

bool carries(const std::string& query, const std::string& state) {
  for (const auto& [name, value] : connectors::read_form(query))
    if (name == "state" && connectors::equal_secrets(value, state)) return true;
  return false;
}

Error listening_failed(const char* what) {
  Error error;
  error.kind = ErrorKind::Host;
  error.code = grammar::messages::HostFailed.code;
  error.message = std::string("Cannot listen for the answer of the consent page: ") + what;
  error.help = "give a code instead: --grant-code-stdin";
  return error;
}

}  // namespace

Result<ConsentListener> ConsentListener::open(std::uint16_t port) try {
  ConsentListener listener;
  listener.socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  socklen_t size = sizeof(address);
  if (listener.socket_ < 0 || ::bind(listener.socket_, reinterpret_cast<struct sockaddr*>(&address), size) != 0 ||
      ::listen(listener.socket_, 8) != 0 ||
      ::getsockname(listener.socket_, reinterpret_cast<struct sockaddr*>(&address), &size) != 0)
    return listening_failed(std::strerror(errno));
  listener.redirect_uri_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + kPath;
  return listener;
} catch (const std::bad_alloc&) { return engine::out_of_memory_error(); }

ConsentListener::ConsentListener(ConsentListener&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), redirect_uri_(std::move(other.redirect_uri_)) {}
ConsentListener& ConsentListener::operator=(ConsentListener&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(redirect_uri_, other.redirect_uri_);
  return *this;
}
ConsentListener::~ConsentListener() {
  if (socket_ >= 0) ::close(socket_);
}

Result<std::string> ConsentListener::wait(const std::string& state, std::chrono::milliseconds longest,
                                          const CancelToken& cancel) try {
  const Patience patience(Ticks::now() + longest, cancel);
  while (!patience.is_over()) {
    if (!patience.await(socket_)) continue;
    const Socket client(::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC));
    if (client.get() < 0) continue;
    const std::string query = query_of(request_line(client.get(), patience.at_most(kLongestClient)));
    if (query.empty()) {
      answer(client.get(), "404 Not Found", "There is nothing here.");
    } else if (!carries(query, state)) {
      answer(client.get(), "400 Bad Request", "This answer belongs to no attempt of Sluice.");
    } else {
      answer(client.get(), "200 OK", "You can close this page; Sluice goes on.");
      return query;
    }
  }
  if (cancel.cancelled())
    return engine::error_of(connectors::failed(connectors::ErrorKind::Limit, connectors::messages::Cancelled).error());
  return engine::error_of(connectors::failed(connectors::ErrorKind::Authorization, connectors::messages::AttemptLapsed,
                                             {}, "start again, and agree on the page within five minutes")
                              .error());
} catch (const std::bad_alloc&) { return engine::out_of_memory_error(); }

}  // namespace sluice
