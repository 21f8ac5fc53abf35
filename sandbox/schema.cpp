#include "sandbox/schema.h"

#include <array>
#include <charconv>

#include "sandbox/data_files.h"
#include "sandbox/text.h"

namespace sluice::sandbox {

namespace data {

std::vector<std::vector<std::string_view>> rows(std::string_view table) {
  std::vector<std::vector<std::string_view>> rows;
  table.remove_prefix(table.find('\n') + 1);
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    if (line.empty()) continue;
    std::vector<std::string_view>& cells = rows.emplace_back();
    while (true) {
      const std::size_t tab = line.find('\t');
      cells.push_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
  }
  return rows;
}

}  // namespace data

namespace {

struct TypeRow {
  std::string_view data_type;
  FieldType type;
  std::string_view json_type;
  std::string_view ui_type;
  int length;
};

constexpr TypeRow kTypes[] = {
    {"text", FieldType::Text, "string", "1", 255},
    {"textarea", FieldType::Textarea, "string", "3", 2000},
    {"email", FieldType::Email, "string", "25", 100},
    {"phone", FieldType::Phone, "string", "33", 30},
    {"website", FieldType::Website, "string", "21", 255},
    {"picklist", FieldType::Picklist, "string", "2", 120},
    {"multiselectpicklist", FieldType::MultiPicklist, "jsonarray", "100", 1000},
    {"integer", FieldType::Integer, "integer", "32", 9},
    {"bigint", FieldType::Bigint, "string", "52", 18},
    {"double", FieldType::Double, "double", "38", 16},
    {"currency", FieldType::Double, "double", "36", 16},
    {"percent", FieldType::Double, "double", "34", 5},
    {"boolean", FieldType::Boolean, "boolean", "301", 5},
    {"date", FieldType::Date, "string", "24", 20},
    {"datetime", FieldType::Datetime, "string", "333", 120},
    {"lookup", FieldType::Lookup, "jsonobject", "133", 120},
    {"ownerlookup", FieldType::User, "jsonobject", "8", 120},
    {"userlookup", FieldType::User, "jsonobject", "8", 120},
    {"multi_module_lookup", FieldType::AnyLookup, "jsonobject", "", 120},
    {"multiselectlookup", FieldType::Array, "jsonarray", "444", 120},
    {"multiuserlookup", FieldType::Array, "jsonarray", "444", 120},
    {"layout", FieldType::Layout, "jsonobject", "208", 50},
    {"subform", FieldType::Subform, "jsonarray", "500", 0},
    {"autonumber", FieldType::Autonumber, "string", "", 0},
    {"formula", FieldType::Formula, "double", "116", 16},
    {"profileimage", FieldType::ProfileImage, "string", "66", 255},
    {"imageupload", FieldType::Files, "jsonarray", "556", 255},
    {"fileupload", FieldType::Files, "jsonarray", "555", 255},
    {"territories", FieldType::Array, "jsonarray", "999", 120},
    {"jsonarray", FieldType::Array, "jsonarray", "", 0},
    {"multireminder", FieldType::Array, "jsonarray", "", 0},
    {"RRULE", FieldType::Object, "jsonobject", "", 0},
    {"ALARM", FieldType::Object, "jsonobject", "", 0},
};

const TypeRow* type_row(std::string_view data_type) {
  for (const TypeRow& row : kTypes)
    if (row.data_type == data_type) return &row;
  return nullptr;
}

std::string known_types() {
  std::string all;
  for (const TypeRow& row : kTypes) all.append(all.empty() ? "" : ", ").append(row.data_type);
  return all;
}

Stamp stamp_of(std::string_view api_name) {
  if (api_name == "id") return Stamp::RecordId;
  if (api_name == "Owner") return Stamp::Owner;
  if (api_name == "Created_By") return Stamp::CreatedBy;
  if (api_name == "Modified_By") return Stamp::ModifiedBy;
  if (api_name == "Created_Time") return Stamp::CreatedTime;
  if (api_name == "Modified_Time") return Stamp::ModifiedTime;
  return Stamp::None;
}

int to_int(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

ModuleKind kind_of(std::string_view word) {
  if (word == "hidden") return ModuleKind::Hidden;
  if (word == "line_items") return ModuleKind::LineItems;
  if (word == "helper") return ModuleKind::Helper;
  return word == "closed" ? ModuleKind::Closed : ModuleKind::Tab;
}

FieldType type_of(std::string_view api_name, std::string_view data_type) {
  if (api_name == "Tag") return FieldType::Tags;
  if (api_name == "Participants") return FieldType::Array;
  const TypeRow* row = type_row(data_type);
  return row == nullptr ? FieldType::Text : row->type;
}

}  // namespace

bool Field::writable() const {
  if (stamp != Stamp::None) return stamp == Stamp::Owner;
  return !read_only && type != FieldType::Formula && type != FieldType::Autonumber;
}

bool Field::text_like() const {
  return type == FieldType::Text || type == FieldType::Textarea || type == FieldType::Email ||
         type == FieldType::Phone || type == FieldType::Website || type == FieldType::Autonumber;
}

bool Field::numeric() const {
  return type == FieldType::Integer || type == FieldType::Bigint || type == FieldType::Double ||
         type == FieldType::Formula;
}

const Field* Module::field(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const RelatedList* Module::related_list(std::string_view name) const {
  for (const RelatedList& list : related_lists)
    if (equal_folded(list.api_name, name)) return &list;
  return nullptr;
}

Schema::Schema() {
  for (const auto& row : data::rows(data::kPicklists))
    picklists_[std::string(row[0])].push_back(
        {std::string(row[1]), std::string(row[2]), std::string(row[3]), make_id(next_value_++)});
  for (const auto& row : data::rows(data::kModules)) {
    Module module;
    module.id = make_id(to_int(row[4]));
    module.api_name = row[0];
    module.module_name = row[1];
    module.singular = row[2];
    module.plural = row[3];
    module.allowed = row[5];
    module.duplicate_check = row[6];
    module.display_field = row[7];
    module.kind = kind_of(row[8]);
    module.parent = row[9];
    add_module(std::move(module));
  }
  Module* module = nullptr;
  for (const auto& row : data::rows(data::kFields)) {
    if (module == nullptr || module->api_name != row[0]) module = const_cast<Module*>(this->module(row[0]));
    Field field;
    field.api_name = row[1];
    field.label = row[2];
    field.data_type = row[3];
    field.json_type = row[4];
    field.ui_type = row[5];
    field.length = to_int(row[6]);
    field.mandatory = row[7] == "true";
    field.read_only = row[8] == "true";
    field.display = row[9] == "true";
    field.lookup = row[10];
    if (!row[11].empty()) field.picklist = picklist(row[11]);
    add_field(*module, std::move(field));
  }
  for (const auto& row : data::rows(data::kRelatedLists)) {
    auto& lists = const_cast<Module*>(this->module(row[0]))->related_lists;
    lists.push_back(
        {std::string(row[1]), std::string(row[2]), std::string(row[3]), std::string(row[4]), make_id(next_value_++)});
  }
}

const Module* Schema::module(std::string_view api_name) const {
  for (const Module& module : modules_)
    if (module.api_name == api_name) return &module;
  for (const Module& module : modules_)
    if (equal_folded(module.api_name, api_name)) return &module;
  return nullptr;
}

const Module* Schema::module(Id id) const {
  for (const Module& module : modules_)
    if (module.id == id) return &module;
  return nullptr;
}

const Picklist* Schema::picklist(std::string_view name) const {
  const auto found = picklists_.find(std::string(name));
  return found == picklists_.end() ? nullptr : &found->second;
}

Module& Schema::add_module(Module module) {
  module.index = static_cast<std::uint16_t>(modules_.size());
  module.layout_id = make_id(91'001 + module.index);
  return modules_.emplace_back(std::move(module));
}

Field& Schema::add_field(Module& module, Field field) {
  field.index = static_cast<std::uint16_t>(module.fields.size());
  field.id = make_id(next_field_++);
  field.type = type_of(field.api_name, field.data_type);
  field.stamp = stamp_of(field.api_name);
  Field& added = module.fields.emplace_back(std::move(field));
  module.by_name_[added.api_name] = &added;
  return added;
}

std::string Schema::extend(const Json& seed) {
  for (const Json& description : member(seed, "modules"))
    if (std::string problem = add_custom_module(description); !problem.empty()) return problem;
  for (const auto& [name, fields] : member(seed, "fields").items()) {
    auto* module = const_cast<Module*>(this->module(name));
    if (module == nullptr || !module->has_records()) return "fields: there is no module " + name;
    for (const Json& description : fields)
      if (std::string problem = add_custom_field(*module, description); !problem.empty()) return problem;
  }
  return {};
}

std::string Schema::add_custom_field(Module& module, const Json& description) {
  Field field;
  field.api_name = text_member(description, "api_name");
  if (field.api_name.empty()) return "a field of " + module.api_name + " has no api_name";
  const std::string place = module.api_name + "." + field.api_name;
  if (module.field(field.api_name) != nullptr) return place + " exists already";
  field.label = text_member(description, "field_label", field.api_name);
  field.data_type = text_member(description, "data_type", "text");
  const TypeRow* row = type_row(field.data_type);
  if (row == nullptr) return place + " has the unknown data_type '" + field.data_type + "'; there are " + known_types();
  field.json_type = row->json_type;
  field.ui_type = row->ui_type;
  field.length = member(description, "length").is_number() ? member(description, "length").get<int>() : row->length;
  field.mandatory = bool_member(description, "system_mandatory");
  field.unique = bool_member(description, "unique");
  field.custom = true;
  field.lookup = text_member(description, "lookup_module");
  if (row->type == FieldType::Lookup && this->module(field.lookup) == nullptr)
    return place + " needs a lookup_module that exists";
  if (const Json& values = member(description, "pick_list_values"); values.is_array()) {
    Picklist& list = picklists_[place];
    for (const Json& value : values) {
      const std::string text = value.is_string() ? value.get<std::string>() : text_member(value, "display_value");
      list.push_back({text, text_member(value, "actual_value", text), "", make_id(next_value_++)});
    }
    field.picklist = &list;
  }
  add_field(module, std::move(field));
  return {};
}

std::string Schema::add_custom_module(const Json& description) {
  Module module;
  module.api_name = text_member(description, "api_name");
  if (module.api_name.empty()) return "a module has no api_name";
  if (this->module(module.api_name) != nullptr) return "module " + module.api_name + " exists already";
  module.id = make_id(next_module_++);
  module.module_name = "CustomModule" + std::to_string(modules_.size());
  module.singular = text_member(description, "singular_label", module.api_name);
  module.plural = text_member(description, "plural_label", module.api_name);
  module.allowed = "CVED";
  module.duplicate_check = module.display_field = "Name";
  module.custom = true;
  const std::array<Field, 11> standard = {
      Field{.api_name = "Name",
            .label = module.singular + " Name",
            .data_type = "text",
            .length = 120,
            .mandatory = true,
            .display = true},
      Field{.api_name = "Owner", .label = module.singular + " Owner", .data_type = "ownerlookup", .lookup = "Users"},
      Field{.api_name = "Email", .label = "Email", .data_type = "email", .length = 100},
      Field{.api_name = "Created_By",
            .label = "Created By",
            .data_type = "ownerlookup",
            .read_only = true,
            .lookup = "Users"},
      Field{.api_name = "Modified_By",
            .label = "Modified By",
            .data_type = "ownerlookup",
            .read_only = true,
            .lookup = "Users"},
      Field{.api_name = "Created_Time", .label = "Created Time", .data_type = "datetime", .read_only = true},
      Field{.api_name = "Modified_Time", .label = "Modified Time", .data_type = "datetime", .read_only = true},
      Field{
          .api_name = "Last_Activity_Time", .label = "Last Activity Time", .data_type = "datetime", .read_only = true},
      Field{.api_name = "Tag", .label = "Tag", .data_type = "text", .length = 2000},
      Field{.api_name = "Layout", .label = "Layout", .data_type = "layout"},
      Field{.api_name = "id", .label = "Record Id", .data_type = "bigint", .length = 18, .read_only = true},
  };
  Module& added = add_module(std::move(module));
  for (Field field : standard) {
    const TypeRow* row = type_row(field.data_type);
    field.json_type = field.api_name == "Tag" ? "jsonarray" : row->json_type;
    field.ui_type = field.api_name == "Tag" ? "209" : row->ui_type;
    if (field.length == 0) field.length = row->length;
    add_field(added, std::move(field));
  }
  for (const auto& [name, kind] : {std::pair{"Notes", "notes"}, {"Attachments", "attachments"}})
    added.related_lists.push_back({name, name, name, kind, make_id(next_value_++)});
  for (const Json& field : member(description, "fields"))
    if (std::string problem = add_custom_field(added, field); !problem.empty()) return problem;
  return {};
}

}  // namespace sluice::sandbox
