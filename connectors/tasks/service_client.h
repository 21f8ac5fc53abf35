// One connection in use: finds the address of its service, signs requests, sends them, renews a refused token once.
// Tasks and connector operations both go through it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "connectors/services.h"
#include "connectors/tasks/task.h"

namespace sluice::connectors::tasks {

class ServiceClient {
 public:
  // Raises what the connection lacks: it is unknown, not authorised, not for this service. `task` is what messages and
  // the log name.
  ServiceClient(const Service& service, std::string_view link, std::string_view more_scopes,
                interpreter::Context& context, std::string_view task);

  // scheme://host/base of the service, for the data centre of the connection.
  const std::string& address() const { return address_; }
  Grant& grant() { return *grant_; }
  interpreter::Context& context() { return context_; }
  std::string_view task() const { return task_; }

  // A parameter of the connection; raises where it is not known.
  std::string parameter(std::string_view name) const;

  // One call of the service; any status is a response. Charges the run's budget. Raises transport failures.
  HttpResponse send(HttpRequest request);

 private:
  std::string filled(std::string_view address_template) const;
  std::string origin_of(const Service& service) const;

  interpreter::Context& context_;
  std::string task_;
  std::unique_ptr<Grant> grant_;
  std::string address_;
};

// The answer as a value: JSON converted, an empty body as `empty`, a download as FILE, anything else as a MAP of
// `status_code` and `response`.
Value value_of(const HttpResponse& response, const Value& empty, interpreter::Context& context);

bool succeeded(const HttpResponse& response);

}  // namespace sluice::connectors::tasks
