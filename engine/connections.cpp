// sluice::Connections: the public API over connectors/connections.
#include "sluice/connections.h"

#include "connectors/connections/connections.h"
#include "connectors/connections/journal.h"
#include "connectors/oauth/form.h"
#include "engine/access.h"
#include "engine/connection_failure.h"
#include "engine/error_kind.h"
#include "engine/errors.h"
#include "engine/principal.h"
#include "engine/state.h"

namespace sluice {

namespace con = connectors;
using engine::result_of;

namespace {

con::Connections& behind(const Engine& engine) { return Access::state(engine).services->connections(); }

std::chrono::system_clock::time_point time_of(std::int64_t milliseconds) {
  return std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds));
}

ConnectionInfo info_of(const con::ConnectionState& state) {
  const con::ConnectionRow& row = state.connection;
  ConnectionInfo info{row.link,
                      row.name,
                      row.connector,
                      row.type,
                      state.state,
                      row.enabled,
                      row.shared_environments,
                      row.scopes,
                      row.apps,
                      {},
                      {},
                      {}};
  for (const con::AuthorizationRow& each : state.authorizations)
    info.authorizations.push_back({each.environment, each.user == "*" ? std::string() : each.user, each.account,
                                   each.owner, each.state, each.problem, each.scopes, time_of(each.expires_at),
                                   time_of(each.authorized_at)});
  for (const con::PrimaryRow& each : state.primaries) info.primaries.emplace_back(each.environment, each.user);
  for (const con::ReferenceRow& each : state.references) info.references.emplace_back(each.kind, each.place);
  return info;
}

con::GivenCredentials given(const NamedValues& credentials, const AuthorizeOptions& options) {
  con::GivenCredentials result;
  for (const auto& [name, value] : credentials) con::set_field(result.secrets, name, con::Secret(value));
  result.parameters = options.parameters;
  result.account = options.account;
  return result;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

// Changes something as `principal`; the engine's log says how it went.
template <class Change>
auto changed(const Engine& engine, const Principal& principal, const con::JournalEntry& entry, Change&& change) {
  return engine::guarded([&] {
    const con::Caller caller = engine::caller_of(engine, principal);
    return result_of(con::journaled(caller, entry, change(behind(engine), caller)));
  });
}

}  // namespace

namespace engine {

Error error_of(const connectors::Failure& failure) {
  Error error;
  const bool by_script = failure.kind == interpreter::ErrorKind::Script;
  error.kind = by_script ? ErrorKind::Usage : public_kind(failure.kind);
  error.code = failure.code.code();
  error.message = failure.message;
  error.help = failure.help;
  return error;
}

connectors::Caller caller_of(const Engine& engine, const Principal& principal) {
  if (Result<void> known = check_principal(principal); !known.ok()) throw Refusal{known.error()};
  return {principal.user,        principal.role,    principal.app,
          principal.environment, principal.trigger, Access::state(engine).services->log()};
}

}  // namespace engine

Connections::Connections(const Engine& engine) : Connections(engine, Access::state(engine).options.principal) {}
Connections::Connections(const Engine& engine, Principal principal)
    : engine_(engine), principal_(std::move(principal)) {}

Result<std::vector<ConnectionInfo>> Connections::list() const {
  return engine::guarded([&]() -> Result<std::vector<ConnectionInfo>> {
    const auto states = behind(engine_).list(engine::caller_of(engine_, principal_));
    if (!states) return engine::error_of(states.error());
    std::vector<ConnectionInfo> infos;
    for (const con::ConnectionState& each : *states) infos.push_back(info_of(each));
    return infos;
  });
}

Result<ConnectionInfo> Connections::show(const std::string& link) const {
  return engine::guarded([&]() -> Result<ConnectionInfo> {
    const auto state = behind(engine_).show(link, engine::caller_of(engine_, principal_));
    if (!state) return engine::error_of(state.error());
    return info_of(*state);
  });
}

Result<std::string> Connections::create(const ConnectionRequest& request) const {
  const con::NewConnection wanted{request.link, request.name,   request.connector,
                                  request.type, request.scopes, request.separate_environments,
                                  request.apps};
  const std::string& name = request.link.empty() ? request.name : request.link;
  const Result<con::ConnectionRow> row =
      changed(engine_, principal_, {"connection", "create", name},
              [&](auto& all, const auto& caller) { return all.create(wanted, caller); });
  if (!row.ok()) return row.error();
  return row->link;
}

