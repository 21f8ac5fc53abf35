// A local CRM and accounts server, for scripts and tests that need no account of the service. It listens on loopback
// only and speaks the service's API; official SDKs work against it.
//
//   sluice::Sandbox sandbox = sluice::Sandbox::start().value();
//   sluice::EngineOptions options;
//   sandbox.prepare(options);
//   sluice::Engine engine = sluice::Engine::create(options).value();
//   sandbox.connect(engine).value();        // zoho.crm tasks of this engine now work in the sandbox
//   sandbox.run_functions_of(engine);       // its functions are those of the organisation
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <sluice/engine.h>
#include <sluice/export.h>
#include <sluice/result.h>

namespace sluice {

// What a function of the organisation gave.
struct SandboxOutput {
  std::string output;                      // its result as text
  std::vector<std::string> messages = {};  // the lines that it wrote with `info`
};

// Runs a function of the organisation: its name, and its arguments as a JSON object. An error of the kind Usage says that
// there is no such function. Called on threads of the server.
using SandboxFunction = std::function<Result<SandboxOutput>(const std::string& name, const std::string& arguments)>;

struct SandboxOptions {
  std::uint16_t port = 0;  // 0: a free one
  std::string data_folder = {};  // where records outlive the server; empty: they do not
  // What a new organisation holds: `demo`, `empty`, or the path of a seed file. Empty: `demo`, or what the data folder
  // holds already; only so may one be opened again.
  std::string seed = {};
  bool token_limits = false;  // refuse clients that ask for tokens too often, as the service does
  bool legacy_202 = false;  // answers of batches before v8 as they once were
  bool strict_picklists = false;  // refuse values that a picklist does not have
  bool exact_search = false;  // `equals` means the whole text
  std::int64_t credits = 0;  // API calls a day, weighed as the service does; 0: no limit
  int concurrency = 0;  // calls at a time; 0: no limit
  // What POST /crm/v8/functions/{name}/actions/execute runs. Without it, and without Sandbox::run_functions_of(), the
  // answer is 501.
  SandboxFunction function = {};
};

// What a client needs to know.
struct SandboxClient {
  std::string id;
  std::string secret;
  std::string refresh_token;  // of the super admin, with all scopes
  std::string grant_code;  // the same as a self-client code: good once, for ten minutes
};

// Stops when the last handle goes. Thread-safe.
class SLUICE_API Sandbox {
 public:
  // Errors (kind Host): the port is taken, the folder cannot be used, the module is not installed (SLC-API-0010); a bad
  // seed file, or a seed for a folder that holds an organisation (kind Usage).
  static Result<Sandbox> start(const SandboxOptions& options = {});
  // One that runs already, in another process: `sluice sandbox serve`. Errors (kind Usage): not an address, or no sandbox
  // answers there.
  static Result<Sandbox> attach(const std::string& address);

  // Lets an engine with these options reach the sandbox, in the environment `development`.
  void prepare(EngineOptions& options) const;
  // Points the engine's CRM connector at the sandbox and authorises its system connection there, as super admin.
  Result<void> connect(const Engine& engine) const;
  // The functions of the engine's library (EngineOptions::functions) become those of the organisation, in place of
  // SandboxOptions::function. Running ones are cancelled when the sandbox stops. Not for one that was attached.
  void run_functions_of(const Engine& engine) const;

  const std::string& address() const;
  const SandboxClient& client() const;
  // Address and credentials as one line of JSON, as `sluice sandbox serve` prints it.
  const std::string& ready_line() const;

 private:
  std::shared_ptr<struct SandboxState> state_;
};

}  // namespace sluice
