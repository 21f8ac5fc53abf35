// Rows of comma separated text. A row keeps its text as written: line breaks inside double quotes belong to it.
#pragma once

#include <string_view>

namespace sluice::interpreter {

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {}

  // The next row without its line end; false at the end. A last empty line is no row.
  bool next_row(std::string_view& row) {
    if (rest_.empty()) return false;
    bool quoted = false;
    std::size_t end = 0;
    for (; end < rest_.size(); ++end) {
      if (rest_[end] == '"') quoted = !quoted;
      if (rest_[end] == '\n' && !quoted) break;
    }
    row = rest_.substr(0, end);
    if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    rest_.remove_prefix(end < rest_.size() ? end + 1 : end);
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace sluice::interpreter
