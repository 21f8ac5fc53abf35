// Percent-encoding as Java's URLEncoder and URLDecoder do it: letters, digits and . - * _ stay.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/support/output.h"

namespace sluice::interpreter::support {

enum class UrlSpace : std::uint8_t { Plus, Percent };  // how a blank is written: + or %20

void encode_url(Output& out, std::string_view text, UrlSpace space);
// + is a blank. False where a % is not followed by two hexadecimal digits. The bytes need not be UTF-8.
bool decode_url(std::string& out, std::string_view text);

}  // namespace sluice::interpreter::support
