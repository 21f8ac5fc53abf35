#include "connectors/connections/shelf.h"

#include "connectors/catalog/builtin.h"
#include "connectors/catalog/connector_file.h"
#include "connectors/clock.h"
#include "connectors/store/record_store.h"
#include "connectors/store/sqlite_store.h"
#include "interpreter/suggest.h"
#include "interpreter/support/digest.h"

namespace sluice::connectors {

namespace {

constexpr std::string_view kParameter = "parameter:";

std::shared_ptr<const Live> live_of(AuthorizationRow row, SecretFields fields) {
  auto live = std::make_shared<Live>();
  live->row = std::move(row);
  live->row.secrets = {};
  live->fields = std::move(fields);
  for (const auto& [name, value] : live->fields)
    if (name.starts_with(kParameter))
      live->parameters.emplace(name.substr(kParameter.size()), value.reveal());
    else if (name == "username")  // no secret: Twilio's addresses hold it
      live->parameters.emplace(name, value.reveal());
  return live;
}

// What a client is stored under: one for all services of a family.
const std::string& client_name(const Connector& connector) {
  return connector.family.empty() ? connector.link : connector.family;
}

std::string text_in(const SecretFields& fields, std::string_view name) {
  const Secret* field = find_field(fields, name);
  return field == nullptr ? std::string() : std::string(field->reveal());
}

}  // namespace

const std::string* Live::parameter(std::string_view name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? nullptr : &found->second;
}

const std::vector<std::string>& scopes_of(const Target& target) {
  return target.connection.scopes.empty() ? target.connector->auth.scopes : target.connection.scopes;
}

Outcome<Vault*> Shelf::vault() {
  const std::lock_guard lock(opening_);
  if (vault_ != nullptr) return vault_.get();
  Outcome<std::unique_ptr<ConnectionStore>> store =
      settings_.records != nullptr ? open_record_store(settings_.records) : open_sqlite_store(settings_.folder);
  if (!store) return std::unexpected(store.error());
  auto keys = settings_.key_text ? text_keys(settings_.key_place, settings_.key_text) : file_keys(settings_.key_file);
  auto vault = std::make_unique<Vault>(std::move(*store), std::move(keys));
  if (Outcome<void> unlocked = vault->unlock(); !unlocked) return std::unexpected(unlocked.error());
  vault_ = std::move(vault);
  return vault_.get();
}

Outcome<Vault*> Shelf::vault_to_look() {
  {
    const std::lock_guard lock(opening_);
    if (vault_ == nullptr && settings_.records == nullptr && is_new_sqlite_store(settings_.folder)) return nullptr;
  }
  return vault();
}

Outcome<std::vector<ConnectionRow>> Shelf::connections() {
  const Outcome<Vault*> opened = vault_to_look();
  if (!opened) return std::unexpected(opened.error());
  if (*opened == nullptr) return std::vector<ConnectionRow>();
  return (*opened)->store().connections();
}

Outcome<bool> Shelf::refresh_memory() {
  const Outcome<Vault*> opened = vault_to_look();
  if (!opened) return std::unexpected(opened.error());
  if (*opened == nullptr) return false;
  const Outcome<std::uint64_t> version = (*opened)->store().version();
  if (!version) return std::unexpected(version.error());
  const std::lock_guard lock(mutex_);
  if (version_ == *version) return true;
  connections_.clear();
  connectors_.clear();
  authorizations_.clear();
  version_ = *version;
  return true;
}

Outcome<std::optional<ConnectionRow>> Shelf::find_connection(const std::string& link) {
  const Outcome<bool> current = refresh_memory();
  if (!current) return std::unexpected(current.error());
  if (!*current) return std::nullopt;
  std::uint64_t version = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto known = connections_.find(link);
    if (known != connections_.end()) return known->second;
    version = version_;
  }
  Outcome<std::optional<ConnectionRow>> row = vault_->store().connection(link);
  if (!row || !*row) return row;
  const std::lock_guard lock(mutex_);
  if (version == version_) connections_.emplace(link, **row);
  return row;
}

