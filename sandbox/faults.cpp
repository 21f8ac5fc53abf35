#include "sandbox/faults.h"

#include <algorithm>
#include <charconv>

#include "sandbox/api_error.h"

namespace sluice::sandbox {

namespace {

constexpr int kMaxLatency = 600'000;

// -1 for what is no number.
int number_of(std::string_view text) {
  int number = -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() ? number : -1;
}

bool sound(const Fault& fault) {
  return fault.latency_ms >= 0 && fault.latency_ms <= kMaxLatency &&
         (fault.status == 0 || (fault.status >= 400 && fault.status <= 599));
}

constexpr const char* kForms = "status=400 to 599, latency=0 to 600000, drop, after, expired-token";

// `status=429, latency=200, drop, after, expired-token`
Fault read_header(std::string_view text) {
  Fault fault;
  bool known = true;
  for (const std::string& part : split(text, ',')) {
    const std::string_view word = trim(part);
    if (word.starts_with("status="))
      fault.status = number_of(word.substr(7));
    else if (word.starts_with("latency="))
      fault.latency_ms = number_of(word.substr(8));
    else if (word == "drop")
      fault.drop = true;
    else if (word == "after")
      fault.after = true;
    else if (word == "expired-token")
      fault.status = 401;
    else
      known = false;
  }
  if (!known || !sound(fault))
    throw ApiError(400, "INVALID_REQUEST", std::string("X-Sandbox-Fault takes ") + kForms,
                   {{"header", "X-Sandbox-Fault"}, {"value", text}});
  return fault;
}

// A name that POST /__sandbox/faults does not take; empty when it knows all.
std::string unknown_name(const Json& description) {
  for (const auto& [name, value] : description.items()) {
    static constexpr std::string_view kNames[] = {"path", "times", "latency_ms",   "status",
                                                  "drop", "after", "expire_tokens"};
    if (std::find(std::begin(kNames), std::end(kNames), name) == std::end(kNames)) return name;
  }
  return {};
}

}  // namespace

std::optional<Fault> Faults::take(const Request& request) {
  if (const std::string* header = request.header("x-sandbox-fault")) return read_header(*header);
  for (std::size_t i = 0; i < planned_.size(); ++i) {
    if (request.path.find(planned_[i].path) == std::string::npos) continue;
    std::optional<Fault> fault = planned_[i];
    if (fault->times == 1)
      planned_.erase(planned_.begin() + static_cast<std::ptrdiff_t>(i));
    else if (fault->times > 1)
      --planned_[i].times;
    return fault;
  }
  return std::nullopt;
}

std::string Faults::add(const Json& description) {
  if (!description.is_object()) return "a fault is a JSON object";
  if (const std::string name = unknown_name(description); !name.empty()) return "a fault has no '" + name + "'";
  const auto number = [&](const char* name, int otherwise) {
    const Json& value = member(description, name);
    return value.is_number_integer() ? static_cast<int>(value.get<std::int64_t>()) : otherwise;
  };
  const Fault fault{.path = text_member(description, "path"),
                    .times = number("times", 1),
                    .latency_ms = number("latency_ms", 0),
                    .status = number("status", 0),
                    .drop = bool_member(description, "drop"),
                    .after = bool_member(description, "after"),
                    .expire_tokens = bool_member(description, "expire_tokens")};
  if (!sound(fault) || fault.times == 0) return "latency_ms must be 0 to 600000, status 400 to 599, times not 0";
  planned_.push_back(fault);
  return {};
}

Response fault_response(int status) {
  const auto answer = [&](const char* code, const char* message) {
    return json_response(status, ApiError(status, code, message).body());
  };
  switch (status) {
    case 401: return answer("INVALID_TOKEN", "invalid oauth token");
    case 403: return answer("NO_PERMISSION", "permission denied");
    case 429: return answer("TOO_MANY_REQUESTS", "too many requests. please try again after some time");
    case 503: return answer("SERVICE_UNAVAILABLE", "Service unavailable");
    default: return answer("INTERNAL_ERROR", "Internal Server Error");
  }
}

}  // namespace sluice::sandbox
