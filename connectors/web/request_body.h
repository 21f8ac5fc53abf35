// How `parameters`, `body` and `files` of invokeUrl and invokeApi become a query and a body (help/webhook/invokeurl-api-task).
#pragma once

#include <string>

#include "connectors/http/message.h"
#include "connectors/web/attributes.h"

namespace sluice::connectors::web {

// Fills query, body and Content-Type of a request that has its method, address and headers. `parameters_in_query`: as
// invokeApi, whatever the method.
void write_content(HttpRequest& request, const Attributes& attributes, bool parameters_in_query);

// `written` in capitals, GET where it is empty; raises where it is no method that can be called.
std::string method_of(std::string_view written);
void add_headers(Headers& headers, const Value& map, const Context& context);

// `a=1&b=two+words`; values that are containers as JSON.
std::string form_of(const Value& map, const Context& context);

}  // namespace sluice::connectors::web
