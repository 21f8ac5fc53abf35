// Where `sendmail` hands its letters to: `[smtp]` of sluice.toml.
#pragma once

#include <cstdint>
#include <string>

namespace sluice::connectors {

struct MailServer {
  std::string host;
  std::uint16_t port = 587;
  std::string user;      // empty: no login
  std::string password;  // `env:NAME` or `file:PATH`: read when a letter is sent
  std::string from;      // who writes where the script's `from` is the user of the run
  bool plain = false;    // without TLS; else STARTTLS, or TLS from the start on port 465
  std::string ca_file;   // certificates to trust instead of the system's
};

}  // namespace sluice::connectors
