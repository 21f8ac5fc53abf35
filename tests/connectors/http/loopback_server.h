// An HTTP server on a free port of loopback: the test says what each request gets, as bytes.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>

namespace sluice::connectors::testing {

class LoopbackServer {
 public:
  // What to send for a request; nothing closes the connection. `connection` counts from 1.
  using Answer = std::function<std::string(const std::string& request, int connection)>;

  explicit LoopbackServer(Answer answer) : answer_(std::move(answer)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(listener_, 256);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }

  ~LoopbackServer() {
    stopping_ = true;
    acceptor_.join();
    for (std::thread& each : threads_) each.join();
    ::close(listener_);
  }

  std::uint16_t port() const { return port_; }
  std::string url(const std::string& path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
  int connections() const { return connections_; }
  int requests() const { return requests_; }
  bool stopping() const { return stopping_; }

  static std::string ok(const std::string& body = "ok") {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }

 private:
  bool readable(int file) const {
    while (!stopping_) {
      pollfd wanted{file, POLLIN, 0};
      if (::poll(&wanted, 1, 10) > 0) return true;
    }
    return false;
  }

  void accept_all() {
    while (readable(listener_)) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      const int number = ++connections_;
      threads_.emplace_back([this, connection, number] {
        serve(connection, number);
        ::close(connection);
      });
    }
  }

  void serve(int connection, int number) {
    std::string text;
    while (true) {
      std::size_t end = text.find("\r\n\r\n");
      const std::size_t length = text.find("Content-Length: ");
      if (end != std::string::npos && length != std::string::npos && length < end)
        end += std::stoul(text.substr(length + 16));
      if (end != std::string::npos && text.size() >= end + 4) {
        ++requests_;
        const std::string answer = answer_(text, number);
        text.clear();
        if (answer.empty()) return;
        if (::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) return;
        continue;
      }
      char buffer[4096];
      if (!readable(connection)) return;
      const ssize_t count = ::recv(connection, buffer, sizeof(buffer), 0);
      if (count <= 0) return;
      text.append(buffer, static_cast<std::size_t>(count));
    }
  }

  Answer answer_;
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  std::atomic<int> requests_{0};
  std::list<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace sluice::connectors::testing
