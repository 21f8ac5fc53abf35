// Connections: creating, authorising, changing and using them, with every rule of roles, types, environments and
// applications. What scripts see of it is Credentials; hosts and the command line see include/sluice/connections.h.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connectors/connections/credentials.h"
#include "connectors/connections/token_keeper.h"

namespace sluice::connectors {

struct ConnectionSettings {
  StoreSettings store;
  std::uint32_t plan_limit = 0;  // of the plan; 0: no limit. System connections never count
  std::uint32_t connector_limit = 0;   // custom ones
  std::string data_centre = "us";      // of the account, for services that are not offered everywhere
  std::string country;                 // ISO 3166, two letters; empty: not checked
  int time_divisor = 1;                // all deadlines, leases and waits of refreshing are divided by it
  std::shared_ptr<CallLog> log = {};   // of the host; what goes on after its run has ended is written there
};

struct NewConnection {
  std::string link;  // empty: made of the name
  std::string name;  // empty: the link
  std::string connector;
  std::string type = "admin";  // admin user
  std::vector<std::string> scopes = {};
  bool separate_environments = false;
  std::vector<std::string> apps = {};  // empty: every application
};

// A connection that is authorised by the authorisation of another one, which is guarded by a reference meanwhile.
struct Reuse {
  std::string holder;  // link of the other one
  ReferenceRow reference;
};

// What a person sees of a connection: no secrets.
struct ConnectionState {
  ConnectionRow connection;
  std::string connector_name;
  std::string state;  // for the caller, in his environment: connected not_connected revoked expired
  std::vector<AuthorizationRow> authorizations;  // those that the caller may see, without secrets
  std::vector<PrimaryRow> primaries;
  std::vector<ReferenceRow> references;
};

// The credentials that a person types, by name: `username`, `password`, `token`, `key:0` …, `access_key`,
// `secret_key`, `refresh_token`. `parameters` are the dynamic ones of the connector.
struct GivenCredentials {
  SecretFields secrets = {};
  NamedTexts parameters = {};
  std::string account = {};  // name of the account; empty: made up
};
struct CredentialField {
  std::string name;
  std::string label;
  bool secret = true;
};

// A consent page that somebody has to visit.
struct Consent {
  std::string address;
  std::string state;  // what the answer has to carry
  std::chrono::milliseconds lapses_in{0};
};

// Safe to use from many threads at once. The store opens at the first call that needs it.
class Connections final : public Credentials {
 public:
  Connections(ConnectionSettings settings, Transport& transport);

  Outcome<std::unique_ptr<Grant>> find(const ConnectionWish& wish, const Caller& caller) override;

  // ---- looking
  Outcome<std::vector<ConnectionState>> list(const Caller& caller);
  Outcome<ConnectionState> show(const std::string& link, const Caller& caller);
  Outcome<std::vector<EventRow>> events(const std::string& link, std::uint32_t most);
  // What has to be typed to authorise; empty where a consent page does it.
  Outcome<std::vector<CredentialField>> credential_fields(const std::string& link);
  Outcome<std::shared_ptr<const Connector>> connector(const std::string& link) { return shelf_.connector(link); }
  Outcome<std::shared_ptr<const Connector>> connector_of(const std::string& connection);
  Outcome<std::vector<std::shared_ptr<const Connector>>> connectors();
  Outcome<bool> is_configured(const Connector& connector);

  // ---- changing; each refuses what the caller's role may not do
  Outcome<ConnectionRow> create(const NewConnection& wanted, const Caller& caller);
  Outcome<void> rename(const std::string& link, const std::string& name, const Caller& caller);
  Outcome<void> enable(const std::string& link, bool enabled, const Caller& caller);
  Outcome<void> set_scopes(const std::string& link, const std::vector<std::string>& scopes, const Caller& caller);
  Outcome<void> set_apps(const std::string& link, const std::vector<std::string>& apps, const Caller& caller);
  Outcome<void> remove(const std::string& link, const Caller& caller);
  Outcome<void> set_primary(const std::string& link, const std::string& user, const Caller& caller);
  Outcome<void> add_reference(const std::string& link, const ReferenceRow& reference, const Caller& caller);
  Outcome<void> remove_reference(const std::string& link, const ReferenceRow& reference, const Caller& caller);
  // Uses the authorisation that another connection of the connector has, for as long as it has it: there is one token, which
  // one of them renews. Gives the name of the account.
  Outcome<std::string> reuse(const std::string& link, const std::string& other, bool replace, const Caller& caller);
  // Of the caller, or of `user` where an administrator says so. Tells the service where it has an address for that;
  // false where the service was not told.
  Outcome<bool> revoke(const std::string& link, const std::string& user, const Caller& caller);

