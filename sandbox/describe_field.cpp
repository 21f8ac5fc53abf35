#include "sandbox/data_files.h"
#include "sandbox/describe.h"

namespace sluice::sandbox {

namespace {

// The oldest versions have look-ups only; one that points at records of any module points at `se_module`.
bool is_plain_lookup(const Call& call, const Field& field) {
  return call.version < 30 && field.type == FieldType::AnyLookup;
}

Json describe_lookup(const Call& call, const Field& field) {
  const Module* target = field.type == FieldType::Lookup ? call.schema().module(field.lookup) : nullptr;
  const bool any = is_plain_lookup(call, field);
  if (target == nullptr && !any) return Json::object();
  Json module = any ? "se_module" : target->api_name;
  if (call.version >= 30) module = {{"api_name", target->api_name}, {"crypt", false}, {"id", id_text(target->id)}};
  return {{"display_label", any ? field.label : target->plural},
          {"revalidate_filter_during_edit", false},
          {"api_name", nullptr},
          {"module", std::move(module)},
          {"id", nullptr},
          {"query_details", Json::object()}};
}

Json describe_values(const Field& field) {
  Json values = Json::array();
  if (field.picklist == nullptr) return values;
  int sequence = 0;
  for (const PicklistValue& value : *field.picklist)
    values.push_back({{"display_value", value.display},
                      {"sequence_number", ++sequence},
                      {"reference_value", value.actual},
                      {"colour_code", nullptr},
                      {"actual_value", value.actual},
                      {"id", id_text(value.id)},
                      {"type", "used"}});
  return values;
}

// Where conversion puts a lead's field.
Json describe_conversion(const Module& module, const Field& field) {
  Json mapping = {{"Contacts", nullptr}, {"Deals", nullptr}, {"Accounts", nullptr}};
  if (module.api_name == "Leads")
    for (const auto& row : data::rows(data::kConversion))
      if (row[0] == field.api_name) mapping[std::string(row[1])] = row[2];
  return mapping;
}

Json describe_textarea(const Field& field) {
  if (field.type != FieldType::Textarea) return Json::object();
  return {{"type", field.length > 32000 ? "rich_text" : field.length > 2000 ? "large" : "small"}};
}

}  // namespace

Json profiles(const Call& call) {
  Json all = Json::array();
  for (const auto& [id, profile] : call.store.documents("profile"))
    all.push_back({{"name", member(profile, "name")}, {"id", id}});
  return all;
}

Json describe_field(const Call& call, const Module& module, const Field& field) {
  const bool owner = field.stamp == Stamp::Owner;
  const bool plain = field.type != FieldType::Textarea && field.type != FieldType::Subform;
  const bool money = field.data_type == "currency";
  const Json no = Json::object();
  const Json writable = {{"web_create", field.writable()},
                         {"web_update", field.writable()},
                         {"api_create", field.writable()},
                         {"api_update", field.writable()}};
  Json permissions = profiles(call);
  for (Json& profile : permissions) profile["permission_type"] = field.writable() ? "read_write" : "read_only";
  return {{"associated_module", nullptr},
          {"webhook", true},
          {"operation_type", writable},
          {"colour_code_enabled_by_system", false},
          {"field_label", field.label},
          {"tooltip", nullptr},
          {"type", "used"},
          {"table_name", nullptr},
          {"field_read_only", field.read_only || owner},
          {"customizable_properties", Json::array()},
          {"display_label", field.label},
          {"read_only", field.read_only},
          {"association_details", nullptr},
          {"businesscard_supported", plain},
          {"multi_module_lookup", no},
          {"id", id_text(field.id)},
          {"created_time", nullptr},
          {"filterable", plain},
          {"visible", true},
          {"profiles", std::move(permissions)},
          {"view_type",
           {{"view", true}, {"edit", field.writable()}, {"quick_create", false}, {"create", field.writable()}}},
          {"separator", false},
          {"searchable", plain},
          {"external", nullptr},
          {"api_name", field.api_name},
          {"unique", field.unique ? Json{{"case_sensitive", false}} : no},
          {"enable_colour_code", false},
          {"pick_list_values", describe_values(field)},
          {"system_mandatory", field.mandatory},
          {"virtual_field", false},
          {"json_type", field.json_type},
          {"crypt", nullptr},
          {"created_source", field.custom ? "custom" : "default"},
          {"display_type", -1},
          {"ui_type", field.ui_type.empty() ? 1 : std::stoi(field.ui_type)},
          {"modified_time", nullptr},
          {"email_parser",
           {{"fields_update_supported", field.writable()}, {"record_operations_supported", field.writable()}}},
          {"currency", money ? Json{{"rounding_option", "normal"}, {"precision", 2}} : no},
          {"custom_field", field.custom},
          {"lookup", describe_lookup(call, field)},
          {"convert_mapping", describe_conversion(module, field)},
          {"rollup_summary", no},
          {"length", field.length},
          {"display_field", field.display},
          {"pick_list_values_sorted_lexically", false},
          {"sortable", plain && field.type != FieldType::Tags},
          {"layout_associations",
           Json::array({{{"name", "Standard"}, {"id", id_text(module.layout_id)}, {"api_name", "Standard__s"}}})},
          {"global_picklist", nullptr},
          {"history_tracking", nullptr},
          {"data_type", is_plain_lookup(call, field) ? "lookup" : field.data_type},
          {"formula", field.type == FieldType::Formula ? Json{{"return_type", "double"}, {"expression", ""}} : no},
          {"decimal_place", money ? Json(2) : Json()},
          {"mass_update", field.writable()},
          {"multiselectlookup", no},
          {"auto_number",
           field.type == FieldType::Autonumber ? Json{{"prefix", ""}, {"suffix", ""}, {"start_number", "1"}} : no},
          {"textarea", describe_textarea(field)},
          {"hipaa_compliance", nullptr},
          {"hipaa_compliance_enabled", false},
          {"quick_sequence_number", nullptr}};
}

}  // namespace sluice::sandbox
