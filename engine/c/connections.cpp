// Connections and connectors of the C interface: one entry, whose actions take and give maps.
#include <sluice/connections.h>
#include <sluice/connectors.h>

#include <array>

#include "engine/c/handles.h"

using namespace sluice;
using namespace sluice::c;

namespace {

// The arguments of an action, and what is wrong with them.
class Arguments {
 public:
  explicit Arguments(const Value& map) : map_(map) {}

  std::string text(const char* name) const { return std::string(map_.find(name).as_text()); }
  bool flag(const char* name) const { return map_.find(name).as_boolean(); }
  std::vector<std::string> texts(const char* name) const {
    std::vector<std::string> all;
    for (const Value& each : map_.find(name).elements()) all.emplace_back(each.as_text());
    return all;
  }
  NamedValues named(const char* name) const {
    NamedValues all;
    for (const Value::Entry& each : map_.find(name).entries())
      all.emplace_back(each.key.as_text(), each.value.as_text());
    return all;
  }
  AuthorizeOptions authorization() const {
    return {.parameters = named("parameters"), .account = text("account"), .replace = flag("replace")};
  }

 private:
  const Value& map_;
};

// ---- results of the C++ interface as values

Result<Value> value_of(const Result<void>& done) {
  if (!done.ok()) return done.error();
  return Value();
}
template <class T>
Result<Value> value_of(const Result<T>& result) {
  if (!result.ok()) return result.error();
  return Value(*result);
}
template <class T>
Result<Value> mapped(const Result<T>& result) {
  if (!result.ok()) return result.error();
  return to_value(*result);
}
template <class T>
Result<Value> mapped(const Result<std::vector<T>>& result) {
  if (!result.ok()) return result.error();
  std::vector<Value> all;
  for (const T& each : *result) all.push_back(to_value(each));
  return Value::list(std::move(all));
}

// ---- the actions

Result<Value> create(const Connections& connections, const Arguments& given) {
  ConnectionRequest request{
      .link = given.text("link"), .name = given.text("name"), .connector = given.text("connector")};
  if (const std::string type = given.text("type"); !type.empty()) request.type = type;
  request.scopes = given.texts("scopes");
  request.apps = given.texts("apps");
  request.separate_environments = given.flag("separate_environments");
  return value_of(connections.create(request));
}

Result<Value> fields(const Connections& connections, const Arguments& given) {
  const Result<std::vector<CredentialField>> fields = connections.credential_fields(given.text("link"));
  if (!fields.ok()) return fields.error();
  std::vector<Value> all;
  for (const CredentialField& each : *fields)
    all.push_back(Value::map({{"name", each.name}, {"label", each.label}, {"secret", each.secret}}));
  return Value::list(std::move(all));
}

Result<Value> begin(const Connections& connections, const Arguments& given) {
  const Result<Consent> consent =
      connections.begin(given.text("link"), given.text("redirect_uri"), given.authorization());
  if (!consent.ok()) return consent.error();
  return Value::map({{"address", consent->address},
                     {"state", consent->state},
                     {"milliseconds", static_cast<std::int64_t>(consent->lapses_in.count())}});
}

Result<Value> authorize(const Connections& connections, const Arguments& given) {
  const std::string code = given.text("code");
  const AuthorizeOptions options = given.authorization();
  if (const std::string other = given.text("reuse"); !other.empty())
    return value_of(connections.reuse(given.text("link"), other, options.replace));
  if (!code.empty()) return value_of(connections.authorize_with_code(given.text("link"), code, options));
  return value_of(connections.authorize(given.text("link"), given.named("credentials"), options));
}

Result<Value> configure(const Connectors& connectors, const Arguments& given) {
  const ClientRequest client{.id = given.text("client_id"),
                             .secret = given.text("client_secret"),
                             .data_centre = given.text("data_centre"),
                             .accounts_url = given.text("accounts_url"),
                             .api_domain = given.text("api_domain"),
                             .file_upload_url = given.text("file_upload_url")};
  return value_of(connectors.configure(given.text("link"), client));
}

using Of = const Connections&;
using With = const Arguments&;
struct Action {
  std::string_view name;
  Result<Value> (*run)(Of connections, With given);
};
constexpr std::array kActions{
    Action{"list", [](Of of, With) { return mapped(of.list()); }},
    Action{"show", [](Of of, With given) { return mapped(of.show(given.text("link"))); }},
    Action{"create", create},
    Action{"rename", [](Of of, With given) { return value_of(of.rename(given.text("link"), given.text("name"))); }},
    Action{"enable", [](Of of, With given) { return value_of(of.enable(given.text("link"))); }},
    Action{"disable", [](Of of, With given) { return value_of(of.disable(given.text("link"))); }},
    Action{"delete", [](Of of, With given) { return value_of(of.remove(given.text("link"))); }},
    Action{"scopes",
           [](Of of, With given) { return value_of(of.set_scopes(given.text("link"), given.texts("scopes"))); }},
    Action{"apps", [](Of of, With given) { return value_of(of.set_apps(given.text("link"), given.texts("apps"))); }},
    Action{"primary",
           [](Of of, With given) { return value_of(of.set_primary(given.text("link"), given.text("user"))); }},
    Action{"add_reference",
           [](Of of, With given) {
             return value_of(of.add_reference(given.text("link"), given.text("kind"), given.text("place")));
           }},
    Action{"remove_reference",
           [](Of of, With given) {
             return value_of(of.remove_reference(given.text("link"), given.text("kind"), given.text("place")));
           }},
    Action{"revoke", [](Of of, With given) { return value_of(of.revoke(given.text("link"), given.text("user"))); }},
    Action{"needs_consent", [](Of of, With given) { return value_of(of.needs_consent(given.text("link"))); }},
    Action{"fields", fields},
    Action{"examine", [](Of of, With) { return mapped(Result(of.examine())); }},
    Action{"begin", begin},
    Action{"complete",
           [](Of of, With given) { return value_of(of.complete(given.text("query"), given.text("account"))); }},
    Action{"authorize", authorize},
    Action{"rotate_key", [](Of of, With) { return value_of(of.rotate_key()); }},
};

using To = const Connectors&;
struct ConnectorAction {
  std::string_view name;
  Result<Value> (*run)(To connectors, With given);
};
constexpr std::array kConnectorActions{
    ConnectorAction{"connectors", [](To to, With) { return mapped(to.list()); }},
    ConnectorAction{"connector", [](To to, With given) { return mapped(to.show(given.text("link"))); }},
    ConnectorAction{"add_connector",
                    [](To to, With given) {
                      const std::string file = given.text("file");
                      return value_of(to.add(given.text("text"), file.empty() ? "connector.toml" : file));
                    }},
    ConnectorAction{"remove_connector", [](To to, With given) { return value_of(to.remove(given.text("link"))); }},
    ConnectorAction{"configure", configure},
};

Result<Value> act(const Engine& engine, const Principal& who, std::string_view action, const Value& arguments) {
  const Arguments given(arguments);
  for (const Action& each : kActions)
    if (each.name == action) return each.run(Connections(engine, who), given);
  for (const ConnectorAction& each : kConnectorActions)
    if (each.name == action) return each.run(Connectors(engine, who), given);
  return wrong("sluice_connections: no action is called '" + std::string(action) + "'", "sluice.h lists them");
}

}  // namespace

