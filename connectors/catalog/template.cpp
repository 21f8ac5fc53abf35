#include "connectors/catalog/template.h"

#include <algorithm>
#include <charconv>

#include "interpreter/support/ascii.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

using interpreter::folded;

bool is_host_character(char c) { return interpreter::support::is_alphanumeric(c) || c == '-' || c == '.' || c == '_'; }

}  // namespace

std::vector<std::string> placeholders(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) break;
    names.emplace_back(text.substr(at + 1, end - at - 1));
  }
  return names;
}

bool is_given_parameter(std::string_view name) {
  static constexpr std::string_view kNames[] = {"accounts_url", "api_domain",   "file_upload_url",
                                                "dc",           "zoho_domain",  "zoho_apis",
                                                "upload_host",  "instance_url", "client_id"};
  return std::ranges::find(kNames, name) != std::end(kNames);
}

std::optional<std::string> expand(std::string_view text, const Lookup& lookup) {
  std::string filled;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      filled += text[at++];
      continue;
    }
    const std::string* value = lookup(text.substr(at + 1, end - at - 1));
    if (value == nullptr) return std::nullopt;
    filled += *value;
    at = end + 1;
  }
  return filled;
}

Outcome<void> check_parameter(const std::string& name, const std::string& value, ParameterUse use) {
  if (use == ParameterUse::Other) {
    const bool odd = value.empty() || value.size() > 200 ||
                     std::ranges::any_of(value, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (odd)
      return failed(ErrorKind::Script, messages::ParameterInvalid,
                    {value, name, "it is empty or holds a control character"});
    return {};
  }
  if (use == ParameterUse::Address) {
    const std::optional<Origin> origin = origin_of(value);
    if (!origin || (origin->scheme != "https" && !is_loopback(origin->host)))
      return failed(ErrorKind::Script, messages::ParameterInvalid, {value, name, "it is not an https address"});
    return {};
  }
  const bool plain =
      !value.empty() && value.size() <= 253 && value.front() != '.' && value.back() != '.' &&
      value.find("..") == std::string::npos &&
      std::ranges::all_of(value, [](char c) { return is_host_character(c) || c == ':' || c == '[' || c == ']'; });
  if (!plain)
    return failed(ErrorKind::Script, messages::ParameterInvalid,
                  {value, name, "it may have letters, digits, dots, - and _"});
  return {};
}

std::optional<Origin> origin_of(std::string_view url) {
  if (std::ranges::any_of(url, [](unsigned char c) { return c <= 0x20 || c >= 0x7f || c == '\\'; }))
    return std::nullopt;
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  Origin origin;
  origin.scheme = folded(url.substr(0, colon));
  if (origin.scheme != "https" && origin.scheme != "http") return std::nullopt;
  url.remove_prefix(colon + 3);
  std::string_view authority = url.substr(0, std::min(url.find_first_of("/?#"), url.size()));
  std::string_view port;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    port = authority.substr(end + 1);
    authority = authority.substr(0, end + 1);
    for (const char c : authority.substr(1, end - 1))
      if (c != ':' && c != '.' && !is_host_character(c)) return std::nullopt;
  } else {
    const std::size_t at = authority.find(':');
    if (at != std::string_view::npos) port = authority.substr(at);
    authority = authority.substr(0, at);
    if (!std::ranges::all_of(authority, is_host_character)) return std::nullopt;
  }
  if (authority.empty()) return std::nullopt;
  if (authority.ends_with('.')) authority.remove_suffix(1);
  origin.host = folded(authority);
  origin.port = origin.scheme == "https" ? 443 : 80;
  if (!port.empty()) {
    const char* end = port.data() + port.size();
    const auto parsed = std::from_chars(port.data() + 1, end, origin.port);
    if (port.front() != ':' || port.size() < 2 || parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  }
  return origin;
}

bool is_loopback(std::string_view host) { return host == "127.0.0.1" || host == "localhost" || host == "[::1]"; }

bool host_matches(std::string_view pattern, const Origin& origin) {
  std::string host = folded(pattern);
  std::optional<std::uint16_t> port;
  const std::size_t colon = host.rfind(':');
  if (colon != std::string::npos && (host.front() != '[' || host.find("]:") != std::string::npos)) {
    std::uint16_t number = 0;
    const auto parsed = std::from_chars(host.data() + colon + 1, host.data() + host.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != host.data() + host.size()) return false;
    port = number;
    host.resize(colon);
  }
  const bool fits = host.starts_with("*.")
                        ? origin.host.size() > host.size() - 1 && origin.host.ends_with(host.substr(1))
                        : origin.host == host;
  if (!fits) return false;
  return port ? *port == origin.port : (is_loopback(origin.host) || origin.port == 443 || origin.port == 80);
}

}  // namespace sluice::connectors
