// What stands between tasks and the wire, whoever's transport that is: refuses headers that would forge a request,
// follows redirects, repeats what was certainly not processed, keeps secrets out of answers, writes the log.
#pragma once

#include <chrono>
#include <functional>

#include "connectors/http/transport.h"

namespace sluice::connectors {

// Time, so that tests need not wait.
class Timekeeper {
 public:
  virtual ~Timekeeper() = default;
  virtual std::chrono::steady_clock::time_point now();
  // Returns early where `cancelled` says so.
  virtual void wait(std::chrono::milliseconds duration, const std::function<bool()>& cancelled);
};

class HttpClient final : public Transport {
 public:
  // Both must outlive this. Without a timekeeper: the system's clock.
  explicit HttpClient(Transport& wire, Timekeeper* time = nullptr);

  Outcome<HttpResponse> send(const HttpRequest& request, const CallControl& control) override;

 private:
  struct Progress;
  Outcome<HttpResponse> follow(HttpRequest next, const CallControl& control, Progress& progress);
  Outcome<HttpResponse> attempt(const HttpRequest& request, const CallControl& control, Progress& progress);

  Transport& wire_;
  Timekeeper* time_;
};

}  // namespace sluice::connectors
