// SHA-256 and base64url, for PKCE.
#pragma once

#include <string>
#include <string_view>

namespace sluice::sandbox {

std::string sha256(std::string_view text);  // 32 bytes
std::string base64url(std::string_view bytes);  // without padding

}  // namespace sluice::sandbox
