// The limit profiles (Zoho's numbers where they are known) and where limits are read from.
#include "sluice/limits.h"

#include <algorithm>
#include <array>

#include "engine/errors.h"
#include "engine/settings.h"
#include "sluice/words.h"

namespace sluice {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kKilobyte = 1024;
constexpr std::uint64_t kMegabyte = 1024 * kKilobyte;

// creator/usage-limits, deluge/help/limitations
Limits creator() {
  return {.statements = 5000,
          .call_depth = 75,
          .memory = 256 * kMegabyte,
          .wall_clock = 5min,
          .output = 500 * kKilobyte,
          .truncate_output = true,
          .parse_text = 5 * kMegabyte,
          .calls_out = 2000,
          .response = 5 * kMegabyte};
}

// crm/functions/functions-limits; times per category from crm/serverless-architecture
Limits crm(std::chrono::milliseconds wall_clock) {
  return {.statements = 200'000,
          .call_depth = 75,
          .memory = 256 * kMegabyte,
          .wall_clock = wall_clock,
          .output = 10 * kMegabyte,
          .parse_text = 5 * kMegabyte,
          .calls_out = 2000,
          .response = 15 * kMegabyte};
}

Limits unlimited() {
  return {.statements = 0,
          .call_depth = 0,
          .memory = 0,
          .wall_clock = 0ms,
          .output = 0,
          .parse_text = 0,
          .calls_out = 0,
          .response = 0};
}

struct Profile {
  std::string_view name;
  Limits (*limits)();
};

constexpr Profile kProfiles[] = {
    {"standard", [] { return Limits{}; }},   {"creator", creator},
    {"crm", [] { return crm(60s); }},        {"automation", [] { return crm(30s); }},
    {"schedule", [] { return crm(15min); }}, {"unlimited", unlimited},
};

constexpr auto kNames = [] {
  std::array<std::string_view, std::size(kProfiles)> names;
  std::ranges::transform(kProfiles, names.begin(), &Profile::name);
  return names;
}();

}  // namespace

std::span<const std::string_view> words::limit_profiles() noexcept { return kNames; }

std::optional<Limits> Limits::profile(std::string_view name) {
  const auto profile = std::ranges::find(kProfiles, name, &Profile::name);
  return profile == std::end(kProfiles) ? std::nullopt : std::optional(profile->limits());
}

Result<Limits> find_limits(const std::string& name_or_file) {
  if (const std::optional<Limits> profile = Limits::profile(name_or_file)) return *profile;
  return engine::guarded([&] { return engine::read_limits(name_or_file); });
}

}  // namespace sluice
