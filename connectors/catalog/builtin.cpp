#include "connectors/catalog/builtin.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <mutex>

#include "connectors/catalog/connector_file.h"

namespace sluice::connectors {

namespace {

struct Embedded {
  std::string_view link;
  std::string_view text;
};

constexpr Embedded kEmbedded[] = {
#include "connectors/catalog/embedded.inc"
};

}  // namespace

std::vector<std::string_view> builtin_connectors() {
  std::vector<std::string_view> links;
  for (const Embedded& each : kEmbedded) links.push_back(each.link);
  return links;
}

const Connector* builtin_connector(std::string_view link) {
  static std::mutex mutex;
  static std::map<std::string_view, Connector> read;
  const auto found = std::ranges::find(kEmbedded, link, &Embedded::link);
  if (found == std::end(kEmbedded)) return nullptr;
  const std::lock_guard lock(mutex);
  const auto known = read.find(link);
  if (known != read.end()) return &known->second;
  Outcome<Connector> connector = read_connector(found->text, std::string(link) + ".toml", false);
  if (!connector) std::abort();  // a test reads every one of them
  return &read.emplace(found->link, std::move(*connector)).first->second;
}

}  // namespace sluice::connectors
