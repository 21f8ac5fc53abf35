// The task `sendsms [ … ]` (help/send-sms): through the connection of one of the SMS services.
#pragma once

#include "interpreter/context.h"

namespace sluice::connectors::tasks {

// `request` is a MAP of its attributes. Gives {"status":"Success"}, or what the service said of the first number that it
// refused.
interpreter::Value send_sms(const interpreter::Value& request, interpreter::Context& context);

}  // namespace sluice::connectors::tasks
