#include "sandbox/show.h"

#include "sandbox/tags.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kPropertiesReserve = 28;

Json show_lookup(const Call& call, const Module* target, Id id) {
  if (target == nullptr) return nullptr;
  const RecordPtr record = call.store.find(*target, id);
  if (record == nullptr) return nullptr;
  return {{"name", display_name(call.store, *target, *record)}, {"id", id_text(id)}};
}

Json show_parent(const Call& call, Id id) {
  const Module* module = call.store.module_of(id);
  Json shown = show_lookup(call, module, id);
  if (!shown.is_null() && call.version >= 50)
    shown["module"] = {{"api_name", module->api_name}, {"id", id_text(module->id)}};
  return shown;
}

// Numbers of a currency print without a fraction where they have none.
Json show_number(const Json& value) {
  if (!value.is_number_float()) return value;
  const double number = value.get<double>();
  constexpr double kExact = 9e15;
  if (number > -kExact && number < kExact && number == static_cast<double>(static_cast<std::int64_t>(number)))
    return static_cast<std::int64_t>(number);
  return value;
}

// Rows of a subform keep their look-ups as ids.
Json show_rows(const Call& call, const Module& parent, const Record& record, const Json& rows, const Field& field) {
  const Module* items = call.schema().module(field.api_name);
  Json shown = Json::array();
  for (const Json& row : rows) {
    Json out = Json::object();
    for (const auto& [name, value] : row.items()) {
      const Field* column = items == nullptr ? nullptr : items->field(name);
      if (column != nullptr && column->type == FieldType::Lookup && value.is_number()) {
        const Module* target = call.schema().module(column->lookup);
        Json reference = show_lookup(call, target, value.get<Id>());
        if (!reference.is_null() && name == "Product_Name") {
          const RecordPtr product = call.store.find(*target, value.get<Id>());
          reference["Product_Code"] = product->cell(*target->field("Product_Code"));
        }
        out[name] = std::move(reference);
      } else if (column != nullptr && column->type == FieldType::Datetime && value.is_number()) {
        out[name] = format_datetime(value.get<Seconds>(), call.offset);
      } else {
        out[name] = show_number(value);
      }
    }
    out["Parent_Id"] = {{"name", display_name(call.store, parent, record)}, {"id", id_text(record.id)}};
    shown.push_back(std::move(out));
  }
  return shown;
}

Json converted_detail(const Call& call, const Module& module, const Record& record) {
  Json detail = Json::object();
  const Field* converted = module.field("Converted__s");
  if (converted == nullptr || !record.cell(*converted).is_boolean()) return detail;
  for (const auto& [key, name] :
       {std::pair{"deal", "Converted_Deal"}, {"contact", "Converted_Contact"}, {"account", "Converted_Account"}}) {
    const Json& id = record.cell(*module.field(name));
    detail[key] = id.is_null() ? Json() : id_text(id.get<Id>());
  }
  detail["convert_date"] = show_field(call, module, record, *module.field("Converted_Date_Time"));
  detail["converted_by"] = id_text(record.modified_by);
  return detail;
}

// What notes and attachments say about their parent and their file.
void add_child_properties(const Call& call, const Module& module, const Record& record, Json::object_t& out) {
  const Field* parent = module.field("Parent_Id");
  if (module.kind != ModuleKind::Hidden || parent == nullptr) return;
  const Json& id = record.cell(*parent);
  const Module* parents = id.is_number() ? call.store.module_of(id.get<Id>()) : nullptr;
  out.emplace_back("$se_module", parents == nullptr ? Json() : Json(parents->api_name));
  if (module.api_name != "Attachments") {
    out.emplace_back("$attachments", nullptr);
    out.emplace_back("$is_shared_to_client", false);
    out.emplace_back("$voice_note", false);
    return;
  }
  const Json* link = call.store.document("attachment_link", std::to_string(record.id));
  out.emplace_back("$file_id", std::to_string(record.id));
  out.emplace_back("$type", link == nullptr ? "Attachment" : "Link URL");
  out.emplace_back("$link_url", link == nullptr ? Json() : *link);
}

void add_properties(const Call& call, const Module& module, const Record& record, Json::object_t& out) {
  const Json no_decision = {{"delegate", false}, {"approve", false}, {"reject", false}, {"resubmit", false}};
  const Json no_review = {{"approve", false}, {"reject", false}, {"resubmit", false}};
  const bool converted =
      module.field("Converted__s") != nullptr && !record.cell(*module.field("Converted__s")).is_null();
  const auto add = [&](const char* name, Json value) { out.emplace_back(name, std::move(value)); };
  add("$currency_symbol", "$");
  add("$process_flow", false);
  add("$editable", true);
  add("$approval", no_decision);
  add("$converted_detail", converted_detail(call, module, record));
  if (call.version < 40 && module.field("Converted__s") != nullptr) add("$converted", converted);
  if (call.version < 30) {
    add("$approved", true);
    add("$followed", false);
    return;
  }
  add("$approval_state", "approved");
  add("$field_states", nullptr);
  add("$sharing_permission", "full_access");
  add("$locked_for_me", false);
  add("$review_process", no_review);
  add("$review", nullptr);
  add("$orchestration", false);
  add("$in_merge", false);
  add("$pathfinder", false);
  add("$zia_visions", nullptr);
  add("$wizard_connection_path", nullptr);
  add("$zia_owner_assignment", "owner_recommendation_unavailable");
  add("$canvas_id", nullptr);
  add("$state", "save");
  add("$is_duplicate", false);
  add("$has_more", Json::object());
  add("$layout_id", {{"display_label", "Standard"}, {"name", "Standard"}, {"id", id_text(module.layout_id)}});
}

}  // namespace

