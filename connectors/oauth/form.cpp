#include "connectors/oauth/form.h"

#include <algorithm>

namespace sluice::connectors {

namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    if (escape)
      result += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])), i += 2;
    else
      result += text[i] == '+' ? ' ' : text[i];
  }
  return result;
}

}  // namespace

NamedTexts read_form(std::string_view text) {
  NamedTexts pairs;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    pairs.emplace_back(decoded(part.substr(0, equals)), decoded(part.substr(std::min(equals + 1, part.size()))));
  }
  return pairs;
}

}  // namespace sluice::connectors
