#include "connectors/http/multipart.h"

#include "connectors/random.h"

namespace sluice::connectors {

namespace {

constexpr std::string_view kLine = "\r\n";

// Nobody can put into a part what nobody can guess.
std::string random_boundary() { return "----Sluice" + random_text(); }

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"')
      out += "%22";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else if (c != '\0')
      out += c;
  }
}

void append_type(std::string& out, std::string_view media_type) {
  if (media_type.empty()) return;
  out += "Content-Type: ";
  for (const char c : media_type)
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  out += kLine;
}

}  // namespace

Multipart::Multipart() : boundary_(random_boundary()) {}

void Multipart::begin_part(std::string_view name) {
  body_.append("--").append(boundary_).append(kLine).append("Content-Disposition: form-data; name=\"");
  append_escaped(body_, name);
  body_ += '"';
}

void Multipart::add_text(std::string_view name, std::string_view text, std::string_view media_type) {
  begin_part(name);
  body_ += kLine;
  append_type(body_, media_type);
  body_.append(kLine).append(text).append(kLine);
}

void Multipart::add_file(std::string_view name, std::string_view file_name, std::string_view media_type,
                         std::string_view content) {
  begin_part(name);
  body_ += "; filename=\"";
  append_escaped(body_, file_name);
  body_.append("\"").append(kLine);
  append_type(body_, media_type.empty() ? "application/octet-stream" : media_type);
  body_.append(kLine).append(content).append(kLine);
}

void Multipart::write_to(HttpRequest& request) && {
  body_.append("--").append(boundary_).append("--").append(kLine);
  request.body = std::move(body_);
  set_header(request.headers, "Content-Type", "multipart/form-data; boundary=" + boundary_);
}

}  // namespace sluice::connectors
