// One request and its answer, as the services of the sandbox see them.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sandbox/json.h"
#include "sandbox/text.h"

namespace sluice::sandbox {

struct Request {
  std::string method;   // upper case
  std::string path;     // as sent, without the query
  Parameters query;     // decoded
  Parameters headers;   // names in lower case
  std::string body;

  // The first one of that name; null when there is none. Header names in lower case.
  const std::string* parameter(std::string_view name) const;
  const std::string* header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string body;
  std::string content_type = "application/json;charset=UTF-8";
  Parameters headers;
  int delay_ms = 0;   // before it is sent
  bool drop = false;  // close the connection instead
  // When set, runs on a thread of its own and makes the answer: for what takes long or calls back into the server.
  std::function<Response()> later;
};

Response json_response(int status, const Json& body);

// A part of a multipart body.
struct Part {
  std::string name;
  std::string file_name;
  std::string content_type;
  std::string content;
};

// Nothing when the request is not multipart, or is malformed.
std::optional<std::vector<Part>> multipart_of(const Request& request);

}  // namespace sluice::sandbox
