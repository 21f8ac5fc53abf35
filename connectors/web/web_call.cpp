#include "connectors/web/web_call.h"

namespace sluice::connectors::web {

namespace {

// Braces around anything but a parameter of the connection stay as they are.
std::string filled(std::string_view url, const Grant& grant) {
  std::string result;
  while (true) {
    const std::size_t open = url.find('{');
    const std::size_t close = open == std::string_view::npos ? open : url.find('}', open);
    if (close == std::string_view::npos) return result.append(url);
    const std::string* value = grant.parameter(url.substr(open + 1, close - open - 1));
    if (value == nullptr) {
      result.append(url.substr(0, open + 1));
      url.remove_prefix(open + 1);
      continue;
    }
    result.append(url.substr(0, open)).append(*value);
    url.remove_prefix(close + 1);
  }
}

}  // namespace

HttpResponse send(HttpRequest request, Grant* grant, interpreter::Context& context, std::string_view task) {
  if (grant != nullptr) {
    request.url = filled(request.url, *grant);
    return send_signed(std::move(request), *grant, context, task);
  }
  Transport& transport = *take(services_of(context, task).transport(), context);
  const CallControl control = begin_call(context, task);
  context.heap.expect(request.body.size());
  return take(transport.send(request, control), context);
}

}  // namespace sluice::connectors::web
