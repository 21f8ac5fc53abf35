// sluice::Connectors: the public API over connectors/catalog and the custom connectors of the store.
#include "sluice/connectors.h"

#include "connectors/connections/connections.h"
#include "connectors/connections/journal.h"
#include "engine/access.h"
#include "engine/connection_failure.h"
#include "engine/errors.h"
#include "engine/state.h"
#include "sluice/operations.h"

namespace sluice {

namespace con = connectors;

namespace {

con::Connections& behind(const Engine& engine) { return Access::state(engine).services->connections(); }

Result<ConnectorInfo> info_of(con::Connections& connections, const con::Connector& connector) {
  ConnectorInfo info{connector.link,
                     connector.name,
                     std::string(word_of(connector.auth.type)),
                     connector.custom,
                     connector.logged_in_user,
                     connector.system,
                     connector.payment,
                     connector.retired,
                     connector.auth.scopes,
                     connector.allowed_hosts,
                     connector.dynamic,
                     connector.regions,
                     connector.countries,
                     false,
                     {}};
  const bool oauth = connector.auth.type == con::AuthType::OAuth2 || connector.auth.type == con::AuthType::OAuth1;
  if (oauth && connector.retired.empty()) {
    const con::Outcome<bool> configured = connections.is_configured(connector);
    if (!configured) return engine::error_of(configured.error());
    info.configured = *configured;
  }
  info.operations = operations_of(connector.link);
  for (const con::Operation& each : connector.operations)
    info.operations.push_back({each.name, {}, each.summary, false, {}, each.method, each.path});
  return info;
}

}  // namespace

Connectors::Connectors(const Engine& engine) : Connectors(engine, Access::state(engine).options.principal) {}
Connectors::Connectors(const Engine& engine, Principal principal) : engine_(engine), principal_(std::move(principal)) {}

Result<std::vector<ConnectorInfo>> Connectors::list() const {
  return engine::guarded([&]() -> Result<std::vector<ConnectorInfo>> {
    const auto all = behind(engine_).connectors();
    if (!all) return engine::error_of(all.error());
    std::vector<ConnectorInfo> infos;
    for (const auto& each : *all) {
      Result<ConnectorInfo> info = info_of(behind(engine_), *each);
      if (!info.ok()) return info.error();
      infos.push_back(std::move(*info));
    }
    return infos;
  });
}

Result<ConnectorInfo> Connectors::show(const std::string& link) const {
  return engine::guarded([&]() -> Result<ConnectorInfo> {
    const auto connector = behind(engine_).connector(link);
    if (!connector) return engine::error_of(connector.error());
    return info_of(behind(engine_), **connector);
  });
}

Result<std::string> Connectors::add(const std::string& text, const std::string& file) const {
  return engine::guarded([&]() -> Result<std::string> {
    const con::Caller caller = engine::caller_of(engine_, principal_);
    const auto connector = behind(engine_).add_connector(text, file, caller);
    con::write_journal(caller, {"connector", "add", connector ? (*connector)->link : file},
                       connector ? nullptr : &connector.error());
    if (!connector) return engine::error_of(connector.error());
    return (*connector)->link;
  });
}

Result<void> Connectors::remove(const std::string& link) const {
  return engine::guarded([&] {
    const con::Caller caller = engine::caller_of(engine_, principal_);
    return engine::result_of(
        con::journaled(caller, {"connector", "remove", link}, behind(engine_).remove_connector(link, caller)));
  });
}

Result<void> Connectors::configure(const std::string& link, const ClientRequest& client) const {
  return engine::guarded([&] {
    con::ConfiguredClient configured{{client.id, con::Secret(client.secret)},
                                     client.data_centre,
                                     client.accounts_url,
                                     client.api_domain,
                                     client.file_upload_url};
    const con::Caller caller = engine::caller_of(engine_, principal_);
    return engine::result_of(con::journaled(caller, {"connector", "configure", link},
                                            behind(engine_).configure(link, std::move(configured), caller)));
  });
}

}  // namespace sluice
