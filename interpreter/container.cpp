#include "interpreter/container.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <new>
#include <string>
#include <unordered_map>
#include <vector>

#include "interpreter/error.h"

namespace sluice::interpreter {

namespace {

constexpr std::uint32_t kMaxElements = 1u << 30;
constexpr std::uint32_t kScanned = 6;  // keys up to which a shape is searched from the front

std::uint32_t grown_capacity(std::uint32_t capacity, std::uint32_t needed) {
  if (needed > kMaxElements)
    raise(ErrorKind::Limit, messages::ElementLimit, {"A container", std::to_string(kMaxElements)});
  return std::max({needed, capacity + capacity / 2, 4u});
}

}  // namespace

// ---------------------------------------------------------------- shapes

Shape* Shape::make_root(Heap& heap) { return new (heap.allocate(sizeof(Shape))) Shape(); }

int Shape::find(const Value& key) const {
  if (!key.is_text()) return -1;
  if (index_mask_ == 0) {
    for (std::uint32_t i = 0; i < size_; ++i)
      if (identical(keys_[i], key)) return static_cast<int>(i);
    return -1;
  }
  const std::uint64_t hash = hash_of(key, hash_seed_);
  for (std::uint32_t slot = hash & index_mask_;; slot = (slot + 1) & index_mask_) {
    const std::uint8_t place = index_[slot];
    if (place == 0) return -1;
    if (identical(keys_[place - 1], key)) return place - 1;
  }
}

Shape* Shape::with(Heap& heap, const Value& key) {
  if (predicted_ != nullptr && identical(predicted_->keys_[size_], key)) return predicted_;
  for (Transition* t = transitions_; t != nullptr; t = t->next)
    if (identical(t->to->keys_[size_], key)) return predicted_ = t->to;
  Shape* shape = extended(heap, key);
  transitions_ = new (heap.allocate(sizeof(Transition))) Transition{shape, transitions_};
  ++transition_count_;
  return predicted_ = shape;
}

Shape* Shape::extended(Heap& heap, const Value& key) const {
  auto* shape = new (heap.allocate(sizeof(Shape))) Shape();
  shape->size_ = size_ + 1;
  shape->hash_seed_ = heap.hash_seed();
  shape->keys_ = static_cast<Value*>(heap.allocate(shape->size_ * sizeof(Value)));
  for (std::uint32_t i = 0; i < size_; ++i) new (&shape->keys_[i]) Value(keys_[i]);
  new (&shape->keys_[size_]) Value(key);
  if (shape->size_ > kScanned) shape->build_index(heap);
  return shape;
}

void Shape::build_index(Heap& heap) {
  const std::uint32_t slots = std::bit_ceil(size_ * 2);
  index_mask_ = slots - 1;
  index_ = static_cast<std::uint8_t*>(heap.allocate(slots));
  std::fill_n(index_, slots, std::uint8_t{0});
  for (std::uint32_t i = 0; i < size_; ++i) {
    std::uint32_t slot = hash_of(keys_[i], hash_seed_) & index_mask_;
    while (index_[slot] != 0) slot = (slot + 1) & index_mask_;
    index_[slot] = static_cast<std::uint8_t>(i + 1);
  }
}

// ---------------------------------------------------------------- making

Container* Container::make(Heap& heap, Type type, Layout layout, bool undecided) {
  auto* container = new (heap.allocate(sizeof(Container))) Container();
  container->references = 1;
  container->kind = ObjectKind::Container;
  container->heap = &heap;
  container->container_type = type;
  container->layout_ = layout;
  container->undecided_ = undecided;
  container->values_ = nullptr;
  container->shape_ = layout == Layout::Shaped ? heap.root_shape() : nullptr;
  return container;
}

Value Container::make_list(Heap& heap, std::uint32_t capacity) {
  Container* list = make(heap, Type::List, Layout::Sequence, false);
  Value value = Value::adopt(Tag::Container, list);
  if (capacity != 0) list->reserve(capacity);
  return value;
}

Value Container::make_map(Heap& heap) {
  return Value::adopt(Tag::Container, make(heap, Type::Map, Layout::Shaped, false));
}

Value Container::make_empty(Heap& heap) {
  return Value::adopt(Tag::Container, make(heap, Type::Empty, Layout::Sequence, true));
}

Value Container::make_collection(Heap& heap) {
  return Value::adopt(Tag::Container, make(heap, Type::Collection, Layout::Sequence, true));
}

Value Container::make_shaped_map(Heap& heap, Shape* shape, Value* values) {
  Container* map = make(heap, Type::Map, Layout::Shaped, false);
  Value result = Value::adopt(Tag::Container, map);
  const std::uint32_t size = shape->size();
  if (size == 0) return result;
  map->values_ = static_cast<Value*>(heap.allocate(size * sizeof(Value)));
  map->capacity_ = size;
  std::memcpy(static_cast<void*>(map->values_), static_cast<const void*>(values), size * sizeof(Value));
  for (std::uint32_t i = 0; i < size; ++i) new (&values[i]) Value();  // moved from: their references went along
  map->shape_ = shape;
  map->size_ = size;
  return result;
}

void Container::become_sequence() {
  if (!undecided_) return;
  undecided_ = false;
  if (container_type == Type::Empty) container_type = Type::List;
  layout_ = Layout::Sequence;
}

void Container::become_keyed() {
  if (!undecided_) return;
  undecided_ = false;
  if (container_type == Type::Empty) container_type = Type::Map;
  release_storage();
  layout_ = Layout::Shaped;
  shape_ = heap->root_shape();
}

// ---------------------------------------------------------------- sequences

void Container::grow_values(std::uint32_t capacity) {
  values_ = static_cast<Value*>(heap->resize(values_, capacity_ * sizeof(Value), capacity * sizeof(Value)));
  capacity_ = capacity;
}

void Container::push_slowly(Value value) {
  grow_values(grown_capacity(capacity_, size_ + 1));
  new (&values_[size_++]) Value(std::move(value));
}

void Container::reserve(std::uint32_t capacity) {
  if (capacity > kMaxElements)
    raise(ErrorKind::Limit, messages::ElementLimit, {"A container", std::to_string(kMaxElements)});
  if (capacity > capacity_) grow_values(capacity);
}

void Container::insert_at(std::uint32_t index, Value value) {
  if (size_ == capacity_) grow_values(grown_capacity(capacity_, size_ + 1));
  std::memmove(static_cast<void*>(values_ + index + 1), static_cast<const void*>(values_ + index),
               (size_ - index) * sizeof(Value));
  new (&values_[index]) Value(std::move(value));
  ++size_;
}

Value Container::remove_at(std::uint32_t index) {
  Value removed = std::move(values_[index]);
  --size_;
  std::memmove(static_cast<void*>(values_ + index), static_cast<const void*>(values_ + index + 1),
               (size_ - index) * sizeof(Value));
  return removed;
}

void Container::truncate(std::uint32_t size) {
  while (size_ > size) {
    Value gone = std::move(values_[size_ - 1]);  // dropping it may run no script, but keep the list whole
    --size_;
  }
}

// ---------------------------------------------------------------- keyed

Container::Entry* Container::find_entry(const Value& key, std::uint64_t hash) {
  if (index_ == nullptr) return nullptr;
  const std::uint32_t mask = index_mask();
  for (std::uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const std::uint32_t place = index_[slot];
    if (place == 0) return nullptr;
    Entry& entry = entries_[place - 1];
    if (entry.hash == hash && identical(entry.key, key)) return &entry;
  }
}

Value* Container::find(const Value& key) {
  switch (layout_) {
    case Layout::Sequence: return nullptr;
    case Layout::Shaped: {
      const int place = shape_->find(key);
      return place < 0 ? nullptr : &values_[place];
    }
    case Layout::Hashed: {
      Entry* entry = find_entry(key, hash_of(key, heap->hash_seed()));
      return entry == nullptr ? nullptr : &entry->value;
    }
  }
  return nullptr;
}

void Container::put(Value key, Value value) {
  if (layout_ == Layout::Shaped) {
    const int place = shape_->find(key);
    if (place >= 0) {
      values_[place] = std::move(value);
      return;
    }
    if (key.is_text() && size_ < kShapedKeys && !shape_->crowded()) {
      if (size_ == capacity_) grow_values(grown_capacity(capacity_, size_ + 1));
      shape_ = shape_->with(*heap, key);
      new (&values_[size_++]) Value(std::move(value));
      return;
    }
    become_hashed();
  }
  put_hashed(std::move(key), std::move(value));
}

void Container::put_hashed(Value key, Value value) {
  const std::uint64_t hash = hash_of(key, heap->hash_seed());
  if (Entry* entry = find_entry(key, hash)) {
    entry->value = std::move(value);
    return;
  }
  if (used_ == capacity_) rebuild_index(grown_capacity(size_, size_ + 1));
  Entry* entry = new (&entries_[used_]) Entry{std::move(key), std::move(value), hash};
  ++used_;
  ++size_;
  const std::uint32_t mask = index_mask();
  std::uint32_t slot = entry->hash & mask;
  while (index_[slot] != 0) slot = (slot + 1) & mask;
  index_[slot] = used_;
}

void Container::become_hashed() {
  const std::uint32_t size = size_;
  Value* const values = values_;
  Shape* const shape = shape_;
  const std::uint32_t old_capacity = capacity_;
  layout_ = Layout::Hashed;
  entries_ = nullptr;
  index_ = nullptr;
  capacity_ = used_ = size_ = 0;
  index_bits_ = 0;
  try {
    rebuild_index(std::max(8u, size + size / 2));
  } catch (...) {
    layout_ = Layout::Shaped;
    values_ = values;
    shape_ = shape;
    capacity_ = old_capacity;
    size_ = size;
    throw;
  }
  for (std::uint32_t i = 0; i < size; ++i) {
    put_hashed(shape->key(i), std::move(values[i]));
    values[i].~Value();
  }
  if (values != nullptr) heap->release(values, old_capacity * sizeof(Value));
}

// Makes room for `capacity` entries, packing those that are left.
void Container::fit_entries(std::uint32_t capacity) {
  if (used_ == size_) {
    entries_ = static_cast<Entry*>(heap->resize(entries_, capacity_ * sizeof(Entry), capacity * sizeof(Entry)));
  } else {
    auto* packed = static_cast<Entry*>(heap->allocate(capacity * sizeof(Entry)));
    std::uint32_t to = 0;
    for (std::uint32_t from = 0; from < used_; ++from) {
      if (entries_[from].key.tag() == Tag::Removed) continue;
      std::memcpy(static_cast<void*>(&packed[to++]), static_cast<const void*>(&entries_[from]), sizeof(Entry));
    }
    heap->release(entries_, capacity_ * sizeof(Entry));
    entries_ = packed;
    used_ = size_;
  }
  capacity_ = capacity;
}

// Gives the entries new room and a new index; where memory is out, both stay as they were.
void Container::rebuild_index(std::uint32_t capacity) {
  const std::uint32_t slots = std::bit_ceil(capacity + capacity / 2);
  auto* index = static_cast<std::uint32_t*>(heap->allocate(slots * sizeof(std::uint32_t)));
  try {
    fit_entries(capacity);
  } catch (...) {
    heap->release(index, slots * sizeof(std::uint32_t));
    throw;
  }
  if (index_ != nullptr) heap->release(index_, index_bytes());
  index_ = index;
  index_bits_ = static_cast<std::uint8_t>(std::countr_zero(slots));
  std::fill_n(index_, slots, 0u);
  const std::uint32_t mask = slots - 1;
  for (std::uint32_t i = 0; i < used_; ++i) {
    std::uint32_t slot = entries_[i].hash & mask;
    while (index_[slot] != 0) slot = (slot + 1) & mask;
    index_[slot] = i + 1;
  }
}

bool Container::erase(const Value& key) {
  if (layout_ == Layout::Shaped) {
    if (shape_->find(key) < 0) return false;
    become_hashed();
  }
  if (layout_ != Layout::Hashed) return false;
  Entry* entry = find_entry(key, hash_of(key, heap->hash_seed()));
  if (entry == nullptr) return false;
  // The index keeps pointing at the place, so that later probes still pass over it.
  Value old_key = std::exchange(entry->key, Value::removed());
  Value old_value = std::move(entry->value);
  --size_;
  return true;
}

// ---------------------------------------------------------------- both

void Container::release_storage() {
  if (layout_ == Layout::Hashed) {
    for (std::uint32_t i = 0; i < used_; ++i) entries_[i].~Entry();
    if (entries_ != nullptr) heap->release(entries_, capacity_ * sizeof(Entry));
    if (index_ != nullptr) heap->release(index_, index_bytes());
  } else {
    for (std::uint32_t i = 0; i < size_; ++i) values_[i].~Value();
    if (values_ != nullptr) heap->release(values_, capacity_ * sizeof(Value));
  }
  values_ = nullptr;
  index_ = nullptr;
  size_ = capacity_ = used_ = 0;
  index_bits_ = 0;
}

void Container::clear() {
  release_storage();
  if (layout_ == Layout::Sequence) return;
  layout_ = Layout::Shaped;
  shape_ = heap->root_shape();
}

void Container::reorder(std::span<const std::uint32_t> order) {
  if (layout_ == Layout::Sequence) {
    std::vector<Value> sorted;
    sorted.reserve(order.size());
    for (std::uint32_t place : order) sorted.push_back(std::move(values_[place]));
    std::move(sorted.begin(), sorted.end(), values_);
    return;
  }
  std::vector<std::pair<Value, Value>> sorted;
  sorted.reserve(order.size());
  for (std::uint32_t place : order) sorted.emplace_back(key_at(place), std::move(value_at(place)));
  clear();
  for (auto& [key, value] : sorted) put(std::move(key), std::move(value));
}

Value Container::copy(bool deep) const {
  // A worklist, not recursion: data may be nested deeper than the stack, and may contain itself.
  std::vector<std::pair<const Container*, Container*>> pending;
  std::unordered_map<const Container*, Value> made;
  const auto copy_of = [&](const Container& from) -> Value {
    if (const auto known = made.find(&from); known != made.end()) return known->second;
    Container* to = make(*heap, from.container_type,
                         from.layout_ == Layout::Sequence ? Layout::Sequence : Layout::Shaped, from.undecided_);
    to->element_type_ = from.element_type_;
    Value twin = Value::adopt(Tag::Container, to);
    if (deep) made.emplace(&from, twin);
    pending.emplace_back(&from, to);
    return twin;
  };
  const auto part = [&](const Value& value) {
    return deep && value.is_container() ? copy_of(value.container()) : value;
  };
  Value result = copy_of(*this);
  while (!pending.empty()) {
    const auto [from, to] = pending.back();
    pending.pop_back();
    if (from->layout_ == Layout::Sequence) {
      to->reserve(from->size_);
      for (const Value& value : from->items()) to->push(part(value));
      continue;
    }
    // Keys are shared: copies of containers as keys would be told apart before they have their content.
    for (std::uint32_t p = from->first_place(); p != kEnd; p = from->next_place(p))
      to->put(from->key_at(p), part(from->value_at(p)));
  }
  return result;
}

}  // namespace sluice::interpreter
