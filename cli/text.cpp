#include "cli/text.h"

#include <algorithm>

#include <sluice/words.h>

namespace sluice::cli {

namespace {

void append_parts(std::vector<std::string>& parts, std::string_view list, char separator) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    if (end > 0) parts.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

}  // namespace

std::string folded(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return lower;
}

std::vector<std::string> split(std::string_view list, char separator) {
  std::vector<std::string> parts;
  append_parts(parts, list, separator);
  return parts;
}

std::vector<std::string> split(const std::vector<std::string>& lists, char separator) {
  std::vector<std::string> parts;
  for (const std::string& list : lists) append_parts(parts, list, separator);
  return parts;
}

std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& known) {
  const std::string_view near = words::nearest(written, known);
  return near.empty() ? std::string() : "; did you mean '" + std::string(near) + "'?";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

}  // namespace sluice::cli
