#include "connectors/http/request_rules.h"

#include <algorithm>
#include <array>

#include "interpreter/support/ascii.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

using interpreter::same_name;

bool is_token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return interpreter::support::is_alphanumeric(c) || kMarks.find(c) != std::string_view::npos;
  });
}

bool ends_line(char c) { return c == '\r' || c == '\n' || c == '\0'; }

bool belongs_to_connection(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kNames = {"host",       "content-length", "transfer-encoding",
                                                             "connection", "keep-alive",     "te",
                                                             "trailer",    "upgrade",        "proxy-connection"};
  return std::ranges::any_of(kNames, [&](std::string_view known) { return same_name(known, name); });
}

// `api.example.com` of `https://api.example.com/x`.
std::string_view authority_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view rest = url.substr(scheme + 3);
  return rest.substr(0, rest.find_first_of("/?#"));
}

// Whether the header says no more than what is sent without it.
bool says_nothing_new(const Header& header, const HttpRequest& request) {
  if (same_name(header.name, "host")) return same_name(header.value, authority_of(request.url));
  if (same_name(header.name, "content-length")) return header.value == std::to_string(request.body.size());
  if (same_name(header.name, "connection")) return same_name(header.value, "keep-alive");
  return same_name(header.name, "keep-alive");
}

bool looks_secret(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kParts = {"auth",   "token",    "cookie", "secret",
                                                             "passwd", "password", "key"};
  const std::string lower = interpreter::folded(name);
  return std::ranges::any_of(kParts, [&](std::string_view part) { return lower.find(part) != std::string::npos; });
}

}  // namespace

Outcome<HttpRequest> checked_request(const HttpRequest& request) {
  HttpRequest checked = request;
  for (char& c : checked.method)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  if (!is_token(checked.method) || checked.method == "CONNECT" || checked.method == "TRACE")
    return failed(ErrorKind::Host, messages::MethodInvalid, {request.method}, "use GET, POST, PUT, PATCH or DELETE");
  for (const Header& header : checked.headers) {
    if (!is_token(header.name))
      return failed(ErrorKind::Host, messages::HeaderInvalid, {"a header's name", "has characters it cannot have"});
    if (std::ranges::any_of(header.value, ends_line))
      return failed(ErrorKind::Host, messages::HeaderInvalid, {header.name, "holds an end of line"});
    if (belongs_to_connection(header.name) && !says_nothing_new(header, request))
      return failed(ErrorKind::Host, messages::HeaderInvalid,
                    {header.name, "cannot be set; it follows from the request"});
  }
  std::erase_if(checked.headers, [](const Header& header) { return belongs_to_connection(header.name); });
  return checked;
}

void drop_credentials(HttpRequest& request) {
  std::erase_if(request.headers, [&](const Header& header) {
    return looks_secret(header.name) || std::ranges::any_of(request.secret_headers, [&](const std::string& name) {
             return same_name(name, header.name);
           });
  });
}

void change_method(HttpRequest& request, int status) {
  const bool to_get =
      (status == 303 && request.method != "HEAD") || ((status == 301 || status == 302) && request.method == "POST");
  if (!to_get) return;
  request.method = "GET";
  request.body.clear();
  std::erase_if(request.headers,
                [](const Header& header) { return interpreter::folded(header.name).starts_with("content-"); });
}

}  // namespace sluice::connectors
