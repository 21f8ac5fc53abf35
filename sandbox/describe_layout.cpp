#include <functional>

#include "sandbox/describe.h"

namespace sluice::sandbox {

namespace {

// Layouts make more fields mandatory than the API does.
bool required_in_layout(const Module& module, const Field& field) {
  if (field.mandatory) return true;
  const std::string_view name = field.api_name;
  if (module.api_name == "Leads") return name == "Company";
  if (module.api_name == "Deals") return name == "Closing_Date" || name == "Account_Name";
  return !module.parent.empty() ? false : module.field("Sub_Total") != nullptr && name == "Account_Name";
}

Json section(const Call& call, const Module& module, const char* name, int sequence,
             const std::function<bool(const Field&)>& holds) {
  Json fields = Json::array();
  int number = 0;
  for (const Field& field : module.fields) {
    if (!holds(field)) continue;
    Json described = describe_field(call, module, field);
    described["required"] = required_in_layout(module, field);
    described["sequence_number"] = ++number;
    described["section_id"] = sequence;
    fields.push_back(std::move(described));
  }
  return {{"display_label", name},
          {"sequence_number", sequence},
          {"isSubformSection", false},
          {"tab_traversal", 2},
          {"api_name", name},
          {"column_count", 2},
          {"name", name},
          {"generated_type", "default"},
          {"type", "used"},
          {"fields", std::move(fields)}};
}

Json conversion_layouts(const Call& call) {
  Json mapping = Json::object();
  for (const char* name : {"Contacts", "Accounts", "Deals"}) {
    const Module& target = *call.schema().module(name);
    mapping[name] = {{"name", "Standard"}, {"id", id_text(target.layout_id)}};
    if (target.api_name != "Deals") continue;
    Json asked = Json::array();
    for (const auto& [field_name, required] :
         {std::pair{"Amount", false}, {"Deal_Name", true}, {"Closing_Date", true}, {"Stage", true}}) {
      const Field& field = *target.field(field_name);
      asked.push_back({{"api_name", field.api_name},
                       {"field_label", field.label},
                       {"id", id_text(field.id)},
                       {"required", required}});
    }
    mapping[name]["fields"] = std::move(asked);
  }
  return mapping;
}

}  // namespace

Json describe_layout(const Call& call, const Module& module) {
  const auto is_address = [](const Field& field) {
    for (const char* part : {"Street", "City", "State", "Zip", "Code", "Country"})
      if (field.api_name.ends_with(part) || field.api_name.ends_with("Zip_Code"))
        return field.api_name != "Product_Code";
    return false;
  };
  const auto is_description = [](const Field& field) { return field.api_name == "Description"; };
  const auto is_subform = [](const Field& field) { return field.type == FieldType::Subform; };
  const std::string information = module.singular + " Information";
  Json sections = Json::array();
  sections.push_back(section(call, module, information.c_str(), 1, [&](const Field& field) {
    return !is_address(field) && !is_description(field) && !is_subform(field);
  }));
  int sequence = 1;
  for (const auto& [name, holds] : std::initializer_list<std::pair<const char*, std::function<bool(const Field&)>>>{
           {"Address Information", is_address}, {"Items", is_subform}, {"Description Information", is_description}}) {
    Json one = section(call, module, name, ++sequence, holds);
    if (!one["fields"].empty()) sections.push_back(std::move(one));
  }
  Json allowed_profiles = profiles(call);
  for (Json& profile : allowed_profiles) profile["default"] = true;
  return {{"display_label", "Standard"},
          {"created_time", nullptr},
          {"convert_mapping", module.api_name == "Leads" ? conversion_layouts(call) : Json()},
          {"modified_time", nullptr},
          {"visible", true},
          {"created_for", nullptr},
          {"name", "Standard"},
          {"api_name", "Standard__s"},
          {"modified_by", nullptr},
          {"profiles", std::move(allowed_profiles)},
          {"id", id_text(module.layout_id)},
          {"created_by", nullptr},
          {"sections", std::move(sections)},
          {"status", "active"},
          {"source", "crm"},
          {"has_more_profiles", false},
          {"mode", "view"},
          {"actions_allowed",
           {{"edit", true},
            {"rename", true},
            {"clone", true},
            {"downgrade", false},
            {"delete", false},
            {"deactivate", false},
            {"set_layout_permissions", true}}}};
}

}  // namespace sluice::sandbox
