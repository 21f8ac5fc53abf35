// Where decisions and calls are written: one JSON object a line, without secrets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::connectors {

class Redaction;

// Called from the threads of all runs that share it.
class CallLog {
 public:
  virtual ~CallLog() = default;
  virtual void write(std::string_view json_line) = 0;
};

// Who makes a call, as the log says it.
struct CallOrigin {
  std::string_view task;        // `invokeUrl`, `zoho.crm.getRecords`
  std::string_view connection;  // link name; empty for none
  std::string_view user;
};

// Builds one line: `LogLine("call").text("method", "GET").number("status", 200).write_to(log)`.
class LogLine {
 public:
  explicit LogLine(std::string_view event);
  LogLine& text(std::string_view key, std::string_view value);
  LogLine& number(std::string_view key, std::int64_t value);
  LogLine& origin(const CallOrigin& origin);
  LogLine& hide(const Redaction& redaction);
  void write_to(CallLog& log);

 private:
  std::string line_;
};

// The URL without user, fragment and the values of its query, which may be secrets.
std::string redacted_url(std::string_view url);

}  // namespace sluice::connectors
