// Functions of the host as records that the interpreter knows: checked and called like built-ins.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include <sluice/function.h>
#include <sluice/result.h>

#include "interpreter/callable.h"

namespace sluice::engine {

class HostFunctions {
 public:
  // Takes the records over. Errors: a name or parameters that cannot be (SLC-API-0007).
  Result<void> add(std::vector<FunctionRecord> functions);

  std::span<const interpreter::FunctionRecord> records() const { return records_; }
  // The host's record behind one of records().
  const FunctionRecord& behind(const interpreter::FunctionRecord& record) const {
    return functions_[static_cast<std::size_t>(&record - records_.data())];
  }
  bool holds(const interpreter::FunctionRecord& record) const {
    return !records_.empty() && &record >= records_.data() && &record < records_.data() + records_.size();
  }

 private:
  void add_record(const FunctionRecord& function);

  std::vector<FunctionRecord> functions_;
  std::deque<std::vector<interpreter::ParameterRecord>> parameters_;
  std::vector<interpreter::FunctionRecord> records_;
};

}  // namespace sluice::engine
