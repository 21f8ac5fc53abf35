// The memory of one run: size-class free lists over chunks, exact accounting against the run's limit, and everything
// dropped at once when the run ends, cycles included. One thread at a time.
//
// Built with SLUICE_PLAIN_HEAP every block comes from malloc, so that sanitizers see each object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice::interpreter {

enum class ObjectKind : std::uint8_t { Text, WideDecimal, Container, File, Fault };
enum class Type : std::uint8_t;  // value.h

class Heap;

// What every counted object starts with. Objects are never shared between threads, so counts are plain integers.
struct Object {
  std::uint32_t references;
  ObjectKind kind;
  std::uint8_t flags = 0;
  Type container_type{};  // what a script takes a container for; only containers have it
  Heap* heap;
};

// Called when a count falls to zero: frees the object and, with a worklist instead of recursion, all that it held
// the last reference to.
void destroy(Object* object) noexcept;

class Heap {
 public:
  // `limit`: bytes in use before a run ends with messages::MemoryLimit; 0 means none. `hash_seed` seeds every map.
  explicit Heap(std::uint64_t limit = 0, std::uint64_t hash_seed = 0);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Uninitialised memory, aligned to 16 bytes. Throws Raised (MemoryLimit) when the limit is passed or memory is out.
  void* allocate(std::size_t size) {
    used_ += size;
#ifndef SLUICE_PLAIN_HEAP
    if (size <= kLargestClass && used_ <= limit_) [[likely]] {
      FreeBlock*& list = free_[(size + 15) / 16];
      if (FreeBlock* block = list) {
        list = block->next;
        return block;
      }
    }
#endif
    return allocate_slowly(size);
  }

  // `size` is what allocate() or resize() was given.
  void release(void* block, std::size_t size) noexcept {
    used_ -= size;
#ifndef SLUICE_PLAIN_HEAP
    if (size <= kLargestClass) [[likely]] {
      auto* free = static_cast<FreeBlock*>(block);
      FreeBlock*& list = free_[(size + 15) / 16];
      free->next = list;
      list = free;
      return;
    }
#endif
    release_large(block, size);
  }

  // Grows or shrinks a block, moving its bytes; large blocks grow without copying where the system can.
  void* resize(void* block, std::size_t old_size, std::size_t new_size);

  // Makes sure that `size` more bytes would fit before work is done for them.
  void expect(std::uint64_t size) const;

  std::uint64_t used() const { return used_; }
  std::uint64_t peak() const { return peak_ > used_ ? peak_ : used_; }
  std::uint64_t limit() const { return limit_; }
  std::uint64_t hash_seed() const { return hash_seed_; }

  // The shape of a map without keys, where every chain of shapes starts. Made on first use.
  class Shape* root_shape();

 private:
  friend void destroy(Object* object) noexcept;

  struct FreeBlock {
    FreeBlock* next;
  };
  struct LargeBlock;  // header of a block from malloc, in a list so that the end of the run finds it

  static constexpr std::size_t kLargestClass = 1024;

  void* allocate_slowly(std::size_t size);
  void* allocate_large(std::size_t size);
  void release_large(void* block, std::size_t size) noexcept;
  void finish(Object* object) noexcept;
  [[noreturn]] void fail(std::uint64_t wanted);

  std::uint64_t used_ = 0;
  std::uint64_t limit_;
  std::uint64_t peak_ = 0;
  std::uint64_t hash_seed_;
  FreeBlock* free_[kLargestClass / 16 + 1] = {};
  char* bump_ = nullptr;
  std::size_t bump_left_ = 0;
  std::size_t next_chunk_ = 64 * 1024;
  std::vector<void*> chunks_;
  LargeBlock* large_ = nullptr;
  class Shape* root_shape_ = nullptr;
  Object* doomed_ = nullptr;  // worklist of destroy(), linked through Object::heap
  bool destroying_ = false;
};

}  // namespace sluice::interpreter
