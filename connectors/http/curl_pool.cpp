#include "connectors/http/curl_pool.h"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <ctime>
#include <new>
#include <optional>
#include <thread>

namespace sluice::connectors {

namespace {

constexpr int kTick = 20;  // milliseconds between two questions whether a call is cancelled
constexpr int kLongTick = 1000;  // where nobody can cancel it
constexpr std::size_t kIdleLanes = 256;
constexpr std::size_t kSites = 8;  // of one lane, with a connection each

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

struct CurlLane {
  explicit CurlLane(const CurlLibrary& library)
      : curl(library), multi(library.multi_init()), easy(library.easy_init()) {
    if (multi == nullptr || easy == nullptr) {
      close();
      throw std::bad_alloc();
    }
    curl.multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(kSites));
  }
  ~CurlLane() {
    const WithoutSigpipe guard;
    close();
  }
  CurlLane(const CurlLane&) = delete;
  CurlLane& operator=(const CurlLane&) = delete;

  bool knows(std::string_view site) const { return std::ranges::find(sites, site) != sites.end(); }
  void learn(std::string_view site) {
    if (knows(site)) return;
    encrypts = encrypts || !site.starts_with("http://");
    if (sites.size() == kSites) sites.erase(sites.begin());
    sites.emplace_back(site);
  }
  void close() {
    if (easy != nullptr) curl.easy_cleanup(easy);
    if (multi != nullptr) curl.multi_cleanup(multi);
  }

  const CurlLibrary& curl;
  CURLM* multi;
  CURL* easy;
  CurlSeat seat;
  std::vector<std::string> sites;  // that it has connections to
  bool encrypts = false;  // some of them
  std::thread::id user;  // the last thread that had it
};

// What is given back must not need memory.
CurlPool::CurlPool(const CurlLibrary& curl) : curl_(curl) { idle_.reserve(kIdleLanes); }

CurlPool::~CurlPool() = default;

// One that knows the site, of these the thread's own where it is idle: what it allocated is near, and no other thread
// has to free it. Else the one that was used last: its connections to other sites stay.
std::unique_ptr<CurlLane> CurlPool::take(std::string_view site) {
  const std::thread::id me = std::this_thread::get_id();
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto lane = idle_.rend();
      for (auto each = idle_.rbegin(); each != idle_.rend(); ++each) {
        const bool mine = (*each)->user == me;
        if ((!mine && lane != idle_.rend()) || !(*each)->knows(site)) continue;
        lane = each;
        if (mine) break;
      }
      if (lane == idle_.rend()) lane = idle_.rbegin();
      std::unique_ptr<CurlLane> taken = std::move(*lane);
      idle_.erase(std::next(lane).base());
      taken->user = me;
      return taken;
    }
  }
  auto lane = std::make_unique<CurlLane>(curl_);
  lane->user = me;
  return lane;
}

void CurlPool::put_back(std::unique_ptr<CurlLane> lane) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kIdleLanes) idle_.push_back(std::move(lane));
}

CurlPool::Loan::Loan(CurlPool& pool, std::string_view site) : pool_(pool), lane_(pool.take(site)) {
  new_ = lane_->sites.empty();
  lane_->learn(site);
}

CurlPool::Loan::~Loan() { pool_.put_back(std::move(lane_)); }

CURL* CurlPool::Loan::easy() const { return lane_->easy; }

CurlSeat& CurlPool::Loan::seat() const { return lane_->seat; }

CURLcode CurlPool::Loan::run(const std::function<bool()>& cancelled) {
  std::optional<WithoutSigpipe> guard;
  if (lane_->encrypts) guard.emplace();
  const CurlLibrary& curl = pool_.curl_;
  if (curl.multi_add_handle(lane_->multi, lane_->easy) != CURLM_OK) return CURLE_FAILED_INIT;
  CURLcode result = CURLE_ABORTED_BY_CALLBACK;
  while (true) {
    int running = 0;
    curl.multi_perform(lane_->multi, &running);
    if (running == 0) {
      int left = 0;
      const CURLMsg* message = curl.multi_info_read(lane_->multi, &left);
      result = message != nullptr ? message->data.result : CURLE_FAILED_INIT;
      break;
    }
    if (cancelled && cancelled()) break;
    curl.multi_poll(lane_->multi, nullptr, 0, cancelled ? kTick : kLongTick, nullptr);
  }
  curl.multi_remove_handle(lane_->multi, lane_->easy);
  return result;
}

}  // namespace sluice::connectors
