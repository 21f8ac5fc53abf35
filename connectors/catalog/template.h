// Addresses with placeholders, `https://{domain}.acme.example`, and which hosts credentials may go to.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/encoding.h"

#include "connectors/outcome.h"

namespace sluice::connectors {

std::vector<std::string> placeholders(std::string_view text);
// Whether Sluice itself knows a parameter (data centre, addresses of the accounts server …).
bool is_given_parameter(std::string_view name);

using Lookup = std::function<const std::string*(std::string_view name)>;
// Fills in the placeholders; nothing where one has no value.
std::optional<std::string> expand(std::string_view text, const Lookup& lookup);

// What a dynamic parameter is: a part of an address, a whole one (https, or http to this machine), or something else
// that a task sends.
enum class ParameterUse : std::uint8_t { PartOfAddress, Address, Other };
// Refuses values that could change the shape of the address they are put into.
Outcome<void> check_parameter(const std::string& name, const std::string& value, ParameterUse use);

// Scheme, host in lower case and port of an absolute http(s) address; nothing for anything odd (user names, spaces,
// backslashes, other schemes), so that no two readers of an address can disagree.
struct Origin {
  std::string scheme;
  std::string host;  // with brackets for IPv6
  std::uint16_t port = 0;
};
std::optional<Origin> origin_of(std::string_view url);
bool is_loopback(std::string_view host);

// `pattern`: `api.x.example`, `*.x.example` (any depth below), with `:port` a certain port, else 443 (any for loopback).
bool host_matches(std::string_view pattern, const Origin& origin);

}  // namespace sluice::connectors
