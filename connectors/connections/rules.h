// Who may do what with connections, and what may name one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/catalog/connector.h"
#include "connectors/connections/credentials.h"
#include "connectors/outcome.h"
#include "connectors/store/store.h"

namespace sluice::connectors {

inline constexpr const char* kEveryone = "*";         // the user of authorisations that are not a user's own
inline constexpr const char* kEveryEnvironment = "*";

// What administrators do: create, change, enable, delete … `doing` completes "the role X may not …".
Outcome<void> may_manage(const Caller& caller, std::string_view doing);
// System and admin connections are authorised by administrators; anybody authorises his own account.
Outcome<void> may_authorize(const Caller& caller, const ConnectionRow& connection);
Outcome<void> may_move_primary(const Caller& caller);
bool is_administrator(std::string_view role);  // super admin or admin; a developer is not

// At most 50 characters: letters, digits, space and & @ ! : - _ \ | / ~ *
Outcome<void> check_display_name(const std::string& name);
// Services that give nothing without scopes; `command` sets those of the connection.
Outcome<void> check_scopes_given(const std::vector<std::string>& scopes, const Connector& connector,
                                 const std::string& command);
// A link name made of a display name: lower case, `_` for what a link name cannot hold.
std::string link_of(std::string_view display_name);

std::string environment_of(const ConnectionRow& connection, const Caller& caller);
std::string word_for(const std::string& type);  // `logged-in user` for user
// The command that authorises this connection for this caller.
std::string authorize_command(const ConnectionRow& connection, const Caller& caller);

}  // namespace sluice::connectors
