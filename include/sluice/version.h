// The version of the library that is linked, for hosts that report or compare it.
#pragma once

#include <string_view>

#include <sluice/export.h>

namespace sluice {

// `major.minor.patch`, e.g. "1.0.0".
SLUICE_API std::string_view version() noexcept;

}  // namespace sluice
