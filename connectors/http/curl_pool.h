// The connections that an engine keeps open. A lane is one of libcurl's handles with the connections that it has made; a call
// borrows the one that last spoke to its site, so that threads share connections, and nothing else.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/curl_transfer.h"

namespace sluice::connectors {

// Safe to use from many threads at once.
class CurlPool {
 public:
  explicit CurlPool(const CurlLibrary& curl);
  ~CurlPool();
  CurlPool(const CurlPool&) = delete;
  CurlPool& operator=(const CurlPool&) = delete;

  // A lane for as long as one transfer takes, for one thread.
  class Loan {
   public:
    Loan(CurlPool& pool, std::string_view site);
    ~Loan();
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    CURL* easy() const;
    CurlSeat& seat() const;
    // Whether nobody has set options of it yet; they stay from one loan to the next.
    bool is_new() const { return new_; }
    // Runs a transfer to its end; CURLE_ABORTED_BY_CALLBACK where `cancelled` said so, which is asked every 20 ms.
    CURLcode run(const std::function<bool()>& cancelled);

   private:
    CurlPool& pool_;
    std::unique_ptr<struct CurlLane> lane_;
    bool new_ = false;
  };

 private:
  std::unique_ptr<CurlLane> take(std::string_view site);
  void put_back(std::unique_ptr<CurlLane> lane);

  const CurlLibrary& curl_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<CurlLane>> idle_;  // the last one used at the end
};

}  // namespace sluice::connectors
