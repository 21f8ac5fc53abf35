// LIST, MAP, COLLECTION and the undecided {}: one object, because {} becomes a list or a map at its first use and
// a collection is either. Variables share containers by reference.
//
// A sequence keeps values side by side. A keyed container is *shaped* (values side by side, keys in a Shape shared
// by all maps with the same keys in the same order) until it has a key that is not TEXT, loses a key or grows past
// kShapedKeys; then it is *hashed* (entries in insertion order beside an index). Order is insertion order throughout;
// overwriting keeps the place.
#pragma once

#include <cstdint>
#include <new>
#include <span>

#include "interpreter/value.h"

namespace sluice::interpreter {

// What a typed list (List:Int()) accepts.
enum class ElementType : std::uint8_t { Any, Text, Number, Decimal, DateTime, Boolean };

// A list of TEXT keys, shared by all maps that got these keys in this order. Lives as long as its heap.
class Shape {
 public:
  std::uint32_t size() const { return size_; }
  const Value& key(std::uint32_t place) const { return keys_[place]; }
  // The place of a key, or -1.
  int find(const Value& key) const;
  // The shape with one more key at the end.
  Shape* with(Heap& heap, const Value& key);
  // Whether so many keys follow this shape that the map is used as a dictionary, where shapes would only cost.
  bool crowded() const { return transition_count_ >= kMaxTransitions; }

  static Shape* make_root(Heap& heap);

 private:
  static constexpr std::uint32_t kMaxTransitions = 64;
  struct Transition {
    Shape* to;
    Transition* next;
  };
  Shape* extended(Heap& heap, const Value& key) const;
  void build_index(Heap& heap);

  std::uint32_t size_ = 0;
  std::uint32_t index_mask_ = 0;      // of `index_`; 0 while the shape is small enough to scan
  std::uint32_t transition_count_ = 0;
  Value* keys_ = nullptr;
  std::uint8_t* index_ = nullptr;     // place + 1, 0 for none
  std::uint64_t hash_seed_ = 0;
  Shape* predicted_ = nullptr;        // the transition taken last
  Transition* transitions_ = nullptr;
};

class Container : public Object {
 public:
  enum class Layout : std::uint8_t { Sequence, Shaped, Hashed };
  static constexpr std::uint32_t kShapedKeys = 32;

  struct Entry {
    Value key;    // Value::removed() where an entry was erased
    Value value;
    std::uint64_t hash;
  };

  // New containers with one reference, to be adopted by a Value.
  static Value make_list(Heap& heap, std::uint32_t capacity = 0);
  static Value make_map(Heap& heap);
  static Value make_empty(Heap& heap);       // {}
  static Value make_collection(Heap& heap);  // mode open until the first insert
  static Value make_shaped_map(Heap& heap, Shape* shape, Value* values);  // takes the values; they become null

  Type type() const { return container_type; }
  Layout layout() const { return layout_; }
  // Elements or pairs.
  std::uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // For COLLECTION and {}: whether it holds no kind of content yet.
  bool undecided() const { return undecided_; }
  bool is_sequence() const { return layout_ == Layout::Sequence && !undecided_; }
  bool is_keyed() const { return layout_ != Layout::Sequence; }
  ElementType element_type() const { return element_type_; }
  void set_element_type(ElementType type) { element_type_ = type; }

  // Decides an undecided container; does nothing to a decided one of that kind.
  void become_sequence();
  void become_keyed();

  // ---- sequences
  std::span<Value> items() { return {values_, size_}; }
  std::span<const Value> items() const { return {values_, size_}; }
  void push(Value value) {
    if (size_ == capacity_) [[unlikely]]
      return push_slowly(std::move(value));
    new (&values_[size_++]) Value(std::move(value));
  }
  void insert_at(std::uint32_t index, Value value);
  void reserve(std::uint32_t capacity);
  Value remove_at(std::uint32_t index);
  void truncate(std::uint32_t size);

  // ---- keyed
  // Null when absent. The pointer is good until the next change.
  Value* find(const Value& key);
  const Value* find(const Value& key) const { return const_cast<Container*>(this)->find(key); }
  void put(Value key, Value value);
  bool erase(const Value& key);

  // Places in insertion order: for (p = first_place(); p != kEnd; p = next_place(p)). Works for every layout; for a
  // sequence the place is the index and there is no key.
  static constexpr std::uint32_t kEnd = 0xffffffff;
  std::uint32_t first_place() const { return next_from(0); }
  std::uint32_t next_place(std::uint32_t place) const { return next_from(place + 1); }
  const Value& key_at(std::uint32_t place) const {
    return layout_ == Layout::Shaped ? shape_->key(place) : entries_[place].key;
  }
  Value& value_at(std::uint32_t place) { return layout_ == Layout::Hashed ? entries_[place].value : values_[place]; }
  const Value& value_at(std::uint32_t place) const { return const_cast<Container*>(this)->value_at(place); }

  // ---- both
  void clear();
  // The elements in order, or key and value pairs rearranged: `order` holds places. Used by the sorts.
  void reorder(std::span<const std::uint32_t> order);
  // A copy of the container itself; its elements are shared (`deep` copies containers inside as well).
  Value copy(bool deep = false) const;

  // ---- for inline caches
  Shape* shape() const { return shape_; }  // meaningful while Shaped
  Value* values() { return values_; }

 private:
  friend class Heap;
  static Container* make(Heap& heap, Type type, Layout layout, bool undecided);
  std::uint32_t next_from(std::uint32_t place) const {
    const std::uint32_t end = layout_ == Layout::Hashed ? used_ : size_;
    if (layout_ == Layout::Hashed)
      while (place < end && entries_[place].key.tag() == Tag::Removed) ++place;
    return place < end ? place : kEnd;
  }
  void become_hashed();
  void push_slowly(Value value);
  void put_hashed(Value key, Value value);
  void grow_values(std::uint32_t capacity);
  void fit_entries(std::uint32_t capacity);
  void rebuild_index(std::uint32_t capacity);
  Entry* find_entry(const Value& key, std::uint64_t hash);
  void release_storage();

  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;  // of values_ or entries_
  union {
    Value* values_;   // Sequence, Shaped
    Entry* entries_;  // Hashed
  };
  union {
    Shape* shape_;           // Shaped
    std::uint32_t* index_;   // Hashed: place + 1, 0 for none
  };
  std::uint32_t used_ = 0;  // entries in use, removed ones included
  Layout layout_;
  ElementType element_type_ = ElementType::Any;
  bool undecided_ = false;
  std::uint8_t index_bits_ = 0;  // the index has 2 to the power of that many slots

  std::uint32_t index_mask() const { return (1u << index_bits_) - 1; }
  std::size_t index_bytes() const { return sizeof(std::uint32_t) << index_bits_; }
};

// Half of what records of services cost; see the tests of heap.h before making it grow.
static_assert(sizeof(Container) == 48);

inline Container& Value::container() const { return *static_cast<Container*>(object_); }

}  // namespace sluice::interpreter
