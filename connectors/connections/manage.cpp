// Managing connections and connectors: what administrators do besides authorising.
#include <algorithm>

#include "connectors/catalog/builtin.h"
#include "connectors/catalog/connector_file.h"
#include "connectors/catalog/data_centres.h"
#include "connectors/connections/connections.h"
#include "connectors/connections/rules.h"

namespace sluice::connectors {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

Outcome<void> fixed(const ConnectionRow& connection, std::string_view change, std::string help = {}) {
  if (connection.type != "system") return {};
  return failed(ErrorKind::Script, messages::SystemConnectionFixed, {connection.link, change}, std::move(help));
}

// Scopes are chosen among those of the connector, where it lists any.
Outcome<void> check_scopes(const std::vector<std::string>& scopes, const Connector& connector) {
  if (connector.auth.type != AuthType::OAuth2 && !scopes.empty())
    return failed(ErrorKind::Script, messages::ScopeRefused, {scopes.front(), connector.name},
                  "only OAuth 2 has scopes; leave them out");
  for (const std::string& scope : scopes)
    if (scope.empty() ||
        std::ranges::any_of(scope, [](unsigned char c) { return c <= 0x20 || c == ',' || c >= 0x7f; }) ||
        (!connector.auth.scopes.empty() && !holds_scope(connector.auth.scopes, scope)))
      return failed(
          ErrorKind::Script, messages::ScopeRefused, {scope, connector.name},
          connector.auth.scopes.empty() ? "a scope has no blanks" : "it has " + joined(connector.auth.scopes));
  return {};
}

}  // namespace

// A connection that reuses the authorisation of another one is as connected as that.
void Connections::show_holder(const ConnectionRow& row, AuthorizationRow& authorization) {
  const auto connector = shelf_.connector(row.connector);
  if (!connector) return;
  const Target target{row, *connector, authorization.environment, authorization.user};
  const Outcome<std::shared_ptr<const Live>> live = shelf_.authorization(target);
  if (!live || *live == nullptr) return;
  const Outcome<Target> holder = holder_of(target, **live);
  if (holder && holder->connection.id == row.id) return;
  const Outcome<std::shared_ptr<const Live>> other =
      holder ? shelf_.authorization(*holder) : std::unexpected(holder.error());
  authorization.state = other && *other != nullptr ? (*other)->row.state : "revoked";
  if (other && *other != nullptr) authorization.account = (*other)->row.account + " of " + holder->connection.link;
}

Outcome<ConnectionState> Connections::state_of(const ConnectionRow& row, const Caller& caller) {
  ConnectionState state{row, row.connector, "not_connected", {}, {}, {}};
  if (const auto connector = shelf_.connector(row.connector)) state.connector_name = (*connector)->name;
  ConnectionStore& store = shelf_.vault().value()->store();
  Outcome<std::vector<AuthorizationRow>> authorizations = store.authorizations(row.id);
  Outcome<std::vector<PrimaryRow>> primaries = store.primaries(row.id);
  Outcome<std::vector<ReferenceRow>> references = store.references(row.id);
  if (!authorizations) return std::unexpected(authorizations.error());
  if (!primaries) return std::unexpected(primaries.error());
  if (!references) return std::unexpected(references.error());
  const bool manages = may_manage(caller, "").has_value();
  for (AuthorizationRow& each : *authorizations) {
    each.secrets = {};
    if (each.state == "connected") show_holder(row, each);
    const bool own = each.user == (row.type == "user" ? caller.user : kEveryone);
    if (own && each.environment == environment_of(row, caller)) state.state = each.state;
    if (manages || own) state.authorizations.push_back(std::move(each));
  }
  if (manages) state.primaries = std::move(*primaries);
  state.references = std::move(*references);
  return state;
}

Outcome<std::vector<ConnectionState>> Connections::list(const Caller& caller) {
  const Outcome<std::vector<ConnectionRow>> rows = shelf_.connections();
  if (!rows) return std::unexpected(rows.error());
  std::vector<ConnectionState> states;
  for (const ConnectionRow& row : *rows) {
    // Others than administrators and developers see only what they can authorise themselves.
    if (row.type != "user" && !may_manage(caller, "")) continue;
    Outcome<ConnectionState> state = state_of(row, caller);
    if (!state) return std::unexpected(state.error());
    states.push_back(std::move(*state));
  }
  return states;
}

