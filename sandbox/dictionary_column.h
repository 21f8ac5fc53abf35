// One field of all records of a module: for each row a number, and the distinct values that the numbers stand for. A search
// tests each value once, and walks numbers that lie side by side. The store makes one at the first search for a field.
#pragma once

#include <unordered_map>
#include <vector>

#include "sandbox/json.h"

namespace sluice::sandbox {

class DictionaryColumn {
 public:
  using Code = std::uint32_t;

  DictionaryColumn() { code_of(nullptr); }

  void insert_row(std::size_t row) { codes_.insert(codes_.begin() + static_cast<std::ptrdiff_t>(row), 0); }
  void set(std::size_t row, const Json& value) { codes_[row] = value.is_null() ? 0 : code_of(value); }
  void reserve(std::size_t rows) { codes_.reserve(rows); }

  Code code(std::size_t row) const { return codes_[row]; }
  const Json& value(Code code) const { return *values_[code]; }
  std::size_t distinct() const { return values_.size(); }
  // Values that no row has any longer are kept; whether they have become the most of it.
  bool is_stale() const { return values_.size() > 2 * codes_.size() + 1000; }

 private:
  Code code_of(const Json& value) {
    const auto [place, is_new] = known_.try_emplace(value, static_cast<Code>(values_.size()));
    if (is_new) values_.push_back(&place->first);
    return place->second;
  }

  std::vector<Code> codes_;  // by row; 0 is null
  std::vector<const Json*> values_;  // by code, keys of `known_`
  std::unordered_map<Json, Code> known_;
};

}  // namespace sluice::sandbox
