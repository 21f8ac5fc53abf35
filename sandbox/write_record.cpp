#include "sandbox/write_record.h"

#include <algorithm>

#include "sandbox/line_items.h"
#include "sandbox/read_value.h"
#include "sandbox/show.h"

namespace sluice::sandbox {

namespace {

// Other names that documentation and old clients use.
std::string_view field_alias(const Module& module, std::string_view name) {
  if (name == "Outbound_Call_Status") return "Outgoing_Call_Status";
  if (name == "Purchased_Items") return "Purchase_Items";
  if (name == "Product_Details")
    for (const Field& field : module.fields)
      if (field.type == FieldType::Subform) return field.api_name;
  return name;
}

bool given_blank(const Json& value) {
  return value.is_null() || (value.is_string() && trim(value.get_ref<const std::string&>()).empty());
}

// The values of multi-select fields are added where `$append_values` says so.
Json appended(const Json& before, const Json& added) {
  Json all = before.is_array() ? before : Json::array();
  for (const Json& value : added)
    if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
  return all;
}

void read_fields(const Call& call, const Module& module, const Json& body, const std::string& path, Record& record) {
  const Json& append = member(body, "$append_values");
  for (const auto& [name, value] : body.get_ref<const Json::object_t&>()) {
    const Field* field = module.field(field_alias(module, name));
    if (field == nullptr || !field->writable()) continue;
    const std::string place = path + "." + name;
    if (field->mandatory && given_blank(value)) throw mandatory_missing(call.value_details(field->api_name, place));
    if (field->stamp == Stamp::Owner) {
      if (const Json owner = read_value(call, module, *field, value, place); !owner.is_null())
        record.owner = owner.get<Id>();
      continue;
    }
    const bool rows = field->type == FieldType::Subform && value.is_array() && record.cell(*field).is_array();
    Json stored = read_value(call, module, *field,
                             rows ? merge_line_items(show_field(call, module, record, *field), value) : value, place);
    if (bool_member(append, field->api_name) && stored.is_array()) stored = appended(record.cell(*field), stored);
    record.set(*field, std::move(stored));
  }
}

const Json& given_value(const Module& module, const Json& body, const Field& field) {
  for (const auto& [name, value] : body.get_ref<const Json::object_t&>())
    if (field_alias(module, name) == field.api_name) return value;
  return member(body, field.api_name);
}

// A call that was missed or is still to come has no duration.
bool needed_at_insert(const Module& module, const Field& field, const Json& body) {
  if (!field.mandatory) return false;
  if (field.api_name != "Call_Duration") return true;
  return given_value(module, body, *module.field("Outgoing_Call_Status")) != Json("Scheduled") &&
         given_value(module, body, *module.field("Call_Type")) != Json("Missed");
}

void check_mandatory(const Call& call, const Module& module, const Json& body, const std::string& path) {
  for (const Field& field : module.fields)
    if (needed_at_insert(module, field, body) && given_blank(given_value(module, body, field)))
      throw mandatory_missing(call.value_details(field.api_name, path + "." + field.api_name));
}

void check_unique(const Call& call, const Module& module, const std::string& path, const Record& record) {
  std::vector<ApiError> problems;
  for (const Field& field : module.fields) {
    if (!field.unique || record.cell(field).is_null()) continue;
    if (const RecordPtr other = call.store.find_holder(module, field, record.cell(field), record.id))
      problems.emplace_back(400, "DUPLICATE_DATA", "duplicate data",
                            duplicate_details(call, module, field, *other, path + "." + field.api_name));
  }
  if (problems.empty()) return;
  if (problems.size() == 1) throw problems.front();
  Json errors = Json::array();
  for (const ApiError& problem : problems) errors.push_back(problem.body());
  throw ApiError(400, "MULTIPLE_OR_MULTI_ERRORS", "Multiple errors in the request", {{"errors", std::move(errors)}});
}

void check_pipeline(const Call& call, const Module& module, const Json& body, const std::string& path) {
  if (module.api_name != "Deals" || !body.contains("Pipeline") || !member(body, "Stage").is_string()) return;
  const Field& stage = *module.field("Stage");
  const std::string given = stored_value(stage, member(body, "Stage").get<std::string>());
  for (const PicklistValue& value : *stage.picklist)
    if (value.actual == given) return;
  Json details = call.value_details("Stage", path + ".Stage");
  details["mapped_field"] = "Pipeline";
  throw ApiError(400, "MAPPING_MISMATCH", "Pipeline doesn't contain the Stage", std::move(details));
}

std::string text_of(const Module& module, const Record& record, const char* name) {
  const Json& value = record.cell(*module.field(name));
  return value.is_string() ? value.get<std::string>() : std::string();
}

// A call that took place has a duration.
void check_duration(const Call& call, const Module& module, const std::string& path, const Record& record) {
  if (module.api_name != "Calls" || text_of(module, record, "Call_Type") == "Missed" ||
      text_of(module, record, "Outgoing_Call_Status") == "Scheduled")
    return;
  const std::string duration = text_of(module, record, "Call_Duration");
  if (duration.empty() || duration.find_first_not_of("0: ") != std::string::npos) return;
  Json details = call.value_details("Call_Duration", path + ".Call_Duration");
  details["dependee"] = call.value_details("Call_Type", path + ".Call_Type");
  throw ApiError(400, "DEPENDENT_MISMATCH", "Call Duration can not be zero.", std::move(details));
}

void compute_full_name(const Module& module, Record& record) {
  std::string full;
  for (const char* part : {"Salutation", "First_Name", "Last_Name"})
    if (const std::string text = text_of(module, record, part); !text.empty()) full += (full.empty() ? "" : " ") + text;
  record.set(*module.field("Full_Name"), full);
}

// What a deal's stage says about its chances, unless the record says otherwise.
void compute_revenue(const Module& module, Record& record) {
  const Field& stage = *module.field("Stage");
  const Field& probability = *module.field("Probability");
  if (record.cell(probability).is_null())
    for (const PicklistValue& value : *stage.picklist)
      if (record.cell(stage) == Json(value.actual)) record.set(probability, std::stoi(value.stage));
  const Json& amount = record.cell(*module.field("Amount"));
  const Json& chance = record.cell(probability);
  if (amount.is_number() && chance.is_number())
    record.set(*module.field("Expected_Revenue"), amount.get<double>() * chance.get<double>() / 100);
}

void compute_duration(const Module& module, Record& record) {
  const std::vector<std::string> parts = split(text_of(module, record, "Call_Duration"), ':');
  if (parts.size() != 2 || !is_digits(parts[0]) || !is_digits(parts[1]) || parts[0].size() > 6 || parts[1].size() > 6)
    return;
  record.set(*module.field("Call_Duration_in_seconds"), std::stoi(parts[0]) * 60 + std::stoi(parts[1]));
}

// Fields that follow from others.
void compute_fields(const Module& module, Record& record) {
  if (module.field("Full_Name") != nullptr) compute_full_name(module, record);
  if (module.api_name == "Deals") compute_revenue(module, record);
  if (module.api_name == "Calls") compute_duration(module, record);
  add_up(module, record);
}

bool is_numbered(const Field& field) {
  return field.type == FieldType::Autonumber ||
         (field.read_only && field.api_name.ends_with("_Number") && field.type == FieldType::Bigint);
}

// A number is given once, also where its record was deleted.
void number_new(const Call& call, const Module& module, Record& record) {
  if (std::ranges::none_of(module.fields, is_numbered)) return;
  const Json* last = call.store.document("counter", module.api_name);
  const std::int64_t number = last == nullptr ? 1 : last->get<std::int64_t>() + 1;
  call.store.put_document("counter", module.api_name, number);
  for (const Field& field : module.fields)
    if (is_numbered(field))
      record.set(field, field.type == FieldType::Bigint ? Json(number) : Json(std::to_string(number)));
}

}  // namespace

RecordPtr new_record(const Call& call, const Module& module, const Json& body, const std::string& path) {
  auto record = std::make_shared<Record>();
  record->owner = record->created_by = record->modified_by = call.user_id();
  record->created = record->modified = call.clock.now();
  check_mandatory(call, module, body, path);
  read_fields(call, module, body, path, *record);
  check_pipeline(call, module, body, path);
  check_duration(call, module, path, *record);
  check_unique(call, module, path, *record);
  record->id = call.store.next_id();
  number_new(call, module, *record);
  if (const Field* source = module.field("Data_Source")) record->set(*source, "API");
  compute_fields(module, *record);
  return record;
}

RecordPtr changed_record(const Call& call, const Module& module, const Record& before, const Json& body,
                         const std::string& path) {
  auto record = std::make_shared<Record>(before);
  record->modified_by = call.user_id();
  record->modified = call.clock.now();
  if (module.api_name == "Deals" && body.contains("Stage") && !body.contains("Probability"))
    record->set(*module.field("Probability"), nullptr);
  read_fields(call, module, body, path, *record);
  check_pipeline(call, module, body, path);
  check_duration(call, module, path, *record);
  check_unique(call, module, path, *record);
  compute_fields(module, *record);
  return record;
}

Json duplicate_details(const Call& call, const Module& module, const Field& field, const Record& other,
                       const std::string& path) {
  if (call.version < 30) return {{"api_name", field.api_name}, {"id", id_text(other.id)}};
  Json owner = user_reference(call.store, other.owner, false);
  if (const Json* user = call.store.document("user", std::to_string(other.owner)))
    owner["zuid"] = member(*user, "zuid");
  return {{"api_name", field.api_name},
          {"duplicate_record",
           {{"Owner", std::move(owner)},
            {"module", {{"api_name", module.api_name}, {"id", id_text(module.id)}}},
            {"id", id_text(other.id)}}},
          {"json_path", path},
          {"id", id_text(other.id)},
          {"more_records", false}};
}

}  // namespace sluice::sandbox
