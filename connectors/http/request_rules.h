// What a request must and must not hold before it goes out, and what it loses on the way to another origin.
#pragma once

#include "connectors/http/message.h"
#include "connectors/outcome.h"

namespace sluice::connectors {

// Makes the method upper case and drops headers that only repeat what is sent anyway. Failures: a method or header
// that is none, a header that belongs to the connection.
Outcome<HttpRequest> checked_request(const HttpRequest& request);

// Authorization, cookies, and what connections or scripts sign requests with.
void drop_credentials(HttpRequest& request);

// As a redirect with that status wants it: GET instead of POST where browsers do so (RFC 9110, 15.4).
void change_method(HttpRequest& request, int status);

}  // namespace sluice::connectors
