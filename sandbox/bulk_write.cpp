// Bulk write: a zipped CSV file becomes records. Jobs are done as soon as they are asked for.
#include <algorithm>
#include <map>

#include "sandbox/batch.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"
#include "sandbox/routes.h"
#include "sandbox/write_record.h"
#include "sandbox/zip.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kMaxUpload = 25 * 1024 * 1024;
constexpr std::size_t kMaxUnpacked = 64 * 1024 * 1024;
constexpr std::size_t kMaxRows = 25'000;
constexpr std::size_t kMaxColumns = 200;

ApiError bulk_error(const char* code, const char* message, Json details = Json::object()) {
  return {400, code, message, std::move(details)};
}

// A cell of the file as the body of a request would give it.
Json value_of_text(const Field& field, const std::string& text) {
  if (text.empty()) return nullptr;
  switch (field.type) {
    case FieldType::Integer:
    case FieldType::Double: return parse_json(text).value_or(Json(text));
    case FieldType::Boolean: return equal_folded(text, "true");
    case FieldType::MultiPicklist: return split(text, ';');
    case FieldType::Lookup:
    case FieldType::User:
    case FieldType::AnyLookup: return {{"id", text}};
    default: return text;
  }
}

struct Mapping {
  const Field* field = nullptr;
  std::size_t index = 0;
  bool from_file = false;
  std::string otherwise;  // default value
};

std::vector<Mapping> read_mappings(const Module& module, const Json& given, const std::vector<std::string>& header) {
  std::vector<Mapping> mappings;
  for (const Json& one : given) {
    Mapping mapping;
    mapping.field = module.field(text_member(one, "api_name"));
    if (mapping.field == nullptr)
      throw bulk_error("INVALID_FIELD", "the field is not available", {{"api_name", member(one, "api_name")}});
    if (const Json& index = member(one, "index"); index.is_number_integer()) {
      if (index.get<std::int64_t>() < 0 || index.get<std::size_t>() >= header.size())
        throw bulk_error("COLUMN_INDEX_NOT_FOUND", "the column index is not found", {{"index", index}});
      mapping.index = index.get<std::size_t>();
      mapping.from_file = true;
    }
    mapping.otherwise = text_member(member(one, "default_value"), "value");
    mappings.push_back(std::move(mapping));
  }
  if (!mappings.empty()) return mappings;
  for (std::size_t i = 0; i < header.size(); ++i)
    if (const Field* field = module.field(header[i] == "Id" ? "id" : header[i]))
      mappings.push_back({field, i, true, ""});
  return mappings;
}

// Records can only be made where all that they must have is mapped.
void check_mapped(const Module& module, const std::vector<Mapping>& mappings, const std::string& operation) {
  Json missing = Json::array();
  for (const Field& field : module.fields)
    if (operation == "insert" && field.mandatory && field.type != FieldType::Subform &&
        std::ranges::none_of(mappings, [&](const Mapping& mapping) { return mapping.field == &field; }))
      missing.push_back(field.api_name);
  if (mappings.empty() || !missing.empty())
    throw bulk_error("MANDATORY_FIELDS_NOT_MAPPED", "mandatory fields are not mapped",
                     {{"fields", std::move(missing)}});
}

// One CSV file on its way into a module.
class Import {
 public:
  Import(const Call& call, const Module& module, const Json& resource, const std::string& operation)
      : call_(call),
        module_(module),
        operation_(operation),
        find_by_(module.field(text_member(resource, "find_by", "id"))) {}

  void run(const std::vector<std::vector<std::string>>& rows, const std::vector<Mapping>& mappings) {
    for (const auto& row : rows) {
      Json body = Json::object();
      for (const Mapping& mapping : mappings) {
        std::string text = mapping.from_file && mapping.index < row.size() ? row[mapping.index] : std::string();
        if (text.empty()) text = mapping.otherwise;
        body[mapping.field->api_name] =
            mapping.field->stamp == Stamp::RecordId ? Json(text) : value_of_text(*mapping.field, text);
      }
      write(body, row);
    }
  }

  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t skipped = 0;
  std::string report;

 private:
  RecordPtr find(const Json& body) const {
    if (find_by_ == nullptr || operation_ == "insert") return nullptr;
    const Json& value = member(body, find_by_->api_name);
    if (find_by_->stamp == Stamp::RecordId) return call_.store.find(module_, to_id(value).value_or(0));
    return value.is_null() ? nullptr : call_.store.find_holder(module_, *find_by_, value, 0);
  }

  void write(const Json& body, const std::vector<std::string>& row) {
    std::string status = "SKIPPED";
    std::string errors;
    RecordPtr record;
    try {
      const RecordPtr before = find(body);
      if (before == nullptr && operation_ == "update") throw invalid_data("the id given seems to be invalid");
      record = before == nullptr ? new_record(call_, module_, body, "$")
                                 : changed_record(call_, module_, *before, body, "$");
      call_.store.put(module_, record);
      ++(before == nullptr ? added : updated);
      status = before == nullptr ? "ADDED" : "UPDATED";
    } catch (const ApiError& error) {
      ++skipped;
      errors = error.code();
    }
    for (const std::string& cell : row) report += csv_cell(cell) + ",";
    report += status + "," + (record == nullptr ? std::string() : std::to_string(record->id)) + "," + errors + "\n";
  }

  const Call& call_;
  const Module& module_;
  std::string operation_;
  const Field* find_by_;
};

