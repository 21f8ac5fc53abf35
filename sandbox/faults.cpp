#include "sandbox/faults.h"

#include <algorithm>
#include <charconv>

#include "sandbox/api_error.h"
#include "sandbox/data_files.h"

namespace sluice::sandbox {

namespace {

constexpr int kMaxLatency = 600'000;

// -1 for what is no number.
int number_of(std::string_view text) {
  int number = -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() ? number : -1;
}

// An error by its code; nothing for a code that is not documented.
std::optional<ApiError> documented_error(std::string_view code) {
  for (const auto& row : data::rows(data::kErrors)) {
    if (row[0] != code) continue;
    std::string message(row[2]);
    if (message.empty()) {
      message = fold(code);
      std::ranges::replace(message, '_', ' ');
    }
    return ApiError(number_of(row[1]), std::string(code), std::move(message));
  }
  return std::nullopt;
}

// Puts the code's own status where the fault has none. Whether the code is known.
bool settle_code(Fault& fault) {
  if (fault.code.empty()) return true;
  const std::optional<ApiError> error = documented_error(fault.code);
  if (error && fault.status == 0) fault.status = error->status();
  return error.has_value();
}

bool sound(const Fault& fault) {
  return fault.latency_ms >= 0 && fault.latency_ms <= kMaxLatency &&
         (fault.status == 0 || (fault.status >= 400 && fault.status <= 599));
}

constexpr const char* kForms = "status=400 to 599, code=CODE, latency=0 to 600000, drop, after, expired-token";

// `status=429, code=RECORD_LOCKED, latency=200, drop, after, expired-token`
Fault read_header(std::string_view text) {
  Fault fault;
  bool known = true;
  for (const std::string& part : split(text, ',')) {
    const std::string_view word = trim(part);
    if (word.starts_with("status="))
      fault.status = number_of(word.substr(7));
    else if (word.starts_with("code="))
      fault.code = word.substr(5);
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
  if (!known || !settle_code(fault) || !sound(fault))
    throw ApiError(400, "INVALID_REQUEST", std::string("X-Sandbox-Fault takes ") + kForms,
                   {{"header", "X-Sandbox-Fault"}, {"value", text}});
  return fault;
}

// A name that POST /__sandbox/faults does not take; empty when it knows all.
std::string unknown_name(const Json& description) {
  for (const auto& [name, value] : description.items()) {
    static constexpr std::string_view kNames[] = {"path", "times", "latency_ms", "status",
                                                  "code", "drop",  "after",      "expire_tokens"};
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
  Fault fault{.path = text_member(description, "path"),
              .times = number("times", 1),
              .latency_ms = number("latency_ms", 0),
              .status = number("status", 0),
              .code = text_member(description, "code"),
              .drop = bool_member(description, "drop"),
              .after = bool_member(description, "after"),
              .expire_tokens = bool_member(description, "expire_tokens")};
  if (!settle_code(fault)) return "no error has the code '" + fault.code + "'";
  if (!sound(fault) || fault.times == 0) return "latency_ms must be 0 to 600000, status 400 to 599, times not 0";
  planned_.push_back(fault);
  return {};
}

Response fault_response(const Fault& fault) {
  const auto answer = [&](std::string_view code) {
    return json_response(fault.status, documented_error(code)->body());
  };
  if (!fault.code.empty()) return answer(fault.code);
  switch (fault.status) {
    case 401: return answer("INVALID_TOKEN");
    case 403: return answer("NO_PERMISSION");
    case 429: return answer("TOO_MANY_REQUESTS");
    case 503: return answer("SERVICE_UNAVAILABLE");
    default: return answer("INTERNAL_ERROR");
  }
}

}  // namespace sluice::sandbox
