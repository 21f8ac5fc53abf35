// The engine's own transport: libcurl, one hop for each send(). Whoever wants redirects, repeats and the log of calls puts
// HttpClient around it.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "connectors/http/egress_policy.h"
#include "connectors/http/transport.h"

namespace sluice::connectors {

class CurlPool;

struct CurlOptions {
  std::string user_agent = "Sluice";
  std::string ca_file = {};  // certificates to trust instead of the system's
  std::vector<std::string> resolve = {};  // `host:port:address`, for tests: answers of the name service
};

class CurlTransport final : public Transport {
 public:
  // Failure: libcurl is missing.
  static Outcome<std::unique_ptr<CurlTransport>> open(EgressPolicy policy, CurlOptions options = {});
  ~CurlTransport() override;

  Outcome<HttpResponse> send(const HttpRequest& request, const CallControl& control) override;

 private:
  CurlTransport(EgressPolicy policy, CurlOptions options, std::unique_ptr<CurlPool> pool);

  const EgressPolicy policy_;
  const CurlOptions options_;
  const std::unique_ptr<CurlPool> pool_;
};

}  // namespace sluice::connectors
