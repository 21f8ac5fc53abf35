#include "engine/connection_settings.h"

#include <cstdlib>

#include "engine/host_store.h"

namespace sluice::engine {

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

// A folder of the XDG base directory specification, which takes absolute paths only. Empty where there is no home.
std::string user_folder(const char* xdg, const char* below_home) {
  if (const std::string folder = variable(xdg); folder.starts_with('/')) return folder + "/sluice";
  const std::string home = variable("HOME");
  return home.starts_with('/') ? home + below_home + "/sluice" : std::string();
}

}  // namespace

connectors::ConnectionSettings connection_settings(const ConnectionOptions& options) {
  connectors::ConnectionSettings settings;
  if (options.store != nullptr) settings.store.records = records_of(options.store);
  settings.store.folder = options.folder;
  if (settings.store.folder.empty()) settings.store.folder = variable("SLUICE_HOME");
  if (settings.store.folder.empty()) settings.store.folder = user_folder("XDG_DATA_HOME", "/.local/share");
  settings.store.key_file = options.key_file;
  if (const std::string folder = user_folder("XDG_CONFIG_HOME", "/.config");
      settings.store.key_file.empty() && !folder.empty())
    settings.store.key_file = folder + "/keys/{store}.key";
  if (options.keys != nullptr) {
    settings.store.key_text = [keys = options.keys] { return keys->keys(); };
    settings.store.key_place = "the host's key provider";
  } else if (options.key_file.empty() && !variable("SLUICE_STORE_KEY").empty()) {
    settings.store.key_text = [] { return variable("SLUICE_STORE_KEY"); };
    settings.store.key_place = "the environment variable SLUICE_STORE_KEY";
  }
  settings.plan_limit = options.plan_limit;
  settings.connector_limit = options.connector_limit;
  settings.data_centre = options.data_centre;
  settings.country = options.country;
  settings.time_divisor = options.time_divisor;
  return settings;
}

}  // namespace sluice::engine
