#include "connectors/http/url.h"

#include <charconv>

#include "connectors/http/call_log.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

using interpreter::support::is_digit;

constexpr unsigned kFlags = CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME;

std::unexpected<Failure> refuse(std::string_view url, std::string_view why, std::string help = {}) {
  return failed(ErrorKind::Host, messages::UrlInvalid, {redacted_url(url), why}, std::move(help));
}

// A part of an address; empty where there is none.
std::string part(const CurlLibrary& curl, CURLU* handle, CURLUPart what, unsigned flags = 0) {
  char* text = nullptr;
  if (curl.url_get(handle, what, &text, flags) != CURLUE_OK) return {};
  std::string copy(text);
  curl.free(text);
  return copy;
}

std::string canonical_host(std::string host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  while (host.ends_with('.')) host.pop_back();
  return interpreter::folded(host);
}

bool has_control(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
  return false;
}

// Hosts with others are left to libcurl.
constexpr bool is_lower_letter(char c) { return c >= 'a' && c <= 'z'; }

// 0 to 255 without leading zeros, which would be octal to some.
bool is_octet(std::string_view label) {
  if (label.empty() || label.size() > 3 || (label.size() > 1 && label.front() == '0')) return false;
  unsigned value = 0;
  for (const char c : label) {
    if (!is_digit(c)) return false;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value < 256;
}

// Names of letters, digits and hyphens whose last label has letters only, and dotted IPv4 addresses.
bool is_plain_host(std::string_view host) {
  int labels = 0, octets = 0;
  std::string_view label;
  while (true) {
    const std::size_t dot = host.find('.');
    label = host.substr(0, dot);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    for (const char c : label)
      if (!is_lower_letter(c) && !is_digit(c) && c != '-') return false;
    ++labels;
    octets += is_octet(label);
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
  if (octets == 4 && labels == 4) return true;
  for (const char c : label)
    if (!is_lower_letter(c)) return false;
  return true;
}

bool is_plain_path(std::string_view path) {
  static constexpr std::string_view kMarks = "-_~/?&=%+,:@!$'()*;.";
  for (const char c : path)
    if (!interpreter::support::is_alphanumeric(c) && kMarks.find(c) == std::string_view::npos) return false;
  return path.find("/.") == std::string_view::npos && path.find("/%2") == std::string_view::npos;
}

}  // namespace

std::optional<Url> Url::read_plain(std::string_view text) {
  const bool secure = text.starts_with("https://");
  if (!secure && !text.starts_with("http://")) return std::nullopt;
  const std::size_t begin = secure ? 8 : 7;
  const std::size_t slash = text.find('/', begin);
  if (slash == std::string_view::npos || !is_plain_path(text.substr(slash))) return std::nullopt;
  std::string_view host = text.substr(begin, slash - begin);
  Url url;
  url.port_ = secure ? 443 : 80;
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    const std::string_view port = host.substr(colon + 1);
    const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), url.port_);
    if (problem != std::errc() || end != port.data() + port.size() || port.front() == '0') return std::nullopt;
    host = host.substr(0, colon);
  }
  if (!is_plain_host(host)) return std::nullopt;
  url.scheme_ = secure ? "https" : "http";
  url.host_ = host;
  url.text_ = text;
  return url;
}

void Url::Close::operator()(CURLU* handle) const {
  if (const auto curl = load_curl()) (*curl)->url_cleanup(handle);
}

Outcome<Url> Url::parse(std::string_view text) {
  const Outcome<const CurlLibrary*> curl = load_curl();
  if (!curl) return std::unexpected(curl.error());
  if (std::optional<Url> plain = read_plain(text)) return std::move(*plain);
  if (text.empty()) return refuse(text, "it is empty");
  if (has_control(text)) return refuse("the address", "it holds control characters");
  const std::size_t scheme_end = text.find("://");
  if (scheme_end != std::string_view::npos && text.substr(scheme_end + 3).starts_with('/'))
    return refuse(text, "it names no host");
  if (scheme_end == std::string_view::npos) return refuse(text, "it has no scheme", "write https:// before it");
  Handle handle((*curl)->url());
  const CURLUcode problem = (*curl)->url_set(handle.get(), CURLUPART_URL, std::string(text).c_str(), kFlags);
  if (problem != CURLUE_OK) return refuse(text, (*curl)->url_strerror(problem));
  return read(std::move(handle), text);
}

Outcome<Url> Url::resolve(std::string_view reference) const {
  const CurlLibrary& curl = **load_curl();
  if (has_control(reference)) return refuse("the address of a redirect", "it holds control characters");
  Handle handle(curl.url());
  (void)curl.url_set(handle.get(), CURLUPART_URL, text_.c_str(), kFlags);
  const CURLUcode problem = curl.url_set(handle.get(), CURLUPART_URL, std::string(reference).c_str(), kFlags);
  if (problem != CURLUE_OK) return refuse(reference, curl.url_strerror(problem));
  return read(std::move(handle), reference);
}

Outcome<Url> Url::read(Handle handle, std::string_view given) {
  const CurlLibrary& curl = **load_curl();
  Url url;
  url.scheme_ = interpreter::folded(part(curl, handle.get(), CURLUPART_SCHEME));
  if (url.scheme_ != "http" && url.scheme_ != "https")
    return refuse(given, "'" + url.scheme_ + "' is not https", "only https and http can be called");
  if (!part(curl, handle.get(), CURLUPART_USER).empty() || !part(curl, handle.get(), CURLUPART_PASSWORD).empty())
    return refuse(given, "it holds a user or a password", "use a connection, or an Authorization header");
  const std::string host = part(curl, handle.get(), CURLUPART_HOST, CURLU_PUNYCODE);
  url.host_ = canonical_host(host);
  if (url.host_.empty()) return refuse(given, "it has no host that can be looked up");
  // The transfer asks for the name that was decided about.
  curl.url_set(handle.get(), CURLUPART_HOST, host.starts_with('[') ? host.c_str() : url.host_.c_str(), 0);
  curl.url_set(handle.get(), CURLUPART_FRAGMENT, nullptr, 0);
  const std::string port = part(curl, handle.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  std::from_chars(port.data(), port.data() + port.size(), url.port_);
  if (url.port_ == 0) return refuse(given, "port " + port + " cannot be called");
  url.text_ = part(curl, handle.get(), CURLUPART_URL);
  return url;
}

}  // namespace sluice::connectors
