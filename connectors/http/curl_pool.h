// One pool of connections for all threads of an engine, without a thread of its own: of the threads that wait for
// answers one drives libcurl for all of them, and hands over when its own answer is there.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "connectors/http/curl_library.h"

namespace sluice::connectors {

class CurlPool {
 public:
  explicit CurlPool(const CurlLibrary& curl);
  ~CurlPool();
  CurlPool(const CurlPool&) = delete;
  CurlPool& operator=(const CurlPool&) = delete;

  // An easy handle without options, borrowed by one thread.
  CURL* borrow();
  void give_back(CURL* easy);

  // Runs a transfer to its end; CURLE_ABORTED_BY_CALLBACK where `cancelled` said so, which is asked every 20 ms by the
  // calling thread. Callbacks of the transfer run on any thread of those that wait here, never two at once.
  CURLcode run(CURL* easy, const std::function<bool()>& cancelled);

 private:
  struct Transfer;

  void drive(std::unique_lock<std::mutex>& lock, Transfer& own, const std::function<bool()>& cancelled);
  void await(std::unique_lock<std::mutex>& lock, Transfer& own, const std::function<bool()>& cancelled);
  void exchange();
  void collect();
  void finish(Transfer& transfer, CURLcode result);
  void hand_over();

  const CurlLibrary& curl_;
  std::mutex mutex_;
  CURLM* multi_;
  bool driven_ = false;
  std::vector<Transfer*> arriving_;
  std::vector<Transfer*> leaving_;
  std::vector<Transfer*> active_;
  std::vector<CURL*> idle_;
};

}  // namespace sluice::connectors
