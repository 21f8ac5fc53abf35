// Authorising connections and taking authorisations back.
#include <algorithm>

#include "connectors/catalog/builtin.h"
#include "connectors/catalog/data_centres.h"
#include "connectors/clock.h"
#include "connectors/connections/connections.h"
#include "connectors/connections/journal.h"
#include "connectors/connections/rules.h"
#include "connectors/oauth/oauth1.h"
#include "connectors/random.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/digest.h"

namespace sluice::connectors {

namespace {

constexpr std::chrono::milliseconds kConsentLife = std::chrono::minutes(5);

std::string text_in(const SecretFields& fields, std::string_view name) {
  const Secret* field = find_field(fields, name);
  return field == nullptr ? std::string() : std::string(field->reveal());
}

std::string value_of(const NamedTexts& texts, std::string_view name) {
  const auto found = std::ranges::find(texts, name, &NamedTexts::value_type::first);
  return found == texts.end() ? std::string() : found->second;
}

void set_parameter(SecretFields& fields, const std::string& name, std::string_view value) {
  set_field(fields, "parameter:" + name, Secret(std::string(value)));
}

void set_data_centre(SecretFields& fields, const DataCentre& centre) {
  set_parameter(fields, "dc", centre.key);
  set_parameter(fields, "accounts_url", centre.accounts_url);
  set_parameter(fields, "api_domain", centre.api_domain);
  set_parameter(fields, "file_upload_url", centre.file_upload_url);
  set_parameter(fields, "zoho_domain", centre.domain);
  set_parameter(fields, "zoho_apis", centre.apis);
  set_parameter(fields, "upload_host", centre.file_upload_url.substr(8));
}

std::string without_slash(std::string text) {
  while (text.ends_with('/')) text.pop_back();
  return text;
}

// Some services take only one of the names of this machine.
std::string redirect_to(const std::string& redirect_uri, const AuthSpec& spec) {
  constexpr std::string_view kHere = "http://127.0.0.1";
  if (!redirect_uri.starts_with(kHere)) return redirect_uri;
  return "http://" + spec.redirect_host + redirect_uri.substr(kHere.size());
}

std::unexpected<Failure> not_this_way(const Target& target, std::string help) {
  return failed(ErrorKind::Script, messages::NothingToAuthorize, {target.connector->name}, std::move(help));
}

ParameterUse use_of(const Connector& connector, const std::string& name) {
  const std::string placeholder = "{" + name + "}";
  const AuthSpec& spec = connector.auth;
  std::vector<std::string> addresses = connector.allowed_hosts;
  for (const std::string* each : {&spec.authorize_url, &spec.token_url, &spec.refresh_url, &spec.revocation.url,
                                  &spec.request_token_url, &connector.base_url, &spec.aws_region, &spec.aws_service})
    addresses.push_back(*each);
  ParameterUse use = ParameterUse::Other;
  for (const std::string& address : addresses) {
    if (name.ends_with("_url") && address == placeholder) return ParameterUse::Address;
    if (address.find(placeholder) != std::string::npos) use = ParameterUse::PartOfAddress;
  }
  return use;
}

std::string attempt_id(std::string_view state) {
  using namespace interpreter::support;
  return hex_of(digest_of(DigestKind::Sha256, state).view());
}

}  // namespace

// `link` and `caller` must outlive what it controls.
CallControl Connections::token_control(const std::string& link, const Caller& caller) const {
  CallControl control;
  control.total = tokens_.timing().deadline;
  control.connect = std::min(control.connect, control.total);
  control.max_response = 1 << 20;
  control.log = caller.log;
  control.origin = {"authorization", link, caller.user};
  return control;
}

Outcome<std::vector<CredentialField>> Connections::credential_fields(const std::string& link) {
  const Outcome<std::shared_ptr<const Connector>> connector = connector_of(link);
  if (!connector) return std::unexpected(connector.error());
  const AuthSpec& spec = (*connector)->auth;
  std::vector<CredentialField> fields;
  switch (spec.type) {
    case AuthType::None: break;
    case AuthType::OAuth2:
      if (!spec.client_credentials) fields.push_back({"refresh_token", "refresh token"});
      break;
    case AuthType::OAuth1: fields = {{"token", "access token"}, {"token_secret", "secret of the token"}}; break;
    case AuthType::Basic: fields = {{"username", "user name", false}, {"password", "password"}}; break;
    case AuthType::Bearer: fields = {{"token", "token"}}; break;
    case AuthType::AwsSigV4: fields = {{"access_key", "access key"}, {"secret_key", "secret key"}}; break;
    case AuthType::ApiKey:
      for (std::size_t i = 0; i < spec.keys.size(); ++i)
        fields.push_back({"key:" + std::to_string(i), spec.keys[i].label});
      break;
  }
  return fields;
}

Outcome<Target> Connections::target_to_authorize(const std::string& link, bool replace, const Caller& caller) {
  // A system connection may be authorised before the first task needs it.
  if (const Connector* builtin = builtin_connector(link); builtin != nullptr && builtin->system)
    if (Outcome<void> may = may_manage(caller, "authorise the system connection " + link); !may)
      return std::unexpected(may.error());
  Outcome<ConnectionRow> connection = system_or_named(link, caller);
  if (!connection) return std::unexpected(connection.error());
  if (Outcome<void> may = may_authorize(caller, *connection); !may) return std::unexpected(may.error());
  Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(connection->connector);
  if (!connector) return std::unexpected(connector.error());
  if (Outcome<void> offered = check_offer(**connector); !offered) return std::unexpected(offered.error());
  if (Outcome<void> scopes =
          check_scopes_given(connection->scopes, **connector, "sluice connections scopes " + link + " --set SCOPE,…");
      !scopes)
    return std::unexpected(scopes.error());
  Target target{std::move(*connection), std::move(*connector), {}, kEveryone};
  target.environment = environment_of(target.connection, caller);
  if (target.connection.type == "user") target.user = caller.user;
  const Outcome<std::optional<AuthorizationRow>> existing =
      shelf_.vault().value()->store().authorization(target.connection.id, target.environment, target.user);
  if (!existing) return std::unexpected(existing.error());
  if (*existing && (*existing)->state == "connected" && !replace)
    return failed(ErrorKind::Script, messages::AlreadyConnected, {link, (*existing)->account},
                  "to change the account: sluice connections switch " + link);
  return target;
}

Outcome<SecretFields> Connections::parameter_fields(const Target& target, const NamedTexts& given) {
  SecretFields fields;
  const Connector& connector = *target.connector;
  if (connector.family == "zoho") {
    Outcome<std::optional<ConfiguredClient>> client = shelf_.client(connector);
    if (!client) return std::unexpected(client.error());
    const std::string key = *client ? (*client)->data_centre : settings_.data_centre;
    const DataCentre* centre = find_data_centre(key);
    set_data_centre(fields, centre != nullptr ? *centre : data_centres().front());
    if (*client)
      for (const auto& [name, value] : {std::pair{"accounts_url", (*client)->accounts_url},
                                        {"api_domain", (*client)->api_domain},
                                        {"file_upload_url", (*client)->file_upload_url}})
        if (!value.empty()) set_parameter(fields, name, without_slash(value));
  }
  for (const auto& [name, value] : given) {
    if (std::ranges::find(connector.dynamic, name) == connector.dynamic.end())
      return failed(ErrorKind::Script, messages::ParameterInvalid,
                    {value, name, connector.name + " has no such parameter"});
    if (Outcome<void> fine = check_parameter(name, value, use_of(connector, name)); !fine)
      return std::unexpected(fine.error());
    set_parameter(fields, name, value);
  }
  for (const std::string& name : connector.dynamic)
    if (find_field(fields, "parameter:" + name) == nullptr)
      return failed(ErrorKind::Script, messages::CredentialInput,
                    {connector.name, "the parameter " + name + " is missing"}, "add: --parameter " + name + "=VALUE");
  return fields;
}

Outcome<TokenEndpoint> Connections::token_endpoint(const Target& target, const SecretFields& fields,
                                                   std::string_view address, const Caller& caller) {
  Live live;
  for (const auto& [name, value] : fields)
    if (name.starts_with("parameter:")) live.parameters.emplace(name.substr(10), value.reveal());
  Outcome<OAuthClient> client = client_of(shelf_, *target.connector);
  if (!client) return std::unexpected(client.error());
  live.parameters.emplace("client_id", percent_encoded(client->id));
  Outcome<std::string> url = endpoint_address(*target.connector, address, live);
  if (!url) return std::unexpected(url.error());
  return TokenEndpoint{target.connector->auth, std::move(*url), std::move(*client), tokens_.transport(),
                       token_control(target.connection.link, caller)};
}

Outcome<std::string> Connections::keep(const Target& target, SecretFields fields, const TokenAnswer* answer,
                                       const std::string& account, const Caller& caller) {
  AuthorizationRow row;
  row.owner = caller.user;
  row.state = "connected";
  row.authorized_at = now_milliseconds();
  row.by_administrator = is_administrator(caller.role);
  row.account = account;
  row.scopes = scopes_of(target);
  if (answer != nullptr) take_answer(fields, row, *answer);
  if (row.account.empty()) {
    const Outcome<std::vector<AuthorizationRow>> others =
        shelf_.vault().value()->store().authorizations(target.connection.id);
    row.account = target.connector->name + " Account " + std::to_string(others ? others->size() + 1 : 1);
  }
  const bool primary = target.connection.type == "user" && row.by_administrator;
  const std::vector<Reuse> before = reuses_of(target);
  const Outcome<void> kept = shelf_.put_authorization(target, row, fields, primary);
  if (!kept) return std::unexpected(kept.error());
  forget(before);
  shelf_.log("authorized", target.connection, caller.user, target.environment);
  return row.account;
}

// ---------------------------------------------------------------- a consent page

Outcome<Consent> Connections::begin(const std::string& link, const std::string& given_redirect_uri,
                                    const NamedTexts& parameters, bool replace, const Caller& caller) {
  const Outcome<Target> target = target_to_authorize(link, replace, caller);
  if (!target) return std::unexpected(target.error());
  const AuthSpec& spec = target->connector->auth;
  if ((spec.type != AuthType::OAuth2 || spec.client_credentials) && spec.type != AuthType::OAuth1)
    return not_this_way(*target, spec.type == AuthType::OAuth2
                                     ? "no person is asked; run: sluice connections authorize " + link
                                     : "give its credentials: sluice connections authorize " + link + " --token-stdin");
  Outcome<SecretFields> fields = parameter_fields(*target, parameters);
  if (!fields) return std::unexpected(fields.error());
  const Outcome<TokenEndpoint> endpoint = token_endpoint(*target, *fields, spec.authorize_url, caller);
  if (!endpoint) return std::unexpected(endpoint.error());

  const std::string redirect_uri = redirect_to(given_redirect_uri, spec);
  Consent consent{{}, random_text(), kConsentLife / std::max(settings_.time_divisor, 1)};
  const std::string verifier = random_text();
  if (spec.type == AuthType::OAuth1) {
    const Outcome<TokenEndpoint> request = token_endpoint(*target, *fields, spec.request_token_url, caller);
    if (!request) return std::unexpected(request.error());
    const std::string callback = redirect_uri + "?state=" + consent.state;
    const Outcome<OAuth1Token> token =
        ask_oauth1_token(tokens_.transport(), request->control, request->url,
                         {endpoint->client.id, endpoint->client.secret, {}, {}}, {{"oauth_callback", callback}});
    if (!token) return std::unexpected(token.error());
    set_field(*fields, "attempt:token", Secret(token->token));
    set_field(*fields, "attempt:token_secret", token->secret);
    consent.address = endpoint->url + (endpoint->url.find('?') == std::string::npos ? "?" : "&") +
                      "oauth_token=" + percent_encoded(token->token);
  } else {
    consent.address = consent_address(spec, endpoint->url,
                                      {endpoint->client.id, redirect_uri, consent.state,
                                       spec.pkce ? challenge_of(verifier) : std::string(), scopes_of(*target)});
  }
  set_field(*fields, "attempt:connection", Secret(link));
  set_field(*fields, "attempt:environment", Secret(target->environment));
  set_field(*fields, "attempt:user", Secret(caller.user));
  set_field(*fields, "attempt:redirect", Secret(redirect_uri));
  if (spec.pkce) set_field(*fields, "attempt:verifier", Secret(verifier));
  const Outcome<void> put =
      shelf_.put_attempt(attempt_id(consent.state), *fields, now_milliseconds() + consent.lapses_in.count());
  if (!put) return std::unexpected(put.error());
  return consent;
}

void Connections::abandon(const std::string& state, const Caller& caller) {
  const Outcome<SecretFields> attempt = shelf_.take_attempt(attempt_id(state));
  if (!attempt) return;
  const std::string link = text_in(*attempt, "attempt:connection");
  const Failure expired = failed(ErrorKind::Authorization, messages::AttemptLapsed).error();
  write_journal(caller, {"authorization", "wait for consent", link}, &expired);
}

Outcome<std::string> Connections::complete(const NamedTexts& answer, const std::string& account, const Caller& caller) {
  const Outcome<SecretFields> attempt = shelf_.take_attempt(attempt_id(value_of(answer, "state")));
  const std::string link = attempt ? text_in(*attempt, "attempt:connection") : std::string();
  return journaled(caller, {"authorization", "exchange code", link},
                   attempt ? complete_attempt(*attempt, answer, account, caller)
                           : Outcome<std::string>(std::unexpected(attempt.error())));
}

Outcome<std::string> Connections::complete_attempt(const SecretFields& attempt, const NamedTexts& answer,
                                                   const std::string& account, const Caller& caller) {
  // Whoever began it ends it: nobody connects his account in the name of another.
  if (text_in(attempt, "attempt:user") != caller.user)
    return failed(ErrorKind::Authorization, messages::AttemptLapsed, {}, "it was begun by another user; start again");
  Outcome<Target> target = target_to_authorize(text_in(attempt, "attempt:connection"), true, caller);
  if (!target) return std::unexpected(target.error());
  target->environment = text_in(attempt, "attempt:environment");

  SecretFields fields;
  for (const auto& [name, value] : attempt)
    if (name.starts_with("parameter:")) fields.emplace_back(name, value);
  if (const std::string error = value_of(answer, "error"); !error.empty()) {
    std::string shown;
    for (const char c : error.substr(0, 60)) shown += (c >= 'a' && c <= 'z') || c == '_' || c == ' ' ? c : '?';
    return failed(ErrorKind::Authorization, messages::ConsentRefused, {target->connector->name, shown},
                  "start again: " + authorize_command(target->connection, caller));
  }
  const AuthSpec& spec = target->connector->auth;
  if (spec.type == AuthType::OAuth1) {
    const Outcome<TokenEndpoint> endpoint = token_endpoint(*target, fields, spec.token_url, caller);
    if (!endpoint) return std::unexpected(endpoint.error());
    const OAuth1Credentials temporary{endpoint->client.id, endpoint->client.secret, text_in(attempt, "attempt:token"),
                                      Secret(text_in(attempt, "attempt:token_secret"))};
    const Outcome<OAuth1Token> token =
        ask_oauth1_token(tokens_.transport(), endpoint->control, endpoint->url, temporary,
                         {{"oauth_verifier", value_of(answer, "oauth_verifier")}});
    if (!token) return std::unexpected(token.error());
    set_field(fields, "consumer_key", Secret(endpoint->client.id));
    set_field(fields, "consumer_secret", endpoint->client.secret);
    set_field(fields, "token", Secret(token->token));
    set_field(fields, "token_secret", token->secret);
    return keep(*target, std::move(fields), nullptr, account, caller);
  }
  // The user's own data centre; the client's secret goes there, so that only known ones are accepted.
  if (const std::string server = without_slash(value_of(answer, "accounts-server"));
      target->connector->family == "zoho" && !server.empty() && server != text_in(fields, "parameter:accounts_url")) {
    const DataCentre* centre = data_centre_of_accounts_url(server);
    if (centre == nullptr)
      return failed(ErrorKind::Authorization, messages::AccountsServerRefused, {server, "Zoho's data centres"},
                    "somebody may be after the client's secret; start again and look at the address");
    set_data_centre(fields, *centre);
  }
  const std::optional<Origin> configured = origin_of(text_in(fields, "parameter:accounts_url"));
  const bool at_sandbox = configured && is_loopback(configured->host);
  if (target->connector->family == "zoho" && value_of(answer, "accounts-server").empty() && !at_sandbox)
    if (const DataCentre* centre = find_data_centre(value_of(answer, "location"))) set_data_centre(fields, *centre);
  const Outcome<TokenEndpoint> endpoint = token_endpoint(*target, fields, spec.token_url, caller);
  if (!endpoint) return std::unexpected(endpoint.error());
  const TokenOutcome token =
      exchange_code(*endpoint, Secret(value_of(answer, "code")), text_in(attempt, "attempt:redirect"),
                    Secret(text_in(attempt, "attempt:verifier")));
  if (!token) return std::unexpected(token.error().failure);
  return keep(*target, std::move(fields), &*token, account, caller);
}

// ---------------------------------------------------------------- without a consent page

Outcome<std::string> Connections::authorize_with_code(const std::string& link, const Secret& code,
                                                      const GivenCredentials& given, bool replace,
                                                      const Caller& caller) {
  const Outcome<Target> target = target_to_authorize(link, replace, caller);
  if (!target) return std::unexpected(target.error());
  const AuthSpec& spec = target->connector->auth;
  if (spec.type != AuthType::OAuth2 || spec.client_credentials)
    return not_this_way(*target, "only OAuth 2 has codes; try --token-stdin");
  Outcome<SecretFields> fields = parameter_fields(*target, given.parameters);
  if (!fields) return std::unexpected(fields.error());
  const Outcome<TokenEndpoint> endpoint = token_endpoint(*target, *fields, spec.token_url, caller);
  if (!endpoint) return std::unexpected(endpoint.error());
  const TokenOutcome token = exchange_code(*endpoint, code, {}, {});
  if (!token) return std::unexpected(token.error().failure);
  return keep(*target, std::move(*fields), &*token, given.account, caller);
}

Outcome<std::string> Connections::authorize(const std::string& link, const GivenCredentials& given, bool replace,
                                            const Caller& caller) {
  const Outcome<Target> target = target_to_authorize(link, replace, caller);
  if (!target) return std::unexpected(target.error());
  const AuthSpec& spec = target->connector->auth;
  Outcome<SecretFields> fields = parameter_fields(*target, given.parameters);
  if (!fields) return std::unexpected(fields.error());
  const Outcome<std::vector<CredentialField>> wanted = credential_fields(link);
  if (!wanted) return std::unexpected(wanted.error());
  for (const CredentialField& each : *wanted) {
    const Secret* value = find_field(given.secrets, each.name);
    if (value == nullptr || value->empty())
      return failed(ErrorKind::Script, messages::CredentialInput,
                    {target->connector->name, "the " + each.label + " is missing"},
                    "give it on standard input: sluice connections authorize " + link + " --token-stdin");
    if (std::ranges::any_of(value->reveal(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
      return failed(ErrorKind::Script, messages::CredentialInput,
                    {target->connector->name, "the " + each.label + " holds a control character"});
    set_field(*fields, each.name, *value);
  }
  if (spec.type == AuthType::OAuth1) {
    const Outcome<OAuthClient> client = client_of(shelf_, *target->connector);
    if (!client) return std::unexpected(client.error());
    set_field(*fields, "consumer_key", Secret(client->id));
    set_field(*fields, "consumer_secret", client->secret);
  }
  if (spec.type != AuthType::OAuth2) return keep(*target, std::move(*fields), nullptr, given.account, caller);
  // A token at once, so that what is wrong with it shows now and not at the first run.
  const Outcome<TokenEndpoint> endpoint =
      token_endpoint(*target, *fields,
                     spec.refresh_url.empty() || spec.client_credentials ? spec.token_url : spec.refresh_url, caller);
  if (!endpoint) return std::unexpected(endpoint.error());
  const TokenOutcome token = spec.client_credentials
                                 ? client_credentials_token(*endpoint, scopes_of(*target))
                                 : refresh_token(*endpoint, *find_field(*fields, "refresh_token"), scopes_of(*target));
  if (!token) return std::unexpected(token.error().failure);
  return keep(*target, std::move(*fields), &*token, given.account, caller);
}

Outcome<bool> Connections::revoke(const std::string& link, const std::string& user, const Caller& caller) {
  const Outcome<ConnectionRow> connection = shelf_.connection(link);
  if (!connection) return std::unexpected(connection.error());
  const bool own = connection->type == "user" && (user.empty() || user == caller.user);
  if (own) {
    if (Outcome<void> may = may_authorize(caller, *connection); !may) return std::unexpected(may.error());
  } else if (Outcome<void> may = may_manage(caller, "revoke this authorisation"); !may) {
    return std::unexpected(may.error());
  }
  const Outcome<std::shared_ptr<const Connector>> connector = shelf_.connector(connection->connector);
  if (!connector) return std::unexpected(connector.error());
  Target target{*connection, *connector, environment_of(*connection, caller), kEveryone};
  if (connection->type == "user") target.user = user.empty() ? caller.user : user;
  const std::string of = connection->type == "user" ? target.user : user;
  const auto nothing = [&] {
    return failed(ErrorKind::Script, messages::NothingToRevoke, {link, of.empty() ? "" : " of " + of},
                  "its authorisations: sluice connections show " + link);
  };
  if (of != target.user && !of.empty()) return nothing();  // one for everybody is nobody's
  ConnectionStore& store = shelf_.vault().value()->store();
  const Outcome<std::optional<AuthorizationRow>> row =
      store.authorization(connection->id, target.environment, target.user);
  if (!row) return std::unexpected(row.error());
  if (!*row || (*row)->state == "revoked") return nothing();
  const AuthSpec& spec = (*connector)->auth;
  // A service that wants the access token takes none that has expired.
  if (spec.revocation.access_token) [[maybe_unused]]
    const auto renewed = tokens_.fresh(target, token_control(link, caller));
  const std::vector<Reuse> reused = reuses_of(target);
  // Gone here first, whatever the service answers. A secret that cannot be opened can still be revoked.
  const Outcome<std::shared_ptr<const Live>> live = shelf_.read_authorization(target);
  if (Outcome<void> done = store.revoke((*row)->id, "it was revoked"); !done) return std::unexpected(done.error());
  shelf_.log("revoked", *connection, target.user, caller.user);
  const bool granted = spec.type == AuthType::OAuth1 || (spec.type == AuthType::OAuth2 && !spec.client_credentials);
  forget(reused);
  if (!reused.empty()) return true;  // the other one goes on with it
  if (!granted) return true;  // keys and passwords are nobody's grant
  if (spec.revocation.url.empty() || !live || *live == nullptr) return false;
  const Secret* token = spec.revocation.access_token ? nullptr : (*live)->secret("refresh_token");
  if (token == nullptr) token = (*live)->secret("access_token");
  const Outcome<TokenEndpoint> endpoint = token_endpoint(target, (*live)->fields, spec.revocation.url, caller);
  return token != nullptr && endpoint && revoke_token(*endpoint, *token);
}

}  // namespace sluice::connectors
