// Connections: named authorisations of services. A host lists, creates, authorises and revokes them here; scripts use
// them by name and never see what is in them.
//
//   sluice::Connections connections(engine, {.user = "ada@example.com", .role = "admin"});
//   auto consent = connections.begin("crm", "https://host.example/callback");
//   … send the person to consent->address, take the query of the redirect …
//   auto account = connections.complete(query);
//
// Every call is checked against the role of the principal. Errors have the kind Authorization where a person has to
// act, Store for the store and its key, Usage for wrong names and values. Nothing here gives a secret back.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <sluice/engine.h>
#include <sluice/export.h>

namespace sluice {

struct AuthorizationInfo {
  std::string environment;  // `*`: all
  std::string user;         // empty: not a user's own
  std::string account;
  std::string owner;  // who authorised it
  std::string state;  // connected revoked expired
  std::string problem;
  std::vector<std::string> scopes;
  std::chrono::system_clock::time_point expires_at = {};  // of the access token; the epoch where it does not
  std::chrono::system_clock::time_point authorized_at = {};
};

struct ConnectionInfo {
  std::string link;
  std::string name;
  std::string connector;
  std::string type;   // system admin user
  std::string state;  // for the principal: connected not_connected revoked expired
  bool enabled = true;
  bool shared_environments = true;  // one authorisation for all environments
  std::vector<std::string> scopes;  // empty: all of the connector
  std::vector<std::string> apps;    // `*`: every application
  std::vector<AuthorizationInfo> authorizations;  // those that the principal may see
  std::vector<std::pair<std::string, std::string>> primaries;   // environment, user
  std::vector<std::pair<std::string, std::string>> references;  // kind, place
};

struct ConnectionRequest {
  std::string link = {};  // empty: made of the name
  std::string name = {};  // empty: the link
  std::string connector;
  std::string type = "admin";  // admin user
  std::vector<std::string> scopes = {};
  bool separate_environments = false;
  std::vector<std::string> apps = {};  // empty: every application
};

using NamedValues = std::vector<std::pair<std::string, std::string>>;

// What somebody types to authorise a connection without a consent page.
struct CredentialField {
  std::string name;
  std::string label;
  bool secret = true;
};

struct Consent {
  std::string address;  // for the person's browser
  std::string state;    // what the answer has to carry
  std::chrono::milliseconds lapses_in{0};
};

struct AuthorizeOptions {
  NamedValues parameters = {};  // dynamic parameters of the connector
  std::string account = {};     // name of the account; empty: made up
  bool replace = false;         // an authorisation that is connected (switching the account)
};

// The part of the loopback redirect: a port of this machine that waits for a browser.
class SLUICE_API ConsentListener {
 public:
  // `port` 0: any that is free. Services that compare redirect addresses byte for byte need the one that is registered.
  static Result<ConsentListener> open(std::uint16_t port = 0);
  ConsentListener(ConsentListener&&) noexcept;
  ConsentListener& operator=(ConsentListener&&) noexcept;
  ~ConsentListener();
  const std::string& redirect_uri() const { return redirect_uri_; }
  // The query of the answer that carries `state`; others are turned away. Errors: nobody came in
  // time (SLC-CON-0031), cancelled (SLC-LIM-0006).
  Result<std::string> wait(const std::string& state, std::chrono::milliseconds longest, const CancelToken& cancel);

 private:
  ConsentListener() = default;
  int socket_ = -1;
  std::string redirect_uri_;
};

// A MAP: link, name, connector, type, state, enabled, shared_environments, environments (LIST of environment and accounts),
// scopes, primary, apps, references. Times are seconds since 1970; what is not there is null.
SLUICE_API Value to_value(const ConnectionInfo& info);

struct Examination {
  enum class Verdict { Fine, Warning, Failed } verdict = Verdict::Fine;
  std::string subject;  // `store`, `key`, `connection crm` …
  std::string finding;
  std::string help;
  ErrorKind kind = ErrorKind::Host;  // of a failure
};
// `ok`, `warning`, `failed`.
SLUICE_API std::string_view name_of(Examination::Verdict verdict);
// A MAP: subject, verdict, finding, help.
SLUICE_API Value to_value(const Examination& examination);

// Cheap to copy; safe to use from many threads at once.
class SLUICE_API Connections {
 public:
  explicit Connections(const Engine& engine);  // as the engine's own principal
  Connections(const Engine& engine, Principal principal);

  Result<std::vector<ConnectionInfo>> list() const;
  Result<ConnectionInfo> show(const std::string& link) const;
  // Gives the link name.
  Result<std::string> create(const ConnectionRequest& request) const;
  Result<void> rename(const std::string& link, const std::string& name) const;
  Result<void> enable(const std::string& link) const;
  Result<void> disable(const std::string& link) const;
  // Drops the authorisations: the new scopes need a new consent.
  Result<void> set_scopes(const std::string& link, const std::vector<std::string>& scopes) const;
  Result<void> set_apps(const std::string& link, const std::vector<std::string>& apps) const;
  Result<void> remove(const std::string& link) const;  // fails while it is referenced
  Result<void> set_primary(const std::string& link, const std::string& user) const;
  Result<void> add_reference(const std::string& link, const std::string& kind, const std::string& place) const;
  Result<void> remove_reference(const std::string& link, const std::string& kind, const std::string& place) const;
  // Authorises it with the authorisation that another connection of the same connector and scopes has, for as long as it has
  // it; gives the name of the account.
  Result<std::string> reuse(const std::string& link, const std::string& other, bool replace = false) const;
  // Of the principal, or of `user`. False: the service was not told, for want of an address or an answer; here it is gone all the same.
  Result<bool> revoke(const std::string& link, const std::string& user = {}) const;

  // Whether a person has to visit a consent page.
  Result<bool> needs_consent(const std::string& link) const;
  Result<std::vector<CredentialField>> credential_fields(const std::string& link) const;
  Result<Consent> begin(const std::string& link, const std::string& redirect_uri,
                        const AuthorizeOptions& options = {}) const;
  // Nobody came to the consent page: an answer that comes later is refused.
  Result<void> abandon(const std::string& state) const;
  // `query`: of the redirect, as it came. These three give the name of the account.
  Result<std::string> complete(const std::string& query, const std::string& account = {}) const;
  Result<std::string> authorize_with_code(const std::string& link, const std::string& code,
                                          const AuthorizeOptions& options = {}) const;
  Result<std::string> authorize(const std::string& link, const NamedValues& credentials,
                                const AuthorizeOptions& options = {}) const;

  // Seals everything with a new key; gives its public id.
  Result<std::string> rotate_key() const;
  // Looks at store, key, connections and the hosts that they need.
  std::vector<Examination> examine() const;

 private:
  Engine engine_;
  Principal principal_;
};

}  // namespace sluice
