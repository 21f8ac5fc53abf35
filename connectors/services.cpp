#include "connectors/services.h"

#include <algorithm>

namespace sluice::connectors {

Services& services_of(interpreter::Context& context, std::string_view task) {
  Services* services = context.host.services();
  if (services == nullptr) interpreter::raise(ErrorKind::Host, messages::HostMissing, {task, "a network service"});
  return *services;
}

CallControl begin_call(interpreter::Context& context, std::string_view task, std::string_view connection) {
  Services& services = services_of(context, task);
  interpreter::Budget& budget = context.budget;
  budget.look_up();
  budget.call_out();
  CallControl control = services.defaults();
  const auto deadline = budget.deadline();
  if (deadline != std::chrono::steady_clock::time_point::max()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    // The transport counts in whole milliseconds and may end early by one or two; the run has to be over when it does, or
    // the script could catch the end of its own time as a timeout of the service.
    constexpr std::chrono::milliseconds kRounding(5);
    control.total = std::clamp(left + kRounding, kRounding, control.total);
  }
  control.cancelled = [&budget, &services] { return budget.cancelled() || !services.go_on(budget); };
  control.log = services.log();
  control.origin = {task, connection, services.caller().user};
  return control;
}

HttpResponse send_signed(HttpRequest request, Grant& grant, interpreter::Context& context, std::string_view task) {
  constexpr int kUnauthorized = 401;
  const std::string connection = grant.connection();
  Transport& transport = *take(services_of(context, task).transport(), context);
  const CallControl control = begin_call(context, task, connection);
  context.heap.expect(request.body.size());
  // What signing changes; to the body, which may be large, it only adds.
  const std::size_t body_size = request.body.size();
  std::string url = request.url;
  Headers headers = request.headers;
  take(grant.sign(request, control), context);
  HttpResponse response = take(transport.send(request, control), context);
  if (response.status != kUnauthorized || !take(grant.renew(control), context)) return response;
  request.body.resize(body_size);
  request = {
      .method = request.method, .url = std::move(url), .headers = std::move(headers), .body = std::move(request.body)};
  take(grant.sign(request, control), context);
  return take(transport.send(request, control), context);
}

std::unique_ptr<Grant> grant_for(const ConnectionWish& wish, interpreter::Context& context, std::string_view task) {
  Services& services = services_of(context, task);
  Credentials* credentials = take(services.credentials(), context);
  if (credentials == nullptr) {
    raise_failure(
        {ErrorKind::Host, messages::HostMissing,
         grammar::text_of(messages::HostMissing, {task, wish.link.empty() ? "a connection to " + wish.connector
                                                                          : "the connection '" + wish.link + "'"}),
         "give the host a store of connections"});
  }
  return take(credentials->find(wish, services.caller()), context);
}

}  // namespace sluice::connectors
