// Hands letters to a mail server, with libcurl.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/mail.h"

namespace sluice::connectors::web {

struct Envelope {
  std::string from;
  std::vector<std::string> to;
};

// Failures: no connection, no TLS, a login or a recipient that is refused.
Outcome<void> send_mail(const MailServer& server, const Envelope& envelope, std::string_view message,
                        const CallControl& control);

}  // namespace sluice::connectors::web
