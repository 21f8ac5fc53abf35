// From outcomes of connectors/ to results of the public API, and from principals to callers.
#pragma once

#include <utility>

#include <sluice/result.h>

#include "connectors/connections/credentials.h"
#include "sluice/engine.h"

namespace sluice::engine {

// Where a script would be at fault, the host has used a wrong name or value.
Error error_of(const connectors::Failure& failure);
// Who acts; what he decides is written to the log of the engine.
connectors::Caller caller_of(const Engine& engine, const Principal& principal);

template <class T>
Result<T> result_of(connectors::Outcome<T> outcome) {
  if (!outcome) return error_of(outcome.error());
  if constexpr (std::is_void_v<T>)
    return {};
  else
    return std::move(*outcome);
}

}  // namespace sluice::engine