Outcome<ConnectionRow> Shelf::connection(const std::string& link) {
  Outcome<std::optional<ConnectionRow>> row = find_connection(link);
  if (!row) return std::unexpected(row.error());
  if (*row) return std::move(**row);
  const Outcome<std::vector<ConnectionRow>> all = connections();
  if (!all) return std::unexpected(all.error());
  if (const Connector* builtin = builtin_connector(link); builtin != nullptr && builtin->system)
    return failed(ErrorKind::Script, messages::ConnectionUnknown, {link},
                  "it is the system connection of " + builtin->name +
                      "; the first task that needs it makes it, and so does: sluice connections authorize " + link);
  interpreter::Suggestion suggestion(link);
  for (const ConnectionRow& each : *all) suggestion.consider(each.link);
  for (const std::string_view each : builtin_connectors())
    if (builtin_connector(each)->system) suggestion.consider(each);
  return failed(ErrorKind::Script, messages::ConnectionUnknown, {link},
                suggestion.found() ? suggestion.help()
                                   : "create it: sluice connections create " + link + " --connector NAME --type admin");
}

Outcome<std::shared_ptr<const Connector>> Shelf::connector(const std::string& link) {
  if (const Connector* builtin = builtin_connector(link))
    return std::shared_ptr<const Connector>(std::shared_ptr<void>(), builtin);
  const Outcome<bool> current = refresh_memory();
  if (!current) return std::unexpected(current.error());
  {
    const std::lock_guard lock(mutex_);
    const auto known = connectors_.find(link);
    if (known != connectors_.end()) return known->second;
  }
  const Outcome<std::vector<ConnectorRow>> rows =
      *current ? vault_->store().connectors() : Outcome<std::vector<ConnectorRow>>();
  if (!rows) return std::unexpected(rows.error());
  interpreter::Suggestion suggestion(link);
  for (const std::string_view each : builtin_connectors()) suggestion.consider(each);
  for (const ConnectorRow& row : *rows) {
    suggestion.consider(row.link);
    if (row.link != link) continue;
    Outcome<Connector> read = read_connector(row.definition, link, true);
    if (!read) return std::unexpected(read.error());
    auto connector = std::make_shared<const Connector>(std::move(*read));
    const std::lock_guard lock(mutex_);
    connectors_.emplace(link, connector);
    return connector;
  }
  return failed(ErrorKind::Script, messages::ConnectorUnknown, {link},
                suggestion.found() ? suggestion.help() : "sluice connectors list shows them all");
}

// A changed definition of a custom connector makes its authorisations unreadable, even when somebody else writes it
// into the file: tokens must not go where the person who authorised did not send them.
std::string Shelf::authorization_binding(const Target& target) const {
  using namespace interpreter::support;
  const Digest definition = digest_of(DigestKind::Sha256, target.connector->definition);
  return binding({vault_->store_id(), "authorization", std::to_string(target.connection.id), target.connection.link,
                  target.connection.type, target.connector->link,
                  target.connector->custom ? definition.view() : std::string_view(), target.environment, target.user});
}
std::string Shelf::client_binding(const std::string& client) const {
  return binding({vault_->store_id(), "client", client});
}

Outcome<std::optional<ConfiguredClient>> Shelf::client(const Connector& connector) {
  const Outcome<Vault*> opened = vault_to_look();
  if (!opened) return std::unexpected(opened.error());
  if (*opened == nullptr) return std::nullopt;
  const std::string& name = client_name(connector);
  const Outcome<std::optional<SealedText>> sealed = vault_->store().client(name);
  if (!sealed) return std::unexpected(sealed.error());
  if (!*sealed) return std::nullopt;
  const Outcome<SecretFields> fields = vault_->open(**sealed, client_binding(name));
  if (!fields) return std::unexpected(fields.error());
  ConfiguredClient client;
  client.client.id = text_in(*fields, "id");
  client.client.secret = Secret(text_in(*fields, "secret"));
  client.data_centre = text_in(*fields, "dc");
  client.accounts_url = text_in(*fields, "accounts_url");
  client.api_domain = text_in(*fields, "api_domain");
  client.file_upload_url = text_in(*fields, "file_upload_url");
  return client;
}

Outcome<void> Shelf::put_client(const Connector& connector, const ConfiguredClient& client) {
  const Outcome<Vault*> opened = vault();
  if (!opened) return std::unexpected(opened.error());
  SecretFields fields;
  set_field(fields, "id", Secret(client.client.id));
  set_field(fields, "secret", client.client.secret);
  set_field(fields, "dc", Secret(client.data_centre));
  set_field(fields, "accounts_url", Secret(client.accounts_url));
  set_field(fields, "api_domain", Secret(client.api_domain));
  set_field(fields, "file_upload_url", Secret(client.file_upload_url));
  const std::string& name = client_name(connector);
  const std::string belongs_to = client_binding(name);
  const Outcome<bool> written = write_sealed(fields, belongs_to, [&](const SealedText& sealed) {
    return vault_->store().put_client(name, belongs_to, sealed);
  });
  return written ? Outcome<void>() : std::unexpected(written.error());
}

