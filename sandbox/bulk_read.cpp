// Bulk read: jobs that write the records of a module into a CSV file. They are done as soon as they are asked for.
#include "sandbox/batch.h"
#include "sandbox/criteria.h"
#include "sandbox/filter.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"
#include "sandbox/routes.h"
#include "sandbox/zip.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kRowsPerPage = 200'000;
constexpr int kMaxDepth = 25;

struct ComparatorName {
  std::string_view name;
  Operator op;
};

constexpr ComparatorName kComparators[] = {
    {"equal", Operator::Equals},
    {"not_equal", Operator::NotEqual},
    {"in", Operator::In},
    {"not_in", Operator::NotIn},
    {"contains", Operator::Contains},
    {"not_contains", Operator::NotContains},
    {"starts_with", Operator::StartsWith},
    {"ends_with", Operator::EndsWith},
    {"between", Operator::Between},
    {"not_between", Operator::NotBetween},
    {"less_than", Operator::Less},
    {"less_equal", Operator::LessEqual},
    {"greater_than", Operator::Greater},
    {"greater_equal", Operator::GreaterEqual},
};

ApiError bad_criteria(const std::string& what) {
  return invalid_data("invalid data", {{"api_name", "criteria"}, {"reason", what}});
}

std::string literal_text(const Json& value) { return value.is_string() ? value.get<std::string>() : to_text(value); }

// Without its field the rest of a condition says nothing, and the field nothing without the rest.
void check_complete(const Json& condition, const std::string& path) {
  const auto place = [&](const char* name) { return Json{{"api_name", name}, {"json_path", path + "." + name}}; };
  if (member(condition, "field").is_null() && member(condition, "api_name").is_null())
    throw ApiError(400, "EXPECTED_FIELD_MISSING", "Specify atleast one field",
                   {{"expected_fields", Json::array({place("field")})}});
  for (const char* name : {"comparator", "value"}) {
    if (!member(condition, name).is_null()) continue;
    Json details = place(name);
    details["dependee"] = place("field");
    throw ApiError(400, "DEPENDENT_FIELD_MISSING", "dependent field is missing", std::move(details));
  }
}

Operator operator_of(const std::string& comparator, const std::string& path) {
  Json supported = Json::array();
  for (const ComparatorName& one : kComparators) {
    if (one.name == comparator) return one.op;
    supported.push_back(one.name);
  }
  throw invalid_data(
      "invalid data",
      {{"api_name", "comparator"}, {"json_path", path + ".comparator"}, {"supported_values", std::move(supported)}});
}

Criteria read_criteria(const Call& call, const Module& module, const Json& given, const std::string& path, int depth) {
  if (depth > kMaxDepth || !given.is_object()) throw bad_criteria("malformed");
  Criteria criteria;
  if (const Json& group = member(given, "group"); group.is_array()) {
    criteria.kind = text_member(given, "group_operator", "and") == "or" ? Criteria::Kind::Any : Criteria::Kind::All;
    for (std::size_t i = 0; i < group.size(); ++i)
      criteria.parts.push_back(
          read_criteria(call, module, group[i], path + ".group[" + std::to_string(i) + "]", depth + 1));
    return criteria;
  }
  check_complete(given, path);
  const Json& field = member(given, "field");
  Condition& condition = criteria.condition;
  condition.field = module.field(field.is_string() ? field.get<std::string>()
                                                   : text_member(field, "api_name", text_member(given, "api_name")));
  if (condition.field == nullptr) throw bad_criteria("unknown field");
  condition.op = operator_of(text_member(given, "comparator"), path);
  const Json& value = member(given, "value");
  if (value == Json("${EMPTY}")) {
    condition.op = condition.op == Operator::Equals ? Operator::IsNull : Operator::IsNotNull;
    return criteria;
  }
  const Json values = value.is_array() ? value : Json::array({value});
  for (const Json& one : values) {
    std::optional<Json> literal = literal_of(call, *condition.field, literal_text(one));
    if (!literal) throw bad_criteria("value of another type");
    condition.values.push_back(std::move(*literal));
  }
  if (condition.values.empty()) throw bad_criteria("value is missing");
  return criteria;
}

std::string cell_text(const Json& shown) {
  if (shown.is_null()) return {};
  if (shown.is_string()) return shown.get<std::string>();
  if (shown.is_object() && shown.contains("id")) return text_member(shown, "id");
  if (shown.is_array()) {
    std::string joined;
    for (const Json& one : shown)
      joined += (joined.empty() ? "" : ";") + cell_text(one.is_object() && one.contains("name") ? one["name"] : one);
    return joined;
  }
  return to_text(shown);
}

struct Export {
  std::string csv;
  std::size_t count = 0;
  bool more = false;
};

