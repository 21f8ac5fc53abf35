// Puts the credentials of an authorisation into a request, as its connector says.
#pragma once

#include "connectors/connections/shelf.h"
#include "connectors/http/message.h"

namespace sluice::connectors {

// Refuses requests to hosts that the connector does not name.
Outcome<void> sign_request(HttpRequest& request, const Target& target, const Live& live);

}  // namespace sluice::connectors
