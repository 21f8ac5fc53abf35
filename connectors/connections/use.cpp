// Using connections: from what a task asks for to a grant that signs its requests.
#include <algorithm>

#include "connectors/catalog/builtin.h"
#include "connectors/connections/connections.h"
#include "connectors/connections/journal.h"
#include "connectors/connections/rules.h"
#include "connectors/connections/signer.h"

namespace sluice::connectors {

namespace {

// Where the paths of a connector begin: what its file says, else its one host.
std::string address_template(const Connector& connector) {
  if (!connector.base_url.empty() || connector.allowed_hosts.empty()) return connector.base_url;
  const std::string& host = connector.allowed_hosts.front();
  return host.find('*') == std::string::npos ? "https://" + host : std::string();
}

// Fields of an authorisation that are public are sealed with the others.
bool is_secret(std::string_view field) {
  return !field.starts_with("parameter:") && field != "lifetime" && field != "username" && field != "consumer_key" &&
         field != "access_key";
}

class KeptGrant final : public Grant {
 public:
  KeptGrant(TokenKeeper& tokens, Target target, std::shared_ptr<const Live> live)
      : tokens_(tokens), target_(std::move(target)), live_(std::move(live)) {
    if (const std::string* domain = live_->parameter("api_domain"))
      if (const std::optional<Origin> origin = origin_of(*domain); origin && is_loopback(origin->host))
        base_url_ = sandbox_ = *domain;  // it answers for every service
    if (base_url_.empty())
      base_url_ = expand(address_template(*target_.connector), [&](std::string_view name) {
                    return live_->parameter(name);
                  }).value_or(std::string());
  }

  const std::string& connection() const override { return target_.connection.link; }
  const std::string& connector() const override { return target_.connector->link; }
  const std::string& service() const override { return target_.connector->service; }

  const std::string* parameter(std::string_view name) const override {
    if (name == "base_url") return &base_url_;
    return live_->parameter(name);
  }

  const Operation* operation(std::string_view name) const override {
    const std::vector<Operation>& all = target_.connector->operations;
    const auto found = std::ranges::find(all, name, &Operation::name);
    return found == all.end() ? nullptr : &*found;
  }

  Outcome<void> sign(HttpRequest& request, const CallControl& control) override {
    Outcome<std::shared_ptr<const Live>> live = tokens_.fresh(target_, control, refused_);
    if (!live) return std::unexpected(live.error());
    if (*live == nullptr || (*live)->row.state != "connected") {
      const Live& last = *live == nullptr ? *live_ : **live;
      return std::unexpected(
          needs_reauthorization(target_, last, last.row.problem.empty() ? "it was revoked" : last.row.problem));
    }
    live_ = std::move(*live);
    if (control.opened != nullptr) remember_secrets(*control.opened);
    if (!sandbox_.empty()) turn_to_sandbox(request.url);
    return sign_request(request, target_, *live_);
  }

  Outcome<bool> renew(const CallControl&) override {
    const AuthType type = target_.connector->auth.type;
    const bool renewable = type == AuthType::OAuth2 &&
                           (target_.connector->auth.client_credentials || live_->secret("refresh_token") != nullptr);
    if (!renewable || refused_ == live_->row.generation) return false;
    refused_ = live_->row.generation;
    return true;
  }

 private:
  void remember_secrets(OpenedSecrets& opened) const {
    for (const auto& [name, value] : live_->fields)
      if (is_secret(name)) opened.add(value.reveal());
  }

  // Scripts name the service's own hosts, https://www.zohoapis.eu/crm/…; what is authorised at a sandbox stays there.
  void turn_to_sandbox(std::string& url) const {
    const std::optional<Origin> origin = origin_of(url);
    if (!origin || origin->host.find(".zohoapis.") == std::string::npos) return;
    const std::size_t path = url.find_first_of("/?#", url.find("://") + 3);
    url = sandbox_ + (path == std::string::npos ? "" : url.substr(path));
  }

