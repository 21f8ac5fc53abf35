// IP addresses as bytes: reading, printing, prefixes, and what kind of network an address belongs to.
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::connectors {

struct Address {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};  // the first four of IPv4

  // `127.0.0.1`, `fe80::1`, without brackets, zones or other spellings.
  static std::optional<Address> parse(std::string_view text);
  // Nothing for families other than IPv4 and IPv6.
  static std::optional<Address> of(const sockaddr& address);
  std::string text() const;

  friend bool operator==(const Address&, const Address&) = default;
};

struct AddressRange {
  Address first;
  unsigned bits = 0;

  // `10.1.2.0/24`, `fd00::/8`, or one address.
  static std::optional<AddressRange> parse(std::string_view text);
  bool has(const Address& address) const;
};

// Why an address is not one of the public Internet: `loopback`, `private`, `link-local` …; empty when it is.
std::string_view special_network(const Address& address);

}  // namespace sluice::connectors
