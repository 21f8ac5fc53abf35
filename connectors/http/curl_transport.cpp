#include "connectors/http/curl_transport.h"

#include <new>
#include <utility>

#include "connectors/http/curl_pool.h"
#include "connectors/http/curl_transfer.h"
#include "connectors/http/url.h"

namespace sluice::connectors {

namespace {

void log_denied(const Url& url, const Decision& decision, const CallControl& control) {
  if (control.log == nullptr) return;
  LogLine("egress")
      .text("decision", "deny")
      .text("rule", decision.rule)
      .text("host", url.host())
      .number("port", url.port())
      .origin(control.origin)
      .write_to(*control.log);
}

std::unexpected<Failure> denied(const Url& url, const Decision& decision) {
  const std::string port = std::to_string(url.port());
  std::string why(decision.rule);
  if (decision.rule == "plain http") why = "it would be called without encryption; use https";
  if (decision.rule == "port") why = "port " + port + " is not open";
  if (decision.rule == "not named") why = "only hosts that are named may be reached";
  return failed(ErrorKind::Egress, messages::EgressDenied, {url.host(), why},
                "to open it: --allow-host " + url.host() + ", or [egress] in sluice.toml");
}

}  // namespace

Outcome<std::unique_ptr<CurlTransport>> CurlTransport::open(EgressPolicy policy, CurlOptions options) {
  const Outcome<const CurlLibrary*> curl = load_curl();
  if (!curl) return std::unexpected(curl.error());
  return std::unique_ptr<CurlTransport>(
      new CurlTransport(std::move(policy), std::move(options), std::make_unique<CurlPool>(**curl)));
}

CurlTransport::CurlTransport(EgressPolicy policy, CurlOptions options, std::unique_ptr<CurlPool> pool)
    : policy_(std::move(policy)), options_(std::move(options)), pool_(std::move(pool)) {}

CurlTransport::~CurlTransport() = default;

Outcome<HttpResponse> CurlTransport::send(const HttpRequest& request, const CallControl& control) {
  const Outcome<Url> url = Url::parse(request.url);
  if (!url) return std::unexpected(url.error());
  const Decision decision = policy_.check_url(url->scheme(), url->host(), url->port());
  if (!decision.allowed) {
    log_denied(*url, decision, control);
    return denied(*url, decision);
  }
  if (control.total.count() <= 0) return failed(ErrorKind::Host, messages::SocketTimeout, {url->host(), "0"});
  CurlPool::Loan lane(*pool_, url->site());
  CurlTransfer transfer(**load_curl(), lane.easy(), lane.seat(), request, control, *url, policy_);
  if (lane.is_new()) transfer.prepare_lane(options_);
  transfer.prepare(options_);
  return transfer.outcome(lane.run(control.cancelled));
}

}  // namespace sluice::connectors
