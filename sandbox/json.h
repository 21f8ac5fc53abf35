// The JSON values of the sandbox: objects keep the order in which their keys were put in.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::sandbox {

using Json = nlohmann::ordered_json;

// Nothing when the text is not JSON, or is nested more deeply than any request of the service.
std::optional<Json> parse_json(std::string_view text);

// Bytes that are not UTF-8 (from a query, say) are replaced.
std::string to_text(const Json& value);

// The member of an object; null (a shared one) for other values and for a missing key.
const Json& member(const Json& object, std::string_view key);
// A TEXT member, or `otherwise`.
std::string text_member(const Json& object, std::string_view key, std::string_view otherwise = {});
bool bool_member(const Json& object, std::string_view key, bool otherwise = false);

// An id given as a number or as digits; nothing for anything else.
std::optional<std::int64_t> to_id(const Json& value);
std::optional<std::int64_t> to_id(std::string_view digits);
// Ids travel as text.
Json id_text(std::int64_t id);

}  // namespace sluice::sandbox
