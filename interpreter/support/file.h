// Reads a file of text that a user named: a library of functions, settings.
#pragma once

#include <string>

namespace sluice::interpreter::support {

// False, and why in `why`, for what cannot be read: also folders, devices without end, and more than 64 MiB.
bool read_file(const std::string& path, std::string& text, std::string& why);

}  // namespace sluice::interpreter::support
