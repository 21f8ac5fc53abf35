// What the functions that call other services find in their run: the way out, connections, who asks. One object for
// each run, made when the run first needs it; what it gives is shared by all runs of an engine.
#pragma once

#include "connectors/connections/credentials.h"
#include "connectors/http/call_log.h"
#include "connectors/http/transport.h"
#include "connectors/mail.h"
#include "interpreter/context.h"

namespace sluice::connectors {

class Services {
 public:
  virtual ~Services() = default;
  // Follows redirects, repeats what was not processed, applies the egress rules, logs (http_client.h). Opened at the
  // first call. A failure says why the network cannot be used at all.
  virtual Outcome<Transport*> transport() = 0;
  // Null where no store of connections is configured; a failure where there is one that cannot be opened.
  virtual Outcome<Credentials*> credentials() = 0;
  virtual const Caller& caller() const = 0;
  // How long a call may take and how much may come back, before the run's own limits are applied.
  virtual CallControl defaults() const = 0;
  // The server of `sendmail`; null where none is configured.
  virtual const MailServer* mail_server() const = 0;
  virtual CallLog* log() const = 0;  // may be null
  // Asked while a call waits for its answer: false ends the run.
  virtual bool go_on(const interpreter::Budget&) { return true; }
};

// The services of a run; raises HostMissing with the name of the task where the host has none.
Services& services_of(interpreter::Context& context, std::string_view task);

// The bounds of one call: the defaults, no later than the end of the run, ended by its cancel token. Counts the call
// against the run's limit of calls. `task` and `connection` are what the log says. Must not outlive the run.
CallControl begin_call(interpreter::Context& context, std::string_view task, std::string_view connection = {});

// What a call gave, or its failure as an error of the script; the end of the run where that is what ended the call.
template <class T>
T take(Outcome<T> outcome, interpreter::Context& context) {
  if (!outcome) [[unlikely]] {
    context.budget.look_up();
    raise_failure(std::move(outcome).error());
  }
  if constexpr (!std::is_void_v<T>) return std::move(*outcome);
}

// Signs and sends with a connection; a token that the service refuses (401) is renewed, and the call repeated, once. Any
// status is a response; raises what fails on the way. Charges the run's budget.
HttpResponse send_signed(HttpRequest request, Grant& grant, interpreter::Context& context, std::string_view task);

// The connection that a task wants, or the error that says what to do about it.
std::unique_ptr<Grant> grant_for(const ConnectionWish& wish, interpreter::Context& context, std::string_view task);

}  // namespace sluice::connectors
