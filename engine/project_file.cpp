// Finding the `sluice.toml` of a folder.
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "sluice/engine.h"

namespace sluice {

namespace {

bool exists(const std::string& path) {
  struct stat status;
  return ::stat(path.c_str(), &status) == 0;
}

// The user that a folder belongs to; -1 when there is no such folder.
long owner_of(const std::string& folder) {
  struct stat status;
  return ::stat(folder.c_str(), &status) == 0 ? static_cast<long>(status.st_uid) : -1;
}

}  // namespace

// A parent of another user is not searched, so that nobody configures somebody else's runs from a shared folder.
std::string find_project_file(const std::string& folder) {
  constexpr const char* kName = "/sluice.toml";
  if (exists(folder + kName)) return folder == "." ? kName + 1 : folder + kName;
  std::error_code problem;
  const std::filesystem::path start = std::filesystem::canonical(folder, problem);
  const char* home = std::getenv("HOME");
  const long owner = owner_of(start.string());
  for (std::filesystem::path at = start; !problem && at != at.parent_path(); at = at.parent_path()) {
    if (at != start && exists(at.string() + kName)) return at.string() + kName;
    if (exists(at.string() + "/.git") || (home != nullptr && at == home)) break;
    if (owner_of(at.parent_path().string()) != owner) break;
  }
  return {};
}

}  // namespace sluice
