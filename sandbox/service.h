// The whole sandbox: accounts and CRM behind one HTTP server on loopback.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "sandbox/crm.h"
#include "sandbox/faults.h"
#include "sandbox/http_server.h"

namespace sluice::sandbox {

struct ServiceOptions {
  int port = 0;              // 0: a free one
  std::string data_folder;   // empty: in memory
  std::string seed;  // `demo`, `empty`, or the text of a seed file (JSON); empty: what the folder holds, else `demo`
  std::string seed_name;  // of the seed file, for messages
  bool token_limits = false;
  CrmOptions crm;
  FunctionHook function;  // may be empty
};

// The port is taken, the folder cannot be used, the seed is bad.
class StartError : public std::runtime_error {
 public:
  explicit StartError(const std::string& message, std::string help = {}, bool is_usage = false)
      : std::runtime_error(message), help_(std::move(help)), is_usage_(is_usage) {}
  const std::string& help() const { return help_; }  // what to do next; may be empty
  bool is_usage() const { return is_usage_; }  // the options or the seed file are wrong

 private:
  std::string help_;
  bool is_usage_;
};

class Service {
 public:
  // Throws StartError. A new folder then has no organisation.
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
  Response grant(const Json& body);

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
