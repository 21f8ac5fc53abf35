#include "builtins/value_set.h"

#include <bit>

namespace sluice::builtins {

using namespace interpreter;

ValueSet::ValueSet(std::uint32_t expected, Context& context) : context_(context) {
  const std::size_t slots = std::bit_ceil(std::size_t{expected} * 2 + 1);
  context.heap.expect(slots * sizeof(Slot));
  context.budget.charge(expected);
  slots_.resize(slots);
}

std::size_t ValueSet::slot_of(const Value& value, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.value == nullptr || (slot.hash == hash && identical(*slot.value, value))) return i;
    context_.budget.charge(1);
  }
}

bool ValueSet::insert(const Value& value) {
  const std::uint64_t hash = hash_of(value, context_.heap.hash_seed());
  Slot& slot = slots_[slot_of(value, hash)];
  if (slot.value != nullptr) return false;
  slot = {&value, hash};
  return true;
}

void ValueSet::insert_all(const Container& values) {
  for (std::uint32_t p = values.first_place(); p != Container::kEnd; p = values.next_place(p))
    insert(values.value_at(p));
}

bool ValueSet::contains(const Value& value) const {
  return slots_[slot_of(value, hash_of(value, context_.heap.hash_seed()))].value != nullptr;
}

}  // namespace sluice::builtins
