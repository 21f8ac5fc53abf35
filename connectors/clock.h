// The time of day, as the connection store writes it down.
#pragma once

#include <chrono>
#include <cstdint>

namespace sluice::connectors {

// Since 1970.
inline std::int64_t now_milliseconds() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace sluice::connectors
