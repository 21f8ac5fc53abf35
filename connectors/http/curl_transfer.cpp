#include "connectors/http/curl_transfer.h"

#include <unistd.h>

#include <algorithm>

#include "connectors/http/curl_transport.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

using interpreter::same_name;
using interpreter::support::trimmed;

constexpr std::uint64_t kMaxHeaders = 256 * 1024;
constexpr long kMaxConnectionLife = 10 * 60;  // seconds; then names are looked up and checked again

// Methods that may be sent again where the first answer was lost (RFC 9110, 9.2.2).
bool is_idempotent(std::string_view method) { return method != "POST" && method != "PATCH"; }

}  // namespace

CurlTransfer::CurlTransfer(const CurlLibrary& curl, CURL* easy, CurlSeat& seat, const HttpRequest& request,
                           const CallControl& control, const Url& url, const EgressPolicy& policy)
    : curl_(curl), easy_(easy), seat_(seat), request_(request), control_(control), url_(url), policy_(policy) {
  seat.transfer = this;
  seat.problem.front() = '\0';
}

CurlTransfer::~CurlTransfer() {
  if (!is_plain_get()) {
    set(CURLOPT_POSTFIELDS, static_cast<void*>(nullptr));  // makes it a POST
    set(CURLOPT_HTTPGET, 1L);
    set(CURLOPT_CUSTOMREQUEST, static_cast<const char*>(nullptr));
  }
  if (headers_ != nullptr) set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
  if (resolve_ != nullptr) set(CURLOPT_RESOLVE, static_cast<curl_slist*>(nullptr));
  curl_.slist_free_all(headers_);
  curl_.slist_free_all(resolve_);
}

void CurlTransfer::prepare_lane(const CurlOptions& options) {
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROXY, "");  // one named by the environment would make the check of addresses blind
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_QUICK_EXIT, 1L);  // a name service that hangs holds up nobody who was cancelled
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(CURLOPT_ACCEPT_ENCODING, "");
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
  set(CURLOPT_MAXLIFETIME_CONN, kMaxConnectionLife);
  set(CURLOPT_USERAGENT, options.user_agent.c_str());  // a header of the script goes before
  set(CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::on_socket);
  set(CURLOPT_PREREQFUNCTION, &CurlTransfer::on_request);
  set(CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  set(CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  set(CURLOPT_XFERINFOFUNCTION, &CurlTransfer::on_progress);
  set(CURLOPT_NOPROGRESS, 0L);
  for (const CURLoption data :
       {CURLOPT_OPENSOCKETDATA, CURLOPT_PREREQDATA, CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_XFERINFODATA})
    set(data, static_cast<void*>(&seat_));
  set(CURLOPT_ERRORBUFFER, seat_.problem.data());
}

void CurlTransfer::prepare(const CurlOptions& options) {
  set(CURLOPT_URL, url_.text().c_str());
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(control_.connect, control_.total).count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(control_.total.count()));
  for (const std::string& answer : options.resolve) resolve_ = curl_.slist_append(resolve_, answer.c_str());
  if (resolve_ != nullptr) set(CURLOPT_RESOLVE, resolve_);
  if (!is_plain_get()) set_method();
  add_headers();
}

bool CurlTransfer::is_plain_get() const { return request_.method == "GET" && request_.body.empty(); }

void CurlTransfer::set_method() {
  const bool writes = request_.method == "POST" || request_.method == "PUT" || request_.method == "PATCH";
  if (request_.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
    return;
  }
  if (writes || !request_.body.empty()) {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    set(CURLOPT_POSTFIELDS, request_.body.data());
  }
  set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
}

