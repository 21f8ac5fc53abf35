// An HTTP server on loopback: one thread, any number of keep-alive connections. Built on libevent's evhttp:
// cpp-httplib as Debian ships it would bring OpenSSL along, limits addresses to 8 KB and keeps a thread per connection.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sandbox/http.h"

namespace sluice::sandbox {

class HttpServer {
 public:
  using Handler = std::function<Response(const Request&)>;  // called on the server's thread only

  explicit HttpServer(Handler handler);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  // Binds 127.0.0.1; port 0 takes a free one. The port, or 0 when it cannot be had (errno says why).
  int bind(int port);
  // Serves until stop(), which any thread may call.
  void run();
  void stop();
  // Requests that wait for a delayed or slow answer.
  int under_way() const;

 private:
  struct Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace sluice::sandbox
