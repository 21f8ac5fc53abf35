// The messages of connectors, beside those of the language.
#pragma once

#include "grammar/catalogue.h"

namespace sluice::connectors::messages {

using namespace grammar::messages;
using grammar::MessageRow;

#define SLUICE_MESSAGE(name, code, text) inline constexpr MessageRow name{code, text};
#include "connectors/catalogue.inc"
#undef SLUICE_MESSAGE

}  // namespace sluice::connectors::messages
