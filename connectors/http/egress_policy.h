// Which addresses scripts may reach. Everything public over https, unless the policy says less; what is private,
// loopback, link-local and the like, or plain http, only where the user named it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/address.h"
#include "connectors/outcome.h"

namespace sluice::connectors {

struct EgressOptions {
  // Names (`api.example.com`), names below one (`*.example.com`) and addresses (`127.0.0.1`, `[::1]`, `10.1.2.0/24`), each
  // with a port or without. What is named may use plain http and any port; a name or address without `*` may be
  // private too.
  std::vector<std::string> allow = {};
  std::vector<std::string> allow_private = {};  // addresses and ranges that names may lead to
  bool only_allowed = false;  // nothing but what `allow` names
  std::uint16_t first_port = 0;  // ports from this one on are open; 0: the usual ones only
};

struct Decision {
  bool allowed = false;
  std::string_view rule;  // `loopback`, `plain http`, `named` …
};

// Immutable, shared by threads.
class EgressPolicy {
 public:
  // Failure: a pattern that is none.
  static Outcome<EgressPolicy> create(const EgressOptions& options);

  // Before anything is looked up. `host` as Url::host().
  Decision check_url(std::string_view scheme, std::string_view host, std::uint16_t port) const;
  // Of the socket that is about to connect, on behalf of that host.
  Decision check_address(std::string_view host, std::uint16_t port, const Address& address) const;

 private:
  struct Pattern {
    std::string name;  // empty for a range; lower case
    bool below = false;  // `*.name`
    AddressRange range;
    std::uint16_t port = 0;  // 0: all
  };
  static Outcome<Pattern> read_pattern(std::string_view text);
  static bool fits(const Pattern& pattern, std::string_view host, std::uint16_t port);
  bool usual_port(std::uint16_t port) const;
  const Pattern* pattern_of(std::string_view host, std::uint16_t port) const;

  std::vector<Pattern> allow_;
  std::vector<AddressRange> private_;
  bool only_allowed_ = false;
  std::uint16_t first_port_ = 0;
};

}  // namespace sluice::connectors
