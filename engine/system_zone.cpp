#include "engine/system_zone.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <string>

namespace sluice::engine {

namespace {

namespace in = interpreter;

// `:Europe/Paris` is `Europe/Paris`; rules such as `CET-1CEST` are not known by a name and do not count.
std::string zone_of_environment() {
  const char* value = std::getenv("TZ");
  std::string id = value == nullptr ? "" : value;
  if (id.starts_with(':')) id.erase(0, 1);
  return id;
}

// /etc/localtime is a link into the zone database.
std::string zone_of_system() {
  std::error_code problem;
  const std::string target = std::filesystem::read_symlink("/etc/localtime", problem).string();
  constexpr std::string_view kDatabase = "zoneinfo/";
  const std::size_t at = target.find(kDatabase);
  return at == std::string::npos ? std::string() : target.substr(at + kDatabase.size());
}

std::shared_ptr<const in::TimeZone> resolve() {
  for (const std::string& id : {zone_of_environment(), zone_of_system()})
    if (!id.empty())
      if (std::shared_ptr<const in::TimeZone> zone = in::find_time_zone(id)) return zone;
  return in::utc();
}

class SystemZone final : public in::TimeZone {
 public:
  const std::string& id() const override { return zone().id(); }
  std::int32_t offset_at(std::int64_t instant) const override { return zone().offset_at(instant); }
  bool daylight_at(std::int64_t instant) const override { return zone().daylight_at(instant); }
  std::string_view abbreviation_at(std::int64_t instant) const override { return zone().abbreviation_at(instant); }
  std::string_view long_name_at(std::int64_t instant) const override { return zone().long_name_at(instant); }
  std::int64_t instant_of(std::int64_t local) const override { return zone().instant_of(local); }

 private:
  const in::TimeZone& zone() const {
    if (const in::TimeZone* zone = zone_.load(std::memory_order_acquire)) [[likely]]
      return *zone;
    std::call_once(resolved_, [this] {
      owned_ = resolve();
      zone_.store(owned_.get(), std::memory_order_release);
    });
    return *zone_.load(std::memory_order_acquire);
  }
  mutable std::atomic<const in::TimeZone*> zone_ = nullptr;
  mutable std::once_flag resolved_;
  mutable std::shared_ptr<const in::TimeZone> owned_;
};

}  // namespace

std::shared_ptr<const in::TimeZone> system_zone() { return std::make_shared<SystemZone>(); }

}  // namespace sluice::engine
