// The whole sandbox: accounts and CRM behind one HTTP server on loopback.
#pragma once

#include <memory>
#include <string>

#include "sandbox/crm.h"
#include "sandbox/faults.h"
#include "sandbox/http_server.h"

namespace sluice::sandbox {

struct ServiceOptions {
  int port = 0;              // 0: a free one
  std::string data_folder;   // empty: in memory
  std::string seed = "demo";  // `demo`, `empty`, or the text of a seed file (JSON)
  bool token_limits = false;
  CrmOptions crm;
  FunctionHook function;  // may be empty
};

class Service {
 public:
  // Throws std::runtime_error with what is wrong: the port is taken, the folder cannot be used, the seed is bad.
  explicit Service(const ServiceOptions& options);
  ~Service();

  // Addresses and credentials, as one line of JSON.
  const std::string& ready_line() const { return ready_line_; }

  void run();   // on this thread, until stop()
  void stop();  // from any thread

 private:
  Response serve(const Request& request);
  Response serve_in_transaction(const Request& request);
  std::optional<Response> administer(const Request& request);
  void prepare_data(const ServiceOptions& options);
  std::string describe();

  Schema schema_;
  Clock clock_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Crm> crm_;
  Faults faults_;
  std::unique_ptr<HttpServer> server_;
  std::string address_;
  std::string ready_line_;
};

}  // namespace sluice::sandbox
