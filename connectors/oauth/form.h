// Reading application/x-www-form-urlencoded text: bodies and queries.
#pragma once

#include <string_view>

#include "connectors/catalog/connector.h"

namespace sluice::connectors {

NamedTexts read_form(std::string_view text);

}  // namespace sluice::connectors
