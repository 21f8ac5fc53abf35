// A set of values by identical(), for distinct(), intersect() and removeAll(): linear where comparing each with each
// would be quadratic. Borrows the values, which must not move while it is used.
#pragma once

#include <cstdint>
#include <vector>

#include "interpreter/container.h"
#include "interpreter/context.h"

namespace sluice::builtins {

class ValueSet {
 public:
  // Room for `expected` values.
  ValueSet(std::uint32_t expected, interpreter::Context& context);

  // False when an identical value is in it already.
  bool insert(const interpreter::Value& value);
  void insert_all(const interpreter::Container& values);
  bool contains(const interpreter::Value& value) const;

 private:
  struct Slot {
    const interpreter::Value* value = nullptr;
    std::uint64_t hash = 0;
  };
  std::size_t slot_of(const interpreter::Value& value, std::uint64_t hash) const;

  interpreter::Context& context_;
  std::vector<Slot> slots_;  // a power of two
};

}  // namespace sluice::builtins
