#include "connectors/connections/signer.h"

#include <algorithm>

#include "connectors/catalog/template.h"
#include "connectors/clock.h"
#include "connectors/oauth/oauth1.h"
#include "connectors/oauth/sigv4.h"
#include "connectors/random.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/names.h"

namespace sluice::connectors {

namespace {

Outcome<void> check_host(const HttpRequest& request, const Target& target, const Live& live) {
  const std::optional<Origin> origin = origin_of(request.url);
  std::string allowed;
  for (const std::string& pattern : target.connector->allowed_hosts) {
    const std::optional<std::string> host =
        expand(pattern, [&](std::string_view name) { return live.parameter(name); });
    if (!host || host->empty()) continue;
    if (origin && host_matches(*host, *origin)) return {};
    allowed += (allowed.empty() ? "" : ", ") + *host;
  }
  // A sandbox on this machine, as it was configured.
  for (const char* name : {"api_domain", "file_upload_url", "accounts_url"}) {
    const std::string* address = live.parameter(name);
    const std::optional<Origin> own = address == nullptr ? std::nullopt : origin_of(*address);
    if (own && origin && is_loopback(own->host) && own->host == origin->host && own->port == origin->port) return {};
  }
  return failed(ErrorKind::Egress, messages::CredentialHost,
                {target.connection.link, allowed, origin ? origin->host : "this address"},
                "leave the connection out, or make a custom connector whose allowed_hosts name that host");
}

std::string media_type(const HttpRequest& request) {
  const std::string* type = find_header(request.headers, "Content-Type");
  return type == nullptr ? std::string() : interpreter::folded(std::string_view(*type).substr(0, type->find(';')));
}

Outcome<void> put(HttpRequest& request, const CredentialPlace& place, std::string_view value, const Target& target) {
  if (std::ranges::any_of(value, [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
    return failed(ErrorKind::Host, messages::CredentialPlace,
                  {target.connection.link, "they hold a control character"});
  const std::string whole = place.prefix + std::string(value);
  switch (place.place) {
    case Place::Header:
      set_header(request.headers, place.name, whole);
      request.secret_headers.push_back(place.name);
      return {};
    case Place::Query: {
      const std::size_t fragment = std::min(request.url.find('#'), request.url.size());
      const bool first = request.url.find('?') >= fragment;
      request.url.insert(fragment, (first ? "?" : "&") + percent_encoded(place.name) + "=" + percent_encoded(whole));
      request.secret_parameters.push_back(place.name);
      return {};
    }
    case Place::Form: {
      const std::string type = media_type(request);
      if (!request.body.empty() && type != "application/x-www-form-urlencoded")
        return failed(ErrorKind::Script, messages::CredentialPlace,
                      {target.connection.link, "they belong into a form, and this request has a body of another kind"},
                      "send the body as parameters");
      if (type.empty()) set_header(request.headers, "Content-Type", "application/x-www-form-urlencoded");
      request.body += (request.body.empty() ? "" : "&") + percent_encoded(place.name) + "=" + percent_encoded(whole);
      request.secret_parameters.push_back(place.name);
      return {};
    }
  }
  return {};
}

std::string_view text_of(const Live& live, std::string_view name) {
  const Secret* secret = live.secret(name);
  return secret == nullptr ? std::string_view() : secret->reveal();
}

}  // namespace

Outcome<void> sign_request(HttpRequest& request, const Target& target, const Live& live) {
  const AuthSpec& spec = target.connector->auth;
  if (spec.type == AuthType::None) return {};
  if (Outcome<void> allowed = check_host(request, target, live); !allowed) return allowed;
  switch (spec.type) {
    case AuthType::None: return {};
    case AuthType::OAuth2: return put(request, spec.token_in, text_of(live, "access_token"), target);
    case AuthType::Bearer: return put(request, spec.token_in, text_of(live, "token"), target);
    case AuthType::Basic:
      return put(request, {Place::Header, "Authorization", "Basic "},
                 interpreter::support::base64_of(std::string(text_of(live, "username")) + ":" +
                                                 std::string(text_of(live, "password"))),
                 target);
    case AuthType::ApiKey:
      for (std::size_t i = 0; i < spec.keys.size(); ++i)
        if (Outcome<void> done = put(request, spec.keys[i].place, text_of(live, "key:" + std::to_string(i)), target);
            !done)
          return done;
      return {};
    case AuthType::OAuth1:
      return sign_oauth1(
          request,
          {std::string(text_of(live, "consumer_key")), Secret(std::string(text_of(live, "consumer_secret"))),
           std::string(text_of(live, "token")), Secret(std::string(text_of(live, "token_secret")))},
          spec.token_in.place, {}, random_text(), now_milliseconds() / 1000);
    case AuthType::AwsSigV4: {
      const auto lookup = [&](std::string_view name) { return live.parameter(name); };
      return sign_sigv4(request,
                        {std::string(text_of(live, "access_key")), Secret(std::string(text_of(live, "secret_key"))),
                         expand(spec.aws_region, lookup).value_or(""), expand(spec.aws_service, lookup).value_or("")},
                        now_milliseconds());
    }
  }
  return {};
}

}  // namespace sluice::connectors
