#include "sluice/words.h"

#include <algorithm>

#include "engine/errors.h"
#include "engine/principal.h"
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

std::string words::help_for(std::string_view written, std::span<const std::string_view> known) {
  interpreter::Suggestion suggestion(written);
  for (const std::string_view word : known) suggestion.consider(word);
  if (suggestion.found()) return suggestion.help();
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
