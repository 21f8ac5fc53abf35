#include "connectors/connections/rules.h"

#include <algorithm>

#include "interpreter/support/ascii.h"

namespace sluice::connectors {

namespace {

bool manages(std::string_view role) { return is_administrator(role) || role == "developer"; }

}  // namespace

bool is_administrator(std::string_view role) { return role == "super_admin" || role == "admin"; }

Outcome<void> may_manage(const Caller& caller, std::string_view doing) {
  if (manages(caller.role)) return {};
  return failed(ErrorKind::Authorization, messages::RoleRefused, {caller.role, doing},
                "ask a super admin, an admin or a developer");
}

Outcome<void> may_authorize(const Caller& caller, const ConnectionRow& connection) {
  if (connection.type == "user") {
    if (!caller.user.empty()) return {};
    return failed(ErrorKind::Authorization, messages::RoleRefused, {"of nobody", "authorise " + connection.link},
                  "say who acts: --user EMAIL");
  }
  return may_manage(caller, "authorise the " + word_for(connection.type) + " connection " + connection.link);
}

Outcome<void> may_move_primary(const Caller& caller) {
  if (is_administrator(caller.role)) return {};
  return failed(ErrorKind::Authorization, messages::RoleRefused, {caller.role, "choose the primary account"},
                "ask a super admin or an admin");
}

Outcome<void> check_display_name(const std::string& name) {
  const char* problem = nullptr;
  std::size_t length = 0;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) ++length;
    const bool letter = interpreter::support::is_alphanumeric(c) || byte >= 0x80;
    if (!letter && std::string_view(" &@!:-_\\|/~*").find(c) == std::string_view::npos)
      problem = "it may have letters, digits, spaces and & @ ! : - _ \\ | / ~ *";
  }
  if (name.empty()) problem = "it is empty";
  if (length > 50) problem = "it is longer than 50 characters";
  if (problem == nullptr) return {};
  return failed(ErrorKind::Script, messages::ConnectionNameInvalid, {name, problem});
}

Outcome<void> check_scopes_given(const std::vector<std::string>& scopes, const Connector& connector,
                                 const std::string& command) {
  if (!scopes.empty() || !connector.auth.scopes_required) return {};
  return failed(ErrorKind::Script, messages::ScopesMissing, {connector.name},
                "choose them from the service's documentation: " + command);
}

std::string link_of(std::string_view display_name) {
  std::string link;
  for (const char c : display_name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper || plain)
      link += upper ? static_cast<char>(c + 32) : c;
    else if (!link.empty() && link.back() != '_')
      link += '_';
  }
  while (!link.empty() && link.back() == '_') link.pop_back();
  if (link.empty() || link.front() < 'a') link.insert(0, "c_");
  return link.substr(0, 50);
}

std::string environment_of(const ConnectionRow& connection, const Caller& caller) {
  return connection.shared_environments ? kEveryEnvironment : caller.environment;
}

std::string word_for(const std::string& type) { return type == "user" ? "logged-in user" : type; }

std::string authorize_command(const ConnectionRow& connection, const Caller& caller) {
  std::string command = "sluice connections authorize " + connection.link;
  if (!connection.shared_environments) command += " --env " + caller.environment;
  if (connection.type == "user" && !caller.user.empty()) command += " --user " + caller.user;
  return command;
}

}  // namespace sluice::connectors