// The rows of the first file in the archive that a resource names.
std::vector<std::vector<std::string>> rows_of(const Call& call, const std::string& file_id, std::string& name) {
  const Json* upload = call.store.document("bulk_file", file_id);
  const auto file = upload == nullptr ? std::nullopt : call.store.file(upload->get<Id>());
  const auto entries = file ? read_zip(file->bytes, kMaxUnpacked) : std::nullopt;
  if (!entries || entries->empty())
    throw bulk_error("INVALID_FILE_ID", "the file id is invalid", {{"file_id", file_id}});
  name = entries->front().name;
  std::vector<std::vector<std::string>> rows = read_csv(entries->front().content);
  if (rows.empty()) throw bulk_error("INVALID_FORMAT", "the file is empty");
  if (rows.front().size() > kMaxColumns)
    throw bulk_error("HEADER_LIMIT_EXCEEDED", "the file has too many columns", {{"limit", kMaxColumns}});
  if (rows.size() - 1 > kMaxRows)
    throw bulk_error("LIMIT_EXCEEDED", "the file has too many rows", {{"limit", kMaxRows}});
  return rows;
}

const Json& job_of(const Call& call) {
  const Json* job = call.store.document("bulk_write", call.segment(2));
  if (job == nullptr) throw ApiError(404, "RESOURCE_NOT_FOUND", "The requested resource doesn't exist.");
  return *job;
}

}  // namespace

Response upload_bulk_file(const Call& call) {
  const auto parts = multipart_of(call.request);
  for (std::size_t i = 0; parts && i < parts->size(); ++i) {
    const Part& part = (*parts)[i];
    if (part.name != "file") continue;
    if (part.content.size() > kMaxUpload)
      throw ApiError(413, "FILE_TOO_LARGE", "the file is too large", {{"maximum_size", kMaxUpload}});
    if (!read_zip(part.content, kMaxUnpacked)) throw bulk_error("INVALID_FILE_FORMAT", "the file is not a zip archive");
    const Id number = call.store.next_id();
    call.store.put_file(number, {part.file_name, "application/zip", part.content});
    call.store.put_document("bulk_file", std::to_string(number), number);
    const std::string time = format_datetime(call.clock.now(), call.offset);
    return json_response(200, {{"status", "success"},
                               {"code", "FILE_UPLOAD_SUCCESS"},
                               {"message", "file uploaded."},
                               {"details", {{"file_id", std::to_string(number)}, {"created_time", time}}}});
  }
  throw mandatory_missing({{"api_name", "file"}});
}

Response start_bulk_write(const Call& call) {
  const Json body = bulk_body_of(call);
  const std::string operation = text_member(body, "operation");
  if (operation != "insert" && operation != "update" && operation != "upsert")
    throw invalid_data("invalid data",
                       {{"api_name", "operation"}, {"supported_values", Json::array({"insert", "update", "upsert"})}});
  const Json& resources = member(body, "resource");
  if (!resources.is_array() || resources.empty()) throw mandatory_missing({{"api_name", "resource"}});
  const Json& resource = resources[0];
  const Json& named = member(resource, "module");
  const Module* module =
      call.schema().module(named.is_string() ? named.get<std::string>() : text_member(named, "api_name"));
  if (module == nullptr || !module->has_records())
    throw bulk_error("MODULE_NOT_AVAILABLE", "the module is not available");
  call.require_scope(module_scope(*module, operation == "insert" ? "CREATE" : "UPDATE"));
  std::string name;
  std::vector<std::vector<std::string>> rows = rows_of(call, text_member(resource, "file_id"), name);
  const std::vector<Mapping> mappings = read_mappings(*module, member(resource, "field_mappings"), rows.front());
  check_mapped(*module, mappings, operation);
  std::string report;
  for (const std::string& column : rows.front()) report += csv_cell(column) + ",";
  rows.erase(rows.begin());
  Import import(call, *module, resource, operation);
  import.run(rows, mappings);
  const Id id = call.store.next_id();
  const std::string key = std::to_string(id);
  const Json by = user_reference(call.store, call.user_id(), false);
  report += "STATUS,RECORD_ID,ERRORS\n" + import.report;
  call.store.put_file(id, {key + ".zip", "application/x-download", make_zip({key + ".csv", report})});
  const Json file = {{"status", "COMPLETED"},           {"name", name},
                     {"added_count", import.added},     {"skipped_count", import.skipped},
                     {"updated_count", import.updated}, {"total_count", rows.size()}};
  call.store.put_document("bulk_write", key,
                          {{"status", "COMPLETED"},
                           {"character_encoding", text_member(body, "character_encoding", "UTF-8")},
                           {"resource", Json::array({{{"status", "COMPLETED"},
                                                      {"type", "data"},
                                                      {"module", named},
                                                      {"field_mappings", member(resource, "field_mappings")},
                                                      {"file", file}}})},
                           {"id", key},
                           {"callback", member(body, "callback")},
                           {"result", {{"download_url", "/crm/bulk/v8/write/" + key + "/result"}}},
                           {"created_by", by},
                           {"operation", operation},
                           {"created_time", format_datetime(call.clock.now(), call.offset)}});
  return json_response(201, {{"status", "success"},
                             {"code", "SUCCESS"},
                             {"message", "success"},
                             {"details", {{"id", key}, {"created_by", by}}}});
}

Response get_bulk_write(const Call& call) { return json_response(200, job_of(call)); }

Response download_bulk_write(const Call& call) {
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
