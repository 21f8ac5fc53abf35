// One request on its way through libcurl: its options, what comes back, and what went wrong.
#pragma once

#include <array>
#include <string>

#include "connectors/http/curl_library.h"
#include "connectors/http/egress_policy.h"
#include "connectors/http/transport.h"
#include "connectors/http/url.h"

namespace sluice::connectors {

struct CurlOptions;
class CurlTransfer;

// What a handle's callbacks point to, which stays where it is while transfers come and go.
struct CurlSeat {
  CurlTransfer* transfer = nullptr;
  std::array<char, CURL_ERROR_SIZE> problem{};
};

// Between transfers a handle is set to a GET without headers and body of its own.
class CurlTransfer {
 public:
  CurlTransfer(const CurlLibrary& curl, CURL* easy, CurlSeat& seat, const HttpRequest& request,
               const CallControl& control, const Url& url, const EgressPolicy& policy);
  ~CurlTransfer();
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  // The options that are the same for all calls of a transport.
  void prepare_lane(const CurlOptions& options);
  // Those of this one.
  void prepare(const CurlOptions& options);
  // What `result`, the end of the transfer, means.
  Outcome<HttpResponse> outcome(CURLcode result);

 private:
  enum class Stop : std::uint8_t { None, TooLarge, HeaderFlood, Repeated, OutOfMemory };

  bool is_plain_get() const;
  void add_headers();
  void set_method();
  std::unexpected<Failure> failure(CURLcode result) const;
  std::unexpected<Failure> timeout() const;
  template <class... Value>
  void set(CURLoption option, Value... value) {
    curl_.easy_setopt(easy_, option, value...);
  }

  static CurlTransfer& seated(void* seat) { return *static_cast<CurlSeat*>(seat)->transfer; }

  // Callbacks of libcurl; none of them lets an exception out.
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* seat);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* seat);
  static int on_progress(void* seat, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now);
  static curl_socket_t on_socket(void* seat, curlsocktype purpose, curl_sockaddr* address);
  static int on_request(void* seat, char* address, char* local, int port, int local_port);
  void take_header(std::string_view line);

  const CurlLibrary& curl_;
  CURL* easy_;
  CurlSeat& seat_;
  const HttpRequest& request_;
  const CallControl& control_;
  const Url& url_;
  const EgressPolicy& policy_;
  curl_slist* headers_ = nullptr;
  curl_slist* resolve_ = nullptr;

  HttpResponse response_;
  std::uint64_t header_bytes_ = 0;
  int requests_ = 0;  // times that the request went out
  int connections_ = 0;  // sockets that were let through
  Stop stop_ = Stop::None;
  std::string denied_;  // address that was refused
  std::string_view denied_rule_;
};

}  // namespace sluice::connectors
