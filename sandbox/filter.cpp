#include "sandbox/filter.h"

#include <algorithm>

namespace sluice::sandbox {

bool Filter::Node::passes(std::size_t row, const std::vector<RecordPtr>& rows) const {
  const auto part_passes = [&](const Node& part) { return part.passes(row, rows); };
  switch (kind) {
    case Criteria::Kind::All: return std::all_of(parts.begin(), parts.end(), part_passes);
    case Criteria::Kind::Any: return std::any_of(parts.begin(), parts.end(), part_passes);
    case Criteria::Kind::One: break;
  }
  if (column == nullptr) return record_test(rows[row]);
  Known& answer = known[column->code(row)];
  if (answer == Known::Nothing) answer = value_test(column->value(column->code(row))) ? Known::Passes : Known::Fails;
  return answer == Known::Passes;
}

Filter::Node Filter::of_column(const DictionaryColumn& column, std::function<bool(const Json&)> test) {
  Node node;
  node.column = &column;
  node.value_test = std::move(test);
  node.known.resize(column.distinct());
  return node;
}

Filter::Node Filter::of_criteria(const Store& store, const Module& module, const Criteria& criteria) {
  Node node;
  node.kind = criteria.kind;
  for (const Criteria& part : criteria.parts) node.parts.push_back(of_criteria(store, module, part));
  if (criteria.kind != Criteria::Kind::One) return node;
  const Condition& condition = criteria.condition;
  if (condition.path.empty() && condition.field->stamp == Stamp::None)
    return of_column(store.column(module, *condition.field),
                     [&store, condition](const Json& value) { return matches_value(store, condition, value); });
  node.record_test = [&store, condition](const RecordPtr& record) {
    return matches_value(store, condition, value_at(store, record, condition));
  };
  return node;
}

Filter::Filter(const Store& store, const Module& module, const Criteria& criteria)
    : rows_(store.table(module).rows), root_(of_criteria(store, module, criteria)) {}

Filter::Filter(const Store& store, const Module& module, const std::vector<const Field*>& fields,
               const std::function<bool(const Json&)>& test)
    : rows_(store.table(module).rows) {
  root_.kind = Criteria::Kind::Any;
  for (const Field* field : fields) root_.parts.push_back(of_column(store.column(module, *field), test));
}

std::vector<RecordPtr> Filter::records() const {
  std::vector<RecordPtr> found;
  for (std::size_t row = 0; row < rows_.size(); ++row)
    if (passes(row)) found.push_back(rows_[row]);
  return found;
}

std::vector<RecordPtr> pointing_at(const Store& store, const Module& module, const std::vector<const Field*>& fields,
                                   Id id) {
  return Filter(store, module, fields, [id](const Json& value) { return value == Json(id); }).records();
}

}  // namespace sluice::sandbox
