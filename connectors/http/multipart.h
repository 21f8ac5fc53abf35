// The body of a multipart/form-data request.
#pragma once

#include <string>
#include <string_view>

#include "connectors/http/message.h"

namespace sluice::connectors {

class Multipart {
 public:
  Multipart();  // with a boundary of its own

  // `media_type` may be empty. Names and file names may hold anything; what would end a header's line is escaped as
  // browsers do it.
  void add_text(std::string_view name, std::string_view text, std::string_view media_type = {});
  void add_file(std::string_view name, std::string_view file_name, std::string_view media_type,
                std::string_view content);
  bool empty() const { return body_.empty(); }

  // Gives the request this body and its Content-Type.
  void write_to(HttpRequest& request) &&;

 private:
  void begin_part(std::string_view name);

  std::string boundary_;
  std::string body_;
};

}  // namespace sluice::connectors
