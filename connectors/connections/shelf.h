// What the connection store holds, opened and remembered: connections, connectors, OAuth clients and opened
// authorisations. Nothing is remembered longer than the store stays as it is, whoever changes it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "connectors/catalog/connector.h"
#include "connectors/oauth/oauth2.h"
#include "connectors/store/records.h"
#include "connectors/store/vault.h"

namespace sluice::connectors {

struct StoreSettings {
  std::string folder;
  std::shared_ptr<Records> records = {};  // of the host, in place of a file in the folder
  std::string key_file;  // `{store}` stands for the store's id
  // Instead of a file; `key_place` says in messages where they are from.
  std::function<std::string()> key_text = {};
  std::string key_place = {};
};

// A client as it was configured; addresses only where they are not those of a data centre (a sandbox on this machine).
struct ConfiguredClient {
  OAuthClient client;
  std::string data_centre;
  std::string accounts_url;
  std::string api_domain;
  std::string file_upload_url;
};

// An authorisation with its secrets.
struct Live {
  AuthorizationRow row;
  SecretFields fields;

  const Secret* secret(std::string_view name) const { return find_field(fields, name); }
  // `parameter:NAME`
  const std::string* parameter(std::string_view name) const;
  std::map<std::string, std::string, std::less<>> parameters = {};
};

// Which authorisation is meant.
struct Target {
  ConnectionRow connection;
  std::shared_ptr<const Connector> connector;
  std::string environment;
  std::string user;
};

// Those of the connection, else all of its connector.
const std::vector<std::string>& scopes_of(const Target& target);

// Safe to use from many threads at once. Opens the store at the first call of anything.
class Shelf {
 public:
  explicit Shelf(StoreSettings settings) : settings_(std::move(settings)) {}

  Outcome<Vault*> vault();
  // The same for looking: null where nothing has been kept yet, so that a look makes no store.
  Outcome<Vault*> vault_to_look();
  Outcome<std::vector<ConnectionRow>> connections();
  // The failure where there is no such connection names the nearest one and how to make it.
  Outcome<ConnectionRow> connection(const std::string& link);
  Outcome<std::optional<ConnectionRow>> find_connection(const std::string& link);
  Outcome<std::shared_ptr<const Connector>> connector(const std::string& link);
  Outcome<std::optional<ConfiguredClient>> client(const Connector& connector);
  Outcome<void> put_client(const Connector& connector, const ConfiguredClient& client);

  // Null where nobody has authorised it. Not connected ones come without secrets.
  Outcome<std::shared_ptr<const Live>> authorization(const Target& target);
  // The same, from the store whatever is remembered.
  Outcome<std::shared_ptr<const Live>> read_authorization(const Target& target);
  Outcome<void> put_authorization(const Target& target, AuthorizationRow row, const SecretFields& fields, bool primary);
  // False where another was faster.
  Outcome<bool> renew_authorization(const Target& target, AuthorizationRow row, const SecretFields& fields);

  Outcome<void> put_attempt(const std::string& id, const SecretFields& fields, std::int64_t lapses_at);
  Outcome<SecretFields> take_attempt(const std::string& id);  // failure: AttemptLapsed

  void log(std::string_view event, const ConnectionRow& connection, const std::string& user, std::string detail = {});

 private:
  std::string authorization_binding(const Target& target) const;
  std::string client_binding(const std::string& client) const;
  // Forgets everything when the store has changed. False where there is none yet.
  Outcome<bool> refresh_memory();
  // Seals and writes; once more with newer keys where the store says that these are past.
  Outcome<bool> write_sealed(const SecretFields& fields, const std::string& binding,
                             const std::function<Outcome<bool>(const SealedText&)>& write);

  StoreSettings settings_;
  std::mutex opening_;
  std::unique_ptr<Vault> vault_;
  std::mutex mutex_;
  std::uint64_t version_ = 0;
  std::map<std::string, ConnectionRow, std::less<>> connections_;
  std::map<std::string, std::shared_ptr<const Connector>, std::less<>> connectors_;
  std::map<std::string, std::shared_ptr<const Live>, std::less<>> authorizations_;  // by binding
};

}  // namespace sluice::connectors