void CurlTransfer::add_headers() {
  const auto add = [this](const std::string& line) {
    curl_slist* longer = curl_.slist_append(headers_, line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    headers_ = longer;
  };
  for (const Header& header : request_.headers)
    add(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  // libcurl would add these by itself where there is a body, or might be one.
  if (!is_plain_get()) {
    if (find_header(request_.headers, "Expect") == nullptr) add("Expect:");
    if (find_header(request_.headers, "Content-Type") == nullptr) add("Content-Type:");
  }
  if (headers_ != nullptr) set(CURLOPT_HTTPHEADER, headers_);
}

// ---------------------------------------------------------------- callbacks

curl_socket_t CurlTransfer::on_socket(void* seat, curlsocktype, curl_sockaddr* address) {
  auto& transfer = seated(seat);
  try {
    const std::optional<Address> peer = Address::of(address->addr);
    if (!peer) return CURL_SOCKET_BAD;
    const Url& url = transfer.url_;
    const Decision decision = transfer.policy_.check_address(url.host(), url.port(), *peer);
    if (CallLog* log = transfer.control_.log) {
      LogLine("egress")
          .text("decision", decision.allowed ? "allow" : "deny")
          .text("rule", decision.rule)
          .text("host", url.host())
          .text("address", peer->text())
          .number("port", url.port())
          .origin(transfer.control_.origin)
          .write_to(*log);
    }
    if (!decision.allowed) {
      transfer.denied_ = peer->text();
      transfer.denied_rule_ = decision.rule;
      return CURL_SOCKET_BAD;
    }
    ++transfer.connections_;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  } catch (...) { return CURL_SOCKET_BAD; }
}

// libcurl repeats a request by itself where a kept connection ended without an answer. Nobody knows then whether it
// was processed.
int CurlTransfer::on_request(void* seat, char*, char*, int, int) {
  auto& transfer = seated(seat);
  if (++transfer.requests_ == 1 || is_idempotent(transfer.request_.method)) return CURL_PREREQFUNC_OK;
  transfer.stop_ = Stop::Repeated;
  return CURL_PREREQFUNC_ABORT;
}

std::size_t CurlTransfer::on_header(char* data, std::size_t size, std::size_t count, void* seat) {
  auto& transfer = seated(seat);
  const std::size_t bytes = size * count;
  transfer.header_bytes_ += bytes;
  if (transfer.header_bytes_ > kMaxHeaders) {
    transfer.stop_ = Stop::HeaderFlood;
    return 0;
  }
  try {
    transfer.take_header(trimmed({data, bytes}));
    return bytes;
  } catch (...) {
    transfer.stop_ = Stop::OutOfMemory;
    return 0;
  }
}

void CurlTransfer::take_header(std::string_view line) {
  if (line.starts_with("HTTP/")) {  // of a 100 Continue, or the one that counts
    response_.headers.clear();
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return;
  response_.headers.push_back({std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
}

std::size_t CurlTransfer::on_body(char* data, std::size_t size, std::size_t count, void* seat) {
  auto& transfer = seated(seat);
  const std::size_t bytes = size * count;
  if (bytes > transfer.control_.max_response - transfer.response_.body.size()) {
    transfer.stop_ = Stop::TooLarge;
    return 0;
  }
  try {
    transfer.response_.body.append(data, bytes);
    return bytes;
  } catch (...) {
    transfer.stop_ = Stop::OutOfMemory;
    return 0;
  }
}

// What came over the wire, before it is decompressed.
int CurlTransfer::on_progress(void* seat, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
  auto& transfer = seated(seat);
  const std::uint64_t limit = transfer.control_.max_response;
  const bool too_large = now > 0 && static_cast<std::uint64_t>(now) > limit;
  const bool announced = total > 0 && static_cast<std::uint64_t>(total) > limit && transfer.request_.method != "HEAD";
  if (!too_large && !announced) return 0;
  transfer.stop_ = Stop::TooLarge;
  return 1;
}

// ---------------------------------------------------------------- the end

Outcome<HttpResponse> CurlTransfer::outcome(CURLcode result) {
  if (result != CURLE_OK) return failure(result);
  long status = 0;
  curl_.easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  response_.status = static_cast<int>(status);
  response_.url = url_.text();
  return std::move(response_);
}

std::unexpected<Failure> CurlTransfer::timeout() const {
  if (connections_ > 0 && requests_ > 0)
    return failed(ErrorKind::Host, messages::SocketTimeout, {url_.host(), std::to_string(control_.total.count())});
  return failed(ErrorKind::Host, messages::ConnectTimeout,
                {url_.host(), std::to_string(std::min(control_.connect, control_.total).count())});
}

std::unexpected<Failure> CurlTransfer::failure(CURLcode result) const {
  const std::string& host = url_.host();
  const std::string reason = seat_.problem.front() != '\0' ? seat_.problem.data() : curl_.easy_strerror(result);
  switch (stop_) {
    case Stop::None: break;
    case Stop::TooLarge:
      return failed(ErrorKind::Host, messages::ResponseTooLarge, {host, std::to_string(control_.max_response)});
    case Stop::HeaderFlood:
      return failed(ErrorKind::Host, messages::HeadersTooLarge, {host, std::to_string(kMaxHeaders)});
    case Stop::Repeated:
      return failed(ErrorKind::Host, messages::AnswerLost, {host},
                    "whether the service has done what was asked is not known; ask it before sending this again");
    case Stop::OutOfMemory: return failed(ErrorKind::Limit, messages::OutOfMemory);
  }
  switch (result) {
    case CURLE_ABORTED_BY_CALLBACK: return failed(ErrorKind::Limit, messages::Cancelled);
    case CURLE_COULDNT_RESOLVE_HOST: return failed(ErrorKind::Host, messages::HostNotFound, {host});
    case CURLE_OPERATION_TIMEDOUT: return timeout();
    case CURLE_COULDNT_CONNECT:
      if (connections_ == 0 && !denied_.empty()) {
        return failed(ErrorKind::Egress, messages::EgressDenied, {host, denied_ + " is " + std::string(denied_rule_)},
                      "to open it: --allow-host " + host + ", or [egress] in sluice.toml");
      }
      return failed(ErrorKind::Host, messages::CannotConnect, {host + ":" + std::to_string(url_.port()), reason});
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return failed(ErrorKind::Host, messages::TlsFailed, {host, reason});
    default: break;
  }
  const bool sent = requests_ > 0 && !is_idempotent(request_.method);
  return failed(
      ErrorKind::Host, messages::CallFailed, {host, reason},
      sent ? "whether the service has done what was asked is not known; ask it before sending this again" : "");
}

}  // namespace sluice::connectors
