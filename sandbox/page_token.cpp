#include "sandbox/page_token.h"

#include <algorithm>

#include "sandbox/digest.h"

namespace sluice::sandbox {

namespace {

// What a token is bound to: who asks for what, apart from the page.
std::string binding(const Call& call) {
  Parameters parameters = call.request.query;
  std::erase_if(parameters, [](const auto& one) { return one.first == "page" || one.first == "page_token"; });
  std::sort(parameters.begin(), parameters.end());
  std::string text = std::to_string(call.user_id());
  for (std::size_t i = 0; i < call.segments.size(); ++i) text += "/" + call.segments[i];
  for (const auto& [name, value] : parameters) text += "\n" + name + "=" + value;
  return base64url(sha256(text).substr(0, 12));
}

// Keeps clients from making tokens up.
std::string seal(const std::string& text) { return base64url(sha256("page token " + text).substr(0, 6)); }

}  // namespace

std::string make_page_token(const Call& call, std::size_t page) {
  const std::string body =
      std::to_string(page) + "." + std::to_string(call.clock.now() + kPageTokenLife) + "." + binding(call);
  return body + "." + seal(body);
}

std::size_t read_page_token(const Call& call, const std::string& token) {
  const std::vector<std::string> parts = split(token, '.');
  const Json details = {{"param_name", "page_token"}};
  if (parts.size() != 4 || seal(parts[0] + "." + parts[1] + "." + parts[2]) != parts[3])
    throw invalid_data("invalid data", details);
  if (std::stoll(parts[1]) < call.clock.now())
    throw ApiError(400, "EXPIRED_VALUE", "The given page_token has expired", details);
  if (parts[2] != binding(call))
    throw ApiError(400, "TOKEN_BOUND_DATA_MISMATCH", "The page_token is bound to other parameters", details);
  return std::stoull(parts[0]);
}

}  // namespace sluice::sandbox
