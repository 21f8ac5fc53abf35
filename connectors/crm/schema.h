// Checks values against JSON Schemas (draft 2020-12), as far as the connector's operations use them: type, required,
// properties, items, enum, pattern, oneOf, $ref into $defs, and the limits of lengths and counts.
#pragma once

#include <optional>
#include <string>

#include "interpreter/context.h"
#include "interpreter/value.h"

namespace sluice::connectors::crm {

struct SchemaProblem {
  std::string path;      // `records[2].record_id`; empty for the whole
  std::string reason;    // `must be one of asc, desc`
  bool missing = false;  // something required is not there
};

// The first problem. `schema` is one schema, `definitions` the $defs that it refers to. When it is `strict`, members that
// the properties of an object do not name are a problem, unless its additionalProperties say otherwise.
std::optional<SchemaProblem> check_schema(const interpreter::Value& value, const interpreter::Value& schema,
                                          const interpreter::Value& definitions, bool strict,
                                          interpreter::Context& context);

}  // namespace sluice::connectors::crm
