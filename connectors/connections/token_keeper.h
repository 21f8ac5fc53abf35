// Keeps access tokens fresh. However many callers need a token that has expired, in however many processes, one of them
// asks for a new one: callers of a process share one flight, processes share a lease in the store, and what is written
// last is decided by the generation of the authorisation.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "connectors/connections/shelf.h"
#include "connectors/http/transport.h"

namespace sluice::connectors {

struct RefreshTiming {
  std::chrono::milliseconds deadline{30'000};  // of a request for a token
  std::chrono::milliseconds lease{40'000};  // longer than the deadline
  std::chrono::milliseconds poll{200};  // how often others look whether the holder is done
  std::chrono::milliseconds early{60'000};  // refresh so long before a token expires, at most half its life
  std::chrono::milliseconds throttled{60'000};  // first wait after "too many requests"
  std::chrono::milliseconds first_wait{1'000};  // after a failure; doubles up to longest_wait
  std::chrono::milliseconds longest_wait{300'000};

  RefreshTiming scaled(int divisor) const;  // tests run a hundred times faster
};

// Safe to use from many threads at once.
class TokenKeeper {
 public:
  // `log` may be null. It hears of the renewals that nobody waits for any more.
  TokenKeeper(Shelf& shelf, Transport& transport, RefreshTiming timing, CallLog* log = nullptr)
      : shelf_(shelf), transport_(transport), timing_(timing), log_(log) {}
  ~TokenKeeper();  // waits for refreshes under way: their answers may hold the only refresh token
  TokenKeeper(const TokenKeeper&) = delete;
  TokenKeeper& operator=(const TokenKeeper&) = delete;

  // The authorisation with a token that may be used now. `refused`: the generation whose token the service refused;
  // -1 for none.
  Outcome<std::shared_ptr<const Live>> fresh(const Target& target, const CallControl& control,
                                             std::int64_t refused = -1);

  const RefreshTiming& timing() const { return timing_; }
  Transport& transport() { return transport_; }

 private:
  struct Flight {
    bool done = false;
    std::optional<Failure> failure;
    int waiting = 0;  // callers
    std::vector<std::string> lines = {};  // of the log: what the renewal did
  };
  std::optional<Failure> fly(const Target& target, std::int64_t generation, const CallControl& control);
  void land(const std::string& name, Flight& flight, std::optional<Failure> failure, std::vector<std::string> lines);
  std::optional<Failure> refresh(const Target& target, std::int64_t generation, CallLog& log);
  std::optional<Failure> refresh_under_lease(const Target& target, const Live& live, CallLog& log);
  std::optional<Failure> note(const Target& target, const Live& live, TokenFailure failure);

  Shelf& shelf_;
  Transport& transport_;
  RefreshTiming timing_;
  CallLog* const log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::shared_ptr<Flight>> flights_;
  int running_ = 0;
};

// Fields of an authorisation after the server gave `answer`: a refresh token that it did not send stays.
void take_answer(SecretFields& fields, AuthorizationRow& row, const TokenAnswer& answer);
// The address of an endpoint with the parameters of an authorisation filled in.
Outcome<std::string> endpoint_address(const Connector& connector, std::string_view address, const Live& live);
Outcome<OAuthClient> client_of(Shelf& shelf, const Connector& connector);

// The failures that stand for an authorisation that is missing or gone.
Failure not_authorized(const Target& target, const std::string& command);
Failure needs_reauthorization(const Target& target, const Live& live, const std::string& reason);

}  // namespace sluice::connectors