  // ---- authorising. `replace`: an authorisation that is connected.
  Outcome<Consent> begin(const std::string& link, const std::string& redirect_uri, const NamedTexts& parameters,
                         bool replace, const Caller& caller);
  // Nobody came: an answer that comes later is refused.
  void abandon(const std::string& state, const Caller& caller);
  // `answer`: the query of the redirect. Gives the name of the account.
  Outcome<std::string> complete(const NamedTexts& answer, const std::string& account, const Caller& caller);
  // A code that the service's own pages gave, without a redirect.
  Outcome<std::string> authorize_with_code(const std::string& link, const Secret& code, const GivenCredentials& given,
                                           bool replace, const Caller& caller);
  Outcome<std::string> authorize(const std::string& link, const GivenCredentials& given, bool replace,
                                 const Caller& caller);

  // ---- connectors and keys
  // Gives the connector; `replaced`: how many authorisations of its connections are gone.
  Outcome<std::shared_ptr<const Connector>> add_connector(const std::string& text, const std::string& file,
                                                          const Caller& caller);
  Outcome<void> remove_connector(const std::string& link, const Caller& caller);
  Outcome<void> configure(const std::string& link, ConfiguredClient client, const Caller& caller);
  Outcome<std::string> rotate_key(const Caller& caller);

  Shelf& shelf() { return shelf_; }
  TokenKeeper& tokens() { return tokens_; }
  const ConnectionSettings& settings() const { return settings_; }

 private:
  Outcome<std::unique_ptr<Grant>> find_grant(const ConnectionWish& wish, const Caller& caller);
  Outcome<ConnectionRow> resolve(const ConnectionWish& wish, const Caller& caller);
  Outcome<ConnectionRow> system_connection(const std::string& connector, const Caller& caller);
  // The connection of that name; the system connection of a connector of that name is made where it is missing.
  Outcome<ConnectionRow> system_or_named(const std::string& link, const Caller& caller);
  Outcome<void> admits(const ConnectionRow& connection, const Connector& connector, const ConnectionWish& wish,
                       const Caller& caller);
  Outcome<Target> target_for_use(ConnectionRow connection, const Caller& caller);
  // The authorisation that the caller would give; refuses what he may not.
  Outcome<Target> target_to_authorize(const std::string& link, bool replace, const Caller& caller);
  // Parameters of the data centre and those that were given, as fields `parameter:NAME`.
  Outcome<SecretFields> parameter_fields(const Target& target, const NamedTexts& given);
  Outcome<TokenEndpoint> token_endpoint(const Target& target, const SecretFields& fields, std::string_view address,
                                        const Caller& caller);
  Outcome<std::string> keep(const Target& target, SecretFields fields, const TokenAnswer* answer,
                            const std::string& account, const Caller& caller);
  // Whose authorisation it is: of the target itself, or of the connection that it reuses.
  Outcome<Target> holder_of(Target target, const Live& live);
  std::vector<Reuse> reuses_of(const Target& target);
  std::vector<Reuse> reuses_of(const ConnectionRow& connection);
  void forget(const std::vector<Reuse>& reuses);
  Outcome<void> check_offer(const Connector& connector);
  Outcome<void> check_new(const NewConnection& wanted, const Connector& connector);
  void show_holder(const ConnectionRow& row, AuthorizationRow& authorization);
  Outcome<ConnectionState> state_of(const ConnectionRow& row, const Caller& caller);
  Outcome<void> change(const std::string& link, const Caller& caller, std::string_view doing,
                       const std::function<void(ConnectionRow&)>& change);
  Outcome<std::string> complete_attempt(const SecretFields& attempt, const NamedTexts& answer,
                                        const std::string& account, const Caller& caller);
  CallControl token_control(const std::string& link, const Caller& caller) const;

  ConnectionSettings settings_;
  Shelf shelf_;
  TokenKeeper tokens_;
};

}  // namespace sluice::connectors
