// How scripts reach other services: which hosts, over which transport, and what is written about it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sluice/export.h>
#include <sluice/result.h>

namespace sluice {

// Which addresses scripts may reach. Without any of this: public ones over https. Private, loopback, link-local and other
// special addresses are refused on the address that is really connected to, whatever name led there.
struct EgressOptions {
  // Names (`api.example.com`), names below one (`*.example.com`) and addresses (`127.0.0.1`, `[::1]`, `10.1.2.0/24`), each
  // with a port (`localhost:8080`) or without. What is named may use plain http and any port; a name or an address
  // without `*` may be private or loopback too.
  std::vector<std::string> allow = {};
  std::vector<std::string> allow_private = {};  // addresses and ranges that names may lead to
  bool only_allowed = false;  // nothing but what `allow` names
  std::string ca_file = {};  // PEM file of certificates to trust instead of the system's
};

// The server that `sendmail` hands letters to.
struct SmtpOptions {
  std::string host;
  std::uint16_t port = 587;  // 465 speaks TLS from the start, others STARTTLS
  std::string user = {};  // empty: no login
  std::string password = {};  // `env:NAME` or `file:PATH`, read when a letter is sent; never the secret itself
  std::string from = {};  // the sender where the script names the user of the run; empty: that user
  bool plain = false;  // without TLS
};

struct HttpRequest {
  std::string method;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;  // credentials included: do not log them
  std::string body;
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};  // decompressed
};

// What a transport has to keep to.
struct HttpLimits {
  std::chrono::milliseconds total{40'000};
  std::chrono::milliseconds connect{10'000};
  std::uint64_t max_response = 0;  // bytes, decompressed
  std::function<bool()> cancelled = {};  // true: give up soon. For the thread that send() is called on
};

// Sends requests in place of Sluice's own transport, one hop for each call: redirects, repeats and the log stay
// Sluice's. The rules of EgressOptions are those of Sluice's transport; whoever brings another applies his own.
class SLUICE_API HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  // Any status is a response. An error of kind Host can be caught by the script.
  virtual Result<HttpResponse> send(const HttpRequest& request, const HttpLimits& limits) = 0;
};

// Receives one JSON object for every call and every decision: about addresses, connections, authorisations and tokens.
// Without secrets.
class SLUICE_API Log {
 public:
  virtual ~Log() = default;
  // Without a line end. Called from any thread, also for a run's own log, but never after that run has ended. Must not
  // throw.
  virtual void write_line(std::string_view json) = 0;
};

}  // namespace sluice
