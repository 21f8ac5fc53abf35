// Zip archives with a few small files, and CSV, for the bulk API.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::sandbox {

struct ZipEntry {
  std::string name;
  std::string content;
};

std::string make_zip(const ZipEntry& entry);
// Nothing for what is not a zip archive, or unpacks to more than `limit` bytes.
std::optional<std::vector<ZipEntry>> read_zip(std::string_view bytes, std::size_t limit);

// Rows of a CSV text (RFC 4180).
std::vector<std::vector<std::string>> read_csv(std::string_view text);
std::string csv_cell(std::string_view text);

}  // namespace sluice::sandbox