Export write_csv(const Call& call, const Module& module, const Json& query) {
  std::vector<const Field*> fields;
  for (const Json& name : member(query, "fields"))
    if (const Field* field = name.is_string() ? module.field(name.get<std::string>()) : nullptr;
        field != nullptr && field->stamp != Stamp::RecordId)
      fields.push_back(field);
  if (fields.empty())
    for (const Field& field : module.fields)
      if (field.stamp != Stamp::RecordId && field.type != FieldType::Subform) fields.push_back(&field);
  std::optional<Filter> filter;
  if (member(query, "criteria").is_object())
    filter.emplace(call.store, module, read_criteria(call, module, member(query, "criteria"), "$.query.criteria", 0));
  const Json& page = member(query, "page");
  const std::size_t first = ((page.is_number_unsigned() ? page.get<std::size_t>() : 1) - 1) * kRowsPerPage;
  Export out;
  out.csv = "Id";
  for (const Field* field : fields) out.csv += "," + field->api_name;
  out.csv += "\n";
  std::size_t seen = 0;
  const std::vector<RecordPtr>& rows = call.store.table(module).rows;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const RecordPtr& record = rows[row];
    if (record == nullptr || (filter && !filter->passes(row))) continue;
    if (seen++ < first) continue;
    if (out.count == kRowsPerPage) {
      out.more = true;
      break;
    }
    ++out.count;
    out.csv += std::to_string(record->id);
    for (const Field* field : fields) out.csv += "," + csv_cell(cell_text(show_field(call, module, *record, *field)));
    out.csv += "\n";
  }
  return out;
}

const Json& job_of(const Call& call) {
  const Json* job = call.store.document("bulk_read", call.segment(2));
  if (job == nullptr) throw ApiError(404, "RESOURCE_NOT_FOUND", "The requested resource doesn't exist.");
  return *job;
}

}  // namespace

Response start_bulk_read(const Call& call) {
  if (call.request.header("content-type") == nullptr)
    throw ApiError(415, "MEDIA_TYPE_NOT_SUPPORTED", "Media type is not supported.");
  const Json body = bulk_body_of(call);
  const Json& query = member(body, "query");
  const Json& named = member(query, "module");
  const std::string name = named.is_string() ? named.get<std::string>() : text_member(named, "api_name");
  if (name.empty()) throw mandatory_missing({{"api_name", "module"}});
  const Module* module = call.schema().module(name);
  if (module == nullptr || !module->has_records())
    throw ApiError(400, "INVALID_MODULE", "the module name given seems to be invalid", {{"api_name", "module"}});
  call.require_scope(module_scope(*module, "READ"));
  const Export out = write_csv(call, *module, query);
  const Id id = call.store.next_id();
  const std::string key = std::to_string(id);
  call.store.put_file(id, {key + ".zip", "application/x-download", make_zip({key + ".csv", out.csv})});
  const Json by = user_reference(call.store, call.user_id(), false);
  const std::string time = format_datetime(call.clock.now(), call.offset);
  call.store.put_document("bulk_read", key,
                          {{"query", query}, {"count", out.count}, {"more", out.more}, {"by", by}, {"time", time}});
  const Json details = {
      {"id", key}, {"operation", "read"}, {"state", "ADDED"}, {"created_by", by}, {"created_time", time}};
  return json_response(201, {{"data", Json::array({{{"status", "success"},
                                                    {"code", "ADDED_SUCCESSFULLY"},
                                                    {"message", "Added successfully."},
                                                    {"details", details}}})},
                             {"info", Json::object()}});
}

Response get_bulk_read(const Call& call) {
  const Json& job = job_of(call);
  const Json& page = member(member(job, "query"), "page");
  const std::string address =
      "/crm/bulk/v" + std::to_string(call.version / 10) + "/read/" + call.segment(2) + "/result";
  return json_response(200, {{"data", Json::array({{{"id", call.segment(2)},
                                                    {"operation", "read"},
                                                    {"state", "COMPLETED"},
                                                    {"result",
                                                     {{"page", page.is_null() ? Json(1) : page},
                                                      {"per_page", kRowsPerPage},
                                                      {"count", member(job, "count")},
                                                      {"download_url", address},
                                                      {"more_records", member(job, "more")},
                                                      {"next_page_token", nullptr}}},
                                                    {"query", member(job, "query")},
                                                    {"created_by", member(job, "by")},
                                                    {"created_time", member(job, "time")},
                                                    {"file_type", "csv"}}})}});
}

Response download_bulk_read(const Call& call) {
  job_of(call);
  const auto file = call.store.file(id_segment(call, 2));
  if (!file) return no_content();
  Response response;
  response.content_type = "application/x-download";
  response.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encode(file->name));
  response.body = file->bytes;
  return response;
}

}  // namespace sluice::sandbox
