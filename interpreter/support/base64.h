// Base64 and hexadecimal digits of bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::interpreter::support {

constexpr std::size_t base64_size(std::size_t bytes) { return (bytes + 2) / 3 * 4; }
// The standard alphabet, padded, without line breaks; writes base64_size() bytes and gives the end.
char* encode_base64(char* to, std::string_view bytes);
// Reads the standard and the URL alphabet. White space is skipped and the padding may be missing; nothing for any
// other text.
std::optional<std::string> decode_base64(std::string_view text);
std::string base64_of(std::string_view bytes);
std::string base64url_of(std::string_view bytes);  // without padding

// Lower case; writes twice as many bytes and gives the end.
char* encode_hex(char* to, std::string_view bytes);
std::string hex_of(std::string_view bytes);

}  // namespace sluice::interpreter::support
