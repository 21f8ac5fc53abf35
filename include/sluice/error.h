// What went wrong, as a value. Nothing throws across the boundary of Sluice; every call that can fail gives a
// Result (result.h) whose error is this.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <sluice/source.h>

namespace sluice {

// Who has to act.
enum class ErrorKind : std::uint8_t {
  Script,         // the script is wrong or failed
  Host,           // something that the host provides failed or is missing
  Usage,          // an option, an argument or a configuration file is wrong
  Limit,          // a limit was exceeded or the run was cancelled
  Authorization,  // a connection needs a person to authorise it
  Egress,         // an address that the script may not reach
  Store,          // the connection store or its key
  Internal,       // a defect of Sluice
};

// A call that was under way when the error happened.
struct StackFrame {
  std::string function;    // the caller, `namespace.name`; empty for the body of a file
  std::string file;        // where the call stands
  std::uint32_t line = 0;  // of the call, from 1
};

struct Error {
  ErrorKind kind = ErrorKind::Internal;
  std::string code = {};     // stable for ever, e.g. `SLC-RUN-0007`
  std::string message = {};  // Deluge's own words where they are known
  std::string help = {};     // what to do next, one line; may be empty

  // Where it happened. `source` is empty, and the rest 0, for errors that have no place in a script.
  Source source = {};
  Span span = {};
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 1, in code points
  std::vector<StackFrame> stack = {};  // innermost call first
};

}  // namespace sluice
