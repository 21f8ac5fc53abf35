// invokeUrl and its older functions getUrl and postUrl: calls of any service, with a connection or without.
#pragma once

#include <span>

#include "interpreter/callable.h"
#include "interpreter/context.h"

namespace sluice::connectors::web {

// `invokeurl [ … ]`: the attributes as a MAP.
interpreter::Value invoke_url(const interpreter::Value& request, interpreter::Context& context);

// getUrl(…), postUrl(…) and invokeUrl(…).
std::span<const interpreter::FunctionRecord> functions();

}  // namespace sluice::connectors::web