FieldList field_list(const Call& call) {
  const std::string* fields = call.parameter("fields");
  if (fields == nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const std::string& name : split(*fields, ','))
    if (const std::string_view trimmed = trim(name); !trimmed.empty()) names.emplace_back(trimmed);
  constexpr std::size_t kMaxFields = 50;
  if (names.size() > kMaxFields)
    throw ApiError(400, "LIMIT_EXCEEDED", "Fields limit exceeded", {{"limit", kMaxFields}, {"param_name", "fields"}});
  return names;
}

std::string shown_value(const Field& field, const std::string& actual) {
  if (field.picklist != nullptr)
    for (const PicklistValue& value : *field.picklist)
      if (value.actual == actual) return value.display;
  return actual;
}

std::string stored_value(const Field& field, const std::string& given) {
  if (field.picklist != nullptr)
    for (const PicklistValue& value : *field.picklist)
      if (value.display == given) return value.actual;
  return given;
}

std::string display_name(const Store& store, const Module& module, const Record& record) {
  const Field* field = module.field(module.display_field);
  if (field == nullptr) return std::to_string(record.id);
  const Json& value = record.cell(*field);
  if (value.is_string()) return value.get<std::string>();
  static_cast<void>(store);
  return {};
}

Json user_reference(const Store& store, Id id, bool email) {
  const Json* user = store.document("user", std::to_string(id));
  if (user == nullptr) return nullptr;
  Json reference = {{"name", member(*user, "full_name")}, {"id", id_text(id)}};
  if (email) reference["email"] = member(*user, "email");
  return reference;
}

Json stamps(const Call& call, const Record& record, bool with_approval) {
  Json details = {{"Modified_Time", format_datetime(record.modified, call.offset)},
                  {"Modified_By", user_reference(call.store, record.modified_by, false)},
                  {"Created_Time", format_datetime(record.created, call.offset)},
                  {"id", id_text(record.id)},
                  {"Created_By", user_reference(call.store, record.created_by, false)}};
  if (with_approval && call.version >= 30) details["$approval_state"] = "approved";
  return details;
}

Json show_field(const Call& call, const Module& module, const Record& record, const Field& field) {
  switch (field.stamp) {
    case Stamp::None: break;
    case Stamp::RecordId: return id_text(record.id);
    case Stamp::Owner: return user_reference(call.store, record.owner, true);
    case Stamp::CreatedBy: return user_reference(call.store, record.created_by, true);
    case Stamp::ModifiedBy: return user_reference(call.store, record.modified_by, true);
    case Stamp::CreatedTime: return format_datetime(record.created, call.offset);
    case Stamp::ModifiedTime: return format_datetime(record.modified, call.offset);
  }
  const Json& value = record.cell(field);
  switch (field.type) {
    case FieldType::Boolean: return value.is_boolean() && value.get<bool>();
    case FieldType::Layout: return {{"name", "Standard"}, {"id", id_text(module.layout_id)}};
    case FieldType::Tags: return show_tags(call.store, value, call.version);
    default: break;
  }
  if (field.api_name == "Record_Status__s") return "Available";
  if (value.is_null()) return nullptr;
  switch (field.type) {
    case FieldType::Picklist: return shown_value(field, value.get<std::string>());
    case FieldType::Bigint:
      if (field.api_name == "Size" && call.version >= 30) return value;
      return value.is_number() ? Json(std::to_string(value.get<std::int64_t>())) : value;
    case FieldType::Datetime: return format_datetime(value.get<Seconds>(), call.offset);
    case FieldType::Lookup: {
      const Module* target = call.schema().module(field.lookup);
      Json shown = show_lookup(call, target, value.get<Id>());
      if (shown.is_null() && field.api_name == "Who_Id")
        shown = show_lookup(call, call.schema().module("Leads"), value.get<Id>());
      return shown;
    }
    case FieldType::AnyLookup: return show_parent(call, value.get<Id>());
    case FieldType::User: return user_reference(call.store, value.get<Id>(), true);
    case FieldType::Subform: return show_rows(call, module, record, value, field);
    case FieldType::Integer:
    case FieldType::Double:
    case FieldType::Formula: return show_number(value);
    default: return value;
  }
}

Json show_record(const Call& call, const Module& module, const Record& record, const FieldList& fields) {
  Json shown = Json::object();
  auto& out = shown.get_ref<Json::object_t&>();
  if (fields) {
    out.reserve(fields->size() + 1);
    for (const std::string& name : *fields)
      if (const Field* field = module.field(name); field != nullptr && field->stamp != Stamp::RecordId)
        out.emplace_back(name, show_field(call, module, record, *field));
    out.emplace_back("id", id_text(record.id));
    return shown;
  }
  out.reserve(module.fields.size() + kPropertiesReserve);
  for (const Field& field : module.fields) out.emplace_back(field.api_name, show_field(call, module, record, field));
  add_properties(call, module, record, out);
  add_child_properties(call, module, record, out);
  return shown;
}

}  // namespace sluice::sandbox
