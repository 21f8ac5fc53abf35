// Metadata: modules, fields, layouts, related lists, views, roles, profiles and the like.
#include "sandbox/describe.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"

namespace sluice::sandbox {

namespace {

constexpr Id kViewNumber = 60'001;

std::string_view status_of(const Module& module) {
  if (module.kind == ModuleKind::Tab) return "visible";
  return module.kind == ModuleKind::Closed ? "user_hidden" : "system_hidden";
}

Json describe_module(const Call& call, const Module& module) {
  const bool tab = module.kind == ModuleKind::Tab;
  const bool items = module.kind == ModuleKind::LineItems;
  Json out = {{"api_name", module.api_name},
              {"module_name", module.module_name},
              {"singular_label", module.singular},
              {"plural_label", module.plural},
              {"actual_singular_label", module.singular},
              {"actual_plural_label", module.plural},
              {"id", id_text(module.id)},
              {"generated_type", items           ? "subform"
                                 : module.custom ? "custom"
                                                 : "default"},
              {"visibility", items ? 2 : static_cast<int>(tab)},
              {"api_supported", module.api_supported()},
              {"creatable", module.may('C')},
              {"viewable", module.may('V')},
              {"editable", module.may('E')},
              {"deletable", module.may('D')},
              {"convertable", module.may('K')},
              {"quick_create", tab},
              {"show_as_tab", tab},
              {"presence_sub_menu", tab},
              {"sub_menu_available", tab},
              {"recycle_bin_on_delete", tab},
              {"feeds_required", false},
              {"has_more_profiles", false},
              {"sequence_number", module.index + 1},
              {"profiles", profiles(call)},
              {"profile_count", call.store.documents("profile").size()},
              {"modified_time", nullptr},
              {"modified_by", nullptr},
              {"business_card_field_limit", tab ? 5 : 0},
              {"arguments", Json::array()},
              {"web_link", nullptr},
              {"description", nullptr},
              {"private_profile", nullptr},
              {"access_type", "org_based"}};
  if (call.version >= 50) out["status"] = status_of(module);
  if (call.version < 60) {
    out["visible"] = tab;
    for (const char* flag :
         {"global_search_supported", "emailTemplate_support", "email_parser_supported", "filter_supported",
          "inventory_template_supported", "scoring_supported", "triggers_supported", "webform_supported"})
      out[flag] = tab;
  }
  const Module* parent = call.schema().module(module.parent);
  out["parent_module"] =
      parent == nullptr ? Json::object() : Json{{"api_name", parent->api_name}, {"id", id_text(parent->id)}};
  return out;
}

// The module of the parameter `module`.
const Module& module_parameter(const Call& call) {
  const std::string* name = call.parameter("module");
  if (name == nullptr) throw parameter_missing("module");
  const Module* module = call.schema().module(*name);
  if (module == nullptr || !module->api_supported())
    throw ApiError(400, "INVALID_MODULE", "the module name given seems to be invalid", {{"param_name", "module"}});
  return *module;
}

// Metadata does not change while the server runs.
bool unmodified(const Call& call) { return call.request.header("if-modified-since") != nullptr; }

const Module& module_segment(const Call& call) {
  const auto id = to_id(std::string_view(call.segment(2)));
  const Module* module = id ? call.schema().module(*id) : call.schema().module(call.segment(2));
  if (module == nullptr) throw invalid_module(2);
  return *module;
}

Json views_of(const Module& module) {
  Json views = Json::array();
  Id number = kViewNumber + module.index * 100;
  const auto add = [&](const std::string& name, const std::string& system_name) {
    const bool first = views.empty();
    views.push_back({{"display_value", name},
                     {"default", first},
                     {"system_name", system_name},
                     {"name", name},
                     {"system_defined", true},
                     {"id", id_text(make_id(number++))},
                     {"category", "public_views"},
                     {"access_type", "public"},
                     {"favorite", nullptr},
                     {"modified_by", nullptr},
                     {"created_by", nullptr},
                     {"modified_time", nullptr},
                     {"created_time", nullptr},
                     {"offline", true},
                     {"locked", false}});
  };
  add("All " + module.plural, "ALLVIEWS");
  add("My " + module.plural, "MYVIEWS");
  add("Recently Created " + module.plural, "RECENTLYCREATED");
  add("Recently Modified " + module.plural, "RECENTLYMODIFIED");
  if (module.api_name == "Leads")
    for (const char* name : {"Open Leads", "Today's Leads", "Junk Leads", "Not Qualified Leads", "Converted Leads",
                             "Unread Leads", "Unsubscribed Leads", "Mailing Labels"})
      add(name, fold(name));
  return views;
}

Response documents_response(const Call& call, const char* kind, const char* root) {
  Json all = Json::array();
  for (const auto& [id, body] : call.store.documents(kind)) all.push_back(body);
  return all.empty() ? no_content() : json_response(200, {{root, std::move(all)}});
}

}  // namespace

Response list_modules(const Call& call) {
  if (unmodified(call)) return not_modified();
  const std::string* status = call.parameter("status");
  Json modules = Json::array();
  for (const Module& module : call.schema().modules())
    if (status == nullptr || status->find(status_of(module)) != std::string::npos)
      modules.push_back(describe_module(call, module));
  return modules.empty() ? no_content() : json_response(200, {{"modules", std::move(modules)}});
}

Response get_module(const Call& call) {
  const Module& module = module_segment(call);
  Json out = describe_module(call, module);
  const bool tab = module.kind == ModuleKind::Tab;
  for (const char* flag : {"global_search_supported", "kanban_view_supported", "filter_status", "filter_supported",
                           "isBlueprintSupported"})
    out[flag] = tab;
  out["kanban_view"] = false;
  out["per_page"] = 10;
  out["display_field"] = module.display_field;
  out["search_layout_fields"] = Json::array({module.display_field});
  out["custom_view"] = tab ? views_of(module).front() : Json();
  out["$properties"] = Json::array();
  out["$on_demand_properties"] = Json::array();
  out["related_list_properties"] = {
      {"sort_by", nullptr}, {"fields", Json::array({module.display_field})}, {"sort_order", nullptr}};
  out["territory"] = nullptr;
  return json_response(200, {{"modules", Json::array({std::move(out)})}});
}

Response list_fields(const Call& call) {
  const Module& module = module_parameter(call);
  if (unmodified(call)) return not_modified();
  const std::string* type = call.parameter("type");
  Json fields = Json::array();
  if (type == nullptr || *type != "unused")
    for (const Field& field : module.fields) fields.push_back(describe_field(call, module, field));
  return fields.empty() ? no_content() : json_response(200, {{"fields", std::move(fields)}});
}

Response get_field(const Call& call) {
  const Module& module = module_parameter(call);
  const Id id = id_segment(call, 2);
  for (const Field& field : module.fields)
    if (field.id == id) return json_response(200, {{"fields", Json::array({describe_field(call, module, field)})}});
  return no_content();
}

Response list_layouts(const Call& call) {
  const Module& module = module_parameter(call);
  return json_response(200, {{"layouts", Json::array({describe_layout(call, module)})}});
}

Response get_layout(const Call& call) {
  const Module& module = module_parameter(call);
  if (id_segment(call, 2) != module.layout_id) return no_content();
  return json_response(200, {{"layouts", Json::array({describe_layout(call, module)})}});
}

Response list_related_lists(const Call& call) {
  const Module& module = module_parameter(call);
  Json lists = Json::array();
  for (const RelatedList& list : module.related_lists) {
    const Module* target = list.target.empty() ? nullptr : call.schema().module(list.target);
    Json shown = target == nullptr ? Json() : Json{{"api_name", target->api_name}, {"id", id_text(target->id)}};
    if (call.version < 30 && target != nullptr) shown = target->api_name;
    lists.push_back({{"id", id_text(list.id)},
                     {"sequence_number", std::to_string(lists.size() + 1)},
                     {"display_label", list.label},
                     {"customize_sort", false},
                     {"customize_fields", false},
                     {"customize_display_label", false},
                     {"api_name", list.api_name},
                     {"module", std::move(shown)},
                     {"name", list.label},
                     {"action", nullptr},
                     {"href", module.api_name + "/{ENTITYID}/" + list.api_name},
                     {"type", "default"},
                     {"connectedmodule", nullptr},
                     {"linkingmodule", nullptr},
                     {"status", "visible"}});
  }
  return lists.empty() ? no_content() : json_response(200, {{"related_lists", std::move(lists)}});
}

Response list_views(const Call& call) {
  const Module& module = module_parameter(call);
  Json views = views_of(module);
  Json info = {{"per_page", 200},
               {"count", views.size()},
               {"page", 1},
               {"more_records", false},
               {"default", views[0]["id"]},
               {"translation",
                {{"public_views", "Public Views"},
                 {"other_users_views", "Other Users' Views"},
                 {"shared_with_me", "Shared with me"},
                 {"created_by_me", "Created by me"}}}};
  return json_response(200, {{"custom_views", std::move(views)}, {"info", std::move(info)}});
}

Response list_pipelines(const Call& call) {
  const Module& deals = *call.schema().module("Deals");
  const std::string* layout = call.parameter("layout_id");
  if (layout == nullptr) throw parameter_missing("layout_id");
  if (to_id(std::string_view(*layout)) != deals.layout_id)
    throw invalid_data("the id given seems to be invalid", {{"param_name", "layout_id"}});
  Json stages = Json::array();
  for (const PicklistValue& stage : *deals.field("Stage")->picklist) {
    const bool won = stage.stage.ends_with("won");
    const bool open = stage.stage.ends_with("open");
    stages.push_back({{"display_value", stage.display},
                      {"sequence_number", stages.size() + 1},
                      {"forecast_category",
                       {{"name", open  ? "Pipeline"
                                 : won ? "Closed"
                                       : "Omitted"},
                        {"id", id_text(stage.id + 500)}}},
                      {"actual_value", stage.actual},
                      {"id", id_text(stage.id)},
                      {"forecast_type", open  ? "Open"
                                        : won ? "Closed Won"
                                              : "Closed Lost"}});
  }
  const PicklistValue& pipeline = call.schema().picklist("Pipeline")->front();
  return json_response(200, {{"pipeline", Json::array({{{"display_value", pipeline.display},
                                                        {"default", true},
                                                        {"maps", std::move(stages)},
                                                        {"actual_value", pipeline.actual},
                                                        {"id", id_text(pipeline.id)}}})}});
}

Response list_roles(const Call& call) { return documents_response(call, "role", "roles"); }
Response list_profiles(const Call& call) { return documents_response(call, "profile", "profiles"); }
Response list_contact_roles(const Call& call) { return documents_response(call, "contact_role", "contact_roles"); }
Response list_territories(const Call&) { throw territories_not_enabled(); }

Response list_currencies(const Call&) {
  return json_response(
      200,
      {{"currencies",
        Json::array(
            {{{"symbol", "$"},
              {"created_time", nullptr},
              {"is_active", true},
              {"exchange_rate", "1.000000000"},
              {"format", {{"decimal_separator", "Period"}, {"thousand_separator", "Comma"}, {"decimal_places", "2"}}},
              {"created_by", nullptr},
              {"prefix_symbol", true},
              {"is_base", true},
              {"modified_time", nullptr},
              {"name", "US Dollar - USD"},
              {"modified_by", nullptr},
              {"id", id_text(make_id(61'001))},
              {"iso_code", "USD"}}})}});
}

Response list_features(const Call&) {
  return json_response(200, {{"__features", Json::array()},
                             {"info", {{"per_page", 200}, {"count", 0}, {"page", 1}, {"more_records", false}}}});
}

}  // namespace sluice::sandbox
