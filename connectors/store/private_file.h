// Files that only their owner may read: mode 0600, never through a symbolic link, written whole or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/outcome.h"

namespace sluice::connectors {

// Makes a folder and its parents; the folder itself with mode 0700.
Outcome<void> make_private_folder(const std::string& path);
// Nothing where there is no such file. Fails where others could read or write it.
Outcome<std::optional<std::string>> read_private_file(const std::string& path);
// Leaves a file that exists already as it is.
Outcome<void> create_private_file(const std::string& path, std::string_view text);
Outcome<void> replace_private_file(const std::string& path, std::string_view text);
// The size of a file that is there; fails where others could read or write it, or where it is not ours.
Outcome<std::uint64_t> private_file_size(const std::string& path);

}  // namespace sluice::connectors
