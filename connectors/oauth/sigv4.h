// AWS Signature Version 4, in headers.
#pragma once

#include <cstdint>
#include <string>

#include "connectors/http/message.h"
#include "connectors/outcome.h"
#include "connectors/secret.h"

namespace sluice::connectors {

struct AwsCredentials {
  std::string access_key;
  Secret secret_key;
  std::string region;
  std::string service;
};

// `now`: milliseconds since 1970. Signs the host, the date, the hash of the body and every x-amz- header.
Outcome<void> sign_sigv4(HttpRequest& request, const AwsCredentials& credentials, std::int64_t now,
                         bool body_hash_header = true);

}  // namespace sluice::connectors
