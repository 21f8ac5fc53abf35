#include "interpreter/heap.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

#include "interpreter/container.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

struct alignas(16) Heap::LargeBlock {
  LargeBlock* previous;
  LargeBlock* next;
};

namespace {

[[maybe_unused]] constexpr std::size_t kHugePage = 2u << 20;
constexpr std::size_t kHugePages = 4u << 20;  // from here on huge pages save more than they cost
[[maybe_unused]] constexpr std::size_t kLargestChunk = kHugePages;

[[maybe_unused]] constexpr std::size_t rounded_up(std::size_t size) { return (size + 15) & ~std::size_t{15}; }

// Huge pages take a tenth off the time of large maps, which miss the page table at nearly every look-up. All pages that
// hold the block are asked for: were the first or the last left out, the system would keep two mappings, which it cannot
// grow as one, and realloc() would copy.
void ask_for_huge_pages(void* block, std::size_t size) {
  if (size < kHugePages) return;
  constexpr std::uintptr_t kPage = 4096;
  const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(block) & ~(kPage - 1);
  const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(block) + size + kPage - 1) & ~(kPage - 1);
  madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

}  // namespace

Heap::Heap(std::uint64_t limit, std::uint64_t hash_seed)
    : limit_(limit == 0 ? std::numeric_limits<std::uint64_t>::max() : limit), hash_seed_(hash_seed) {}

Heap::~Heap() {
  for (void* chunk : chunks_) std::free(chunk);
  while (large_ != nullptr) {
    LargeBlock* next = large_->next;
    std::free(large_);
    large_ = next;
  }
}

void Heap::fail(std::uint64_t wanted) {
  used_ -= wanted;
  raise(ErrorKind::Limit, messages::MemoryLimit, {std::to_string(limit_)});
}

void Heap::expect(std::uint64_t size) const {
  if (size > limit_ || used_ > limit_ - size) raise(ErrorKind::Limit, messages::MemoryLimit, {std::to_string(limit_)});
}

void* Heap::allocate_slowly(std::size_t size) {
  if (used_ > limit_) fail(size);
  peak_ = std::max(peak_, used_);
#ifdef SLUICE_PLAIN_HEAP
  return allocate_large(size);
#else
  if (size > kLargestClass) return allocate_large(size);
  const std::size_t whole = rounded_up(std::max<std::size_t>(size, 1));
  if (bump_left_ < whole) {
    chunks_.push_back(nullptr);  // first, for it may throw
    void* chunk = next_chunk_ < kHugePages ? std::malloc(next_chunk_) : std::aligned_alloc(kHugePage, next_chunk_);
    if (chunk == nullptr) fail(size);
    ask_for_huge_pages(chunk, next_chunk_);
    chunks_.back() = chunk;
    bump_ = static_cast<char*>(chunk);
    bump_left_ = next_chunk_;
    next_chunk_ = std::min(next_chunk_ * 2, kLargestChunk);
  }
  void* block = bump_;
  bump_ += whole;
  bump_left_ -= whole;
  return block;
#endif
}

void* Heap::allocate_large(std::size_t size) {
  auto* block = static_cast<LargeBlock*>(std::malloc(sizeof(LargeBlock) + size));
  if (block == nullptr) fail(size);
  ask_for_huge_pages(block, size);
  block->previous = nullptr;
  block->next = large_;
  if (large_ != nullptr) large_->previous = block;
  large_ = block;
  return block + 1;
}

void Heap::release_large(void* memory, std::size_t) noexcept {
  LargeBlock* block = static_cast<LargeBlock*>(memory) - 1;
  peak_ = std::max(peak_, used_);
  if (block->previous != nullptr) block->previous->next = block->next;
  if (block->next != nullptr) block->next->previous = block->previous;
  if (large_ == block) large_ = block->next;
  std::free(block);
}

void* Heap::resize(void* memory, std::size_t old_size, std::size_t new_size) {
#ifdef SLUICE_PLAIN_HEAP
  const bool stays_large = true;
#else
  const bool stays_large = old_size > kLargestClass && new_size > kLargestClass;
#endif
  if (!stays_large) {
    void* moved = allocate(new_size);
    if (old_size != 0) {
      std::memcpy(moved, memory, std::min(old_size, new_size));
      release(memory, old_size);
    }
    return moved;
  }
  if (memory == nullptr) return allocate(new_size);
  used_ += new_size - old_size;
  if (used_ > limit_) fail(new_size - old_size);
  peak_ = std::max(peak_, used_);
  auto* block =
      static_cast<LargeBlock*>(std::realloc(static_cast<LargeBlock*>(memory) - 1, sizeof(LargeBlock) + new_size));
  if (block == nullptr) fail(new_size - old_size);
  ask_for_huge_pages(block, new_size);
  if (block->previous != nullptr)
    block->previous->next = block;
  else
    large_ = block;
  if (block->next != nullptr) block->next->previous = block;
  return block + 1;
}

Shape* Heap::root_shape() {
  if (root_shape_ == nullptr) root_shape_ = Shape::make_root(*this);
  return root_shape_;
}

// Frees one object. Values inside it drop their references here, which may put more objects on the worklist.
void Heap::finish(Object* object) noexcept {
  switch (object->kind) {
    case ObjectKind::Text: {
      auto* text = static_cast<TextObject*>(object);
      release(text, sizeof(TextObject) + text->capacity);
      return;
    }
    case ObjectKind::WideDecimal: {
      auto* decimal = static_cast<WideDecimal*>(object);
      release(decimal, sizeof(WideDecimal) + decimal->limb_count * sizeof(std::uint32_t));
      return;
    }
    case ObjectKind::Container: {
      auto* container = static_cast<Container*>(object);
      container->release_storage();
      release(container, sizeof(Container));
      return;
    }
    case ObjectKind::File: {
      auto* file = static_cast<FileObject*>(object);
      file->~FileObject();
      release(file, sizeof(FileObject));
      return;
    }
    case ObjectKind::Fault: {
      auto* fault = static_cast<FaultObject*>(object);
      fault->~FaultObject();
      release(fault, sizeof(FaultObject));
      return;
    }
  }
}

void destroy(Object* object) noexcept {
  Heap& heap = *object->heap;
  if (object->kind == ObjectKind::Text) return heap.finish(object);
  // The object is dead, so its heap pointer can carry the link; it is put back before the object is finished.
  object->heap = reinterpret_cast<Heap*>(heap.doomed_);
  heap.doomed_ = object;
  if (heap.destroying_) return;
  heap.destroying_ = true;
  while (heap.doomed_ != nullptr) {
    Object* next = heap.doomed_;
    heap.doomed_ = reinterpret_cast<Object*>(next->heap);
    next->heap = &heap;
    heap.finish(next);
  }
  heap.destroying_ = false;
}

}  // namespace sluice::interpreter
