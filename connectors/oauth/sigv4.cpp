#include "connectors/oauth/sigv4.h"

#include <algorithm>
#include <ctime>
#include <vector>

#include "connectors/catalog/template.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/digest.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

using interpreter::folded;
using interpreter::support::DigestKind;
using interpreter::support::hex_of;

std::string hash_of(std::string_view bytes) {
  return hex_of(interpreter::support::digest_of(DigestKind::Sha256, bytes).view());
}

// Without blanks around it, and runs of blanks as one.
std::string single_blanks(std::string_view value) {
  std::string text;
  for (const char c : value)
    if (c != ' ' || (!text.empty() && text.back() != ' ')) text += c;
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

// The path as it is sent, every segment encoded once more (for all services but S3).
std::string canonical_path(std::string_view path, bool s3) {
  if (path.empty()) return "/";
  if (s3) return std::string(path);
  std::string text;
  for (const char c : path) text += c == '/' ? "/" : percent_encoded(std::string_view(&c, 1));
  return text;
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(part.size() + 1, query.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view value = part.substr(std::min(equals + 1, part.size()));
    pairs.emplace_back(percent_encoded(percent_decoded(part.substr(0, equals))),
                       percent_encoded(percent_decoded(value)));
  }
  std::ranges::sort(pairs);
  std::string text;
  for (const auto& [name, value] : pairs) text += (text.empty() ? "" : "&") + name + "=" + value;
  return text;
}

}  // namespace

Outcome<void> sign_sigv4(HttpRequest& request, const AwsCredentials& credentials, std::int64_t now,
                         bool body_hash_header) {
  const std::size_t start = request.url.find("://");
  const std::size_t path_at = std::min(request.url.find_first_of("/?#", start + 3), request.url.size());
  const std::size_t end = std::min(request.url.find('#'), request.url.size());
  const std::size_t query_at = std::min(request.url.find('?'), end);
  const std::string host = folded(request.url.substr(start + 3, path_at - start - 3));
  const std::string path = request.url.substr(path_at, std::min(query_at, end) - path_at);
  const std::string query = query_at < end ? request.url.substr(query_at + 1, end - query_at - 1) : std::string();

  const std::time_t seconds = now / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char stamp[32];
  std::strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", &parts);
  const std::string date(stamp, 8);

  const std::string body_hash = hash_of(request.body);
  set_header(request.headers, "X-Amz-Date", stamp);
  if (body_hash_header) set_header(request.headers, "X-Amz-Content-Sha256", body_hash);
  std::vector<std::pair<std::string, std::string>> headers = {{"host", host}};
  for (const Header& header : request.headers)
    if (const std::string name = folded(header.name); name.starts_with("x-amz-") || name == "content-type")
      headers.emplace_back(name, single_blanks(header.value));
  std::ranges::sort(headers);
  std::string canonical_headers;
  std::string names;
  for (const auto& [name, value] : headers) {
    canonical_headers += name + ":" + value + "\n";
    names += (names.empty() ? "" : ";") + name;
  }
  const std::string canonical = request.method + "\n" + canonical_path(path, credentials.service == "s3") + "\n" +
                                canonical_query(query) + "\n" + canonical_headers + "\n" + names + "\n" + body_hash;
  const std::string scope = date + "/" + credentials.region + "/" + credentials.service + "/aws4_request";
  const std::string to_sign = std::string("AWS4-HMAC-SHA256\n") + stamp + "\n" + scope + "\n" + hash_of(canonical);
  std::string key = "AWS4" + std::string(credentials.secret_key.reveal());
  for (const std::string& part : {date, credentials.region, credentials.service, std::string("aws4_request")})
    key = hmac_of(DigestKind::Sha256, key, part).view();
  const std::string signature = hex_of(hmac_of(DigestKind::Sha256, key, to_sign).view());
  wipe(key);
  set_header(request.headers, "Authorization",
             "AWS4-HMAC-SHA256 Credential=" + credentials.access_key + "/" + scope + ", SignedHeaders=" + names +
                 ", Signature=" + signature);
  request.secret_headers.push_back("Authorization");
  return {};
}

}  // namespace sluice::connectors
