#include "connectors/http/message.h"

#include <algorithm>

#include "interpreter/support/names.h"

namespace sluice::connectors {

const std::string* find_header(const Headers& headers, std::string_view name) {
  for (const Header& header : headers)
    if (interpreter::same_name(header.name, name)) return &header.value;
  return nullptr;
}

void set_header(Headers& headers, std::string_view name, std::string value) {
  std::erase_if(headers, [&](const Header& header) { return interpreter::same_name(header.name, name); });
  headers.push_back({std::string(name), std::move(value)});
}

}  // namespace sluice::connectors
