// The task `invokeapi [ … ]`: calls of Zoho's own services, whose hosts follow from the data centre of the connection
// (help/webhook/invokeapitask).
#pragma once

#include "interpreter/context.h"

namespace sluice::connectors::web {

// `request` is a MAP of its attributes. Gives {responseText, responseHeader, responseCode}, from which the script takes
// the body, r.status and r.headers.
interpreter::Value invoke_api(const interpreter::Value& request, interpreter::Context& context);

}  // namespace sluice::connectors::web
