#include "connectors/http/url.h"

#include <charconv>

#include "connectors/http/call_log.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

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

}  // namespace

void Url::Close::operator()(CURLU* handle) const {
  if (const auto curl = load_curl()) (*curl)->url_cleanup(handle);
}

Outcome<Url> Url::parse(std::string_view text) {
  const Outcome<const CurlLibrary*> curl = load_curl();
  if (!curl) return std::unexpected(curl.error());
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
  Handle handle(curl.url_dup(handle_.get()));
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
  url.handle_ = std::move(handle);
  return url;
}

}  // namespace sluice::connectors