  TokenKeeper& tokens_;
  Target target_;
  std::shared_ptr<const Live> live_;
  std::string base_url_;
  std::string sandbox_;  // its address, where the connection was authorised at one
  std::int64_t refused_ = -1;  // generation of the token that the service refused
};

bool admits_app(const ConnectionRow& connection, const std::string& app) {
  return std::ranges::any_of(connection.apps, [&](const std::string& each) { return each == "*" || each == app; });
}

bool without_user(const Caller& caller) { return caller.trigger == "schedule" || caller.trigger == "datasource"; }

}  // namespace

Connections::Connections(ConnectionSettings settings, Transport& transport)
    : settings_(std::move(settings)),
      shelf_(settings_.store),
      tokens_(shelf_, transport, RefreshTiming().scaled(settings_.time_divisor), settings_.log.get()) {}

Outcome<std::unique_ptr<Grant>> Connections::find(const ConnectionWish& wish, const Caller& caller) {
  Outcome<std::unique_ptr<Grant>> grant = find_grant(wish, caller);
  if (!grant)  // the calls that a connection signs name it
    write_journal(caller, {"connection", "use", wish.link.empty() ? wish.connector : wish.link}, &grant.error());
  return grant;
}

Outcome<std::unique_ptr<Grant>> Connections::find_grant(const ConnectionWish& wish, const Caller& caller) {
  Outcome<ConnectionRow> connection = resolve(wish, caller);
  if (!connection) return std::unexpected(connection.error());
  Outcome<Target> target = target_for_use(std::move(*connection), caller);
  if (!target) return std::unexpected(target.error());
  Outcome<std::shared_ptr<const Live>> live = shelf_.authorization(*target);
  if (!live) return std::unexpected(live.error());
  if (*live != nullptr) {
    const std::int64_t asked = target->connection.id;
    target = holder_of(std::move(*target), **live);
    if (!target) return std::unexpected(target.error());
    if (target->connection.id != asked) live = shelf_.authorization(*target);
    if (!live) return std::unexpected(live.error());
  }
  if (*live == nullptr) return std::unexpected(not_authorized(*target, authorize_command(target->connection, caller)));
  if ((*live)->row.state == "expired")
    return std::unexpected(needs_reauthorization(*target, **live, (*live)->row.problem));
  if ((*live)->row.state != "connected")
    return std::unexpected(not_authorized(*target, authorize_command(target->connection, caller)));
  if (target->connector->whole_family && !wish.connector.empty() && wish.connector != target->connector->link)
    for (const std::string& scope : wish.scopes)
      if (!holds_scope((*live)->row.scopes, scope))
        return failed(ErrorKind::Authorization, messages::ConnectionScopeMissing, {target->connection.link, scope},
                      "run: sluice connections scopes " + target->connection.link + " --add " + scope +
                          ", then: " + authorize_command(target->connection, caller));
  return std::make_unique<KeptGrant>(tokens_, std::move(*target), std::move(*live));
}

Outcome<ConnectionRow> Connections::resolve(const ConnectionWish& wish, const Caller& caller) {
  Outcome<ConnectionRow> connection =
      wish.link.empty() ? system_connection(wish.connector, caller) : shelf_.connection(wish.link);
  if (!connection) return connection;
  const Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(connection->connector);
  if (!connector) return std::unexpected(connector.error());
  if (Outcome<void> fits = admits(*connection, **connector, wish, caller); !fits) return std::unexpected(fits.error());
  return connection;
}

// Created at the first call that needs it; whoever comes second finds the one of the first.
Outcome<ConnectionRow> Connections::system_connection(const std::string& link, const Caller& caller) {
  const Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(link);
  if (!connector) return std::unexpected(connector.error());
  if (!(*connector)->system)
    return failed(ErrorKind::Script, messages::NoSystemConnection, {(*connector)->name},
                  "create one: sluice connections create NAME --connector " + link + " --type admin");
  Outcome<std::optional<ConnectionRow>> found = shelf_.find_connection(link);
  if (!found) return std::unexpected(found.error());
  if (*found) return std::move(**found);
  ConnectionRow row;
  row.link = link;
  row.name = (*connector)->name;
  row.connector = link;
  row.type = "system";
  row.apps = {"*"};
  row.created_by = caller.user;
  const Outcome<Vault*> vault = shelf_.vault();
  if (!vault) return std::unexpected(vault.error());
  const Outcome<Inserted> inserted = (*vault)->store().insert_connection(row, {});
  if (!inserted) return std::unexpected(inserted.error());
  if (*inserted == Inserted::Done) {
    shelf_.log("auto_created", row, caller.user);
    write_journal(caller, {"connection", "create", link, "automatically, for the first task that needs it"});
  }
  return shelf_.connection(link);
}

Outcome<ConnectionRow> Connections::system_or_named(const std::string& link, const Caller& caller) {
  const Connector* builtin = builtin_connector(link);
  return builtin != nullptr && builtin->system ? system_connection(link, caller) : shelf_.connection(link);
}

Outcome<void> Connections::admits(const ConnectionRow& connection, const Connector& connector,
                                  const ConnectionWish& wish, const Caller& caller) {
  if (!connector.retired.empty()) return failed(ErrorKind::Host, messages::ConnectorRetired, {connector.retired});
  if (!wish.connector.empty() && wish.connector != connector.link) {
    const Outcome<std::shared_ptr<const Connector>> wanted = shelf_.connector(wish.connector);
    if (!wanted) return std::unexpected(wanted.error());
    const bool same_service = !connector.service.empty() && connector.service == (*wanted)->service;
    const bool of_family = connector.whole_family && connector.family == (*wanted)->family;
    if (!same_service && !of_family)
      return failed(ErrorKind::Script, messages::ConnectionServiceMismatch,
                    {connection.link, connector.name, (*wanted)->name},
                    "create one: sluice connections create NAME --connector " + wish.connector + " --type admin");
  }
  if (!connection.enabled)
    return failed(ErrorKind::Authorization, messages::ConnectionDisabled, {connection.link},
                  "run: sluice connections enable " + connection.link);
  if (!admits_app(connection, caller.app))
    return failed(ErrorKind::Authorization, messages::ConnectionAppAccess, {connection.link, caller.app},
                  "run: sluice connections apps " + connection.link + " --allow " + caller.app);
  return {};
}

Outcome<Target> Connections::target_for_use(ConnectionRow connection, const Caller& caller) {
  Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(connection.connector);
  if (!connector) return std::unexpected(connector.error());
  Target target{std::move(connection), std::move(*connector), {}, kEveryone};
  target.environment = environment_of(target.connection, caller);
  if (target.connection.type != "user") return target;
  target.user = caller.user;
  if (without_user(caller)) {
    const Outcome<std::vector<PrimaryRow>> primaries = shelf_.vault().value()->store().primaries(target.connection.id);
    if (!primaries) return std::unexpected(primaries.error());
    const auto primary = std::ranges::find(*primaries, target.environment, &PrimaryRow::environment);
    const std::string where =
        target.environment == kEveryEnvironment ? "any environment" : "the environment " + target.environment;
    if (primary == primaries->end())
      return failed(ErrorKind::Authorization, messages::ConnectionNoPrimary,
                    {target.connection.link, where, caller.trigger},
                    "an administrator becomes it by authorising: " + authorize_command(target.connection, caller) +
                        (caller.user.empty() ? " --user EMAIL" : ""));
    target.user = primary->user;
  } else if (caller.user.empty()) {
    return std::unexpected(not_authorized(target, authorize_command(target.connection, caller) + " --user EMAIL"));
  }
  return target;
}

}  // namespace sluice::connectors
