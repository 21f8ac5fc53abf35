// The catalogue of every message that Sluice shows for a script: one row each, with its stable code. Texts follow
// the wording of Zoho's own error page (help/error-messages) where one is known. `{0}`, `{1}` … are filled in.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace sluice::grammar {

enum class Message : std::uint16_t {
#define SLUICE_MESSAGE(name, code, text) name,
#include "grammar/catalogue.inc"
#undef SLUICE_MESSAGE
};

// The stable code, e.g. `SLC-RUN-0007`.
std::string_view code_of(Message message);

// The text with its placeholders filled.
std::string text_of(Message message, std::initializer_list<std::string_view> arguments = {});

}  // namespace sluice::grammar