Outcome<ConnectionState> Connections::show(const std::string& link, const Caller& caller) {
  const Outcome<ConnectionRow> row = shelf_.connection(link);
  if (!row) return std::unexpected(row.error());
  if (row->type != "user")
    if (Outcome<void> may = may_manage(caller, "see the connection " + link); !may) return std::unexpected(may.error());
  return state_of(*row, caller);
}

Outcome<std::vector<EventRow>> Connections::events(const std::string& link, std::uint32_t most) {
  const Outcome<Vault*> vault = shelf_.vault();
  if (!vault) return std::unexpected(vault.error());
  return (*vault)->store().events(link, most);
}

Outcome<std::shared_ptr<const Connector>> Connections::connector_of(const std::string& connection) {
  if (const Connector* builtin = builtin_connector(connection); builtin != nullptr && builtin->system)
    return shelf_.connector(connection);
  const Outcome<ConnectionRow> row = shelf_.connection(connection);
  if (!row) return std::unexpected(row.error());
  return shelf_.connector(row->connector);
}

Outcome<std::vector<std::shared_ptr<const Connector>>> Connections::connectors() {
  std::vector<std::shared_ptr<const Connector>> all;
  for (const std::string_view link : builtin_connectors()) all.push_back(*shelf_.connector(std::string(link)));
  const Outcome<Vault*> vault = shelf_.vault_to_look();
  if (!vault) return std::unexpected(vault.error());
  if (*vault == nullptr) return all;
  const Outcome<std::vector<ConnectorRow>> rows = (*vault)->store().connectors();
  if (!rows) return std::unexpected(rows.error());
  for (const ConnectorRow& row : *rows) {
    Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(row.link);
    if (!connector) return std::unexpected(connector.error());
    all.push_back(std::move(*connector));
  }
  return all;
}

Outcome<bool> Connections::is_configured(const Connector& connector) {
  const Outcome<std::optional<ConfiguredClient>> client = shelf_.client(connector);
  if (!client) return std::unexpected(client.error());
  return client->has_value();
}

// ---------------------------------------------------------------- creating

Outcome<void> Connections::check_offer(const Connector& connector) {
  if (!connector.retired.empty()) return failed(ErrorKind::Script, messages::ConnectorRetired, {connector.retired});
  if (!connector.regions.empty() && !contains(connector.regions, settings_.data_centre))
    return failed(ErrorKind::Script, messages::ConnectorNotOffered,
                  {connector.name, "the data centre " + settings_.data_centre, joined(connector.regions)},
                  "say where your account is: [connections] data_centre in sluice.toml");
  if (!connector.countries.empty() && !settings_.country.empty() && !contains(connector.countries, settings_.country))
    return failed(ErrorKind::Script, messages::ConnectorNotOffered,
                  {connector.name, "the country " + settings_.country, joined(connector.countries)},
                  "say where your account is: [connections] country in sluice.toml");
  return {};
}

Outcome<void> Connections::check_new(const NewConnection& wanted, const Connector& connector) {
  if (wanted.type != "admin" && wanted.type != "user")
    return failed(ErrorKind::Script, messages::ConnectionTypeRefused, {connector.name, wanted.type},
                  wanted.type == "system" ? "a system connection is created by the first task that needs it"
                                          : "a connection is of the type admin or user");
  if (wanted.type == "user" && (!connector.logged_in_user || connector.payment))
    return failed(ErrorKind::Script, messages::ConnectionTypeRefused, {connector.name, "logged-in user"},
                  "create it with --type admin");
  if (Outcome<void> named = check_display_name(wanted.name); !named) return named;
  if (!is_link_name(wanted.link))
    return failed(ErrorKind::Script, messages::ConnectionNameInvalid,
                  {wanted.link,
                   "a link name starts with a lower-case letter and has lower-case letters, digits and _, "
                   "at most 50"});
  const Connector* builtin = builtin_connector(wanted.link);
  if (builtin != nullptr && builtin->system)
    return failed(ErrorKind::Script, messages::ConnectionNameInvalid,
                  {wanted.link, "it is the name of the system connection of " + builtin->name}, "choose another name");
  for (const std::string& app : wanted.apps)
    if (app.empty() || app.find('\n') != std::string::npos)
      return failed(ErrorKind::Script, messages::ConnectionNameInvalid, {app, "it is no name of an application"});
  if (Outcome<void> given = check_scopes_given(
          wanted.scopes, connector,
          "sluice connections create " + wanted.link + " --connector " + connector.link + " --scopes SCOPE,…");
      !given)
    return given;
  return check_scopes(wanted.scopes, connector);
}

