// The words among which options choose, for hosts that offer them to their users or take them from there.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <sluice/export.h>

namespace sluice::words {

SLUICE_API std::span<const std::string_view> dialects() noexcept;
SLUICE_API std::span<const std::string_view> roles() noexcept;         // of a Principal
SLUICE_API std::span<const std::string_view> environments() noexcept;  // likewise
SLUICE_API std::span<const std::string_view> triggers() noexcept;      // likewise
SLUICE_API std::span<const std::string_view> limit_profiles() noexcept;
SLUICE_API std::span<const std::string_view> types() noexcept;  // of parameters, in lower case

// Whether it can name a variable or a function: letters, those beyond ASCII too, digits and _, the first no digit.
SLUICE_API bool is_name(std::string_view text) noexcept;

// The word that is nearest to what somebody wrote; empty where none is near.
SLUICE_API std::string_view nearest(std::string_view written, std::span<const std::string_view> known);
// What to tell who wrote something else: `did you mean 'production'?`, or `one of development, stage, production`.
SLUICE_API std::string help_for(std::string_view written, std::span<const std::string_view> known);

}  // namespace sluice::words
