#include "connectors/http/curl_pool.h"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <new>

namespace sluice::connectors {

namespace {

constexpr int kTick = 20;  // milliseconds between two questions whether a call is cancelled
constexpr long kConnections = 256;
constexpr std::size_t kIdleHandles = 64;

// OpenSSL writes to sockets that may have been closed. The signal of that is kept from this thread, and from the host's
// handlers, as long as this lives.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    sigset_t pending;
    ::sigpending(&pending);
    if (::sigismember(&pending, SIGPIPE) == 1) return;  // somebody else's, who blocks it already
    ::sigemptyset(&sigpipe_);
    ::sigaddset(&sigpipe_, SIGPIPE);
    blocked_ = ::pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_) == 0;
  }
  ~WithoutSigpipe() {
    if (!blocked_) return;
    const std::timespec now{};
    while (::sigtimedwait(&sigpipe_, nullptr, &now) == SIGPIPE) {}
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

 private:
  sigset_t sigpipe_{};
  sigset_t before_{};
  bool blocked_ = false;
};

}  // namespace

struct CurlPool::Transfer {
  CURL* easy;
  bool done = false;
  bool added = false;
  CURLcode result = CURLE_OK;
  std::condition_variable changed;
};

CurlPool::CurlPool(const CurlLibrary& curl) : curl_(curl), multi_(curl.multi_init()) {
  if (multi_ == nullptr) throw std::bad_alloc();
  curl_.multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kConnections);
}

CurlPool::~CurlPool() {
  const WithoutSigpipe guard;
  for (CURL* easy : idle_) curl_.easy_cleanup(easy);
  curl_.multi_cleanup(multi_);
}

CURL* CurlPool::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      CURL* easy = idle_.back();
      idle_.pop_back();
      return easy;
    }
  }
  CURL* easy = curl_.easy_init();
  if (easy == nullptr) throw std::bad_alloc();
  return easy;
}

void CurlPool::give_back(CURL* easy) {
  curl_.easy_reset(easy);
  {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kIdleHandles) {
      idle_.push_back(easy);
      return;
    }
  }
  curl_.easy_cleanup(easy);
}

CURLcode CurlPool::run(CURL* easy, const std::function<bool()>& cancelled) {
  const WithoutSigpipe guard;
  Transfer own{.easy = easy};
  std::unique_lock lock(mutex_);
  arriving_.push_back(&own);
  active_.push_back(&own);
  if (driven_) curl_.multi_wakeup(multi_);
  while (!own.done) {
    if (driven_)
      await(lock, own, cancelled);
    else
      drive(lock, own, cancelled);
  }
  std::erase(active_, &own);
  return own.result;
}

// Waits for the thread that drives; returns now and then so that this one can take its place.
void CurlPool::await(std::unique_lock<std::mutex>& lock, Transfer& own, const std::function<bool()>& cancelled) {
  own.changed.wait_for(lock, std::chrono::milliseconds(kTick));
  if (own.done || !cancelled) return;
  lock.unlock();
  const bool end = cancelled();
  lock.lock();
  if (!end || own.done || std::ranges::find(leaving_, &own) != leaving_.end()) return;
  leaving_.push_back(&own);
  if (driven_) curl_.multi_wakeup(multi_);
}

void CurlPool::drive(std::unique_lock<std::mutex>& lock, Transfer& own, const std::function<bool()>& cancelled) {
  driven_ = true;
  while (!own.done) {
    exchange();
    lock.unlock();
    int running = 0;
    curl_.multi_perform(multi_, &running);
    lock.lock();
    collect();
    if (own.done) break;
    lock.unlock();
    const bool end = cancelled && cancelled();
    if (!end) curl_.multi_poll(multi_, nullptr, 0, kTick, nullptr);
    lock.lock();
    if (end) leaving_.push_back(&own);
  }
  driven_ = false;
  hand_over();
}

// Takes in what arrived and lets go what was cancelled. Only the driving thread touches libcurl's handles.
void CurlPool::exchange() {
  for (Transfer* transfer : arriving_) {
    transfer->added = curl_.multi_add_handle(multi_, transfer->easy) == CURLM_OK;
    if (!transfer->added) finish(*transfer, CURLE_FAILED_INIT);
  }
  arriving_.clear();
  for (Transfer* transfer : leaving_)
    if (!transfer->done) finish(*transfer, CURLE_ABORTED_BY_CALLBACK);
  leaving_.clear();
}

void CurlPool::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_.multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURL* easy = message->easy_handle;
    const CURLcode result = message->data.result;
    const auto found = std::ranges::find(active_, easy, &Transfer::easy);
    if (found != active_.end()) finish(**found, result);
  }
}

void CurlPool::finish(Transfer& transfer, CURLcode result) {
  if (transfer.added) curl_.multi_remove_handle(multi_, transfer.easy);
  transfer.result = result;
  transfer.done = true;
  transfer.changed.notify_one();
}

// Wakes one thread that still waits, so that it drives on.
void CurlPool::hand_over() {
  for (Transfer* transfer : active_) {
    if (transfer->done) continue;
    transfer->changed.notify_one();
    return;
  }
}

}  // namespace sluice::connectors
