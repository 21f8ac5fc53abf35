#include "connectors/http/redaction.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "connectors/http/encoding.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

constexpr std::size_t kShortestOfRequest = 8;  // shorter ones would cut holes into ordinary text
constexpr std::string_view kMask = "***";

void add_secret(std::vector<Secret>& secrets, std::string_view secret) {
  if (secret.size() >= kShortestOfRequest) secrets.emplace_back(std::string(secret));
}

// The values that must not come back: of `Bearer abc…` both whole and without its scheme, of Basic the password.
std::vector<Secret> secrets_of(const HttpRequest& request) {
  std::vector<Secret> secrets;
  for (const std::string& name : request.secret_headers) {
    const std::string* value = find_header(request.headers, name);
    if (value == nullptr) continue;
    const std::size_t blank = value->find(' ');
    const std::string_view credential =
        blank == std::string::npos ? std::string_view(*value) : std::string_view(*value).substr(blank + 1);
    add_secret(secrets, credential);
    if (!interpreter::folded(*value).starts_with("basic ")) continue;
    const std::string pair = interpreter::support::decode_base64(credential).value_or("");
    if (const std::size_t colon = pair.find(':'); colon != std::string::npos)
      add_secret(secrets, std::string_view(pair).substr(colon + 1));
  }
  for (const std::string& name : request.secret_parameters) {
    if (const std::optional<std::string> value = query_parameter(request.url, name)) {
      add_secret(secrets, *value);
      add_secret(secrets, form_decoded(*value));
    }
  }
  return secrets;
}

// memmem() keeps its pace where the first character of a token is frequent in an answer; find() does not.
std::size_t find_from(std::string_view text, std::string_view secret, std::size_t from) {
  const void* found = ::memmem(text.data() + from, text.size() - from, secret.data(), secret.size());
  return found == nullptr ? std::string::npos : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

void replace_all(std::string& text, std::string_view secret) {
  std::size_t at = find_from(text, secret, 0);
  if (at == std::string::npos) return;
  std::string hidden;
  std::size_t rest = 0;
  for (; at != std::string::npos; at = find_from(text, secret, rest)) {
    hidden.append(text, rest, at - rest).append(kMask);
    rest = at + secret.size();
  }
  text = hidden.append(text, rest);
}

}  // namespace

void OpenedSecrets::add(std::string_view secret) {
  if (secret.size() < kShortest) return;
  const auto known = [&](const Secret& each) { return each.reveal() == secret; };
  if (std::ranges::any_of(secrets_, known)) return;
  secrets_.emplace_back(std::string(secret));
  if (std::string encoded = percent_encoded(secret); encoded != secret) secrets_.emplace_back(std::move(encoded));
}

Redaction::Redaction(const HttpRequest& request, const OpenedSecrets* opened) : secrets_(secrets_of(request)) {
  if (opened != nullptr) secrets_.insert(secrets_.end(), opened->all().begin(), opened->all().end());
  std::ranges::sort(secrets_, std::ranges::greater{}, [](const Secret& each) { return each.reveal().size(); });
}

void Redaction::hide_in(std::string& text) const {
  for (const Secret& each : secrets_) replace_all(text, each.reveal());
}

void Redaction::hide_in(HttpResponse& response) const {
  if (secrets_.empty()) return;
  for (Header& header : response.headers) hide_in(header.value);
  hide_in(response.body);
  hide_in(response.url);
}

}  // namespace sluice::connectors
