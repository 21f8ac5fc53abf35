// Errors of the engine itself, beside those that scripts raise: one row each, codes stable for ever.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <utility>

#include <sluice/error.h>
#include <sluice/result.h>

#include "interpreter/error.h"

namespace sluice::engine {

enum class ApiCode : std::uint8_t {
  Internal,         // SLC-API-0001
  Unreadable,       // SLC-API-0002
  Configuration,    // SLC-API-0003
  UnknownLimits,    // SLC-API-0004
  NotOfType,        // SLC-API-0005
  NoFunction,       // SLC-API-0006
  Options,          // SLC-API-0007
  NotJson,          // SLC-API-0008
  UnknownArgument,  // SLC-API-0009
  Module,           // SLC-API-0010
  Sandbox,          // SLC-API-0011
};

Error api_error(ApiCode code, std::string message, std::string help = {});

// A fault of a run as hosts see it.
Error error_of(const interpreter::Fault& fault);

// The error for an exception that no one expected.
Error internal_error(const char* what);

// Takes no memory: its texts are short enough to lie in the strings themselves.
Error out_of_memory_error() noexcept;

// Runs `body`, which gives a Result; whatever it throws becomes an error, also where there is no memory for the error.
template <class Body>
auto guarded(Body&& body) -> decltype(body()) {
  try {
    try {
      return body();
    } catch (const interpreter::Raised& raised) { return error_of(raised.fault()); } catch (const std::bad_alloc&) {
      return out_of_memory_error();
    } catch (const std::exception& exception) { return internal_error(exception.what()); } catch (...) {
      return internal_error("unknown exception");
    }
  } catch (...) { return out_of_memory_error(); }
}

}  // namespace sluice::engine
