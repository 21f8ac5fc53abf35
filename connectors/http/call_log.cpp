#include "connectors/http/call_log.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "connectors/http/encoding.h"
#include "connectors/http/redaction.h"

namespace sluice::connectors {

namespace {

std::string now_text() {
  using namespace std::chrono;
  const auto now = system_clock::now();
  const auto milliseconds = duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
  const std::time_t seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::string result(text.data(), size);
  result.append(".").append(std::to_string(1000 + milliseconds % 1000), 1).append("Z");
  return result;
}

}  // namespace

LogLine::LogLine(std::string_view event) : line_(1, '{') {
  text("time", now_text());
  text("event", event);
}

LogLine& LogLine::text(std::string_view key, std::string_view value) {
  if (line_.size() > 1) line_ += ',';
  append_json_text(line_, key);
  line_ += ':';
  append_json_text(line_, value);
  return *this;
}

LogLine& LogLine::number(std::string_view key, std::int64_t value) {
  if (line_.size() > 1) line_ += ',';
  append_json_text(line_, key);
  line_ += ':';
  line_ += std::to_string(value);
  return *this;
}

LogLine& LogLine::origin(const CallOrigin& origin) {
  if (!origin.task.empty()) text("task", origin.task);
  if (!origin.connection.empty()) text("connection", origin.connection);
  if (!origin.user.empty()) text("user", origin.user);
  return *this;
}

LogLine& LogLine::hide(const Redaction& redaction) {
  redaction.hide_in(line_);
  return *this;
}

void LogLine::write_to(CallLog& log) {
  line_ += '}';
  log.write(line_);
}

std::string redacted_url(std::string_view url) {
  std::string text(url.substr(0, url.find('#')));
  const std::size_t scheme = text.find("://");
  const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t host_end = std::min(text.find_first_of("/?\\", host), text.size());
  if (const std::size_t user_end = text.rfind('@', host_end); user_end != std::string::npos && user_end >= host)
    text.erase(host, user_end + 1 - host);
  const std::size_t query = text.find('?');
  if (query == std::string::npos) return text;
  std::string redacted = text.substr(0, query);
  for (std::size_t at = query; at < text.size();) {
    const std::size_t end = std::min(text.find('&', at + 1), text.size());
    const std::size_t equal = std::min(text.find('=', at), end);
    redacted.append(text, at, equal - at);
    if (equal < end) redacted += "=***";
    at = end;
  }
  return redacted;
}

}  // namespace sluice::connectors
