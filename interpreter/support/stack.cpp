#include "interpreter/support/stack.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <new>

namespace sluice::interpreter {

namespace {

constexpr std::size_t kMainStackGuess = 8u << 20;  // where the limit is "unlimited"
constexpr std::size_t kForeignStack = 512u << 10;
#ifdef SLUICE_PLAIN_HEAP
constexpr std::size_t kDeepStack = 32u << 20;  // sanitizers make frames several times as large
#else
constexpr std::size_t kDeepStack = 4u << 20;
#endif

struct Range {
  const char* low = nullptr;
  const char* high = nullptr;
  bool holds(const char* address) const { return low <= address && address < high; }
};

// For the main thread pthread_getattr_np() reads /proc/self/maps, which costs more than starting a script; its size
// follows from the resource limit instead.
Range find_own_stack(const char* here) {
  rlimit limit{};
  getrlimit(RLIMIT_STACK, &limit);
  const std::size_t size = limit.rlim_cur == RLIM_INFINITY ? kMainStackGuess : limit.rlim_cur;
  const char* top = reinterpret_cast<const char*>(::environ);  // lies above the main thread's frames
  if (here < top && static_cast<std::size_t>(top - here) < size) return {top - size, top};
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return {};
  void* address = nullptr;
  std::size_t bytes = 0;
  pthread_attr_getstack(&attributes, &address, &bytes);
  pthread_attr_destroy(&attributes);
  const char* low = static_cast<const char*>(address);
  return {low, low + bytes};
}

// A stack that the host made: a coroutine's, or one of a foreign function interface. Nobody says how large it is; half
// a megabyte is taken for granted, less where its mapping ends.
const char* end_of_foreign_stack(const char* here) {
  const char* end = here - kForeignStack;
  std::FILE* maps = std::fopen("/proc/self/maps", "re");
  if (maps == nullptr) return end;
  std::uintptr_t low = 0;
  std::uintptr_t high = 0;
  const auto address = reinterpret_cast<std::uintptr_t>(here);
  while (std::fscanf(maps, "%" SCNxPTR "-%" SCNxPTR "%*[^\n]", &low, &high) == 2)
    if (low <= address && address < high) end = std::max(end, reinterpret_cast<const char*>(low));
  std::fclose(maps);
  return end;
}

// Whether this thread is at such work already: what that calls stays on the thread, which may hold a lock.
thread_local bool at_work = false;

class AtWork {
 public:
  AtWork() { at_work = true; }
  ~AtWork() { at_work = false; }
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;
};

bool has_deep_stack() {
  return static_cast<const char*>(__builtin_frame_address(0)) - stack_end() >= static_cast<std::ptrdiff_t>(kDeepStack);
}

struct Job {
  const std::function<void()>& work;
  std::exception_ptr thrown;
};

void* run_job(void* argument) {
  Job& job = *static_cast<Job*>(argument);
  try {
    const AtWork mark;
    job.work();
  } catch (...) { job.thrown = std::current_exception(); }
  return nullptr;
}

}  // namespace

const char* stack_end() {
  thread_local Range own;
  const char* here = static_cast<const char*>(__builtin_frame_address(0));
  if (own.holds(here)) return own.low;
  if (own.high == nullptr) own = find_own_stack(here);
  return own.holds(here) ? own.low : end_of_foreign_stack(here);
}

void with_deep_stack(const std::function<void()>& work) {
  if (at_work) return work();
  if (has_deep_stack()) {
    const AtWork mark;
    return work();
  }
  Job job{work, nullptr};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 2 * kDeepStack);
  pthread_t thread{};
  const bool started = pthread_create(&thread, &attributes, run_job, &job) == 0;
  pthread_attr_destroy(&attributes);
  if (!started) throw std::bad_alloc();
  pthread_join(thread, nullptr);
  if (job.thrown != nullptr) std::rethrow_exception(job.thrown);
}

}  // namespace sluice::interpreter
