#include "builtins/value_set.h"

#include <bit>

namespace sluice::builtins {

using namespace interpreter;

namespace {

// hash_of() gives all containers one hash; maps of a list are told apart by what is directly inside them. The sum
// does not depend on the order, because two maps are equal in any order.
std::uint64_t hash_deeper(const Value& value, std::uint64_t seed) {
  if (!value.is_container()) return hash_of(value, seed);
  const Container& container = value.container();
  std::uint64_t sum = container.size();
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    sum += hash_of(container.value_at(p), seed);
  return sum * 0x9e3779b97f4a7c15u;
}

}  // namespace

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
  const std::uint64_t hash = hash_deeper(value, context_.heap.hash_seed());
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
  return slots_[slot_of(value, hash_deeper(value, context_.heap.hash_seed()))].value != nullptr;
}

}  // namespace sluice::builtins
