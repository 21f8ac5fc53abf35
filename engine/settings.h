// Reads `sluice.toml` and files of limits, which are TOML.
#pragma once

#include <string>

#include <sluice/limits.h>
#include <sluice/result.h>

namespace sluice::engine {

// The limits of a TOML file: `[limits]` when it has that table, else its top. Throws Refusal where it is wrong.
Result<Limits> read_limits(const std::string& path);

// `256MiB`, `500 KB`, `1000`: bytes, in powers of 1024. `none` is 0. Nothing for other texts.
std::optional<std::uint64_t> parse_size(std::string_view text);
// `500ms`, `30s`, `5min`, `2h`, `30` (seconds). `none` is 0. Nothing for other texts.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace sluice::engine
