// Faults on demand, for testing scripts and clients: asked for by the header X-Sandbox-Fault of a request, or put up for
// the next requests with POST /__sandbox/faults.
#pragma once

#include <string>
#include <vector>

#include "sandbox/http.h"

namespace sluice::sandbox {

struct Fault {
  std::string path;  // part of the path it concerns; empty for all
  int times = 1;  // requests it is still to hit; -1: until cleared
  int latency_ms = 0;  // before the answer
  int status = 0;  // of an error to give instead of the answer: 401, 429, 500 …; 0: none
  std::string code;  // of that error; empty: what the status usually means
  bool drop = false;  // close the connection without an answer
  bool after = false;  // do the work first: the client does not learn that it was done
  bool expire_tokens = false;
};

class Faults {
 public:
  // The fault for this request, if there is one. Throws ApiError when its header asks for what there is not.
  std::optional<Fault> take(const Request& request);

  // `{"path","times","latency_ms","status","code","drop","after","expire_tokens"}`; the problem, or empty.
  std::string add(const Json& description);
  void clear() { planned_.clear(); }
  const std::vector<Fault>& planned() const { return planned_; }

 private:
  std::vector<Fault> planned_;
};

// The error of a fault that has a status, as the service words it.
Response fault_response(const Fault& fault);

}  // namespace sluice::sandbox
