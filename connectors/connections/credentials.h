// The door between tasks and connections: a task says which connection it wants and for whom; what it gets signs its
// requests. Tokens stay behind this interface.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "connectors/http/message.h"
#include "connectors/http/transport.h"
#include "connectors/outcome.h"

namespace sluice::connectors {

struct Operation;  // catalog/connector.h

// Who asks: the acting user and where the script runs.
struct Caller {
  std::string user;         // e-mail; empty where nobody acts (schedule)
  std::string role;         // super_admin admin developer user portal shared
  std::string app;          // link name of the application
  std::string environment;  // development stage production
  std::string trigger;      // function workflow schedule page datasource
  CallLog* log = nullptr;   // where decisions about connections are written; may be null
};

struct ConnectionWish {
  std::string link = {};       // the connection that the script names; empty: the service's system connection
  std::string connector = {};  // link name of the task's connector, `zoho_crm`; empty for invokeUrl
  std::vector<std::string> scopes = {};  // what the call needs; may be empty
};

// A connection that may be used: authorised, enabled, admitted for the application.
class Grant {
 public:
  virtual ~Grant() = default;
  virtual const std::string& connection() const = 0;  // link name
  virtual const std::string& connector() const = 0;
  virtual const std::string& service() const = 0;  // of the connector; several connectors may serve one
  // Dynamic parameters and what the token endpoint said, by name: `domain`, `api_domain`, `region` … Null: no such.
  virtual const std::string* parameter(std::string_view name) const = 0;
  // An operation that the connector's file describes; null: no such.
  virtual const Operation* operation(std::string_view name) const = 0;
  // Adds authentication to a request whose URL is final; refreshes the token first where it has expired. Refuses
  // hosts that the connector does not allow. A failure of the kind Authorization leaves the request as it was.
  virtual Outcome<void> sign(HttpRequest& request, const CallControl& control) = 0;
  // The service refused the credential (401): makes the next sign() bring a fresh one. False where there is nothing to
  // renew.
  virtual Outcome<bool> renew(const CallControl& control) = 0;
};

// Safe to use from many threads at once.
class Credentials {
 public:
  virtual ~Credentials() = default;
  // Creates the system connection where the wish names none. Failures: unknown, not connected (kind Authorization),
  // disabled, not for this application, no primary account, other service, store problems (kind Store).
  virtual Outcome<std::unique_ptr<Grant>> find(const ConnectionWish& wish, const Caller& caller) = 0;
};

}  // namespace sluice::connectors
