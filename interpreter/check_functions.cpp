#include "interpreter/check_functions.h"

#include <algorithm>

namespace sluice::interpreter {

using grammar::Function;

KnownFunctions::KnownFunctions(const grammar::Script& script, const FunctionResolver* library)
    : script_(script), library_(library) {
  for (const Function* function : script.functions) by_name_[folded(function->name)].push_back(function);
}

const std::vector<const Function*>* KnownFunctions::named(std::string_view name) const {
  if (by_name_.empty()) return nullptr;
  const auto found = by_name_.find(folded(name));
  return found == by_name_.end() ? nullptr : &found->second;
}

const Function* KnownFunctions::find_exactly(std::string_view name_space, std::string_view name) const {
  if (const auto* functions = named(name)) {
    for (const Function* function : *functions) {
      if (same_name(function->name_space, name_space)) return function;
    }
  }
  return nullptr;
}

const Function* KnownFunctions::find(std::string_view name_space, std::string_view name, LookupFailure& failure) const {
  if (const Function* own = find_exactly(name_space, name)) return own;
  if (const auto* functions = named(name)) return functions->front();
  return library_ == nullptr ? nullptr : library_->declaration(name_space, name, failure);
}

void KnownFunctions::suggest(Suggestion& suggestion) const {
  for (const Function* function : script_.functions) suggestion.consider(function->name);
}

void KnownFunctions::report_duplicates(Report& report) const {
  for (const auto& [name, functions] : by_name_) {
    for (auto later = functions.begin() + 1; later < functions.end(); ++later) {
      const auto same = [&](const Function* earlier) { return same_name(earlier->name_space, (*later)->name_space); };
      if (std::any_of(functions.begin(), later, same)) {
        report.error(messages::DuplicateFunction, (*later)->name_span, {(*later)->name},
                     "rename it, or remove one of the two");
      }
    }
  }
}

}  // namespace sluice::interpreter