Result<void> Connections::rename(const std::string& link, const std::string& name) const {
  return changed(engine_, principal_, {"connection", "rename", link, name},
                 [&](auto& all, const auto& caller) { return all.rename(link, name, caller); });
}
Result<void> Connections::enable(const std::string& link) const {
  return changed(engine_, principal_, {"connection", "enable", link},
                 [&](auto& all, const auto& caller) { return all.enable(link, true, caller); });
}
Result<void> Connections::disable(const std::string& link) const {
  return changed(engine_, principal_, {"connection", "disable", link},
                 [&](auto& all, const auto& caller) { return all.enable(link, false, caller); });
}
Result<void> Connections::set_scopes(const std::string& link, const std::vector<std::string>& scopes) const {
  return changed(engine_, principal_, {"connection", "change scopes", link, joined(scopes)},
                 [&](auto& all, const auto& caller) { return all.set_scopes(link, scopes, caller); });
}
Result<void> Connections::set_apps(const std::string& link, const std::vector<std::string>& apps) const {
  return changed(engine_, principal_, {"connection", "change applications", link, joined(apps)},
                 [&](auto& all, const auto& caller) { return all.set_apps(link, apps, caller); });
}
Result<void> Connections::remove(const std::string& link) const {
  return changed(engine_, principal_, {"connection", "delete", link},
                 [&](auto& all, const auto& caller) { return all.remove(link, caller); });
}
Result<void> Connections::set_primary(const std::string& link, const std::string& user) const {
  return changed(engine_, principal_, {"connection", "change primary account", link, user},
                 [&](auto& all, const auto& caller) { return all.set_primary(link, user, caller); });
}
Result<void> Connections::add_reference(const std::string& link, const std::string& kind,
                                        const std::string& place) const {
  return changed(engine_, principal_, {"connection", "add reference", link, kind + ":" + place},
                 [&](auto& all, const auto& caller) { return all.add_reference(link, {kind, place}, caller); });
}
Result<void> Connections::remove_reference(const std::string& link, const std::string& kind,
                                           const std::string& place) const {
  return changed(engine_, principal_, {"connection", "remove reference", link, kind + ":" + place},
                 [&](auto& all, const auto& caller) { return all.remove_reference(link, {kind, place}, caller); });
}
Result<std::string> Connections::reuse(const std::string& link, const std::string& other, bool replace) const {
  return changed(engine_, principal_, {"authorization", "reuse", link, other},
                 [&](auto& all, const auto& caller) { return all.reuse(link, other, replace, caller); });
}
Result<bool> Connections::revoke(const std::string& link, const std::string& user) const {
  return changed(engine_, principal_, {"authorization", "revoke", link, user},
                 [&](auto& all, const auto& caller) { return all.revoke(link, user, caller); });
}

Result<Consent> Connections::begin(const std::string& link, const std::string& redirect_uri,
                                   const AuthorizeOptions& options) const {
  const Result<con::Consent> consent =
      changed(engine_, principal_, {"authorization", "open consent page", link}, [&](auto& all, const auto& caller) {
        return all.begin(link, redirect_uri, options.parameters, options.replace, caller);
      });
  if (!consent.ok()) return consent.error();
  return Consent{consent->address, consent->state, consent->lapses_in};
}
Result<void> Connections::abandon(const std::string& state) const {
  return engine::guarded([&]() -> Result<void> {
    behind(engine_).abandon(state, engine::caller_of(engine_, principal_));
    return {};
  });
}
Result<std::string> Connections::complete(const std::string& query, const std::string& account) const {
  return engine::guarded([&] {  // it says itself what it does to which connection
    return result_of(behind(engine_).complete(con::read_form(query), account, engine::caller_of(engine_, principal_)));
  });
}
Result<std::string> Connections::authorize_with_code(const std::string& link, const std::string& code,
                                                     const AuthorizeOptions& options) const {
  return changed(engine_, principal_, {"authorization", "exchange code", link}, [&](auto& all, const auto& caller) {
    return all.authorize_with_code(link, con::Secret(code), given({}, options), options.replace, caller);
  });
}
Result<std::string> Connections::authorize(const std::string& link, const NamedValues& credentials,
                                           const AuthorizeOptions& options) const {
  return changed(engine_, principal_, {"authorization", "take credentials", link}, [&](auto& all, const auto& caller) {
    return all.authorize(link, given(credentials, options), options.replace, caller);
  });
}
Result<std::string> Connections::rotate_key() const {
  return changed(engine_, principal_, {"store", "rotate key", {}},
                 [](auto& all, const auto& caller) { return all.rotate_key(caller); });
}

Result<bool> Connections::needs_consent(const std::string& link) const {
  return engine::guarded([&]() -> Result<bool> {
    const auto connector = behind(engine_).connector_of(link);
    if (!connector) return engine::error_of(connector.error());
    const con::AuthSpec& auth = (*connector)->auth;
    return auth.type == con::AuthType::OAuth1 || (auth.type == con::AuthType::OAuth2 && !auth.client_credentials);
  });
}

Result<std::vector<CredentialField>> Connections::credential_fields(const std::string& link) const {
  return engine::guarded([&]() -> Result<std::vector<CredentialField>> {
    const auto fields = behind(engine_).credential_fields(link);
    if (!fields) return engine::error_of(fields.error());
    std::vector<CredentialField> result;
    for (const con::CredentialField& each : *fields) result.push_back({each.name, each.label, each.secret});
    return result;
  });
}

}  // namespace sluice