Outcome<ConnectionRow> Connections::create(const NewConnection& given, const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "create connections"); !may) return std::unexpected(may.error());
  Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(given.connector);
  if (!connector) return std::unexpected(connector.error());
  if (Outcome<void> offered = check_offer(**connector); !offered) return std::unexpected(offered.error());
  NewConnection wanted = given;
  const bool make_link = wanted.link.empty();
  if (make_link && !wanted.name.empty()) wanted.link = link_of(wanted.name);
  if (wanted.name.empty()) wanted.name = wanted.link;
  if (Outcome<void> fine = check_new(wanted, **connector); !fine) return std::unexpected(fine.error());
  ConnectionRow row;
  row.link = wanted.link;
  row.name = wanted.name;
  row.connector = wanted.connector;
  row.type = wanted.type;
  row.scopes = wanted.scopes;
  row.shared_environments = !wanted.separate_environments;
  row.apps = wanted.apps.empty() ? std::vector<std::string>{"*"} : wanted.apps;
  row.created_by = caller.user;
  const Outcome<Vault*> vault = shelf_.vault();
  if (!vault) return std::unexpected(vault.error());
  const InsertRules rules{settings_.plan_limit, (*connector)->payment};
  for (int number = 2;; ++number) {
    const Outcome<Inserted> inserted = (*vault)->store().insert_connection(row, rules);
    if (!inserted) return std::unexpected(inserted.error());
    switch (*inserted) {
      case Inserted::Done: shelf_.log("created", row, caller.user); return shelf_.connection(row.link);
      case Inserted::TooMany:
        return failed(ErrorKind::Script, messages::ConnectionPlanLimit,
                      {std::to_string(settings_.plan_limit), "connections"},
                      "delete one that is not needed: sluice connections delete NAME");
      case Inserted::ConnectorTaken: {
        const Outcome<std::vector<ConnectionRow>> all = (*vault)->store().connections();
        if (!all) return std::unexpected(all.error());
        const auto other = std::ranges::find(*all, row.connector, &ConnectionRow::connector);
        if (other == all->end()) continue;  // gone meanwhile
        return failed(ErrorKind::Script, messages::PaymentConnectionExists, {(*connector)->name, other->link},
                      "use that one, or delete it first");
      }
      case Inserted::Exists:
        if (make_link && number < 1000) {
          const std::string suffix = "_" + std::to_string(number);
          row.link = wanted.link.substr(0, 50 - suffix.size()) + suffix;
          continue;
        }
        return failed(ErrorKind::Script, messages::ConnectionExists, {row.link},
                      "choose another name, or use it: sluice connections show " + row.link);
    }
  }
}

// ---------------------------------------------------------------- changing

Outcome<void> Connections::change(const std::string& link, const Caller& caller, std::string_view doing,
                                  const std::function<void(ConnectionRow&)>& change) {
  if (Outcome<void> may = may_manage(caller, doing); !may) return may;
  Outcome<ConnectionRow> row = shelf_.connection(link);
  if (!row) return std::unexpected(row.error());
  change(*row);
  return shelf_.vault().value()->store().update_connection(*row);
}

Outcome<void> Connections::rename(const std::string& link, const std::string& name, const Caller& caller) {
  if (Outcome<void> fine = check_display_name(name); !fine) return fine;
  const Outcome<ConnectionRow> row = shelf_.connection(link);
  if (!row) return std::unexpected(row.error());
  if (Outcome<void> free = fixed(*row, "renamed"); !free) return free;
  return change(link, caller, "rename connections", [&](ConnectionRow& each) { each.name = name; });
}

Outcome<void> Connections::enable(const std::string& link, bool enabled, const Caller& caller) {
  const Outcome<void> done = change(link, caller, enabled ? "enable connections" : "disable connections",
                                    [&](ConnectionRow& row) { row.enabled = enabled; });
  if (done) shelf_.log(enabled ? "enabled" : "disabled", *shelf_.connection(link), caller.user);
  return done;
}

Outcome<void> Connections::set_apps(const std::string& link, const std::vector<std::string>& apps,
                                    const Caller& caller) {
  return change(link, caller, "open connections to applications", [&](ConnectionRow& row) { row.apps = apps; });
}

