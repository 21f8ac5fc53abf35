// `sluice doctor`: looks at the store, its key, connections and the hosts that they need.
#include <set>

#include "connectors/catalog/template.h"
#include "connectors/connections/connections.h"
#include "connectors/connections/rules.h"
#include "engine/access.h"
#include "engine/connection_failure.h"
#include "engine/errors.h"
#include "engine/principal.h"
#include "engine/state.h"
#include "sluice/connections.h"

namespace sluice {

namespace con = connectors;

namespace {

using Verdict = Examination::Verdict;

Examination fine(std::string subject, std::string finding) {
  return {Verdict::Fine, std::move(subject), std::move(finding), {}, ErrorKind::Host};
}

Examination failed(std::string subject, const con::Failure& failure) {
  const Error error = engine::error_of(failure);
  return {Verdict::Failed, std::move(subject), error.message, error.help, error.kind};
}

void examine_authorization(const con::ConnectionState& state, const con::AuthorizationRow& row,
                           const con::Caller& caller, std::vector<Examination>& findings) {
  const std::string subject = "connection " + state.connection.link +
                              (row.user == con::kEveryone ? "" : " of " + row.user) +
                              (row.environment == con::kEveryEnvironment ? "" : " in " + row.environment);
  con::Caller other = caller;
  if (row.user != con::kEveryone) other.user = row.user;
  if (row.environment != con::kEveryEnvironment) other.environment = row.environment;
  const std::string command = "run: " + con::authorize_command(state.connection, other);
  if (row.state == "connected" && row.failures > 0)
    findings.push_back({Verdict::Warning, subject,
                        "the last " + std::to_string(row.failures) + " renewals failed: " + row.problem,
                        "it is tried again by itself", ErrorKind::Host});
  else if (row.state == "connected")
    findings.push_back(fine(subject, "connected as " + row.account));
  else
    findings.push_back({Verdict::Failed, subject,
                        row.state == "expired" ? "its authorisation has expired: " + row.problem
                                               : "its authorisation was revoked: " + row.problem,
                        command, ErrorKind::Authorization});
}

// Any answer shows that a host is there.
void examine_host(con::Connections& connections, const std::string& url, std::vector<Examination>& findings) {
  const std::optional<con::Origin> origin = con::origin_of(url);
  if (!origin) return;
  con::HttpRequest request;
  request.method = "HEAD";
  request.url = url.substr(0, url.find('/', url.find("://") + 3)) + "/";
  con::CallControl control;
  control.total = control.connect = std::chrono::seconds(5);
  const std::string subject = "host " + origin->host;
  const con::Outcome<con::HttpResponse> answer = connections.tokens().transport().send(request, control);
  if (answer)
    findings.push_back(fine(subject, "reachable"));
  else
    findings.push_back(failed(subject, answer.error()));
}

}  // namespace

std::vector<Examination> Connections::examine() const {
  if (const Result<void> known = engine::check_principal(principal_); !known.ok())
    return {{Verdict::Failed, "principal", known.error().message, known.error().help, known.error().kind}};
  std::vector<Examination> findings;
  con::Connections& connections = Access::state(engine_).services->connections();
  const con::Caller caller = engine::caller_of(engine_, principal_);
  const con::Outcome<con::Vault*> vault = connections.shelf().vault_to_look();
  if (!vault) {
    findings.push_back(failed("store", vault.error()));
    return findings;
  }
  if (*vault == nullptr) {
    findings.push_back(
        fine("store", "there is none yet; the first connection makes one in " + connections.settings().store.folder));
    return findings;
  }
  const con::Outcome<std::string> damage = (*vault)->store().damage();
  if (!damage)
    findings.push_back(failed("store", damage.error()));
  else if (!damage->empty())
    findings.push_back({Verdict::Failed, "store", (*vault)->store().place() + " is damaged: " + *damage,
                        "put back a copy of the file", ErrorKind::Store});
  else
    findings.push_back(fine("store", (*vault)->store().place() + (connections.settings().store.records == nullptr
                                                                      ? " is readable by its owner only, and whole"
                                                                      : " is readable, and whole")));
  findings.push_back(fine("key", "fits, from " + (*vault)->key_place()));

  const con::Outcome<std::vector<con::ConnectionState>> states = connections.list(caller);
  if (!states) {
    findings.push_back(failed("connections", states.error()));
    return findings;
  }
  std::set<std::string> hosts;
  for (const con::ConnectionState& state : *states) {
    const con::Outcome<std::shared_ptr<const con::Connector>> connector =
        connections.connector(state.connection.connector);
    if (!connector) {
      findings.push_back(failed("connection " + state.connection.link, connector.error()));
      continue;
    }
    if (!state.connection.enabled)
      findings.push_back({Verdict::Warning, "connection " + state.connection.link, "it is disabled",
                          "run: sluice connections enable " + state.connection.link, ErrorKind::Authorization});
    if (state.authorizations.empty())
      findings.push_back({Verdict::Failed, "connection " + state.connection.link, "nobody has authorised it",
                          "run: " + con::authorize_command(state.connection, caller), ErrorKind::Authorization});
    for (const con::AuthorizationRow& row : state.authorizations) {
      con::Target target{state.connection, *connector, row.environment, row.user};
      const con::Outcome<std::shared_ptr<const con::Live>> live = connections.shelf().authorization(target);
      if (!live) {
        findings.push_back(failed("connection " + state.connection.link, live.error()));
        continue;
      }
      examine_authorization(state, row, caller, findings);
      if (*live == nullptr || row.state != "connected") continue;
      if (!(*connector)->auth.token_url.empty())
        if (const auto url = con::endpoint_address(**connector, (*connector)->auth.token_url, **live))
          hosts.insert(*url);
      const auto base =
          con::expand((*connector)->base_url, [&](std::string_view name) { return (*live)->parameter(name); });
      if (base && !base->empty()) hosts.insert(*base);
    }
  }
  for (const std::string& url : hosts) examine_host(connections, url, findings);
  return findings;
}

}  // namespace sluice
