#include "connectors/oauth/form.h"

#include <algorithm>

#include "connectors/http/encoding.h"

namespace sluice::connectors {

NamedTexts read_form(std::string_view text) {
  NamedTexts pairs;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    pairs.emplace_back(form_decoded(part.substr(0, equals)),
                       form_decoded(part.substr(std::min(equals + 1, part.size()))));
  }
  return pairs;
}

}  // namespace sluice::connectors