sluice_status sluice_connections(const sluice_engine* engine, const sluice_run_options* who, const char* action,
                                 const sluice_value* arguments, sluice_value** result, sluice_error** error) {
  return guarded_status(error, [&] {
    if (result != nullptr) *result = nullptr;
    if (!valid(engine)) return misuse("sluice_connections: engine is no engine", error);
    const Value none;
    return give(act(engine->engine, principal_of(who, engine->engine), text_of(action),
                    valid(arguments) ? arguments->value : none),
                result, error);
  });
}

sluice_status sluice_listener_open(uint16_t port, sluice_listener** listener, sluice_error** error) {
  return guarded_status(error, [&] {
    if (listener == nullptr) return misuse("sluice_listener_open: listener is NULL", error);
    *listener = nullptr;
    Result<ConsentListener> opened = ConsentListener::open(port);
    if (!opened.ok()) return fail(std::move(opened).error(), error);
    *listener = new sluice_listener(std::move(opened).value());
    return SLUICE_OK;
  });
}

const char* sluice_listener_redirect_uri(const sluice_listener* listener) {
  return valid(listener) ? listener->listener.redirect_uri().c_str() : "";
}

sluice_status sluice_listener_wait(sluice_listener* listener, const char* state, uint64_t milliseconds,
                                   const sluice_cancel* cancel, sluice_value** query, sluice_error** error) {
  return guarded_status(error, [&] {
    if (query != nullptr) *query = nullptr;
    if (!valid(listener)) return misuse("sluice_listener_wait: listener is no listener", error);
    constexpr std::uint64_t kLongest = 24 * 60 * 60 * 1000;
    return give(value_of(listener->listener.wait(std::string(text_of(state)),
                                                 std::chrono::milliseconds(std::min(milliseconds, kLongest)),
                                                 valid(cancel) ? cancel->token : CancelToken())),
                query, error);
  });
}

void sluice_listener_free(sluice_listener* listener) { free_handle(listener); }
