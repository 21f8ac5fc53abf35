// What a host may put in place of Sluice's defaults. Every hook is optional. A hook that several runs share is
// called from their threads at once; a hook given to one run only is called from that run's thread. What a hook
// throws becomes an error of the script (SLC-HST-0002).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <sluice/network.h>
#include <sluice/result.h>
#include <sluice/value.h>

namespace sluice {

// Receives the lines of `info`. Default: they are dropped.
class Output {
 public:
  virtual ~Output() = default;
  // One line, UTF-8, without its line end.
  virtual void write_line(std::string_view line) = 0;
};

// Tells the time. Default: the system's clock.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

// A clock that stands still.
class FixedClock : public Clock {
 public:
  explicit FixedClock(Instant instant) : instant_(instant) {}
  Instant now() override { return instant_; }

 private:
  Instant instant_;
};

// Receives alert, openUrl, show, hide, cancel submit … as they happen. Default: none; Outcome::events has them all
// in any case.
class ClientDirectives {
 public:
  virtual ~ClientDirectives() = default;
  // `name` is the directive as the language spells it (`openUrl`), `details` a MAP of its parts.
  virtual void directive(std::string_view name, const Value& details) = 0;
};

// Keeps the records that insert, update, delete and fetch work on. Default: such a statement fails with an error
// that the script can catch (SLC-HST-0001).
class FormStore {
 public:
  virtual ~FormStore() = default;
  // `statement` is `insert into`, `update`, `delete from` or `fetch`, `request` a MAP of its parts. Gives the value of the
  // statement.
  virtual Result<Value> perform(std::string_view statement, const Value& request) = 0;
};

// Sends mail and short messages. Default: mail through the server of EngineOptions::smtp, short messages through
// connections.
class Mail {
 public:
  virtual ~Mail() = default;
  // `statement` is `sendmail` or `sendsms`, `request` a MAP of its attributes.
  virtual Result<Value> send(std::string_view statement, const Value& request) = 0;
};

// A connection that somebody has to authorise before a script can go on.
struct AuthorizationNeed {
  std::string connection;    // link name
  std::string connector = {};
  std::string user = {};     // who acts; empty for a schedule
  std::string environment = {};
  bool lapsed = false;       // it was authorised before, and the service no longer accepts that
  std::string reason = {};   // the message that the script gets otherwise
};

// Told before a task fails for want of an authorisation, so that the host can ask the person at once (Connections::begin,
// ConsentListener) or note that somebody has to act. Default: the task fails (ErrorKind::Authorization).
class AuthorizationNeeded {
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
};

}  // namespace sluice
