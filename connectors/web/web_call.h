// Sending a request of a script: with the connection that it names, renewing a refused token once.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "connectors/services.h"

namespace sluice::connectors::web {

// Fills the {parameters} of the connection into the address, signs and sends. `grant` may be null. Charges the run's
// budget; raises what fails on the way, any status is a response.
HttpResponse send(HttpRequest request, Grant* grant, interpreter::Context& context, std::string_view task);

}  // namespace sluice::connectors::web
