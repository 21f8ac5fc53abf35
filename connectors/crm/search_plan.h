// How the conditions of search_records reach the service: as the criteria of its search where every condition has an
// operator there, else as a COQL query, else not at all (connector-operations.md §4.10).
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace sluice::connectors::crm {

struct Condition {
  std::string field;     // API name
  std::string type;      // of the field; empty where it is not known
  std::string operation; // as the caller wrote it
  std::vector<std::string> values;
};

struct SearchPlan {
  bool by_query = false;  // COQL
  std::string text;       // criteria, or the condition of the query
};

// The plan, or why there is none: a sentence that names condition and type. `any`: one condition is enough. `lax`: % and _
// in values mean themselves.
std::expected<SearchPlan, std::string> plan_search(const std::vector<Condition>& conditions, bool any, int version,
                                                   bool lax);

}  // namespace sluice::connectors::crm
