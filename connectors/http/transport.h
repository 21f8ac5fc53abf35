// Sends requests. The engine's own transport is libcurl with egress rules (curl_transport.h); a host may bring another,
// tests bring scripted ones.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "connectors/http/call_log.h"
#include "connectors/http/message.h"
#include "connectors/http/redaction.h"
#include "connectors/outcome.h"

namespace sluice::connectors {

// What bounds one call besides the transport's own rules.
struct CallControl {
  std::chrono::milliseconds total{40'000};  // socket timeout of invokeUrl (help: 40 s)
  std::chrono::milliseconds connect{10'000};
  std::uint64_t max_response = 50 * 1024 * 1024;  // bytes, counted before and after decompression
  std::function<bool()> cancelled = {};  // asked every 20 ms by the thread that called; true ends the call
  CallLog* log = nullptr;  // may be null
  CallOrigin origin = {};
  OpenedSecrets* opened = nullptr;  // of the run; may be null
};

// Safe to call from many threads at once.
class Transport {
 public:
  virtual ~Transport() = default;
  // Any status is a response. Failures: the network, its deadlines and too large a response (kind Host, which scripts
  // can catch), a refused address (kind Egress), cancelled (kind Limit).
  virtual Outcome<HttpResponse> send(const HttpRequest& request, const CallControl& control) = 0;
};

}  // namespace sluice::connectors
