// Matching records against criteria.
#include <algorithm>

#include "sandbox/criteria.h"
#include "sandbox/show.h"

namespace sluice::sandbox {

namespace {

// The name of what an id points at: conditions on look-ups may give either.
std::string target_name(const Store& store, const Field& field, const Json& id) {
  if (field.type == FieldType::User) {
    const Json* user = store.document("user", std::to_string(id.get<Id>()));
    return user == nullptr ? std::string() : text_member(*user, "full_name");
  }
  const Module* module =
      field.type == FieldType::Lookup ? store.schema().module(field.lookup) : store.module_of(id.get<Id>());
  const RecordPtr record = module == nullptr ? nullptr : store.table(*module).find(id.get<Id>());
  return record == nullptr ? std::string() : display_name(store, *module, *record);
}

bool is_reference(const Field& field) {
  return field.type == FieldType::Lookup || field.type == FieldType::User || field.type == FieldType::AnyLookup;
}

bool same(const Store& store, const Condition& condition, const Json& cell, const Json& wanted) {
  if (is_reference(*condition.field)) {
    if (wanted.is_number()) return cell == wanted;
    return fold(target_name(store, *condition.field, cell)) == wanted.get_ref<const std::string&>();
  }
  if (cell.is_string() && wanted.is_string()) {
    const std::string& text = cell.get_ref<const std::string&>();
    const std::string& needle = wanted.get_ref<const std::string&>();
    return condition.whole_text ? text.size() == needle.size() && starts_with_folded(text, needle)
                                : contains_folded(text, needle);
  }
  return cell == wanted;
}

bool text_test(const Json& cell, const Json& wanted, Operator op) {
  if (!cell.is_string() || !wanted.is_string()) return false;
  const std::string& text = cell.get_ref<const std::string&>();
  const std::string& needle = wanted.get_ref<const std::string&>();
  if (op == Operator::StartsWith) return starts_with_folded(text, needle);
  if (op == Operator::EndsWith) return fold(text).ends_with(needle);
  return contains_folded(text, needle);
}

bool between(const Json& cell, const std::vector<Json>& values) {
  return values.size() == 2 && compare_cells(cell, values[0]) >= 0 && compare_cells(cell, values[1]) <= 0;
}

// Multi-select fields match when one of their values does.
bool match_cell(const Store& store, const Condition& condition, const Json& cell) {
  const auto equals_one = [&](const Json& wanted) {
    if (!cell.is_array()) return same(store, condition, cell, wanted);
    return std::any_of(cell.begin(), cell.end(), [&](const Json& one) { return same(store, condition, one, wanted); });
  };
  const std::vector<Json>& values = condition.values;
  switch (condition.op) {
    case Operator::Equals: return equals_one(values[0]);
    case Operator::NotEqual: return !equals_one(values[0]);
    case Operator::In: return std::any_of(values.begin(), values.end(), equals_one);
    case Operator::NotIn: return std::none_of(values.begin(), values.end(), equals_one);
    case Operator::StartsWith:
    case Operator::EndsWith:
    case Operator::Contains: return text_test(cell, values[0], condition.op);
    case Operator::NotContains: return !text_test(cell, values[0], condition.op);
    case Operator::Greater: return compare_cells(cell, values[0]) > 0;
    case Operator::GreaterEqual: return compare_cells(cell, values[0]) >= 0;
    case Operator::Less: return compare_cells(cell, values[0]) < 0;
    case Operator::LessEqual: return compare_cells(cell, values[0]) <= 0;
    case Operator::Between: return between(cell, values);
    case Operator::NotBetween: return !between(cell, values);
    case Operator::IsNull:
    case Operator::IsNotNull: break;
  }
  return false;
}

}  // namespace

RecordPtr follow(const Store& store, RecordPtr record, const std::vector<const Field*>& path) {
  for (const Field* field : path) {
    const Module* target = store.schema().module(field->lookup);
    const Json& id = record->cell(*field);
    if (target == nullptr || !id.is_number()) return nullptr;
    record = store.table(*target).find(id.get<Id>());
    if (record == nullptr) break;
  }
  return record;
}

int compare_cells(const Json& left, const Json& right) {
  if (left.is_null() || right.is_null()) return static_cast<int>(right.is_null()) - static_cast<int>(left.is_null());
  if (left.is_number_integer() && right.is_number_integer()) {
    const auto a = left.get<std::int64_t>();
    const auto b = right.get<std::int64_t>();
    return a < b ? -1 : static_cast<int>(a > b);
  }
  if (left.is_number() && right.is_number()) {
    const double a = left.get<double>();
    const double b = right.get<double>();
    return a < b ? -1 : static_cast<int>(a > b);
  }
  if (left.is_string() && right.is_string()) {
    const int order = fold(left.get_ref<const std::string&>()).compare(fold(right.get_ref<const std::string&>()));
    return order < 0 ? -1 : static_cast<int>(order > 0);
  }
  return left < right ? -1 : static_cast<int>(right < left);
}

Json value_of(const Record& record, const Field& field) {
  switch (field.stamp) {
    case Stamp::None: return record.cell(field);
    case Stamp::RecordId: return record.id;
    case Stamp::Owner: return record.owner;
    case Stamp::CreatedBy: return record.created_by;
    case Stamp::ModifiedBy: return record.modified_by;
    case Stamp::CreatedTime: return record.created;
    case Stamp::ModifiedTime: return record.modified;
  }
  return nullptr;
}

bool matches_value(const Store& store, const Condition& condition, const Json& value) {
  if (condition.field->type == FieldType::Boolean && value.is_null())
    return match_cell(store, condition, Json(false));  // an empty box is not ticked
  if (condition.op == Operator::IsNull) return value.is_null();
  return !value.is_null() && (condition.op == Operator::IsNotNull || match_cell(store, condition, value));
}

Json value_at(const Store& store, const RecordPtr& record, const Condition& condition) {
  const RecordPtr at = follow(store, record, condition.path);
  return at == nullptr ? Json() : value_of(*at, *condition.field);
}

std::optional<Json> literal_of(const Call& call, const Field& field, const std::string& text) {
  const auto number = [&]() -> std::optional<Json> {
    std::optional<Json> value = parse_json(trim(text));
    if (!value || !value->is_number()) return std::nullopt;
    return value;
  };
  switch (field.type) {
    case FieldType::Integer:
    case FieldType::Bigint:
    case FieldType::Double:
    case FieldType::Formula: return number();
    case FieldType::Boolean:
      if (!equal_folded(text, "true") && !equal_folded(text, "false")) return std::nullopt;
      return Json(equal_folded(text, "true"));
    case FieldType::Date:
      if (const auto time = parse_datetime(text)) return Json(format_date(*time + call.offset));
      return is_date(text) ? std::optional<Json>(text) : std::nullopt;
    case FieldType::Datetime: {
      if (is_date(text)) return Json(*parse_datetime(text + "T00:00:00Z") - call.offset);
      const auto time = parse_datetime(text);
      return time ? std::optional<Json>(*time) : std::nullopt;
    }
    case FieldType::Picklist:
    case FieldType::MultiPicklist: return Json(fold(stored_value(field, text)));
    case FieldType::Lookup:
    case FieldType::User:
    case FieldType::AnyLookup:
      if (const auto id = to_id(std::string_view(text)); id && text.size() > 6) return Json(*id);
      return Json(fold(text));
    default: return Json(fold(text));
  }
}

}  // namespace sluice::sandbox
