// Running COQL queries.
#include <algorithm>
#include <map>

#include "sandbox/batch.h"
#include "sandbox/coql_parse.h"
#include "sandbox/filter.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"
#include "sandbox/routes.h"

namespace sluice::sandbox {

namespace {

using Rows = std::vector<RecordPtr>;

// As it is kept, for comparing and computing.
Json raw_value(const Call& call, const RecordPtr& record, const Column& column) {
  const RecordPtr at = follow(call.store, record, column.path);
  return at == nullptr ? Json() : value_of(*at, *column.field);
}

Json shown_cell(const Call& call, const Module& module, const RecordPtr& record, const Column& column) {
  const RecordPtr at = follow(call.store, record, column.path);
  if (at == nullptr) return nullptr;
  const Module& owner = column.path.empty() ? module : *call.schema().module(column.path.back()->lookup);
  if (!column.user_keys.empty()) {
    const Json id = value_of(*at, *column.field);
    const Json* user = id.is_number() ? call.store.document("user", std::to_string(id.get<Id>())) : nullptr;
    Json value = user == nullptr ? Json() : *user;
    for (const std::string& key : column.user_keys) value = Json(member(value, key));
    return value;
  }
  Json shown = show_field(call, owner, *at, *column.field);
  if (!shown.is_object() || !shown.contains("id")) return shown;
  if (call.version < 70) return {{"id", shown["id"]}};
  return {{"name", shown["name"]}, {"id", shown["id"]}};
}

Json aggregate(const Call& call, const Module& module, const Rows& rows, const Column& column) {
  double sum = 0;
  std::size_t count = 0;
  RecordPtr best;
  Json best_value;
  for (const RecordPtr& row : rows) {
    const Json value = raw_value(call, row, column);
    if (value.is_null()) continue;
    ++count;
    if (value.is_number()) sum += value.get<double>();
    const int order = best == nullptr ? 0 : compare_cells(value, best_value);
    if (best == nullptr || (column.aggregate == Aggregate::Max ? order > 0 : order < 0)) {
      best = row;
      best_value = value;
    }
  }
  switch (column.aggregate) {
    case Aggregate::Count: return count;
    case Aggregate::Sum: return sum;
    case Aggregate::Avg: return count == 0 ? Json() : Json(sum / static_cast<double>(count));
    case Aggregate::Min:
    case Aggregate::Max: return best == nullptr ? Json() : shown_cell(call, module, best, column);
    case Aggregate::None: break;
  }
  return nullptr;
}

void sort_rows(const Call& call, const Query& query, Rows& rows) {
  if (query.order_by.empty()) return;
  std::stable_sort(rows.begin(), rows.end(), [&](const RecordPtr& a, const RecordPtr& b) {
    for (const Ordering& ordering : query.order_by) {
      const int order = compare_cells(raw_value(call, a, ordering.column), raw_value(call, b, ordering.column));
      if (order != 0) return ordering.descending ? order > 0 : order < 0;
    }
    return false;
  });
}

Json plain_answer(const Call& call, const Query& query, const RecordPtr& record) {
  Json out = Json::object();
  for (const Column& column : query.columns) out[column.key] = shown_cell(call, *query.module, record, column);
  if (!out.contains("id")) out["id"] = id_text(record->id);
  return out;
}

// One answer for each group, in the order in which the groups were met.
std::vector<Json> grouped_answers(const Call& call, const Query& query, const Rows& rows) {
  std::vector<Rows> groups;
  std::map<std::string, std::size_t> places;
  for (const RecordPtr& row : rows) {
    std::string key;
    for (const Column& column : query.group_by) key += to_text(raw_value(call, row, column)) + "\n";
    const auto [place, is_new] = places.try_emplace(key, groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].push_back(row);
  }
  if (groups.empty() && query.group_by.empty()) groups.emplace_back();
  std::vector<Json> answers;
  for (const Rows& group : groups) {
    Json& out = answers.emplace_back(Json::object());
    for (const Column& column : query.columns) {
      if (column.aggregate != Aggregate::None)
        out[column.key] = aggregate(call, *query.module, group, column);
      else if (!group.empty())
        out[column.key] = shown_cell(call, *query.module, group.front(), column);
    }
  }
  return answers;
}

Json describe_columns(const Query& query) {
  Json fields = Json::object();
  for (const Column& column : query.columns)
    fields[column.key] = {{"api_name", column.field->api_name},
                          {"field_label", column.field->label},
                          {"data_type", column.field->data_type},
                          {"json_type", column.field->json_type},
                          {"id", id_text(column.field->id)}};
  return fields;
}

bool wants_fields(const Call& call, const Json& body) {
  const Json& wanted = member(body, "include_meta");
  if (wanted.is_null()) return false;
  if (!wanted.is_array())
    throw invalid_data("invalid data", {{"expected_data_type", "jsonarray"}, {"api_name", "include_meta"}});
  for (const Json& one : wanted)
    if (one != Json("fields"))
      throw invalid_data("invalid data", {{"supported_values", Json::array({"fields"})}, {"api_name", "include_meta"}});
  if (!wanted.empty()) call.require_scope("ZohoCRM.settings.fields.READ");
  return !wanted.empty();
}

}  // namespace

Response run_coql(const Call& call) {
  const Json body = body_of(call);
  const Json& text = member(body, "select_query");
  if (text.is_null())
    throw ApiError(400, "MANDATORY_NOT_FOUND", "mandatory key not found", {{"api_name", "select_query"}});
  if (!text.is_string())
    throw invalid_data("invalid data", {{"expected_data_type", "text"}, {"api_name", "select_query"}});
  const bool with_fields = wants_fields(call, body);
  const Query query = parse_coql(call, text.get<std::string>());
  call.require_scope(module_scope(*query.module, "READ"));
  const bool grouped =
      !query.group_by.empty() || std::any_of(query.columns.begin(), query.columns.end(),
                                             [](const Column& column) { return column.aggregate != Aggregate::None; });
  Rows rows = Filter(call.store, *query.module, query.where).records();
  sort_rows(call, query, rows);
  std::vector<Json> groups;
  if (grouped) groups = grouped_answers(call, query, rows);
  const std::size_t total = grouped ? groups.size() : rows.size();
  const std::size_t first = std::min(query.offset, total);
  const std::size_t last = std::min(first + query.limit, total);
  if (first == last) return no_content();
  Json data = Json::array();
  for (std::size_t i = first; i < last; ++i)
    data.push_back(grouped ? std::move(groups[i]) : plain_answer(call, query, rows[i]));
  Json answer = {{"data", std::move(data)}, {"info", {{"count", last - first}, {"more_records", last < total}}}};
  if (with_fields) answer["fields"] = describe_columns(query);
  return json_response(200, answer);
}

}  // namespace sluice::sandbox
