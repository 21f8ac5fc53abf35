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
  Internal,  // SLC-API-0001: the engine itself failed: please report it
  Unreadable,  // SLC-API-0002: what the host names cannot be read
  Configuration,  // SLC-API-0003: sluice.toml is wrong
  UnknownLimits,  // SLC-API-0004: there is no such profile of limits
  NotOfType,  // SLC-API-0005: an argument is not of the type of its parameter
  NoFunction,  // SLC-API-0006: the script has no such function
  Options,  // SLC-API-0007: the options of an engine are wrong
  NotJson,  // SLC-API-0008: a text is no JSON
  UnknownArgument,  // SLC-API-0009: the function has no such parameter
  Module,  // SLC-API-0010: a library that is opened when it is needed cannot be used
  Sandbox,  // SLC-API-0011: the sandbox cannot be started or used
};

Error api_error(ApiCode code, std::string message, std::string help = {});

// A fault of a run as hosts see it.
Error error_of(const interpreter::Fault& fault);

// The error for an exception that no one expected.
Error internal_error(const char* what);

// Takes no memory: its texts are short enough to lie in the strings themselves.
Error out_of_memory_error() noexcept;

// An error on its way to guarded(), out of code that gives something else than a Result.
struct Refusal {
  Error error;
};

// Runs `body`, which gives a Result; whatever it throws becomes an error, also where there is no memory for the error.
template <class Body>
auto guarded(Body&& body) -> decltype(body()) {
  try {
    try {
      return body();
    } catch (const interpreter::Raised& raised) { return error_of(raised.fault()); } catch (Refusal& refusal) {
      return std::move(refusal.error);
    } catch (const std::bad_alloc&) { return out_of_memory_error(); } catch (const std::exception& exception) {
      return internal_error(exception.what());
    } catch (...) { return internal_error("unknown exception"); }
  } catch (...) { return out_of_memory_error(); }
}

}  // namespace sluice::engine
