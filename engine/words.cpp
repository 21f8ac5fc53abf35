#include "sluice/words.h"

#include <algorithm>

#include "engine/errors.h"
#include "engine/principal.h"
#include "interpreter/static_type.h"
#include "interpreter/suggest.h"

namespace sluice {

namespace {

constexpr std::string_view kDialects[] = {"standard", "creator"};
constexpr std::string_view kRoles[] = {"super_admin", "admin", "developer", "user", "portal", "shared"};
constexpr std::string_view kEnvironments[] = {"development", "stage", "production"};
constexpr std::string_view kTriggers[] = {"function", "workflow", "schedule", "page", "datasource"};

Result<void> check(std::string_view what, std::string_view written, std::span<const std::string_view> known) {
  if (std::ranges::find(known, written) != known.end()) return {};
  return engine::api_error(engine::ApiCode::Options, "'" + std::string(written) + "' is not " + std::string(what),
                           words::help_for(written, known));
}

}  // namespace

std::span<const std::string_view> words::dialects() noexcept { return kDialects; }
std::span<const std::string_view> words::roles() noexcept { return kRoles; }
std::span<const std::string_view> words::environments() noexcept { return kEnvironments; }
std::span<const std::string_view> words::triggers() noexcept { return kTriggers; }

std::span<const std::string_view> words::types() noexcept { return interpreter::type_names(); }

bool words::is_name(std::string_view text) noexcept {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !text.empty() && !is_digit(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_digit(c) || is_letter(c); });
}

std::string_view words::nearest(std::string_view written, std::span<const std::string_view> known) {
  interpreter::Suggestion suggestion(written);
  for (const std::string_view word : known) suggestion.consider(word);
  return suggestion.name();
}

std::string words::help_for(std::string_view written, std::span<const std::string_view> known) {
  if (const std::string_view near = nearest(written, known); !near.empty())
    return "did you mean '" + std::string(near) + "'?";
  std::string all = "one of ";
  for (const std::string_view word : known) all.append(word == known.front() ? "" : ", ").append(word);
  return all;
}

Result<void> engine::check_principal(const Principal& principal) {
  if (Result<void> known = check("a role", principal.role, kRoles); !known.ok()) return known;
  if (Result<void> known = check("an environment", principal.environment, kEnvironments); !known.ok()) return known;
  return check("a trigger", principal.trigger, kTriggers);
}

}  // namespace sluice
