#include "sandbox/http.h"

#include <algorithm>

namespace sluice::sandbox {

namespace {

constexpr std::size_t kMaxParts = 200;

const std::string* find(const Parameters& parameters, std::string_view name) {
  for (const auto& [key, value] : parameters)
    if (key == name) return &value;
  return nullptr;
}

// `name="…"` or `name=…` of a header such as Content-Disposition.
std::string attribute(std::string_view header, std::string_view name) {
  std::size_t at = 0;
  while ((at = header.find(name, at)) != std::string_view::npos) {
    const bool whole = at == 0 || header[at - 1] == ' ' || header[at - 1] == ';';
    std::string_view rest = header.substr(at + name.size());
    at += name.size();
    if (!whole || !rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    if (!rest.starts_with('"')) return std::string(trim(rest.substr(0, rest.find(';'))));
    std::string value;
    for (std::size_t i = 1; i < rest.size() && rest[i] != '"'; ++i) {
      if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\')) ++i;
      value += rest[i];
    }
    return value;
  }
  return {};
}

Part read_part(std::string_view text) {
  Part part;
  const std::size_t end = text.find("\r\n\r\n");
  std::string_view head = text.substr(0, end);
  if (end != std::string_view::npos) part.content = text.substr(end + 4);
  while (!head.empty()) {
    const std::size_t stop = head.find("\r\n");
    const std::string_view line = head.substr(0, stop);
    head.remove_prefix(stop == std::string_view::npos ? head.size() : stop + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = fold(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    if (name == "content-type") part.content_type = value;
    if (name == "content-disposition") {
      part.name = attribute(value, "name");
      part.file_name = attribute(value, "filename");
      const std::string extended = attribute(value, "filename*");
      if (const std::size_t quote = extended.rfind('\''); quote != std::string::npos)
        part.file_name = percent_decode(std::string_view(extended).substr(quote + 1), false);
    }
  }
  return part;
}

}  // namespace

const std::string* Request::parameter(std::string_view name) const { return find(query, name); }
const std::string* Request::header(std::string_view name) const { return find(headers, name); }

Response json_response(int status, const Json& body) {
  Response response;
  response.status = status;
  response.body = to_text(body);
  response.headers.emplace_back("Content-Disposition", "attachment; filename=response.json");
  return response;
}

std::optional<std::vector<Part>> multipart_of(const Request& request) {
  const std::string* type = request.header("content-type");
  if (type == nullptr || !fold(*type).starts_with("multipart/form-data")) return std::nullopt;
  const std::string boundary = attribute(*type, "boundary");
  if (boundary.empty()) return std::nullopt;
  const std::string limit = "--" + boundary;
  std::vector<Part> parts;
  std::string_view body = request.body;
  std::size_t at = body.find(limit);
  while (at != std::string_view::npos && parts.size() < kMaxParts) {
    body.remove_prefix(at + limit.size());
    if (body.starts_with("--")) return parts;
    if (!body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
    at = body.find("\r\n" + limit);
    if (at == std::string_view::npos) return std::nullopt;
    parts.push_back(read_part(body.substr(0, at)));
    at += 2;
  }
  return std::nullopt;
}

}  // namespace sluice::sandbox
