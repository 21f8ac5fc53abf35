// Character references: the entities of HTML 4 and the five of XML, and numbers such as &#233; and &#xE9;.
#pragma once

#include <cstdint>
#include <string_view>

#include "interpreter/support/output.h"

namespace sluice::interpreter::support {

// Html: & < > " and every character that HTML 4 has a name for. Xml: & < > " '
enum class EntitySet : std::uint8_t { Html, Xml };

void escape_entities(Output& out, std::string_view text, EntitySet set);
// References that mean nothing stay as they are. &apos; is read in both sets.
void unescape_entities(Output& out, std::string_view text, EntitySet set);

// The character of what stands between & and ;, or 0.
char32_t entity_code_point(std::string_view reference, EntitySet set);

}  // namespace sluice::interpreter::support
