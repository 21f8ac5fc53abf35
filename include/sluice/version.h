// What library is linked, for hosts that report or compare it, or that do without what is not there.
#pragma once

#include <span>
#include <string_view>

#include <sluice/export.h>

namespace sluice {

// `major.minor.patch`, e.g. "1.0.0".
SLUICE_API std::string_view version() noexcept;

// The names of what this library can do, in the order of the alphabet. Names are added by newer versions and never go:
// authorization_needed, connection_store, connections, connectors, consent_listener, features, http, limits, operations,
// progress, sandbox, sessions, trace.
SLUICE_API std::span<const std::string_view> features() noexcept;
// False for a name that is none, and for what this machine lacks: `http` needs libcurl, `sandbox` its module.
SLUICE_API bool has_feature(std::string_view name) noexcept;

}  // namespace sluice
