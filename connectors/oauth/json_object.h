// The members of a JSON object that are texts, numbers or booleans, as text: what answers of token endpoints hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice::connectors {

class JsonObject {
 public:
  // Nothing where the text is not a JSON object. Members that are containers or null are left out.
  static std::optional<JsonObject> read(std::string_view text);
  ~JsonObject();  // overwrites the values
  JsonObject(JsonObject&&) = default;
  JsonObject& operator=(JsonObject&&) = default;

  std::string_view get(std::string_view name) const;  // empty where there is none
  std::vector<std::string> names() const;

 private:
  JsonObject() = default;
  std::vector<std::pair<std::string, std::string>> members_;
};

}  // namespace sluice::connectors
