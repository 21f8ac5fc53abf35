// OAuth scopes: `ZohoCRM.modules.leads.READ`, `ZohoCRM.modules.ALL`, …
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sluice::sandbox {

// The parts of a list that is separated by commas or blanks.
std::vector<std::string> scope_list(std::string_view text);
// Whether every part looks like a scope.
bool well_formed(const std::vector<std::string>& scopes);

// Whether one of `granted` covers `needed` (service.group[.sub].OPERATION, or service.group.OPERATION).
bool covers(const std::vector<std::string>& granted, std::string_view needed);

// The scopes that a client of the CRM can ask for; the demo client's refresh token carries them.
const std::vector<std::string>& all_scopes();

}  // namespace sluice::sandbox