Outcome<void> Connections::set_scopes(const std::string& link, const std::vector<std::string>& scopes,
                                      const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "change scopes"); !may) return may;
  const Outcome<ConnectionRow> row = shelf_.connection(link);
  if (!row) return std::unexpected(row.error());
  if (Outcome<void> free = fixed(*row, "changed: it has all scopes of its service"); !free) return free;
  const Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(row->connector);
  if (!connector) return std::unexpected(connector.error());
  if (Outcome<void> given =
          check_scopes_given(scopes, **connector, "sluice connections scopes " + link + " --set SCOPE,…");
      !given)
    return given;
  if (Outcome<void> fine = check_scopes(scopes, **connector); !fine) return fine;
  if (scopes == row->scopes) return {};
  shelf_.log("scopes_changed", *row, caller.user);
  const std::vector<Reuse> reused = reuses_of(*row);
  Outcome<void> done = shelf_.vault().value()->store().set_scopes(row->id, scopes);
  if (done) forget(reused);
  return done;
}

Outcome<void> Connections::remove(const std::string& link, const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "delete connections"); !may) return may;
  const Outcome<ConnectionRow> row = shelf_.connection(link);
  if (!row) return std::unexpected(row.error());
  if (Outcome<void> free = fixed(*row, "deleted", "revoke it instead: sluice connections revoke " + link); !free)
    return free;
  ConnectionStore& store = shelf_.vault().value()->store();
  const std::vector<Reuse> reused = reuses_of(*row);
  const Outcome<bool> removed = store.remove_connection(row->id);
  if (!removed) return std::unexpected(removed.error());
  if (*removed) {
    forget(reused);
    shelf_.log("deleted", *row, caller.user);
    return {};
  }
  std::string uses;
  if (const Outcome<std::vector<ReferenceRow>> references = store.references(row->id))
    for (const ReferenceRow& each : *references) uses += (uses.empty() ? "" : ", ") + each.kind + " " + each.place;
  return failed(ErrorKind::Script, messages::ConnectionReferenced, {link, uses},
                "remove these uses first: sluice connections references " + link + " --remove KIND:PLACE");
}

Outcome<void> Connections::set_primary(const std::string& link, const std::string& user, const Caller& caller) {
  if (Outcome<void> may = may_move_primary(caller); !may) return may;
  const Outcome<ConnectionRow> row = shelf_.connection(link);
  if (!row) return std::unexpected(row.error());
  if (row->type != "user")
    return failed(ErrorKind::Script, messages::PrimaryRefused,
                  {user, link, "only logged-in user connections have one"});
  ConnectionStore& store = shelf_.vault().value()->store();
  const std::string environment = environment_of(*row, caller);
  const Outcome<std::optional<AuthorizationRow>> authorization = store.authorization(row->id, environment, user);
  if (!authorization) return std::unexpected(authorization.error());
  Caller other = caller;
  other.user = user;
  if (!*authorization || (*authorization)->state != "connected")
    return failed(ErrorKind::Authorization, messages::PrimaryRefused, {user, link, "that account is not connected"},
                  "run: " + authorize_command(*row, other) + " --role admin");
  if (!(*authorization)->by_administrator)
    return failed(ErrorKind::Authorization, messages::PrimaryRefused,
                  {user, link, "it was not authorised by an administrator"},
                  "an administrator authorises first: " + authorize_command(*row, other) + " --role admin");
  const Outcome<void> done = store.set_primary(row->id, {environment, user});
  if (done) shelf_.log("primary", *row, user, environment);
  return done;
}

Outcome<void> Connections::add_reference(const std::string& link, const ReferenceRow& reference, const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "register uses"); !may) return may;
  const Outcome<ConnectionRow> row = shelf_.connection(link);
  if (!row) return std::unexpected(row.error());
  return shelf_.vault().value()->store().add_reference(row->id, reference);
}

Outcome<void> Connections::remove_reference(const std::string& link, const ReferenceRow& reference,
                                            const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "remove uses"); !may) return may;
  const Outcome<ConnectionRow> row = shelf_.connection(link);
  if (!row) return std::unexpected(row.error());
  const Outcome<bool> removed = shelf_.vault().value()->store().remove_reference(row->id, reference);
  if (!removed) return std::unexpected(removed.error());
  if (*removed) return {};
  return failed(ErrorKind::Script, messages::ConnectionNameInvalid,
                {reference.kind + ":" + reference.place, "'" + link + "' has no such use"},
                "sluice connections references " + link + " lists them");
}

