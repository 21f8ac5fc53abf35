// COQL, the query language: `select Last_Name, COUNT(id) from Leads where City = 'Leeds' group by Last_Name limit 10`.
#pragma once

#include "sandbox/criteria.h"

namespace sluice::sandbox {

enum class Aggregate : std::uint8_t { None, Sum, Max, Min, Avg, Count };

struct Column {
  std::string key;  // in the answer
  std::vector<const Field*> path;
  const Field* field = nullptr;
  std::vector<std::string> user_keys;  // after a field of users: `Owner.role.name`
  Aggregate aggregate = Aggregate::None;
};

struct Ordering {
  Column column;
  bool descending = false;
};

struct Query {
  const Module* module = nullptr;
  std::vector<Column> columns;
  Criteria where;
  std::vector<Column> group_by;
  std::vector<Ordering> order_by;
  std::size_t offset = 0;
  std::size_t limit = 200;
};

// Errors: SYNTAX_ERROR, INVALID_QUERY, INVALID_MODULE, LIMIT_EXCEEDED, DUPLICATE_DATA, DUPLICATE_ALIAS, INVALID_ALIAS.
Query parse_coql(const Call& call, const std::string& text);

}  // namespace sluice::sandbox
