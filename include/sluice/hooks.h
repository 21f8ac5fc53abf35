// What a host may put in place of Sluice's defaults. Every hook is optional. A hook that several runs share is
// called from their threads at once; a hook given to one run only is called from that run's thread. What a hook
// throws becomes an error of the script (SLC-HST-0002).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <sluice/export.h>
#include <sluice/network.h>
#include <sluice/result.h>
#include <sluice/value.h>

namespace sluice {

// Receives the lines of `info`. Default: they are dropped.
class SLUICE_API Output {
 public:
  virtual ~Output() = default;
  // One line, UTF-8, without its line end.
  virtual void write_line(std::string_view line) = 0;
};

// Tells the time. Default: the system's clock.
class SLUICE_API Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

// A clock that stands still.
class SLUICE_API FixedClock : public Clock {
 public:
  explicit FixedClock(Instant instant) : instant_(instant) {}
  Instant now() override { return instant_; }

 private:
  Instant instant_;
};

// Gives the bytes that randomNumber() and the vectors of encryption are made of: one that repeats makes tests repeat.
// Default: the system's source. Keys and OAuth never use it.
class SLUICE_API RandomSource {
 public:
  virtual ~RandomSource() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;
};

// A statement that is about to run. Views are good until the call returns.
struct TracePoint {
  std::string_view file;
  std::uint32_t line = 0;  // from 1, like the column, in code points
  std::uint32_t column = 0;  // of the statement, or of what it computes
  std::string_view function;  // `namespace.name`; empty for the body of a file
  std::uint32_t depth = 0;    // calls of functions that it is in
};

// Follows a run statement by statement, in the functions of libraries too. A run that is traced takes several times as
// long; others lose nothing. Default: none.
class SLUICE_API Trace {
 public:
  virtual ~Trace() = default;
  virtual void statement(const TracePoint& point) = 0;
};

// How far a run has come.
struct Progress {
  std::uint64_t statements = 0;  // executed
  std::uint64_t memory = 0;      // bytes of values now
  std::chrono::microseconds elapsed{0};
};

// Hears of a run as it goes on: every few milliseconds while it works, some 20 while it waits for a service. Default: none.
class SLUICE_API ProgressWatch {
 public:
  virtual ~ProgressWatch() = default;
  // False cancels the run (SLC-LIM-0006). What it throws does as well.
  virtual bool progress(const Progress& so_far) = 0;
};

// Receives alert, openUrl, show, hide, cancel submit … as they happen. Default: none; Outcome::events has them all
// in any case.
class SLUICE_API ClientDirectives {
 public:
  virtual ~ClientDirectives() = default;
  // `name` is the directive as the language spells it (`openUrl`), `details` a MAP of its parts.
  virtual void directive(std::string_view name, const Value& details) = 0;
};

// Keeps the records that insert, update, delete and fetch work on. Default: such a statement fails with an error
// that the script can catch (SLC-HST-0001).
class SLUICE_API FormStore {
 public:
  virtual ~FormStore() = default;
  // `statement` is `insert into`, `update`, `delete from` or `fetch`, `request` a MAP of its parts. Gives the value of the
  // statement.
  virtual Result<Value> perform(std::string_view statement, const Value& request) = 0;
};

// Sends mail and short messages. Default: mail through the server of EngineOptions::smtp, short messages through
// connections.
class SLUICE_API Mail {
 public:
  virtual ~Mail() = default;
  // `statement` is `sendmail` or `sendsms`, `request` a MAP of its attributes.
  virtual Result<Value> send(std::string_view statement, const Value& request) = 0;
};

// A connection that somebody has to authorise before a script can go on.
struct AuthorizationNeed {
  std::string connection;  // link name
  std::string connector = {};
  std::string user = {};  // who acts; empty for a schedule
  std::string environment = {};
  bool lapsed = false;  // it was authorised before, and the service no longer accepts that
  std::string reason = {};  // the message that the script gets otherwise
};

// Told before a task fails for want of an authorisation, so that the host can ask the person at once (Connections::begin,
// ConsentListener) or note that somebody has to act. Default: the task fails (ErrorKind::Authorization).
class SLUICE_API AuthorizationNeeded {
 public:
  virtual ~AuthorizationNeeded() = default;
  // Called from the run's thread, which waits. True: it has been authorised, and the task tries once more.
  virtual bool authorization_needed(const AuthorizationNeed& need) = 0;
};

struct Hooks {
  std::shared_ptr<Output> output = {};
  std::shared_ptr<Clock> clock = {};
  std::shared_ptr<ClientDirectives> directives = {};
  std::shared_ptr<FormStore> forms = {};
  std::shared_ptr<Mail> mail = {};
  std::shared_ptr<HttpTransport> http = {};
  std::shared_ptr<Log> log = {};
  std::shared_ptr<AuthorizationNeeded> authorization = {};
  std::shared_ptr<RandomSource> random = {};
  std::shared_ptr<Trace> trace = {};
  std::shared_ptr<ProgressWatch> progress = {};
};

}  // namespace sluice
