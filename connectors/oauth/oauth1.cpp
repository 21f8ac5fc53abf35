#include "connectors/oauth/oauth1.h"

#include <algorithm>
#include <array>
#include <bit>

#include "connectors/catalog/template.h"
#include "connectors/oauth/form.h"
#include "connectors/oauth/random.h"

namespace sluice::connectors {

namespace {

// SHA-1 (FIPS 180-4), which OAuth 1 prescribes and libsodium leaves out.
std::string sha1(std::string_view bytes) {
  std::array<std::uint32_t, 5> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  std::string padded(bytes);
  padded += '\x80';
  while (padded.size() % 64 != 56) padded += '\0';
  for (int shift = 56; shift >= 0; shift -= 8)
    padded += static_cast<char>((static_cast<std::uint64_t>(bytes.size()) * 8) >> shift);
  for (std::size_t block = 0; block < padded.size(); block += 64) {
    std::array<std::uint32_t, 80> words;
    for (std::size_t i = 0; i < 16; ++i) {
      words[i] = 0;
      for (std::size_t j = 0; j < 4; ++j)
        words[i] = words[i] << 8 | static_cast<unsigned char>(padded[block + i * 4 + j]);
    }
    for (std::size_t i = 16; i < 80; ++i)
      words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      const std::uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
      const std::uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
      const std::uint32_t next = std::rotl(a, 5) + f + e + k + words[i];
      e = d;
      d = c;
      c = std::rotl(b, 30);
      b = a;
      a = next;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
  }
  std::string hash;
  for (const std::uint32_t word : state)
    for (int shift = 24; shift >= 0; shift -= 8) hash += static_cast<char>(word >> shift);
  return hash;
}

// The address without its query, and host and scheme in lower case without the usual port (RFC 5849 §3.4.1.2).
std::string base_address(const std::string& url) {
  const std::optional<Origin> origin = origin_of(url);
  if (!origin) return url;
  const std::size_t path_at = std::min(url.find_first_of("/?#", url.find("://") + 3), url.size());
  const std::size_t end = std::min(url.find_first_of("?#", path_at), url.size());
  const bool usual = origin->port == (origin->scheme == "https" ? 443 : 80);
  const std::string path = url.substr(path_at, end - path_at);
  return origin->scheme + "://" + origin->host + (usual ? "" : ":" + std::to_string(origin->port)) +
         (path.empty() ? "/" : path);
}

bool is_form(const HttpRequest& request) {
  const std::string* type = find_header(request.headers, "Content-Type");
  return type != nullptr && type->starts_with("application/x-www-form-urlencoded");
}

std::string signature_of(const HttpRequest& request, const OAuth1Credentials& credentials, const NamedTexts& protocol) {
  NamedTexts all;
  const auto add = [&](const std::string& name, const std::string& value) {
    all.emplace_back(percent_encoded(name), percent_encoded(value));
  };
  for (const auto& [name, value] : protocol) add(name, value);
  const std::size_t query = request.url.find('?');
  if (query != std::string::npos)
    for (const auto& [name, value] :
         read_form(std::string_view(request.url).substr(query + 1, request.url.find('#') - query - 1)))
      add(name, value);
  if (is_form(request))
    for (const auto& [name, value] : read_form(request.body)) add(name, value);
  std::ranges::sort(all);
  std::string parameters;
  for (const auto& [name, value] : all) parameters += (parameters.empty() ? "" : "&") + name + "=" + value;
  const std::string base =
      request.method + "&" + percent_encoded(base_address(request.url)) + "&" + percent_encoded(parameters);
  std::string key =
      percent_encoded(credentials.consumer_secret.reveal()) + "&" + percent_encoded(credentials.token_secret.reveal());
  std::string signature = base64(hmac_sha1(key, base));
  wipe(key);
  return signature;
}

}  // namespace

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
  std::string padded = key.size() > 64 ? sha1(key) : std::string(key);
  padded.resize(64, '\0');
  std::string inner, outer;
  for (const char c : padded) {
    inner += static_cast<char>(c ^ 0x36);
    outer += static_cast<char>(c ^ 0x5c);
  }
  return sha1(outer + sha1(inner + std::string(bytes)));
}

Outcome<void> sign_oauth1(HttpRequest& request, const OAuth1Credentials& credentials, Place place,
                          const NamedTexts& more, const std::string& nonce, std::int64_t now) {
  NamedTexts protocol = {{"oauth_consumer_key", credentials.consumer_key},
                         {"oauth_nonce", nonce},
                         {"oauth_signature_method", "HMAC-SHA1"},
                         {"oauth_timestamp", std::to_string(now)},
                         {"oauth_version", "1.0"}};
  if (!credentials.token.empty()) protocol.emplace_back("oauth_token", credentials.token);
  protocol.insert(protocol.end(), more.begin(), more.end());
  protocol.emplace_back("oauth_signature", signature_of(request, credentials, protocol));
  std::string text;
  const bool header = place == Place::Header;
  for (const auto& [name, value] : protocol) {
    text += (text.empty() ? "" : header ? ", " : "&") + percent_encoded(name) + "=";
    text += header ? "\"" + percent_encoded(value) + "\"" : percent_encoded(value);
  }
  if (header) {
    set_header(request.headers, "Authorization", "OAuth " + text);
    request.secret_headers.push_back("Authorization");
  } else if (place == Place::Query) {
    const std::size_t fragment = std::min(request.url.find('#'), request.url.size());
    request.url.insert(fragment, (request.url.find('?') < fragment ? "&" : "?") + text);
  } else {
    if (!request.body.empty() && !is_form(request))
      return failed(ErrorKind::Script, messages::CredentialPlace,
                    {"OAuth 1", "the signature belongs into a form, and this request has a body of another kind"});
    set_header(request.headers, "Content-Type", "application/x-www-form-urlencoded");
    request.body += (request.body.empty() ? "" : "&") + text;
  }
  for (const char* name : {"oauth_token", "oauth_signature", "oauth_verifier"})
    request.secret_parameters.emplace_back(name);
  return {};
}

Outcome<OAuth1Token> ask_oauth1_token(Transport& transport, const CallControl& control, const std::string& url,
                                      const OAuth1Credentials& credentials, const NamedTexts& more) {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  if (Outcome<void> done =
          sign_oauth1(request, credentials, Place::Header, more, random_text(), now_milliseconds() / 1000);
      !done)
    return std::unexpected(done.error());
  const Outcome<HttpResponse> response = transport.send(request, control);
  if (!response) return std::unexpected(response.error());
  OAuth1Token token;
  for (auto& [name, value] : read_form(response->body)) {
    if (name == "oauth_token") token.token = value;
    if (name == "oauth_token_secret") token.secret = Secret(std::move(value));
  }
  const std::optional<Origin> origin = origin_of(url);
  if (response->status >= 300 || token.token.empty())
    return failed(ErrorKind::Host, messages::OAuthRefused,
                  {origin ? origin->host : url, "status " + std::to_string(response->status)},
                  "check the consumer key and secret: sluice connectors configure");
  return token;
}

}  // namespace sluice::connectors
