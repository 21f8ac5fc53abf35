// Connections, connectors and findings as values: what the command line prints as JSON and the C interface gives.
#include <algorithm>
#include <new>

#include <sluice/connections.h>
#include <sluice/connectors.h>

#include "engine/text_list.h"

namespace sluice {

namespace {

using engine::list_of;

Value or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

// Null where there is none. The schemas are Sluice's own: reading one fails for want of memory only.
Value schema_of(const OperationInfo& operation) {
  if (operation.input_schema.empty()) return {};
  Result<Value> schema = Value::from_json(operation.input_schema);
  if (!schema.ok()) throw std::bad_alloc();
  return std::move(schema).value();
}

// Seconds since 1970; null for the epoch, which stands for never.
Value seconds(std::chrono::system_clock::time_point time) {
  const auto count = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
  return count == 0 ? Value() : Value(static_cast<std::int64_t>(count));
}

Value pairs(const std::vector<std::pair<std::string, std::string>>& pairs, const char* first, const char* second) {
  std::vector<Value> all;
  for (const auto& [one, other] : pairs) all.push_back(Value::map({{first, one}, {second, other}}));
  return Value::list(std::move(all));
}

Value accounts_in(const ConnectionInfo& info, const std::string& environment) {
  std::vector<Value> accounts;
  for (const AuthorizationInfo& each : info.authorizations) {
    if (each.environment != environment) continue;
    accounts.push_back(Value::map({{"user", or_null(each.user)},
                                   {"account", each.account},
                                   {"owner", each.owner},
                                   {"state", each.state},
                                   {"problem", or_null(each.problem)},
                                   {"scopes", list_of(each.scopes)},
                                   {"expires_at", seconds(each.expires_at)},
                                   {"authorized_at", seconds(each.authorized_at)}}));
  }
  return Value::list(std::move(accounts));
}

Value environments_of(const ConnectionInfo& info) {
  std::vector<std::string> seen;
  std::vector<Value> environments;
  for (const AuthorizationInfo& each : info.authorizations) {
    if (std::ranges::find(seen, each.environment) != seen.end()) continue;
    seen.push_back(each.environment);
    environments.push_back(
        Value::map({{"environment", each.environment}, {"accounts", accounts_in(info, each.environment)}}));
  }
  return Value::list(std::move(environments));
}

}  // namespace

Value to_value(const ConnectionInfo& info) {
  return Value::map({{"link", info.link},
                     {"name", info.name},
                     {"connector", info.connector},
                     {"type", info.type},
                     {"state", info.state},
                     {"enabled", info.enabled},
                     {"shared_environments", info.shared_environments},
                     {"environments", environments_of(info)},
                     {"scopes", list_of(info.scopes)},
                     {"primary", pairs(info.primaries, "environment", "user")},
                     {"apps", list_of(info.apps)},
                     {"references", pairs(info.references, "kind", "place")}});
}

Value to_value(const ConnectorInfo& info) {
  std::vector<Value> operations;
  for (const OperationInfo& each : info.operations)
    operations.push_back(Value::map({{"name", each.name},
                                     {"title", or_null(each.title)},
                                     {"method", or_null(each.method)},
                                     {"path", or_null(each.path)},
                                     {"summary", or_null(each.summary)},
                                     {"metadata", each.metadata},
                                     {"input_schema", schema_of(each)}}));
  return Value::map({{"link", info.link},
                     {"name", info.name},
                     {"auth", info.auth},
                     {"custom", info.custom},
                     {"logged_in_user", info.logged_in_user},
                     {"system", info.system},
                     {"payment", info.payment},
                     {"retired", or_null(info.retired)},
                     {"configured", info.configured},
                     {"scopes", list_of(info.scopes)},
                     {"allowed_hosts", list_of(info.allowed_hosts)},
                     {"parameters", list_of(info.parameters)},
                     {"regions", list_of(info.regions)},
                     {"countries", list_of(info.countries)},
                     {"operations", Value::list(std::move(operations))}});
}

std::string_view name_of(Examination::Verdict verdict) {
  switch (verdict) {
    case Examination::Verdict::Fine: return "ok";
    case Examination::Verdict::Warning: return "warning";
    case Examination::Verdict::Failed: return "failed";
  }
  return "";
}

Value to_value(const Examination& examination) {
  return Value::map({{"subject", examination.subject},
                     {"verdict", name_of(examination.verdict)},
                     {"finding", examination.finding},
                     {"help", or_null(examination.help)}});
}

}  // namespace sluice
