#include "connectors/oauth/json_object.h"

#include "connectors/secret.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/support/json.h"

namespace sluice::connectors {

namespace in = interpreter;

std::optional<JsonObject> JsonObject::read(std::string_view text) {
  constexpr std::uint64_t kMemory = 16 << 20;  // bytes: answers of token endpoints are small
  in::Heap heap(kMemory);
  in::Budget budget({});
  try {
    const in::Value value = in::support::read_json(text, in::support::JsonForm::Strict, heap, budget);
    if (value.type() != in::Type::Map && value.type() != in::Type::Empty) return std::nullopt;
    JsonObject object;
    in::Container& container = value.container();
    for (std::uint32_t at = container.first_place(); at != in::Container::kEnd; at = container.next_place(at)) {
      const in::Value& member = container.value_at(at);
      std::string shown;
      switch (member.type()) {
        case in::Type::Text: shown = member.text(); break;
        case in::Type::Number: shown = std::to_string(member.as_number()); break;
        case in::Type::Boolean: shown = member.as_boolean() ? "true" : "false"; break;
        default: continue;
      }
      object.members_.emplace_back(container.key_at(at).text(), std::move(shown));
    }
    return object;
  } catch (const in::Raised&) { return std::nullopt; }
}

JsonObject::~JsonObject() {
  for (auto& [name, value] : members_) wipe(value);
}

std::string_view JsonObject::get(std::string_view name) const {
  for (const auto& [each, value] : members_)
    if (each == name) return value;
  return {};
}

std::vector<std::string> JsonObject::names() const {
  std::vector<std::string> names;
  for (const auto& [each, value] : members_) names.push_back(each);
  return names;
}

}  // namespace sluice::connectors