// ---------------------------------------------------------------- connectors and keys

Outcome<std::shared_ptr<const Connector>> Connections::add_connector(const std::string& text, const std::string& file,
                                                                     const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "add connectors"); !may) return std::unexpected(may.error());
  Outcome<Connector> connector = read_connector(text, file, true);
  if (!connector) return std::unexpected(connector.error());
  if (builtin_connector(connector->link) != nullptr)
    return failed(ErrorKind::Script, messages::ConnectorBuiltIn, {connector->link, "replaced"},
                  "give your connector another 'link'");
  const Outcome<Vault*> vault = shelf_.vault();
  if (!vault) return std::unexpected(vault.error());
  const Outcome<bool> added = (*vault)->store().put_connector({connector->link, text}, settings_.connector_limit);
  if (!added) return std::unexpected(added.error());
  if (!*added)
    return failed(ErrorKind::Script, messages::ConnectionPlanLimit,
                  {std::to_string(settings_.connector_limit), "custom connectors"},
                  "remove one that is not needed: sluice connectors remove NAME");
  return std::make_shared<const Connector>(std::move(*connector));
}

Outcome<void> Connections::remove_connector(const std::string& link, const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "remove connectors"); !may) return may;
  if (builtin_connector(link) != nullptr)
    return failed(ErrorKind::Script, messages::ConnectorBuiltIn, {link, "removed"});
  if (const auto known = shelf_.connector(link); !known) return std::unexpected(known.error());
  ConnectionStore& store = shelf_.vault().value()->store();
  const Outcome<std::vector<ConnectionRow>> all = store.connections();
  if (!all) return std::unexpected(all.error());
  std::vector<std::string> users;
  for (const ConnectionRow& each : *all)
    if (each.connector == link) users.push_back(each.link);
  if (!users.empty())
    return failed(ErrorKind::Script, messages::ConnectorInUse, {link, joined(users)},
                  "delete them first: sluice connections delete NAME");
  return store.remove_connector(link);
}

Outcome<void> Connections::configure(const std::string& link, ConfiguredClient client, const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "configure connectors"); !may) return may;
  const Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(link);
  if (!connector) return std::unexpected(connector.error());
  const AuthType type = (*connector)->auth.type;
  if (type != AuthType::OAuth2 && type != AuthType::OAuth1)
    return failed(ErrorKind::Script, messages::NothingToAuthorize, {(*connector)->name},
                  "it has no OAuth client; authorise its connections with --token-stdin");
  if (client.client.id.empty())
    return failed(ErrorKind::Script, messages::CredentialInput, {(*connector)->name, "the client id is missing"});
  if (client.data_centre.empty()) client.data_centre = settings_.data_centre;
  if (find_data_centre(client.data_centre) == nullptr)
    return failed(ErrorKind::Script, messages::ParameterInvalid, {client.data_centre, "dc", "it is no data centre"},
                  "one of us, eu, in, au, jp, cn, ca, sa, uk");
  // The client's secret goes to these addresses: they are those of a data centre, or of this machine.
  for (const std::string* url : {&client.accounts_url, &client.api_domain, &client.file_upload_url}) {
    const std::optional<Origin> origin = origin_of(*url);
    if (!url->empty() && (!origin || !is_loopback(origin->host)))
      return failed(ErrorKind::Script, messages::ParameterInvalid,
                    {*url, "the sandbox's address", "it is not on this machine"}, "choose a data centre: --dc");
  }
  if (client.client.secret.empty() && type == AuthType::OAuth2 && (*connector)->auth.client_auth != ClientAuth::None)
    return failed(ErrorKind::Script, messages::CredentialInput, {(*connector)->name, "the client's secret is missing"},
                  "write it to standard input: --client-secret-stdin");
  return shelf_.put_client(**connector, client);
}

Outcome<std::string> Connections::rotate_key(const Caller& caller) {
  if (Outcome<void> may = may_manage(caller, "rotate the key"); !may) return std::unexpected(may.error());
  const Outcome<Vault*> vault = shelf_.vault();
  if (!vault) return std::unexpected(vault.error());
  Outcome<std::string> id = (*vault)->rotate();
  if (id) shelf_.log("key_rotated", {}, caller.user, *id);
  return id;
}

}  // namespace sluice::connectors
