#include "connectors/catalog/connector_file.h"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>
#include <algorithm>
#include <span>

#include "connectors/catalog/template.h"
#include "interpreter/suggest.h"

namespace sluice::connectors {

namespace {

// Where a file is wrong. Thrown inside this file only.
struct Mistake {
  Failure failure;
};

struct Reader {
  std::string file;
  Connector& connector;

  [[noreturn]] void refuse(const toml::source_region& at, const std::string& problem, std::string help = {}) const {
    const std::string where = file + ":" + std::to_string(at.begin.line) + ":" + std::to_string(at.begin.column);
    throw Mistake{failed(ErrorKind::Script, messages::ConnectorInvalid, {where, problem}, std::move(help)).error()};
  }
};

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

std::string text_of(const Reader& reader, std::string_view key, const toml::node& node) {
  const auto* text = node.as_string();
  if (text == nullptr) reader.refuse(node.source(), quoted(key) + " is a text, such as \"…\"");
  for (const char c : text->get())
    if (static_cast<unsigned char>(c) < 0x20) reader.refuse(node.source(), quoted(key) + " holds a control character");
  return text->get();
}

bool flag_of(const Reader& reader, std::string_view key, const toml::node& node) {
  const auto* flag = node.as_boolean();
  if (flag == nullptr) reader.refuse(node.source(), quoted(key) + " is true or false");
  return flag->get();
}

std::vector<std::string> texts_of(const Reader& reader, std::string_view key, const toml::node& node) {
  const toml::array* array = node.as_array();
  if (array == nullptr) reader.refuse(node.source(), quoted(key) + " is a list of texts, such as [\"…\"]");
  std::vector<std::string> texts;
  for (const toml::node& each : *array) texts.push_back(text_of(reader, key, each));
  return texts;
}

const toml::table& table_of(const Reader& reader, std::string_view key, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) reader.refuse(node.source(), quoted(key) + " is a table: { … }");
  return *table;
}

NamedTexts named_texts_of(const Reader& reader, std::string_view key, const toml::node& node) {
  NamedTexts texts;
  for (const auto& [name, value] : table_of(reader, key, node))
    texts.emplace_back(name.str(), text_of(reader, name.str(), value));
  return texts;
}

template <class Enum, std::size_t n>
Enum choice_of(const Reader& reader, std::string_view key, const toml::node& node,
               const std::pair<std::string_view, Enum> (&choices)[n]) {
  const std::string word = text_of(reader, key, node);
  std::string known;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  reader.refuse(node.source(), quoted(key) + " cannot be " + quoted(word), "one of " + known);
}

// An https address whose placeholders are parameters; plain http to this machine.
std::string url_of(const Reader& reader, std::string_view key, const toml::node& node) {
  std::string url = text_of(reader, key, node);
  const bool good = url.empty() || url.starts_with("https://") || url.starts_with("{") ||
                    url.starts_with("http://127.0.0.1") || url.starts_with("http://localhost") ||
                    url.starts_with("http://[::1]");
  if (!good) reader.refuse(node.source(), quoted(key) + " is an address that starts with https://");
  return url;
}

constexpr std::pair<std::string_view, AuthType> kAuthTypes[] = {
    {"oauth2", AuthType::OAuth2}, {"oauth1", AuthType::OAuth1}, {"api_key", AuthType::ApiKey},
    {"basic", AuthType::Basic},   {"bearer", AuthType::Bearer}, {"aws_sigv4", AuthType::AwsSigV4},
    {"none", AuthType::None},
};
constexpr std::pair<std::string_view, Place> kPlaces[] = {
    {"header", Place::Header}, {"query", Place::Query}, {"form", Place::Form}};
constexpr std::pair<std::string_view, ClientAuth> kClientAuths[] = {
    {"header", ClientAuth::Header}, {"body", ClientAuth::Body}, {"none", ClientAuth::None}};
constexpr std::pair<std::string_view, std::string_view> kRedirectHosts[] = {{"127.0.0.1", "127.0.0.1"},
                                                                            {"localhost", "localhost"}};
constexpr std::pair<std::string_view, std::string_view> kRevokeMethods[] = {{"POST", "POST"}, {"DELETE", "DELETE"}};
constexpr std::pair<std::string_view, bool> kTokens[] = {{"refresh_token", false}, {"access_token", true}};
constexpr std::pair<std::string_view, Revocation::In> kTokenPlaces[] = {
    {"form", Revocation::In::Form}, {"json", Revocation::In::Json}, {"header", Revocation::In::Header}};
constexpr std::pair<std::string_view, bool> kGrants[] = {{"authorization_code", false}, {"client_credentials", true}};

struct Key {
  std::string_view name;
  void (*read)(Reader& reader, std::string_view key, const toml::node& node);
  bool builtin_only = false;
};

void read_table(Reader& reader, const toml::table& table, std::span<const Key> keys) {
  for (const auto& [name, node] : table) {
    const auto known = std::ranges::find(keys, name.str(), &Key::name);
    if (known == keys.end()) {
      interpreter::Suggestion suggestion(name.str());
      for (const Key& key : keys) suggestion.consider(key.name);
      reader.refuse(name.source(), "unknown key " + quoted(name.str()), suggestion.help());
    }
    if (known->builtin_only && reader.connector.custom)
      reader.refuse(name.source(), quoted(name.str()) + " is for built-in connectors only");
    known->read(reader, name.str(), node);
  }
}

CredentialPlace credential_place_of(const Reader& reader, std::string_view key, const toml::node& node,
                                    CredentialPlace place, std::string* label = nullptr) {
  for (const auto& [name, value] : table_of(reader, key, node)) {
    if (name.str() == "place")
      place.place = choice_of(reader, "place", value, kPlaces);
    else if (name.str() == "name")
      place.name = text_of(reader, "name", value);
    else if (name.str() == "prefix")
      place.prefix = text_of(reader, "prefix", value);
    else if (name.str() == "label" && label != nullptr)
      *label = text_of(reader, "label", value);
    else
      reader.refuse(name.source(), "unknown key " + quoted(name.str()) + " in " + quoted(key),
                    label == nullptr ? "it has place, name, prefix" : "it has place, name, prefix, label");
  }
  const bool token = !place.name.empty() && std::ranges::all_of(place.name, [](unsigned char c) {
    return c > 0x20 && c < 0x7f &&
           std::string_view("()<>@,;:\\\"/?={}").find(static_cast<char>(c)) == std::string_view::npos;
  });
  if (place.place == Place::Header ? !token : place.name.empty())
    reader.refuse(node.source(),
                  quoted(key) + " needs a 'name' that a " + std::string(word_of(place.place)) + " can have");
  return place;
}

void read_keys(Reader& reader, std::string_view key, const toml::node& node) {
  const toml::array* array = node.as_array();
  if (array == nullptr || array->empty())
    reader.refuse(node.source(),
                  quoted(key) + " is a list of tables such as [{ place = \"header\", name = \"X-Api-Key\" }]");
  for (const toml::node& each : *array) {
    KeyParameter parameter;
    parameter.place = credential_place_of(reader, key, each, {}, &parameter.label);
    if (parameter.label.empty()) parameter.label = parameter.place.name;
    reader.connector.auth.keys.push_back(std::move(parameter));
  }
}

#define SLUICE_READ(what) [](Reader& r, std::string_view k, const toml::node& n) { what; }

constexpr Key kConnector[] = {
    {"link",
     SLUICE_READ(r.connector.link = text_of(r, k, n); if (!is_link_name(r.connector.link)) r.refuse(
         n.source(), "'link' starts with a lower-case letter and has lower-case letters, digits and _, at most 50"))},
    {"name", SLUICE_READ(r.connector.name = text_of(r, k, n))},
    {"service", SLUICE_READ(r.connector.service = text_of(r, k, n))},
    {"logged_in_user", SLUICE_READ(r.connector.logged_in_user = flag_of(r, k, n))},
    {"payment", SLUICE_READ(r.connector.payment = flag_of(r, k, n))},
    {"regions", SLUICE_READ(r.connector.regions = texts_of(r, k, n))},
    {"countries", SLUICE_READ(r.connector.countries = texts_of(r, k, n))},
    {"allowed_hosts", SLUICE_READ(r.connector.allowed_hosts = texts_of(r, k, n))},
    {"dynamic", SLUICE_READ(r.connector.dynamic = texts_of(r, k, n))},
    {"base_url", SLUICE_READ(r.connector.base_url = url_of(r, k, n))},
    {"family", SLUICE_READ(r.connector.family = text_of(r, k, n)), true},
    {"system", SLUICE_READ(r.connector.system = flag_of(r, k, n)), true},
    {"whole_family", SLUICE_READ(r.connector.whole_family = flag_of(r, k, n)), true},
    {"retired", SLUICE_READ(r.connector.retired = text_of(r, k, n)), true},
};

constexpr Key kRevoke[] = {
    {"method", SLUICE_READ(r.connector.auth.revocation.method = choice_of(r, k, n, kRevokeMethods))},
    {"token", SLUICE_READ(r.connector.auth.revocation.access_token = choice_of(r, k, n, kTokens))},
    {"place", SLUICE_READ(r.connector.auth.revocation.in = choice_of(r, k, n, kTokenPlaces))},
    {"name", SLUICE_READ(r.connector.auth.revocation.name = text_of(r, k, n))},
    {"client_auth", SLUICE_READ(r.connector.auth.revocation.client_auth = choice_of(r, k, n, kClientAuths))},
};

constexpr Key kAuth[] = {
    {"type", SLUICE_READ(r.connector.auth.type = choice_of(r, k, n, kAuthTypes))},
    {"grant", SLUICE_READ(r.connector.auth.client_credentials = choice_of(r, k, n, kGrants))},
    {"pkce", SLUICE_READ(r.connector.auth.pkce = flag_of(r, k, n))},
    {"redirect_host", SLUICE_READ(r.connector.auth.redirect_host = choice_of(r, k, n, kRedirectHosts))},
    {"authorize_url", SLUICE_READ(r.connector.auth.authorize_url = url_of(r, k, n))},
    {"token_url", SLUICE_READ(r.connector.auth.token_url = url_of(r, k, n))},
    {"refresh_url", SLUICE_READ(r.connector.auth.refresh_url = url_of(r, k, n))},
    {"revoke_url", SLUICE_READ(r.connector.auth.revocation.url = url_of(r, k, n))},
    {"revoke", SLUICE_READ(read_table(r, table_of(r, k, n), kRevoke))},
    {"request_token_url", SLUICE_READ(r.connector.auth.request_token_url = url_of(r, k, n))},
    {"scopes", SLUICE_READ(r.connector.auth.scopes = texts_of(r, k, n))},
    {"scopes_required", SLUICE_READ(r.connector.auth.scopes_required = flag_of(r, k, n))},
    {"scope_separator", SLUICE_READ(r.connector.auth.scope_separator = text_of(r, k, n))},
    {"client_auth", SLUICE_READ(r.connector.auth.client_auth = choice_of(r, k, n, kClientAuths))},
    {"token_in", SLUICE_READ(r.connector.auth.token_in = credential_place_of(r, k, n, {Place::Header, "", ""}))},
    {"authorize_parameters", SLUICE_READ(r.connector.auth.authorize_parameters = named_texts_of(r, k, n))},
    {"token_parameters", SLUICE_READ(r.connector.auth.token_parameters = named_texts_of(r, k, n))},
    {"refresh_with_scope", SLUICE_READ(r.connector.auth.refresh_with_scope = flag_of(r, k, n))},
    {"keys", read_keys},
    {"service", SLUICE_READ(r.connector.auth.aws_service = text_of(r, k, n))},
    {"region", SLUICE_READ(r.connector.auth.aws_region = text_of(r, k, n))},
};

constexpr Key kOperation[] = {
    {"name", SLUICE_READ(r.connector.operations.back().name = text_of(r, k, n))},
    {"method", SLUICE_READ(r.connector.operations.back().method = text_of(r, k, n))},
    {"path", SLUICE_READ(r.connector.operations.back().path = text_of(r, k, n))},
    {"query", SLUICE_READ(r.connector.operations.back().query = named_texts_of(r, k, n))},
    {"result", SLUICE_READ(r.connector.operations.back().result = text_of(r, k, n))},
    {"summary", SLUICE_READ(r.connector.operations.back().summary = text_of(r, k, n))},
};

void read_operations(Reader& reader, std::string_view, const toml::node& node) {
  const toml::array* array = node.as_array();
  if (array == nullptr) reader.refuse(node.source(), "operations are written as [[operation]]");
  for (const toml::node& each : *array) {
    reader.connector.operations.emplace_back();
    read_table(reader, table_of(reader, "operation", each), kOperation);
    if (reader.connector.operations.back().name.empty() || reader.connector.operations.back().path.empty())
      reader.refuse(each.source(), "an operation needs a 'name' and a 'path'");
  }
}

constexpr Key kFile[] = {
    {"connector", SLUICE_READ(read_table(r, table_of(r, k, n), kConnector))},
    {"auth", SLUICE_READ(read_table(r, table_of(r, k, n), kAuth))},
    {"operation", read_operations},
};

#undef SLUICE_READ

// ---------------------------------------------------------------- what keys mean together

void need(const Reader& reader, const toml::node& at, bool there, const char* key, const char* for_what) {
  if (!there) reader.refuse(at.source(), quoted(key) + " is missing; " + for_what + " needs it");
}

void check_placeholders(const Reader& reader, const toml::node& at, std::string_view key, std::string_view text) {
  for (const std::string& name : placeholders(text))
    if (!is_given_parameter(name) &&
        std::ranges::find(reader.connector.dynamic, name) == reader.connector.dynamic.end())
      reader.refuse(at.source(), quoted(key) + " uses {" + name + "}, which is no parameter",
                    "add it: dynamic = [\"" + name + "\"]");
}

void check(Reader& reader, const toml::table& file) {
  const Connector& connector = reader.connector;
  const toml::node* head = file.get("connector");
  need(reader, file, head != nullptr, "[connector]", "a connector file");
  need(reader, *head, !connector.link.empty(), "link", "a connector");
  if (connector.name.empty()) reader.connector.name = connector.link;
  if (!connector.retired.empty()) return;
  const toml::node* auth = file.get("auth");
  need(reader, file, auth != nullptr, "[auth]", "a connector");
  const AuthSpec& spec = connector.auth;
  need(reader, *auth, (*auth->as_table()).contains("type"), "type", "[auth]");
  if (spec.type == AuthType::OAuth2) {
    need(reader, *auth, !spec.token_url.empty(), "token_url", "OAuth 2");
    need(reader, *auth, spec.client_credentials || !spec.authorize_url.empty(), "authorize_url",
         "the grant authorization_code");
  }
  if (spec.type == AuthType::OAuth1) {
    need(reader, *auth, !spec.request_token_url.empty(), "request_token_url", "OAuth 1");
    need(reader, *auth, !spec.authorize_url.empty(), "authorize_url", "OAuth 1");
    need(reader, *auth, !spec.token_url.empty(), "token_url", "OAuth 1");
  }
  if (spec.type == AuthType::ApiKey) need(reader, *auth, !spec.keys.empty(), "keys", "an API key");
  if (spec.type != AuthType::None)
    need(reader, *head, !connector.allowed_hosts.empty(), "allowed_hosts",
         "a connector that sends credentials (they go nowhere else)");
  for (const auto& [key, text] : {std::pair{"authorize_url", spec.authorize_url},
                                  {"token_url", spec.token_url},
                                  {"refresh_url", spec.refresh_url},
                                  {"revoke_url", spec.revocation.url},
                                  {"request_token_url", spec.request_token_url}})
    check_placeholders(reader, *auth, key, text);
  for (const std::string& host : connector.allowed_hosts) {
    check_placeholders(reader, *head, "allowed_hosts", host);
    const std::string_view rest = std::string_view(host).substr(host.starts_with("*.") ? 2 : 0);
    if (rest.empty() || rest.find_first_of("*/@?# \\") != std::string_view::npos ||
        rest.find("//") != std::string_view::npos)
      reader.refuse(head->source(), "'allowed_hosts' cannot hold " + quoted(host),
                    "write api.example.com or *.example.com");
  }
  check_placeholders(reader, *head, "base_url", connector.base_url);
  for (const std::string& name : connector.dynamic)
    if (!is_link_name(name))
      reader.refuse(head->source(), "'dynamic' cannot hold " + quoted(name), "write names like domain");
}

}  // namespace

std::string_view word_of(AuthType type) {
  for (const auto& [word, value] : kAuthTypes)
    if (value == type) return word;
  return {};
}

std::string_view word_of(Place place) {
  for (const auto& [word, value] : kPlaces)
    if (value == place) return word;
  return {};
}

bool is_link_name(std::string_view name) {
  return !name.empty() && name.size() <= 50 && name.front() >= 'a' && name.front() <= 'z' &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

Outcome<Connector> read_connector(std::string_view text, const std::string& file, bool custom) {
  Connector connector;
  connector.custom = custom;
  connector.definition = text;
  Reader reader{file, connector};
  try {
    toml::parse_result parsed = toml::parse(text, file);
    if (!parsed) reader.refuse(parsed.error().source(), std::string(parsed.error().description()));
    const toml::table& table = parsed.table();
    read_table(reader, table, kFile);
    check(reader, table);
    return connector;
  } catch (Mistake& mistake) { return std::unexpected(std::move(mistake.failure)); }
}

}  // namespace sluice::connectors
