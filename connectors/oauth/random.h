// Random texts for OAuth: state, verifier, nonce.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::connectors {

std::string random_text();                              // 256 bits as base64url
std::string challenge_of(std::string_view verifier);    // PKCE, S256
std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes);
std::string sha256(std::string_view bytes);             // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view bytes);
std::string hex(std::string_view bytes);
std::int64_t now_milliseconds();                        // since 1970

}  // namespace sluice::connectors
