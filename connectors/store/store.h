// What the connection store keeps, as rows, and what has to happen in one step. Secrets arrive sealed (vault.h). SQLite
// implements it (sqlite_store.h); nothing here assumes that only one process or one machine works on it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/outcome.h"

namespace sluice::connectors {

struct SealedText {
  std::string bytes;
  std::string key_id;
};

struct ConnectorRow {
  std::string link;
  std::string definition;  // TOML
};

struct ConnectionRow {
  std::int64_t id = 0;
  std::string link;
  std::string name;
  std::string connector;
  std::string type;  // system admin user
  std::vector<std::string> scopes;  // empty: all that the connector has
  bool shared_environments = true;  // one authorisation for all environments
  bool enabled = true;
  std::vector<std::string> apps;  // `*`: every application
  std::string created_by;
};

struct AuthorizationRow {
  std::int64_t id = 0;
  std::int64_t connection = 0;
  std::string environment;  // `*`: all
  std::string user;  // `*`: of system and admin connections
  std::string account;  // name shown for the account behind it
  std::string owner;  // who authorised it
  std::string state;  // connected revoked expired
  std::string problem;  // why it is not connected
  SealedText secrets;
  std::vector<std::string> scopes;  // granted
  std::int64_t expires_at = 0;  // milliseconds since 1970; 0: never
  std::int64_t generation = 0;  // counts every change of the secrets
  std::int64_t failures = 0;  // refreshes that failed since the last that did not
  std::int64_t retry_at = 0;  // no refresh before this time
  std::int64_t authorized_at = 0;
  bool by_administrator = false;  // whether a super admin or an admin authorised it
};

struct ReferenceRow {
  std::string kind;  // function workflow schedule datasource page …
  std::string place;  // what uses the connection there
};

struct PrimaryRow {
  std::string environment;
  std::string user;
};

struct EventRow {
  std::int64_t at = 0;
  std::string name;  // created auto_created authorized refreshed refresh_failed expired revoked …
  std::string connection;
  std::string user;
  std::string detail;
};

// What must hold at the moment a connection is inserted. Zero and empty: no rule.
struct InsertRules {
  std::uint32_t most = 0;  // connections besides those of the type system
  bool only_one = false;  // of that connector
};
enum class Inserted : std::uint8_t { Done, Exists, TooMany, ConnectorTaken };

// A secret of any table, for changing keys.
struct SealedRow {
  enum class Table : std::uint8_t { Client, Authorization, Attempt } table = Table::Client;
  std::string id;
  std::string belongs_to;
  SealedText secret;
};

struct StoreState {
  std::string id;  // random, made with the store
  std::string key_id;  // of the key that seals; empty while nothing was sealed
};

// Safe to use from many threads at once. Failures have the kind Store.
class ConnectionStore {
 public:
  virtual ~ConnectionStore() = default;

  virtual const std::string& place() const = 0;  // for messages
  virtual Outcome<StoreState> state() = 0;
  // Sets the id of the sealing key where none is set; false when another was faster.
  virtual Outcome<bool> claim_key(const std::string& key_id) = 0;
  // Changes whenever anything in the store has changed, whoever changed it.
  virtual Outcome<std::uint64_t> version() = 0;

  virtual Outcome<std::vector<ConnectorRow>> connectors() = 0;
  // Inserts or replaces; the connections of a connector that is replaced lose their authorisations. At most `most` new
  // ones where `most` is not 0: false.
  virtual Outcome<bool> put_connector(const ConnectorRow& row, std::uint32_t most) = 0;
  virtual Outcome<void> remove_connector(const std::string& link) = 0;

  virtual Outcome<std::optional<SealedText>> client(const std::string& connector) = 0;
  virtual Outcome<bool> put_client(const std::string& connector, const std::string& belongs_to,
                                   const SealedText& secret) = 0;  // false: sealed with a key of the past

  virtual Outcome<std::vector<ConnectionRow>> connections() = 0;
  virtual Outcome<std::optional<ConnectionRow>> connection(const std::string& link) = 0;
  virtual Outcome<Inserted> insert_connection(const ConnectionRow& row, const InsertRules& rules) = 0;
  virtual Outcome<void> update_connection(const ConnectionRow& row) = 0;  // name, enabled, apps
  // Changes the scopes and drops the authorisations, in one step.
  virtual Outcome<void> set_scopes(std::int64_t connection, const std::vector<std::string>& scopes) = 0;
  // False while it has references.
  virtual Outcome<bool> remove_connection(std::int64_t connection) = 0;

  virtual Outcome<std::vector<AuthorizationRow>> authorizations(std::int64_t connection) = 0;
  virtual Outcome<std::optional<AuthorizationRow>> authorization(std::int64_t connection,
                                                                 const std::string& environment,
                                                                 const std::string& user) = 0;
  // Inserts or replaces the authorisation of that connection, environment and user. `primary`: makes the user the
  // primary account of the environment unless there is one. False: sealed with a key of the past.
  virtual Outcome<bool> put_authorization(const AuthorizationRow& row, const std::string& belongs_to, bool primary) = 0;
  // Replaces secrets, scopes, expiry, failures, retry time, state and problem where the generation is still
  // `row.generation`, and counts it up. False: somebody else was faster, or the key is one of the past.
  virtual Outcome<bool> renew_authorization(const AuthorizationRow& row, const std::string& belongs_to) = 0;
  // Notes a failed refresh where the generation is still `row.generation`.
  virtual Outcome<void> note_failure(const AuthorizationRow& row) = 0;
  virtual Outcome<void> revoke(std::int64_t authorization, const std::string& problem) = 0;

  virtual Outcome<std::vector<PrimaryRow>> primaries(std::int64_t connection) = 0;
  virtual Outcome<void> set_primary(std::int64_t connection, const PrimaryRow& row) = 0;
  virtual Outcome<std::vector<ReferenceRow>> references(std::int64_t connection) = 0;
  virtual Outcome<void> add_reference(std::int64_t connection, const ReferenceRow& row) = 0;
  virtual Outcome<bool> remove_reference(std::int64_t connection, const ReferenceRow& row) = 0;

  // The right to refresh an authorisation, until it lapses. False: somebody else has it.
  virtual Outcome<bool> take_lease(std::int64_t authorization, const std::string& holder,
                                   std::int64_t milliseconds) = 0;
  virtual Outcome<void> end_lease(std::int64_t authorization, const std::string& holder) = 0;

  // An attempt to authorise that waits for its answer; taking it removes it.
  virtual Outcome<bool> put_attempt(const std::string& id, const std::string& belongs_to, const SealedText& secret,
                                    std::int64_t lapses_at) = 0;
  virtual Outcome<std::optional<SealedText>> take_attempt(const std::string& id) = 0;

  virtual Outcome<void> add_event(const EventRow& row) = 0;
  virtual Outcome<std::vector<EventRow>> events(const std::string& connection, std::uint32_t most) = 0;

  // All secrets, in one step that nobody else writes in: `begin` says the id of the new sealing key, `reseal` makes new
  // secrets of the old.
  virtual Outcome<void> reseal(const std::function<Outcome<std::string>(const StoreState&)>& begin,
                               const std::function<Outcome<SealedText>(const SealedRow&)>& reseal) = 0;
  // Runs `body` while nobody else writes. It must not use the store.
  virtual Outcome<void> exclusively(const std::function<Outcome<void>(const StoreState&)>& body) = 0;
  // Looks for damage: empty when there is none.
  virtual Outcome<std::string> damage() = 0;
};

}  // namespace sluice::connectors
