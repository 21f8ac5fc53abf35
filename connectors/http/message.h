// One HTTP request and its response, as bytes. Encoding of forms, JSON and multipart is the caller's.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::connectors {

struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

// The value of a header in any letter case, or null.
const std::string* find_header(const Headers& headers, std::string_view name);
// Replaces every header of that name.
void set_header(Headers& headers, std::string_view name, std::string value);

struct HttpRequest {
  std::string method = "GET";
  std::string url;  // absolute, percent-encoded
  Headers headers = {};
  std::string body = {};
  // Names of headers and query parameters whose values are secrets: logs show them redacted, a redirect to another
  // origin drops them.
  std::vector<std::string> secret_headers = {};
  std::vector<std::string> secret_parameters = {};
};

struct HttpResponse {
  int status = 0;
  Headers headers = {};
  std::string body = {};  // decompressed
  std::string url = {};   // after redirects
};

}  // namespace sluice::connectors
