// The CRM: finds the route of a request, checks who asks, and hands it to its handler.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>

#include "sandbox/accounts.h"
#include "sandbox/call.h"

namespace sluice::sandbox {

// What running a function of the organisation came to.
struct FunctionAnswer {
  enum class Outcome : std::uint8_t { Done, Failed, Unknown, Unavailable };
  Outcome outcome = Outcome::Unavailable;
  std::string text;  // {"output":"…","messages":["…"]} when it is done, else a message
};

// Runs a function: its name, and its arguments as a JSON object. Called on a thread of its own.
using FunctionHook = std::function<FunctionAnswer(const std::string& name, const std::string& arguments_json)>;

class Crm {
 public:
  Crm(Store& store, Accounts& accounts, const Clock& clock, CrmOptions options, FunctionHook function);

  // Answers requests under /crm; nothing for other paths. `under_way` counts calls that wait for their answer.
  std::optional<Response> serve(const Request& request, int under_way);
  // A part of a composite request: the same without limits. Throws no ApiError.
  Response serve_part(const Request& request);
  const FunctionHook& function_hook() const { return function_hook_; }

 private:
  Response answer(const Request& request, int under_way);
  Response dispatch(const Request& request, Version version, std::vector<std::string> segments, const Grant& grant,
                    const struct Route& route);
  Grant authenticate(const Request& request, const Route& route) const;
  // Counts credits; TOO_MANY_REQUESTS when the day's are used up.
  void charge(int credits);

  Store& store_;
  Accounts& accounts_;
  const Clock& clock_;
  CrmOptions options_;
  FunctionHook function_hook_;
  std::deque<std::pair<Seconds, int>> spent_;  // in the last 24 hours
  std::int64_t spent_credits_ = 0;
};

}  // namespace sluice::sandbox
