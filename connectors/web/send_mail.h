// The task `sendmail [ … ]` (help/misc-statements/send-mail).
#pragma once

#include "interpreter/context.h"

namespace sluice::connectors::web {

// `request` is a MAP of its attributes.
interpreter::Value send_mail_task(const interpreter::Value& request, interpreter::Context& context);

}  // namespace sluice::connectors::web
