// The user's functions that a script can call: those of its own file and those of the library.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/check_report.h"
#include "interpreter/program.h"
#include "interpreter/suggest.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

class KnownFunctions {
 public:
  KnownFunctions(const grammar::Script& script, const FunctionResolver* library);

  // By name in any letter case; the namespace decides between functions of one name, and any prefix finds a function
  // of this file (decisions 7). Null when there is none.
  const grammar::Function* find(std::string_view name_space, std::string_view name, LookupFailure& failure) const;
  const grammar::Function* find(std::string_view name_space, std::string_view name) const {
    LookupFailure unused;
    return find(name_space, name, unused);
  }
  // The same, but only when the namespace is the function's own.
  const grammar::Function* find_exactly(std::string_view name_space, std::string_view name) const;

  void suggest(Suggestion& suggestion) const;
  void report_duplicates(Report& report) const;

 private:
  const std::vector<const grammar::Function*>* named(std::string_view name) const;

  const grammar::Script& script_;
  const FunctionResolver* library_;
  std::unordered_map<std::string, std::vector<const grammar::Function*>> by_name_;  // keys in lower case
};

}  // namespace sluice::interpreter
