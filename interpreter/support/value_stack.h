// The values that the JSON reader has read and that have no container yet. Those of one object or array lie side by
// side, so that its container takes them in one move.
#pragma once

#include <cstddef>
#include <cstring>
#include <iterator>
#include <memory>
#include <new>
#include <utility>

#include "interpreter/value.h"

namespace sluice::interpreter::support {

class ValueStack {
 public:
  ValueStack() = default;
  ValueStack(const ValueStack&) = delete;
  ValueStack& operator=(const ValueStack&) = delete;
  ~ValueStack() {
    while (size_ > 0) values_[--size_].~Value();
  }

  std::size_t size() const { return size_; }
  Value* at(std::size_t index) { return values_ + index; }
  void push(Value value) {
    if (size_ == capacity_) [[unlikely]]
      grow();
    new (values_ + size_++) Value(std::move(value));
  }
  Value pop() { return std::move(values_[--size_]); }
  // Drops the values above, which must have been moved from.
  void forget(std::size_t size) { size_ = size; }

 private:
  struct alignas(Value) Bytes {
    char bytes[sizeof(Value)];
  };

  void grow() {
    auto moved = std::make_unique_for_overwrite<Bytes[]>(capacity_ * 2);
    std::memcpy(static_cast<void*>(moved.get()), static_cast<void*>(values_), size_ * sizeof(Value));
    large_ = std::move(moved);
    values_ = reinterpret_cast<Value*>(large_.get());
    capacity_ *= 2;
  }

  Bytes small_[64];
  std::unique_ptr<Bytes[]> large_;
  Value* values_ = reinterpret_cast<Value*>(small_);
  std::size_t size_ = 0;
  std::size_t capacity_ = std::size(small_);
};

}  // namespace sluice::interpreter::support
