// The accounts server: authorization page, codes, tokens, revocation. Failures of the token endpoint are HTTP 200 with
// an `error`, as the service does it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/http.h"
#include "sandbox/store.h"

namespace sluice::sandbox {

// What an access token says about a call.
struct Grant {
  std::string token;
  std::string client;
  Id user = 0;
  std::vector<std::string> scopes;
  Seconds expires = 0;
};

class Accounts {
 public:
  // `token_limits`: refuse and evict as the service does when a client asks for too many tokens.
  Accounts(Store& store, const Clock& clock, bool token_limits);

  // Answers requests under /oauth; nothing for other paths.
  std::optional<Response> serve(const Request& request, const std::string& own_address);

  // The grant of an access token; nothing when it is unknown or has expired.
  std::optional<Grant> grant_of(std::string_view access_token) const;

  // A self-client code, as the console makes them.
  std::string self_client_code(const std::string& client, const std::string& scope, Id user, int minutes);
  // Makes the demo client with a refresh token of all scopes, and the API key, unless the store has them.
  void seed_client(Id user);
  struct Client {
    std::string id;
    std::string secret;
    std::string refresh_token;
  };
  Client client() const;
  // The key that runs functions in place of an access token, in the name of the first user.
  std::string api_key() const;
  std::optional<Grant> grant_of_api_key(std::string_view key) const;
  // A self-client code of all scopes for the first user.
  std::string first_code();

  // Every access token has expired from now on.
  void expire_access_tokens();

 private:
  Response authorize(const Request& request);
  Response decide(const Request& request);
  Response token(const Request& request, const std::string& own_address);
  Response revoke(const Request& request);
  Response user_info(const Request& request) const;

  Json exchange_code(const Parameters& given, const std::string& api_domain);
  Json refresh(const Parameters& given, const std::string& api_domain);
  Json client_credentials(const Parameters& given, const std::string& api_domain);
  Json issue(const Json& grant, const std::string& refresh_token, const std::string& api_domain);
  std::string new_refresh_token(const Json& grant);
  bool throttled(const std::string& refresh_token);
  void evict_oldest(const std::string& kind, const std::function<bool(const Json&)>& chosen, std::size_t keep);
  void forget_expired();

  Store& store_;
  const Clock& clock_;
  bool token_limits_;
};

// The page that asks a person, and the one that says what is wrong with the request.
std::string consent_page(const Request& request, const Store::Documents& users);
std::string refusal_page(std::string_view keyword);

}  // namespace sluice::sandbox
