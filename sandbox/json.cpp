#include "sandbox/json.h"

#include <charconv>

namespace sluice::sandbox {

namespace {

constexpr int kMaxNesting = 64;
constexpr std::size_t kMaxIdDigits = 19;

// The writer of the library recurses, so depth is bounded before anything is built.
bool nested_too_deeply(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxNesting) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
  if (nested_too_deeply(text)) return std::nullopt;
  Json value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

std::string to_text(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

const Json& member(const Json& object, std::string_view key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  for (const auto& [name, value] : object.get_ref<const Json::object_t&>())
    if (name == key) return value;
  return kNull;
}

std::string text_member(const Json& object, std::string_view key, std::string_view otherwise) {
  const Json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : std::string(otherwise);
}

bool bool_member(const Json& object, std::string_view key, bool otherwise) {
  const Json& value = member(object, key);
  return value.is_boolean() ? value.get<bool>() : otherwise;
}

std::optional<std::int64_t> to_id(std::string_view digits) {
  std::int64_t id = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, id);
  if (digits.empty() || digits.size() > kMaxIdDigits || error != std::errc() || stop != end || id <= 0)
    return std::nullopt;
  return id;
}

std::optional<std::int64_t> to_id(const Json& value) {
  if (value.is_string()) return to_id(std::string_view(value.get_ref<const std::string&>()));
  if (value.is_number_integer() && value.get<std::int64_t>() > 0) return value.get<std::int64_t>();
  return std::nullopt;
}

Json id_text(std::int64_t id) { return std::to_string(id); }

}  // namespace sluice::sandbox
