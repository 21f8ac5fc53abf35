#include "connectors/http/egress_policy.h"

#include <algorithm>
#include <charconv>

#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

// Ports that Zoho's services call (help/webhook/invokeurl-api-task).
constexpr std::uint16_t kPorts[] = {80,   443,  8011, 9001, 8082,  3003, 2719,  8088, 8243, 8800, 8001, 8081,
                                    4433, 3000, 8080, 8085, 54895, 82,   30618, 8000, 8443, 9090, 8090};

// Names under which clouds serve credentials to their machines.
constexpr std::string_view kMetadataNames[] = {"metadata",
                                               "metadata.google.internal",
                                               "metadata.goog",
                                               "instance-data",
                                               "metadata.azure.internal",
                                               "instance-data.ec2.internal",
                                               "metadata.tencentyun.com",
                                               "100-100-100-200"};

bool is_metadata(std::string_view host) { return std::ranges::find(kMetadataNames, host) != std::end(kMetadataNames); }

bool is_local_name(std::string_view host) { return host == "localhost" || host.ends_with(".localhost"); }

// What a name that the user gave may lead to. Link-local addresses, where clouds serve credentials, must be given as
// addresses.
bool may_be_named(std::string_view network) {
  return network == "loopback" || network == "private" || network == "carrier-grade NAT";
}

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

std::unexpected<Failure> not_a_pattern(std::string_view text) {
  return failed(ErrorKind::Host, messages::EgressPattern, {text},
                "write a name (api.example.com, *.example.com) or an address (127.0.0.1, 10.1.2.0/24, [::1]), with "
                ":PORT or without");
}

}  // namespace

Outcome<EgressPolicy::Pattern> EgressPolicy::read_pattern(std::string_view text) {
  Pattern pattern;
  std::string host = interpreter::folded(text);
  const bool bare_v6 = !host.starts_with('[') && std::ranges::count(host, ':') > 1;
  const std::size_t colon = bare_v6 ? std::string::npos : host.find(':', host.starts_with('[') ? host.find(']') : 0);
  if (colon != std::string::npos) {
    const char* end = host.data() + host.size();
    const auto [stop, problem] = std::from_chars(host.data() + colon + 1, end, pattern.port);
    if (problem != std::errc() || stop != end || pattern.port == 0) return not_a_pattern(text);
    host.resize(colon);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (const std::optional<AddressRange> range = AddressRange::parse(host)) {
    pattern.range = *range;
    return pattern;
  }
  pattern.below = host.starts_with("*.");
  pattern.name = pattern.below ? host.substr(2) : host;
  while (pattern.name.ends_with('.')) pattern.name.pop_back();
  if (!is_name(pattern.name)) return not_a_pattern(text);
  return pattern;
}

Outcome<EgressPolicy> EgressPolicy::create(const EgressOptions& options) {
  EgressPolicy policy;
  for (const std::string& text : options.allow) {
    Outcome<Pattern> pattern = read_pattern(text);
    if (!pattern) return std::unexpected(std::move(pattern).error());
    policy.allow_.push_back(std::move(*pattern));
  }
  for (const std::string& text : options.allow_private) {
    const std::optional<AddressRange> range = AddressRange::parse(text);
    if (!range) return not_a_pattern(text);
    policy.private_.push_back(*range);
  }
  policy.only_allowed_ = options.only_allowed;
  policy.first_port_ = options.first_port;
  return policy;
}

bool EgressPolicy::fits(const Pattern& pattern, std::string_view host, std::uint16_t port) {
  if (pattern.port != 0 && pattern.port != port) return false;
  if (pattern.name.empty()) {
    const std::optional<Address> address = Address::parse(host);
    return address && pattern.range.has(*address);
  }
  if (!pattern.below) return host == pattern.name;
  return host.size() > pattern.name.size() && host.ends_with(pattern.name) &&
         host[host.size() - pattern.name.size() - 1] == '.';
}

const EgressPolicy::Pattern* EgressPolicy::pattern_of(std::string_view host, std::uint16_t port) const {
  const Pattern* best = nullptr;  // one that opens private addresses comes before one that does not
  for (const Pattern& pattern : allow_)
    if (fits(pattern, host, port) && (best == nullptr || best->below)) best = &pattern;
  return best;
}

bool EgressPolicy::usual_port(std::uint16_t port) const {
  return first_port_ != 0 ? port >= first_port_ : std::ranges::find(kPorts, port) != std::end(kPorts);
}

Decision EgressPolicy::check_url(std::string_view scheme, std::string_view host, std::uint16_t port) const {
  const Pattern* pattern = pattern_of(host, port);
  const bool exact = pattern != nullptr && !pattern->below;
  if (exact) return {true, "named"};
  if (is_metadata(host)) return {false, "metadata"};
  if (is_local_name(host)) return {false, "loopback"};
  if (const std::optional<Address> address = Address::parse(host)) {
    const std::string_view network = special_network(*address);
    const bool opened = std::ranges::any_of(private_, [&](const AddressRange& range) { return range.has(*address); });
    if (!network.empty() && !opened) return {false, network};
    if (!network.empty()) return {true, "allow_private"};
  }
  if (pattern != nullptr) return {true, "named"};
  if (only_allowed_) return {false, "not named"};
  if (scheme != "https") return {false, "plain http"};
  if (!usual_port(port)) return {false, "port"};
  return {true, "public"};
}

Decision EgressPolicy::check_address(std::string_view host, std::uint16_t port, const Address& address) const {
  const Pattern* pattern = pattern_of(host, port);
  const std::string_view network = special_network(address);
  if (network.empty()) return {true, pattern != nullptr ? "named" : "public"};
  const bool literal = pattern != nullptr && pattern->name.empty();
  const bool name = pattern != nullptr && !pattern->name.empty() && !pattern->below;
  if (literal || (name && may_be_named(network))) return {true, "named"};
  for (const AddressRange& range : private_)
    if (range.has(address)) return {true, "allow_private"};
  return {false, network};
}

}  // namespace sluice::connectors
