#include "connectors/web/smtp.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>

#include "connectors/http/curl_pool.h"

namespace sluice::connectors::web {

namespace {

constexpr std::uint16_t kTlsPort = 465;

// `env:NAME` or `file:PATH`.
Outcome<std::string> password_of(const MailServer& server) {
  const std::string& where = server.password;
  if (where.starts_with("env:")) {
    if (const char* value = std::getenv(where.c_str() + 4)) return std::string(value);
  } else if (where.starts_with("file:")) {
    std::ifstream file(where.substr(5), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    if (file && !text.empty()) return text;
  }
  return failed(ErrorKind::Host, messages::MailPassword, {where}, "check [smtp] in sluice.toml");
}

// One letter on its way.
class Delivery {
 public:
  Delivery(const CurlLibrary& curl, CURL* easy, std::string_view message) : curl_(curl), easy_(easy), rest_(message) {}
  ~Delivery() { curl_.slist_free_all(recipients_); }
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  void prepare(const MailServer& server, const std::string& password, const Envelope& envelope,
               const CallControl& control) {
    const char* scheme = server.port == kTlsPort && !server.plain ? "smtps://" : "smtp://";
    set(CURLOPT_URL, (scheme + server.host + ":" + std::to_string(server.port)).c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_ERRORBUFFER, problem_.data());
    set(CURLOPT_USE_SSL, static_cast<long>(server.plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!server.ca_file.empty()) set(CURLOPT_CAINFO, server.ca_file.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(control.connect, control.total).count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(control.total.count()));
    if (!server.user.empty()) {
      set(CURLOPT_USERNAME, server.user.c_str());
      set(CURLOPT_PASSWORD, password.c_str());
    }
    set(CURLOPT_MAIL_FROM, ("<" + envelope.from + ">").c_str());
    for (const std::string& to : envelope.to) recipients_ = curl_.slist_append(recipients_, ("<" + to + ">").c_str());
    set(CURLOPT_MAIL_RCPT, recipients_);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &Delivery::on_read);
    set(CURLOPT_READDATA, static_cast<void*>(this));
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(rest_.size()));
  }

  std::string reason(CURLcode result) const {
    return problem_.front() != '\0' ? problem_.data() : curl_.easy_strerror(result);
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_.easy_setopt(easy_, option, value);
  }

  static std::size_t on_read(char* to, std::size_t size, std::size_t count, void* self) {
    std::string_view& rest = static_cast<Delivery*>(self)->rest_;
    const std::size_t bytes = std::min(rest.size(), size * count);
    std::memcpy(to, rest.data(), bytes);
    rest.remove_prefix(bytes);
    return bytes;
  }

  const CurlLibrary& curl_;
  CURL* easy_;
  curl_slist* recipients_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> problem_{};
  std::string_view rest_;  // of the letter
};

Outcome<void> outcome_of(CURLcode result, const MailServer& server, const std::string& reason,
                         const CallControl& control) {
  switch (result) {
    case CURLE_OK: return {};
    case CURLE_ABORTED_BY_CALLBACK: return failed(ErrorKind::Limit, messages::Cancelled);
    case CURLE_COULDNT_RESOLVE_HOST: return failed(ErrorKind::Host, messages::HostNotFound, {server.host});
    case CURLE_COULDNT_CONNECT:
      return failed(ErrorKind::Host, messages::CannotConnect,
                    {server.host + ":" + std::to_string(server.port), reason});
    case CURLE_OPERATION_TIMEDOUT:
      return failed(ErrorKind::Host, messages::SocketTimeout, {server.host, std::to_string(control.total.count())});
    case CURLE_USE_SSL_FAILED:
      return failed(ErrorKind::Host, messages::TlsFailed, {server.host, "it does not offer STARTTLS"},
                    "for a server without TLS: plain = true in [smtp]");
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION: return failed(ErrorKind::Host, messages::TlsFailed, {server.host, reason});
    default: return failed(ErrorKind::Host, messages::MailRefused, {server.host, reason});
  }
}

}  // namespace

Outcome<void> send_mail(const MailServer& server, const Envelope& envelope, std::string_view message,
                        const CallControl& control) {
  const Outcome<const CurlLibrary*> curl = load_curl();
  if (!curl) return std::unexpected(curl.error());
  const Outcome<std::string> password = server.user.empty() ? Outcome<std::string>("") : password_of(server);
  if (!password) return std::unexpected(password.error());
  CurlPool pool(**curl);
  Outcome<void> outcome;
  {
    CurlPool::Loan lane(pool, server.host);
    Delivery delivery(**curl, lane.easy(), message);
    delivery.prepare(server, *password, envelope, control);
    const CURLcode result = lane.run(control.cancelled);
    outcome = outcome_of(result, server, delivery.reason(result), control);
  }
  if (control.log != nullptr) {
    LogLine line("mail");
    line.text("host", server.host).number("port", server.port).origin(control.origin);
    line.number("recipients", static_cast<std::int64_t>(envelope.to.size()));
    line.number("bytes", static_cast<std::int64_t>(message.size()));
    if (!outcome) line.text("error", outcome.error().code.code()).text("message", outcome.error().message);
    line.write_to(*control.log);
  }
  return outcome;
}

}  // namespace sluice::connectors::web
