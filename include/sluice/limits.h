// What one run may use. Passing a limit ends the run with an error of kind Limit that the script cannot catch.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sluice/export.h>
#include <sluice/result.h>

namespace sluice {

// Zero means no limit. The defaults are those of the profile `standard`.
struct SLUICE_API Limits {
  std::uint64_t statements = 1'000'000'000;  // executed
  std::uint32_t call_depth = 1000;           // 0: as deep as the stack safely holds
  std::uint64_t memory = 4ull << 30;         // bytes
  std::chrono::milliseconds wall_clock = std::chrono::minutes(10);
  std::uint64_t output = 1ull << 30;         // bytes of info lines
  bool truncate_output = false;              // cut the output with a notice instead of failing
  std::uint64_t parse_text = 1ull << 30;     // bytes of a text given to toMap and its like
  std::uint32_t calls_out = 10'000;          // mails, requests, connector calls
  std::uint64_t response = 50ull << 20;      // bytes of one answer of a service, decompressed

  // `standard`, `creator` and `crm` (Zoho's numbers), `automation` and `schedule` (crm with other times),
  // `unlimited`. Nothing for other names.
  static std::optional<Limits> profile(std::string_view name);
};

// A profile by its name, or a TOML file with the keys of `[limits]` in sluice.toml, at its top or in that table.
// Errors: neither (SLC-API-0004), unreadable (SLC-API-0002), unknown or wrong keys (SLC-API-0003).
SLUICE_API Result<Limits> find_limits(const std::string& name_or_file);

}  // namespace sluice
