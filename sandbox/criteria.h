// Conditions on records: the search criteria `((Last_Name:equals:Hart)and(City:in:Leeds,York))`, parsed, checked against
// the fields, and matched. COQL and bulk read build the same trees.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/call.h"

namespace sluice::sandbox {

enum class Operator : std::uint8_t {
  Equals,
  NotEqual,
  StartsWith,
  EndsWith,
  Contains,
  NotContains,
  In,
  NotIn,
  Greater,
  GreaterEqual,
  Less,
  LessEqual,
  Between,
  NotBetween,
  IsNull,
  IsNotNull,
};

struct Condition {
  const Field* field = nullptr;
  std::vector<const Field*> path;  // look-ups to follow before `field`
  Operator op = Operator::Equals;
  std::vector<Json> values;  // as cells keep them; texts folded
  bool whole_text = true;  // `equals` means the whole text, not a part of it
};

struct Criteria {
  enum class Kind : std::uint8_t { All, Any, One } kind = Kind::One;
  std::vector<Criteria> parts;
  Condition condition;  // of One
};

// Errors: INVALID_QUERY, CRITERIA_LIMIT_EXCEEDED.
Criteria parse_criteria(const Call& call, const Module& module, std::string_view text);

// Whether a value of the condition's field meets it (filter.h asks for records).
bool matches_value(const Store& store, const Condition& condition, const Json& value);
// The record at the end of look-ups; null when one of them is empty.
RecordPtr follow(const Store& store, RecordPtr record, const std::vector<const Field*>& path);
// The value that a condition looks at, at the end of its look-ups.
Json value_at(const Store& store, const RecordPtr& record, const Condition& condition);

// A literal as cells of that field keep it; nothing when it is not of the field's type.
std::optional<Json> literal_of(const Call& call, const Field& field, const std::string& text);

// -1, 0, 1; nulls first.
int compare_cells(const Json& left, const Json& right);
// The cell of a field, or the member of the record that it stands for.
Json value_of(const Record& record, const Field& field);

}  // namespace sluice::sandbox
