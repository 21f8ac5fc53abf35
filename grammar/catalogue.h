// The messages of the language: parsing, checking, running, limits. Texts follow the wording of Zoho's own error page
// (help/error-messages) where one is known.
#pragma once

#include "grammar/message.h"

namespace sluice::grammar::messages {

#define SLUICE_MESSAGE(name, code, text) inline constexpr MessageRow name{code, text};
#include "grammar/catalogue.inc"
#undef SLUICE_MESSAGE

}  // namespace sluice::grammar::messages
