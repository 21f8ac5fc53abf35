// A connector: what one service wants to know of its callers, and where their credentials may go. It is data, read from
// a TOML file (connector_file.h); built-in ones are in catalog/*.toml (builtin.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice::connectors {

enum class AuthType : std::uint8_t { OAuth2, OAuth1, ApiKey, Basic, Bearer, AwsSigV4, None };
enum class ClientAuth : std::uint8_t { Header, Body, None };
enum class Place : std::uint8_t { Header, Query, Form };

std::string_view word_of(AuthType type);  // as in the file: oauth2 …
std::string_view word_of(Place place);

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

struct CredentialPlace {
  Place place = Place::Header;
  std::string name;  // of the header or parameter
  std::string prefix = {};  // before the value: `Bearer `
};

// One value that a person gives for an API key connector.
struct KeyParameter {
  CredentialPlace place;
  std::string label;
};

// How a service is told that an authorisation is taken back: as RFC 7009 says, unless its file says otherwise.
struct Revocation {
  enum class In : std::uint8_t { Form, Json, Header };  // Header: Authorization: Bearer

  std::string url;  // empty: it has no such address
  std::string method = "POST";
  bool access_token = false;  // instead of the refresh token
  In in = In::Form;
  std::string name = "token";  // of the parameter or member
  std::optional<ClientAuth> client_auth;  // where it is not that of the token endpoint
};

struct AuthSpec {
  AuthType type = AuthType::None;
  bool client_credentials = false;  // OAuth 2: no person is asked
  bool pkce = true;
  std::string redirect_host = "127.0.0.1";  // what the service lets this machine be called
  std::string authorize_url;
  std::string token_url;
  std::string refresh_url;  // empty: token_url
  Revocation revocation;
  std::string request_token_url;  // OAuth 1
  std::vector<std::string> scopes;
  bool scopes_required = false;  // the service asks for scopes, and only its user can say which
  std::string scope_separator = " ";
  ClientAuth client_auth = ClientAuth::Header;
  CredentialPlace token_in{Place::Header, "Authorization", "Bearer "};
  NamedTexts authorize_parameters;  // added to the address of the consent page
  NamedTexts token_parameters;  // added to every request for a token
  bool refresh_with_scope = false;  // whether a refresh repeats the scopes
  std::vector<KeyParameter> keys;  // API key
  std::string aws_service;
  std::string aws_region;
};

struct Operation {
  std::string name;
  std::string method = "GET";
  std::string path;
  NamedTexts query;  // name of the argument, name of the parameter
  std::string result;
  std::string summary;
};

struct Connector {
  std::string link;
  std::string name;
  std::string service;  // connections of connectors of one service are interchangeable
  std::string family;  // `zoho`: data centres and OAuth client are shared
  bool custom = false;
  bool system = false;  // tasks without a connection may create one
  bool logged_in_user = false;  // may have one authorisation for each user
  bool payment = false;
  bool whole_family = false;  // serves every service of its family
  std::string retired;  // why it is gone; empty: it is not
  std::vector<std::string> regions;  // data centres that offer it; empty: all
  std::vector<std::string> countries;  // likewise
  std::vector<std::string> allowed_hosts;  // where credentials may go: `api.x.example`, `*.x.example`, `{domain}.x`
  std::vector<std::string> dynamic;  // parameters that are asked for when authorising
  std::string base_url;  // what paths of operations and tasks are appended to
  AuthSpec auth;
  std::vector<Operation> operations;
  std::string definition;  // the TOML it was read from
};

}  // namespace sluice::connectors
