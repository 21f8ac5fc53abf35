// Writing records: insert, update, upsert, delete.
#include <algorithm>

#include "sandbox/batch.h"
#include "sandbox/handlers.h"
#include "sandbox/notes.h"
#include "sandbox/removal.h"
#include "sandbox/show.h"
#include "sandbox/write_record.h"

namespace sluice::sandbox {

namespace {

std::string path_of(std::size_t index) { return "$.data[" + std::to_string(index) + "]"; }

const Json& object_at(const Call& call, const Json& items, std::size_t index) {
  if (items[index].is_object()) return items[index];
  Json details = call.value_details("data", path_of(index));
  details["expected_data_type"] = "jsonobject";
  throw invalid_data("invalid data", std::move(details));
}

void refuse_converted(const Module& module, const Record& record) {
  const Field* converted = module.field("Converted__s");
  if (converted != nullptr && !record.cell(*converted).is_null())
    throw ApiError(400, "CONVERTED_RECORD", "can't update the converted record", {{"id", id_text(record.id)}});
}

// Deals remember the stages that they went through.
void note_stage(const Call& call, const Module& module, const Record* before, const Record& after) {
  if (module.api_name != "Deals") return;
  const Field& stage = *module.field("Stage");
  if (before != nullptr && before->cell(stage) == after.cell(stage)) return;
  const Id id = call.store.next_id();
  call.store.put_document("stage_history", std::to_string(id),
                          {{"deal", after.id},
                           {"stage", after.cell(stage)},
                           {"amount", after.cell(*module.field("Amount"))},
                           {"probability", after.cell(*module.field("Probability"))},
                           {"expected_revenue", after.cell(*module.field("Expected_Revenue"))},
                           {"closing_date", after.cell(*module.field("Closing_Date"))},
                           {"user", call.user_id()},
                           {"time", call.clock.now()}});
}

Json insert_one(const Call& call, const Module& module, const Json& body, const std::string& path) {
  const RecordPtr record = new_record(call, module, with_note_parent(call, module, body, path), path);
  call.store.put(module, record);
  note_stage(call, module, nullptr, *record);
  return success(stamps(call, *record, true), "record added");
}

Json update_one(const Call& call, const Module& module, const RecordPtr& before, const Json& body,
                const std::string& path) {
  refuse_converted(module, *before);
  const RecordPtr record = changed_record(call, module, *before, body, path);
  call.store.put(module, record);
  note_stage(call, module, before.get(), *record);
  return success(stamps(call, *record, false), "record updated");
}

RecordPtr record_of_body(const Call& call, const Module& module, const Json& body, const std::string& path,
                         const char* problem = "the id given seems to be invalid") {
  const Json& given = member(body, "id");
  if (given.is_null()) throw mandatory_missing(call.value_details("id", path + ".id"));
  const auto id = to_id(given);
  RecordPtr record = call.store.find(module, id.value_or(0));
  if (record == nullptr) throw invalid_data(problem, call.value_details("id", path + ".id"));
  return record;
}

void check_unmodified(const Call& call, const Record& record) {
  const std::string* header = call.request.header("if-unmodified-since");
  if (header == nullptr) return;
  const auto since = parse_datetime(*header);
  if (!since || record.modified <= *since) return;
  throw ApiError(412, "ALREADY_MODIFIED", "record updated time has already passed if-unmodified-since time",
                 stamps(call, record, false));
}

// ---------------------------------------------------------------- upsert

// The fields to look at, in order: those given, then unique ones; without any the module's own comes first.
std::vector<const Field*> check_fields(const Call& call, const Module& module, const Json& body) {
  std::vector<const Field*> fields;
  const Json& given = member(body, "duplicate_check_fields");
  Json supported = Json::array({module.duplicate_check});
  for (const Field& field : module.fields)
    if (field.unique) supported.push_back(field.api_name);
  for (std::size_t i = 0; i < given.size() && given.is_array(); ++i) {
    const Field* field = given[i].is_string() ? module.field(given[i].get<std::string>()) : nullptr;
    const bool known = field != nullptr && (field->unique || field->api_name == module.duplicate_check ||
                                            field->type == FieldType::Phone || field->type == FieldType::Email);
    if (!known) {
      Json details =
          call.value_details("duplicate_check_fields", "$.duplicate_check_fields[" + std::to_string(i) + "]");
      details["supported_values"] = supported;
      throw invalid_data("invalid data", std::move(details));
    }
    fields.push_back(field);
  }
  if (fields.empty()) fields.push_back(module.field(module.duplicate_check));
  for (const Field& field : module.fields)
    if (field.unique && std::find(fields.begin(), fields.end(), &field) == fields.end()) fields.push_back(&field);
  return fields;
}

Json upsert_one(const Call& call, const Module& module, const Json& body, const std::vector<const Field*>& fields,
                const std::string& path) {
  RecordPtr match;
  const Field* matched = nullptr;
  if (!member(body, "id").is_null())
    match = record_of_body(call, module, body, path, "the related id given seems to be invalid");
  for (const Field* field : fields) {
    const Json& value = member(body, field->api_name);
    if (match != nullptr || value.is_null() || value == Json("")) continue;
    match = call.store.find_holder(module, *field, value, 0);
    if (match != nullptr) matched = field;
  }
  Json result = match == nullptr ? insert_one(call, module, body, path) : update_one(call, module, match, body, path);
  result["duplicate_field"] = matched == nullptr ? Json() : Json(matched->api_name);
  result["action"] = match == nullptr ? "insert" : "update";
  return result;
}

}  // namespace

Response insert_records(const Call& call) {
  const Json body = body_of(call);
  const Json items = items_of(call, body);
  return batch_response(call, items.size(), 201, [&](std::size_t i) {
    return insert_one(call, *call.module, object_at(call, items, i), path_of(i));
  });
}

Response update_records(const Call& call) {
  const Json body = body_of(call);
  const Json items = items_of(call, body);
  return batch_response(call, items.size(), 200, [&](std::size_t i) {
    const Json& item = object_at(call, items, i);
    const RecordPtr record = record_of_body(call, *call.module, item, path_of(i));
    check_unmodified(call, *record);
    return update_one(call, *call.module, record, item, path_of(i));
  });
}

Response update_record(const Call& call) {
  const Id id = id_segment(call, 1);
  const Json body = body_of(call);
  const Json items = items_of(call, body, "data", 1);
  const RecordPtr record = call.store.find(*call.module, id);
  if (record == nullptr) throw bad_segment("the id given seems to be invalid", 1);
  check_unmodified(call, *record);
  return batch_response(call, 1, 200, [&](std::size_t i) {
    return update_one(call, *call.module, record, object_at(call, items, i), path_of(i));
  });
}

Response upsert_records(const Call& call) {
  const Module& module = *call.module;
  if (module.duplicate_check.empty())
    throw ApiError(400, "INVALID_MODULE", "the given module is not supported in api", {{"resource_path_index", 0}});
  const Json body = body_of(call);
  const Json items = items_of(call, body);
  const std::vector<const Field*> fields = check_fields(call, module, body);
  return batch_response(call, items.size(), 200, [&](std::size_t i) {
    return upsert_one(call, module, object_at(call, items, i), fields, path_of(i));
  });
}

Response delete_records(const Call& call) {
  const std::vector<std::string> ids = ids_parameter(call);
  return batch_response(call, ids.size(), 200, [&](std::size_t i) -> Json {
    const RecordPtr record = call.store.find(*call.module, to_id(std::string_view(ids[i])).value_or(0));
    if (record == nullptr) throw invalid_data("record not deleted", {{"id", ids[i]}});
    remove_record(call, *call.module, record);
    return success({{"id", ids[i]}}, "record deleted");
  });
}

Response delete_record(const Call& call) {
  const RecordPtr record = call.store.find(*call.module, id_segment(call, 1));
  if (record == nullptr) throw bad_segment("the id given seems to be invalid", 1);
  remove_record(call, *call.module, record);
  return json_response(200, {{"data", Json::array({success({{"id", call.segment(1)}}, "record deleted")})}});
}

}  // namespace sluice::sandbox
