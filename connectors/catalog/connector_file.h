// Reads and checks a connector file (design: one table [connector], one [auth], any [[operation]]).
#pragma once

#include <string>
#include <string_view>

#include "connectors/catalog/connector.h"
#include "connectors/outcome.h"

namespace sluice::connectors {

// `file` is for messages, which name line, column and key. Built-in connectors pass the same checks, and may say what
// only built-in ones may: system, family, payment …
Outcome<Connector> read_connector(std::string_view text, const std::string& file, bool custom);

bool is_link_name(std::string_view name);  // starts with a lower-case letter; lower-case letters, digits, _; at most 50

}  // namespace sluice::connectors