Outcome<std::shared_ptr<const Live>> Shelf::authorization(const Target& target) {
  if (const Outcome<bool> current = refresh_memory(); !current) return std::unexpected(current.error());
  const std::string name = authorization_binding(target);
  std::uint64_t version = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto known = authorizations_.find(name);
    if (known != authorizations_.end()) return known->second;
    version = version_;
  }
  Outcome<std::shared_ptr<const Live>> live = read_authorization(target);
  if (!live || *live == nullptr) return live;
  const std::lock_guard lock(mutex_);
  if (version == version_) authorizations_.emplace(name, *live);
  return live;
}

Outcome<std::shared_ptr<const Live>> Shelf::read_authorization(const Target& target) {
  const Outcome<Vault*> opened = vault();
  if (!opened) return std::unexpected(opened.error());
  Outcome<std::optional<AuthorizationRow>> row =
      vault_->store().authorization(target.connection.id, target.environment, target.user);
  if (!row) return std::unexpected(row.error());
  if (!*row) return nullptr;
  if ((*row)->secrets.bytes.empty()) return live_of(std::move(**row), {});
  Outcome<SecretFields> fields = vault_->open((*row)->secrets, authorization_binding(target));
  if (!fields) return std::unexpected(fields.error());
  return live_of(std::move(**row), std::move(*fields));
}

Outcome<bool> Shelf::write_sealed(const SecretFields& fields, const std::string& binding,
                                  const std::function<Outcome<bool>(const SealedText&)>& write) {
  for (int attempt = 0;; ++attempt) {
    const Outcome<SealedText> sealed = vault_->seal(fields, binding);
    if (!sealed) return std::unexpected(sealed.error());
    Outcome<bool> written = write(*sealed);
    if (!written || *written || attempt == 2) return written;
    if (Outcome<void> again = vault_->reload(); !again) return std::unexpected(again.error());
  }
}

Outcome<void> Shelf::put_authorization(const Target& target, AuthorizationRow row, const SecretFields& fields,
                                       bool primary) {
  const Outcome<Vault*> opened = vault();
  if (!opened) return std::unexpected(opened.error());
  row.connection = target.connection.id;
  row.environment = target.environment;
  row.user = target.user;
  const std::string belongs_to = authorization_binding(target);
  const Outcome<bool> written = write_sealed(fields, belongs_to, [&](const SealedText& sealed) {
    row.secrets = sealed;
    return vault_->store().put_authorization(row, belongs_to, primary);
  });
  if (!written) return std::unexpected(written.error());
  if (!*written)
    return failed(ErrorKind::Store, messages::StoreUnusable, {vault_->store().place(), "its key keeps changing"},
                  "try again");
  return {};
}

Outcome<bool> Shelf::renew_authorization(const Target& target, AuthorizationRow row, const SecretFields& fields) {
  const std::string belongs_to = authorization_binding(target);
  return write_sealed(fields, belongs_to, [&](const SealedText& sealed) {
    row.secrets = sealed;
    return vault_->store().renew_authorization(row, belongs_to);
  });
}

Outcome<void> Shelf::put_attempt(const std::string& id, const SecretFields& fields, std::int64_t lapses_at) {
  const Outcome<Vault*> opened = vault();
  if (!opened) return std::unexpected(opened.error());
  const std::string belongs_to = binding({vault_->store_id(), "attempt", id});
  const Outcome<bool> written = write_sealed(fields, belongs_to, [&](const SealedText& sealed) {
    return vault_->store().put_attempt(id, belongs_to, sealed, lapses_at);
  });
  return written ? Outcome<void>() : std::unexpected(written.error());
}

Outcome<SecretFields> Shelf::take_attempt(const std::string& id) {
  const Outcome<Vault*> opened = vault();
  if (!opened) return std::unexpected(opened.error());
  const Outcome<std::optional<SealedText>> sealed = vault_->store().take_attempt(id);
  if (!sealed) return std::unexpected(sealed.error());
  if (!*sealed)
    return failed(ErrorKind::Script, messages::AttemptLapsed, {}, "start again: sluice connections authorize");
  return vault_->open(**sealed, binding({vault_->store_id(), "attempt", id}));
}

void Shelf::log(std::string_view event, const ConnectionRow& connection, const std::string& user, std::string detail) {
  const Outcome<Vault*> opened = vault();
  if (!opened) return;
  // An event that cannot be written does not undo what happened.
  [[maybe_unused]] const auto noted =
      (*opened)->store().add_event({now_milliseconds(), std::string(event), connection.link, user, std::move(detail)});
}

}  // namespace sluice::connectors
