// One authorisation for several connections of a connector.
#include <algorithm>

#include "connectors/clock.h"
#include "connectors/connections/connections.h"
#include "connectors/connections/rules.h"

namespace sluice::connectors {

namespace {

constexpr std::string_view kReused = "reused";  // the only field of such an authorisation: link of the other connection

ReferenceRow reference_of(const Target& target) {
  std::string place = target.connection.link;
  if (target.user != kEveryone) place += " of " + target.user;
  if (target.environment != kEveryEnvironment) place += " in " + target.environment;
  return {"connection", std::move(place)};
}

}  // namespace

Outcome<Target> Connections::holder_of(Target target, const Live& live) {
  const Secret* other = live.secret(kReused);
  if (other == nullptr) return target;
  Outcome<ConnectionRow> holder = shelf_.connection(std::string(other->reveal()));
  if (!holder) return std::unexpected(holder.error());
  if (holder->shared_environments) target.environment = kEveryEnvironment;
  target.connection = std::move(*holder);
  return target;
}

std::vector<Reuse> Connections::reuses_of(const Target& target) {
  const Outcome<std::shared_ptr<const Live>> live = shelf_.read_authorization(target);
  const Secret* other = live && *live != nullptr ? (*live)->secret(kReused) : nullptr;
  if (other == nullptr) return {};
  return {{std::string(other->reveal()), reference_of(target)}};
}

std::vector<Reuse> Connections::reuses_of(const ConnectionRow& connection) {
  std::vector<Reuse> reuses;
  const Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(connection.connector);
  const Outcome<std::vector<AuthorizationRow>> rows = shelf_.vault().value()->store().authorizations(connection.id);
  if (!connector || !rows) return reuses;
  for (const AuthorizationRow& row : *rows)
    for (Reuse& each : reuses_of({connection, *connector, row.environment, row.user}))
      reuses.push_back(std::move(each));
  return reuses;
}

void Connections::forget(const std::vector<Reuse>& reuses) {
  ConnectionStore& store = shelf_.vault().value()->store();
  for (const Reuse& each : reuses)
    if (const Outcome<ConnectionRow> holder = shelf_.connection(each.holder)) [[maybe_unused]]
      const auto removed = store.remove_reference(holder->id, each.reference);
}

Outcome<std::string> Connections::reuse(const std::string& link, const std::string& other, bool replace,
                                        const Caller& caller) {
  const Outcome<Target> target = target_to_authorize(link, replace, caller);
  if (!target) return std::unexpected(target.error());
  const Outcome<ConnectionRow> row = shelf_.connection(other);
  if (!row) return std::unexpected(row.error());
  if (Outcome<void> may = may_authorize(caller, *row); !may) return std::unexpected(may.error());
  const auto refuse = [&](std::string_view reason, std::string help = {}) {
    return failed(ErrorKind::Script, messages::ReuseRefused, {other, link, reason}, std::move(help));
  };
  if (row->id == target->connection.id) return refuse("it is the same connection");
  if (row->connector != target->connection.connector) return refuse("it belongs to the connector " + row->connector);
  if ((row->type == "user") != (target->connection.type == "user"))
    return refuse("only one of them has an authorisation for each user");
  if (target->connection.shared_environments && !row->shared_environments)
    return refuse("it has an authorisation for each environment");
  const Target holder{*row, target->connector, environment_of(*row, caller), target->user};
  const Outcome<std::shared_ptr<const Live>> live = shelf_.read_authorization(holder);
  if (!live) return std::unexpected(live.error());
  if (*live == nullptr || (*live)->row.state != "connected")
    return std::unexpected(not_authorized(holder, authorize_command(*row, caller)));
  if (const Secret* third = (*live)->secret(kReused))
    return refuse("it reuses another one itself", "name that one: " + std::string(third->reveal()));
  for (const std::string& scope : scopes_of(*target))
    if (!holds_scope((*live)->row.scopes, scope))
      return refuse("it lacks the scope " + scope, "authorise '" + link + "' by itself");

  forget(reuses_of(*target));
  if (Outcome<void> guarded = shelf_.vault().value()->store().add_reference(row->id, reference_of(*target)); !guarded)
    return std::unexpected(guarded.error());
  AuthorizationRow authorization;
  authorization.owner = caller.user;
  authorization.state = "connected";
  authorization.account = (*live)->row.account;
  authorization.scopes = (*live)->row.scopes;
  authorization.authorized_at = now_milliseconds();
  authorization.by_administrator = is_administrator(caller.role);
  const SecretFields fields = {{std::string(kReused), Secret(other)}};
  const bool primary = target->connection.type == "user" && authorization.by_administrator;
  if (Outcome<void> kept = shelf_.put_authorization(*target, authorization, fields, primary); !kept)
    return std::unexpected(kept.error());
  shelf_.log("authorized", target->connection, caller.user, "with the authorisation of " + other);
  return authorization.account;
}

}  // namespace sluice::connectors
