#include "interpreter/support/stack.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <exception>
#include <new>

namespace sluice::interpreter {

namespace {

constexpr std::size_t kMainStackGuess = 8u << 20;  // where the limit is "unlimited"
#ifdef SLUICE_PLAIN_HEAP
constexpr std::size_t kDeepStack = 32u << 20;  // sanitizers make frames several times as large
#else
constexpr std::size_t kDeepStack = 4u << 20;
#endif

// For the main thread pthread_getattr_np() reads /proc/self/maps, which costs more than starting a script; its size
// follows from the resource limit instead.
const char* find_stack_end() {
  const char* here = static_cast<const char*>(__builtin_frame_address(0));
  rlimit limit{};
  getrlimit(RLIMIT_STACK, &limit);
  const std::size_t size = limit.rlim_cur == RLIM_INFINITY ? kMainStackGuess : limit.rlim_cur;
  const char* top = reinterpret_cast<const char*>(::environ);  // lies above the main thread's frames
  if (here < top && static_cast<std::size_t>(top - here) < size) return top - size;
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return here - 256 * 1024;
  void* address = nullptr;
  std::size_t bytes = 0;
  pthread_attr_getstack(&attributes, &address, &bytes);
  pthread_attr_destroy(&attributes);
  return static_cast<const char*>(address);
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
  thread_local const char* end = find_stack_end();
  return end;
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
