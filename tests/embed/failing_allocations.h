// Lets the allocations of one thread fail: include it in one file of a program, which it gives its own malloc.
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdlib>

// The C library's own, which have no other names.
extern "C" void* __libc_malloc(std::size_t size);
extern "C" void* __libc_calloc(std::size_t count, std::size_t size);
extern "C" void* __libc_realloc(void* old, std::size_t size);
extern "C" void* __libc_memalign(std::size_t alignment, std::size_t size);

namespace failing {

// Allocations of this thread until one fails; below zero: none does.
inline thread_local long countdown = -1;
inline thread_local bool failed = false;

inline bool refused() {
  if (countdown < 0) return false;
  if (countdown-- > 0) return false;
  failed = true;
  return true;
}

// While it lives, nothing fails: for callbacks of the host.
class Pause {
 public:
  Pause() { countdown = -1; }
  ~Pause() { countdown = before_; }
  Pause(const Pause&) = delete;
  Pause& operator=(const Pause&) = delete;

 private:
  const long before_ = countdown;
};

}  // namespace failing

// operator new takes its memory from malloc, so that these see everything.
extern "C" void* malloc(std::size_t size) {
  return failing::refused() ? (errno = ENOMEM, nullptr) : __libc_malloc(size);
}
extern "C" void* calloc(std::size_t count, std::size_t size) {
  return failing::refused() ? (errno = ENOMEM, nullptr) : __libc_calloc(count, size);
}
extern "C" void* realloc(void* old, std::size_t size) {
  return failing::refused() ? (errno = ENOMEM, nullptr) : __libc_realloc(old, size);
}
extern "C" void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return failing::refused() ? (errno = ENOMEM, nullptr) : __libc_memalign(alignment, size);
}
extern "C" int posix_memalign(void** where, std::size_t alignment, std::size_t size) {
  *where = failing::refused() ? nullptr : __libc_memalign(alignment, size);
  return *where == nullptr ? ENOMEM : 0;
}
