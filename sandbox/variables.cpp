#include "sandbox/variables.h"

#include "sandbox/batch.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"

namespace sluice::sandbox {

namespace {

constexpr Id kGroupNumber = 62'001;

Json group() { return {{"api_name", "General"}, {"name", "General"}, {"id", id_text(make_id(kGroupNumber))}}; }

// By id or API name; null when there is none.
const Json* find_variable(const Store& store, const std::string& key) {
  if (const Json* found = store.document("variable", key)) return found;
  for (const auto& [id, variable] : store.documents("variable"))
    if (text_member(variable, "api_name") == key) return &variable;
  return nullptr;
}

const Json* named_variable(const Call& call, const Json& item) {
  const Json& id = call.segments.size() > 2 ? Json(call.segment(2)) : member(item, "id");
  const std::string key = id.is_string() ? id.get<std::string>() : text_member(item, "api_name");
  return find_variable(call.store, key);
}

}  // namespace

std::string add_variable(Store& store, const Json& given) {
  const std::string id = std::to_string(store.next_id());
  store.put_document("variable", id,
                     {{"api_name", member(given, "api_name")},
                      {"name", member(given, "name")},
                      {"description", member(given, "description")},
                      {"id", id},
                      {"source", "crm"},
                      {"type", member(given, "type")},
                      {"variable_group", group()},
                      {"read_only", false},
                      {"value", member(given, "value")}});
  return id;
}

Response list_variables(const Call& call) {
  Json variables = Json::array();
  for (const auto& [id, variable] : call.store.documents("variable")) variables.push_back(variable);
  return variables.empty() ? no_content() : json_response(200, {{"variables", std::move(variables)}});
}

Response get_variable(const Call& call) {
  const Json* variable = find_variable(call.store, call.segment(2));
  return variable == nullptr ? no_content() : json_response(200, {{"variables", Json::array({*variable})}});
}

Response insert_variables(const Call& call) {
  const Json body = body_of(call);
  const Json items = items_of(call, body, "variables");
  return batch_response(
      call, items.size(), 201,
      [&](std::size_t i) {
        const std::string path = "$.variables[" + std::to_string(i) + "].";
        for (const char* name : {"name", "api_name", "type"})
          if (text_member(items[i], name).empty()) throw mandatory_missing(call.value_details(name, path + name));
        const std::string api_name = text_member(items[i], "api_name");
        if (find_variable(call.store, api_name) != nullptr)
          throw ApiError(400, "DUPLICATE_DATA", "duplicate data", call.value_details("api_name", path + "api_name"));
        return success({{"id", add_variable(call.store, items[i])}}, "variable added");
      },
      "variables");
}

Response update_variables(const Call& call) {
  const Json body = body_of(call);
  const Json items = items_of(call, body, "variables");
  return batch_response(
      call, items.size(), 200,
      [&](std::size_t i) {
        const Json* before = named_variable(call, items[i]);
        if (before == nullptr) throw invalid_data("the id given seems to be invalid", {{"api_name", "id"}});
        Json variable = *before;
        for (const char* name : {"name", "description", "value", "api_name"})
          if (items[i].is_object() && items[i].contains(name)) variable[name] = items[i][name];
        const std::string id = text_member(variable, "id");
        call.store.put_document("variable", id, std::move(variable));
        return success({{"id", id}}, "variable updated");
      },
      "variables");
}

Response delete_variables(const Call& call) {
  const std::string* given = call.parameter("ids");
  if (call.segments.size() <= 2 && given == nullptr) throw parameter_missing("ids");
  const std::vector<std::string> ids = call.segments.size() > 2 ? std::vector{call.segment(2)} : split(*given, ',');
  return batch_response(
      call, ids.size(), 200,
      [&](std::size_t i) {
        const Json* variable = find_variable(call.store, ids[i]);
        if (variable == nullptr) throw invalid_data("the id given seems to be invalid", {{"id", ids[i]}});
        const std::string id = text_member(*variable, "id");
        call.store.erase_document("variable", id);
        return success({{"id", id}}, "variable deleted");
      },
      "variables");
}

Response list_variable_groups(const Call& call) {
  static_cast<void>(call);
  Json one = group();
  one["display_label"] = "General";
  one["description"] = nullptr;
  return json_response(200, {{"variable_groups", Json::array({std::move(one)})}});
}

}  // namespace sluice::sandbox
