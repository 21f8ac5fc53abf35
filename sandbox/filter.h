// What a search wants of the records of a module, asked row by row. Values of a field that were tested once are not tested
// again, so that asking costs little more than reading a number. Made for one call, while nothing is written.
#pragma once

#include <functional>
#include <vector>

#include "sandbox/criteria.h"
#include "sandbox/dictionary_column.h"

namespace sluice::sandbox {

class Filter {
 public:
  // Records that match criteria.
  Filter(const Store& store, const Module& module, const Criteria& criteria);
  // Records one of whose `fields` has a value that passes.
  Filter(const Store& store, const Module& module, const std::vector<const Field*>& fields,
         const std::function<bool(const Json&)>& test);

  // A row without a record does not pass.
  bool passes(std::size_t row) const { return rows_[row] != nullptr && root_.passes(row, rows_); }
  // All records that pass, in the order of their ids. They may be changed while one walks them.
  std::vector<RecordPtr> records() const;

 private:
  // A test of the values of a column, or of whole records.
  struct Node {
    Criteria::Kind kind = Criteria::Kind::One;
    std::vector<Node> parts;
    const DictionaryColumn* column = nullptr;
    std::function<bool(const Json&)> value_test;
    std::function<bool(const RecordPtr&)> record_test;
    enum class Known : std::uint8_t { Nothing, Passes, Fails };
    mutable std::vector<Known> known;  // by code

    bool passes(std::size_t row, const std::vector<RecordPtr>& rows) const;
  };

  static Node of_criteria(const Store& store, const Module& module, const Criteria& criteria);
  static Node of_column(const DictionaryColumn& column, std::function<bool(const Json&)> test);

  const std::vector<RecordPtr>& rows_;
  Node root_;
};

// The records of a module one of whose `fields` holds an id.
std::vector<RecordPtr> pointing_at(const Store& store, const Module& module, const std::vector<const Field*>& fields,
                                   Id id);

}  // namespace sluice::sandbox
