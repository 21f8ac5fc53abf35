#include "connectors/http/http_client.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <thread>

#include "connectors/http/request_rules.h"
#include "connectors/http/url.h"

namespace sluice::connectors {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kMaxRedirects = 5;
constexpr int kMaxRepeats = 2;
constexpr milliseconds kPauseBeforeConnecting{100};
constexpr milliseconds kLongestWait{10'000};  // a later Retry-After is the script's to decide about
constexpr milliseconds kTick{20};

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Seconds of a Retry-After, if it is a number; services that throttle send one.
std::optional<milliseconds> retry_after(const HttpResponse& response) {
  const std::string* text = find_header(response.headers, "Retry-After");
  if (text == nullptr) return std::nullopt;
  unsigned seconds = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), seconds);
  if (problem != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return milliseconds(std::uint64_t{seconds} * 1000);
}

// How long to wait before sending again what was certainly not processed; nothing where that is not certain.
std::optional<milliseconds> pause_before_repeat(const HttpRequest& request, const Outcome<HttpResponse>& outcome) {
  if (!outcome) {
    if (outcome.error().code == messages::CannotConnect) return kPauseBeforeConnecting;
    return std::nullopt;
  }
  const bool idempotent = request.method != "POST" && request.method != "PATCH";
  const bool refused = outcome->status == 429 || (outcome->status == 503 && idempotent);
  return refused ? retry_after(*outcome) : std::nullopt;
}

}  // namespace

steady_clock::time_point Timekeeper::now() { return steady_clock::now(); }

void Timekeeper::wait(milliseconds duration, const std::function<bool()>& cancelled) {
  const steady_clock::time_point end = steady_clock::now() + duration;
  for (auto left = duration; left.count() > 0 && !(cancelled && cancelled());
       left = std::chrono::ceil<milliseconds>(end - steady_clock::now()))
    std::this_thread::sleep_for(std::min(left, kTick));
}

struct HttpClient::Progress {
  steady_clock::time_point start;
  int redirects = 0;
  int attempts = 0;
};

HttpClient::HttpClient(Transport& wire, Timekeeper* time) : wire_(wire), time_(time) {
  static Timekeeper system;
  if (time_ == nullptr) time_ = &system;
}

Outcome<HttpResponse> HttpClient::send(const HttpRequest& request, const CallControl& control) {
  Progress progress{time_->now()};
  Outcome<HttpRequest> checked = checked_request(request);
  Outcome<HttpResponse> outcome = checked ? follow(std::move(*checked), control, progress)
                                          : Outcome<HttpResponse>(std::unexpected(checked.error()));
  const Redaction redaction(request, control.opened);
  if (outcome)
    redaction.hide_in(*outcome);
  else
    redaction.hide_in(outcome.error().message);
  if (control.log == nullptr) return outcome;
  LogLine line("call");
  line.text("method", request.method).text("url", redacted_url(request.url)).origin(control.origin);
  if (outcome)
    line.number("status", outcome->status).number("bytes", static_cast<std::int64_t>(outcome->body.size()));
  else
    line.text("error", outcome.error().code.code()).text("message", outcome.error().message);
  const auto elapsed = std::chrono::duration_cast<milliseconds>(time_->now() - progress.start);
  line.number("attempts", progress.attempts)
      .number("redirects", progress.redirects)
      .number("elapsed_ms", elapsed.count())
      .hide(redaction)
      .write_to(*control.log);
  return outcome;
}

Outcome<HttpResponse> HttpClient::follow(HttpRequest next, const CallControl& control, Progress& progress) {
  while (true) {
    Outcome<HttpResponse> response = attempt(next, control, progress);
    if (!response || !is_redirect(response->status)) return response;
    const std::string* location = find_header(response->headers, "Location");
    if (location == nullptr) return response;
    if (++progress.redirects > kMaxRedirects)
      return failed(ErrorKind::Host, messages::TooManyRedirects, {std::to_string(kMaxRedirects)});
    const Outcome<Url> from = Url::parse(next.url);
    if (!from) return std::unexpected(from.error());
    const Outcome<Url> to = from->resolve(*location);
    if (!to) return std::unexpected(to.error());
    if (from->scheme() == "https" && to->scheme() == "http")
      return failed(ErrorKind::Egress, messages::RedirectToHttp, {from->host(), to->host()});
    change_method(next, response->status);
    if (from->origin() != to->origin()) {
      if (!next.body.empty()) return response;  // what was meant for one service is not sent to another
      drop_credentials(next);
    }
    next.url = to->text();
  }
}

Outcome<HttpResponse> HttpClient::attempt(const HttpRequest& request, const CallControl& control, Progress& progress) {
  CallControl rest = control;
  for (int repeats = 0;; ++repeats) {
    const auto spent = std::chrono::duration_cast<milliseconds>(time_->now() - progress.start);
    rest.total = std::max(control.total - spent, milliseconds(0));
    ++progress.attempts;
    Outcome<HttpResponse> outcome = wire_.send(request, rest);
    const std::optional<milliseconds> pause = pause_before_repeat(request, outcome);
    const bool final = repeats == (outcome ? kMaxRepeats : 1);
    if (!pause || final || *pause > kLongestWait) return outcome;
    const auto left = control.total - std::chrono::duration_cast<milliseconds>(time_->now() - progress.start);
    if (*pause >= left) return outcome;
    time_->wait(*pause, control.cancelled);
    if (control.cancelled && control.cancelled()) return failed(ErrorKind::Limit, messages::Cancelled);
  }
}

}  // namespace sluice::connectors
