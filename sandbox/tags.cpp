#include "sandbox/tags.h"

#include <algorithm>

#include "sandbox/batch.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"
#include "sandbox/show.h"

namespace sluice::sandbox {

namespace {

constexpr const char* kColors[] = {"#57B1FD", "#879BFC", "#658BA8", "#FD87BD", "#969696", "#F48435", "#1DB9B4",
                                   "#E7A826", "#63C57E", "#F17574", "#D297EE", "#A8C026", "#B88562"};
constexpr std::size_t kMaxTagged = 500;
constexpr std::size_t kMaxName = 25;

const Json* find_tag(const Store& store, const Module& module, std::string_view name) {
  for (const auto& [key, tag] : store.documents("tag"))
    if (text_member(tag, "module") == module.api_name && equal_folded(text_member(tag, "name"), name)) return &tag;
  return nullptr;
}

Json describe_tag(const Call& call, const std::string& id, const Json& tag) {
  const Json by = user_reference(call.store, member(tag, "user").get<Id>(), false);
  const std::string time = format_datetime(member(tag, "time").get<Seconds>(), call.offset);
  return {{"created_time", time},
          {"modified_time", time},
          {"name", member(tag, "name")},
          {"modified_by", by},
          {"id", id},
          {"created_by", by},
          {"color_code", member(tag, "color_code")}};
}

const Module& module_of_tags(const Call& call) {
  const std::string* name = call.parameter("module");
  if (name == nullptr) throw parameter_missing("module");
  const Module* module = call.schema().module(*name);
  if (module == nullptr || !module->has_records())
    throw ApiError(400, "INVALID_MODULE", "the module name given seems to be invalid", {{"param_name", "module"}});
  return *module;
}

void check_tag(const Call& call, const Json& tag, const std::string& path) {
  const std::string name = text_member(tag, "name");
  if (name.empty()) throw mandatory_missing(call.value_details("name", path + ".name"));
  if (characters(name) > kMaxName) {
    Json details = call.value_details("name", path + ".name");
    details["maximum_length"] = kMaxName;
    throw invalid_data("invalid data", std::move(details));
  }
  const std::string color = text_member(tag, "color_code");
  if (color.empty() || std::find(std::begin(kColors), std::end(kColors), color) != std::end(kColors)) return;
  Json details = call.value_details("color_code", path + ".color_code");
  details["supported_values"] = kColors;
  throw invalid_data("invalid data", std::move(details));
}

// What add_tags and remove_tags are to work on: in the body, or in v2 in the query.
struct Tagging {
  std::vector<Json> tags;  // `{"name"}` or `{"id"}`
  std::vector<std::string> ids;
  bool over_write = false;
};

Tagging read_tagging(const Call& call) {
  Tagging tagging;
  if (const std::string* names = call.parameter("tag_names")) {
    for (const std::string& name : split(*names, ',')) tagging.tags.push_back({{"name", trim(name)}});
    if (const std::string* over = call.parameter("over_write")) tagging.over_write = *over == "true";
  } else {
    const Json body = body_of(call);
    const Json tags = items_of(call, body, "tags", kMaxBatch);
    for (const Json& tag : tags) tagging.tags.push_back(tag.is_string() ? Json{{"name", tag}} : tag);
    tagging.over_write = bool_member(body, "over_write");
    for (const Json& id : member(body, "ids"))
      tagging.ids.push_back(id.is_string() ? id.get<std::string>() : id.dump());
  }
  if (call.segments.size() > 3) tagging.ids = {call.segment(1)};
  if (const std::string* ids = call.parameter("ids"); tagging.ids.empty() && ids != nullptr)
    tagging.ids = split(*ids, ',');
  if (tagging.ids.empty()) throw mandatory_missing(call.value_details("ids", "$.ids"));
  if (tagging.ids.size() > kMaxTagged)
    throw ApiError(400, "LIMIT_EXCEEDED", "count of records in your request exceeds the limit",
                   {{"limit", kMaxTagged}, {"api_name", "ids"}});
  return tagging;
}

// Puts new tags to the record's, or takes them away.
Response change_tags(const Call& call, const std::function<Json(const Json& current, const Tagging&)>& change) {
  const Tagging tagging = read_tagging(call);
  const Module& module = *call.module;
  const Field* field = module.field("Tag");
  if (field == nullptr)
    throw ApiError(400, "INVALID_MODULE", "the given module is not supported in api", {{"resource_path_index", 0}});
  std::size_t done = 0;
  Response response = batch_response(call, tagging.ids.size(), 200, [&](std::size_t i) {
    const RecordPtr before = call.store.find(module, to_id(std::string_view(tagging.ids[i])).value_or(0));
    if (before == nullptr) throw invalid_data("the id given seems to be invalid", {{"id", tagging.ids[i]}});
    auto record = std::make_shared<Record>(*before);
    record->set(*field, change(before->cell(*field), tagging));
    call.store.put(module, record);
    ++done;
    Json shown = show_tags(call.store, record->cell(*field), call.version);
    if (call.version < 30)
      for (Json& tag : shown) tag = Json(tag["name"]);
    return success({{"id", tagging.ids[i]}, {"tags", std::move(shown)}}, "tags updated successfully");
  });
  Json body = *parse_json(response.body);
  body["wf_scheduler"] = nullptr;
  body["success_count"] = std::to_string(done);
  body["locked_count"] = "0";
  response.body = to_text(body);
  return response;
}

}  // namespace

Json show_tags(const Store& store, const Json& ids, Version version) {
  Json shown = Json::array();
  for (const Json& id : ids) {
    const Json* tag = store.document("tag", std::to_string(id.get<Id>()));
    if (tag == nullptr) continue;
    Json one = {{"name", member(*tag, "name")}, {"id", id_text(id.get<Id>())}};
    if (version >= 30) one["color_code"] = member(*tag, "color_code");
    shown.push_back(std::move(one));
  }
  return shown;
}

Id tag_id(const Call& call, const Module& module, const std::string& name, const std::string& color) {
  for (const auto& [key, tag] : call.store.documents("tag"))
    if (text_member(tag, "module") == module.api_name && equal_folded(text_member(tag, "name"), name))
      return *to_id(std::string_view(key));
  const Id id = call.store.next_id();
  call.store.put_document("tag", std::to_string(id),
                          {{"module", module.api_name},
                           {"name", name},
                           {"color_code", color.empty() ? kColors[0] : color},
                           {"user", call.user_id()},
                           {"time", call.clock.now()}});
  return id;
}

Response list_tags(const Call& call) {
  const Module& module = module_of_tags(call);
  Json tags = Json::array();
  for (const auto& [id, tag] : call.store.documents("tag"))
    if (text_member(tag, "module") == module.api_name) tags.push_back(describe_tag(call, id, tag));
  if (tags.empty()) return no_content();
  const std::size_t count = tags.size();
  return json_response(200, {{"tags", std::move(tags)}, {"info", {{"count", count}, {"allowed_count", 100}}}});
}

Response insert_tags(const Call& call) {
  const Module& module = module_of_tags(call);
  const Json body = body_of(call);
  const Json items = items_of(call, body, "tags", kMaxBatch);
  return batch_response(
      call, items.size(), 201,
      [&](std::size_t i) {
        check_tag(call, items[i], "$.tags[" + std::to_string(i) + "]");
        const std::string name = text_member(items[i], "name");
        if (find_tag(call.store, module, name) != nullptr)
          throw ApiError(400, "DUPLICATE_DATA", "duplicate data", {{"api_name", "name"}});
        const std::string id = std::to_string(tag_id(call, module, name, text_member(items[i], "color_code")));
        Json details = describe_tag(call, id, *call.store.document("tag", id));
        details.erase("name");
        return success(std::move(details), "tags created successfully");
      },
      "tags");
}

Response update_tags(const Call& call) {
  const Module& module = module_of_tags(call);
  const Json body = body_of(call);
  const Json items = items_of(call, body, "tags", kMaxBatch);
  return batch_response(
      call, items.size(), 200,
      [&](std::size_t i) {
        const std::string id = call.segments.size() > 2 ? call.segment(2) : text_member(items[i], "id");
        const Json* before = call.store.document("tag", id);
        if (before == nullptr) throw invalid_data("the id given seems to be invalid", {{"id", id}});
        Json tag = *before;
        for (const char* name : {"name", "color_code"})
          if (member(items[i], name).is_string()) tag[name] = items[i][name];
        check_tag(call, tag, "$.tags[" + std::to_string(i) + "]");
        const Json* same = find_tag(call.store, module, text_member(tag, "name"));
        if (same != nullptr && same != before)
          throw ApiError(400, "DUPLICATE_DATA", "duplicate data", {{"api_name", "name"}});
        call.store.put_document("tag", id, tag);
        return success(describe_tag(call, id, tag), "tags updated successfully");
      },
      "tags");
}

Response delete_tag(const Call& call) {
  const std::string id = std::to_string(id_segment(call, 2));
  if (call.store.document("tag", id) == nullptr) throw bad_segment("the id given seems to be invalid", 2);
  call.store.erase_document("tag", id);
  return json_response(200, {{"tags", success({{"id", id}}, "tags deleted successfully")}});
}

Response tag_records(const Call& call) {
  return change_tags(call, [&](const Json& current, const Tagging& tagging) {
    Json ids = current.is_array() && !tagging.over_write ? current : Json::array();
    for (const Json& tag : tagging.tags) {
      const auto given = to_id(member(tag, "id"));
      if (given && call.store.document("tag", std::to_string(*given)) == nullptr)
        throw invalid_data("the id given seems to be invalid", {{"api_name", "tags"}});
      if (!given && text_member(tag, "name").empty())
        throw ApiError(400, "EXPECTED_FIELD_MISSING", "One of the required fields is missing",
                       {{"expected_fields",
                         {call.value_details("name", "$.tags[*].name"), call.value_details("id", "$.tags[*].id")}}});
      if (!given) check_tag(call, tag, "$.tags");
      const Json id =
          given ? *given : tag_id(call, *call.module, text_member(tag, "name"), text_member(tag, "color_code"));
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    constexpr std::size_t kMaxTags = 10;
    if (ids.size() > kMaxTags) throw ApiError(400, "LIMIT_EXCEEDED", "Tags limit exceeded", {{"limit", kMaxTags}});
    return ids;
  });
}

Response untag_records(const Call& call) {
  return change_tags(call, [&](const Json& current, const Tagging& tagging) {
    Json ids = Json::array();
    for (const Json& id : current) {
      const Json* tag = call.store.document("tag", std::to_string(id.get<Id>()));
      const bool gone = std::any_of(tagging.tags.begin(), tagging.tags.end(), [&](const Json& one) {
        return to_id(member(one, "id")) == id.get<Id>() ||
               (tag != nullptr && equal_folded(text_member(one, "name"), text_member(*tag, "name")));
      });
      if (!gone) ids.push_back(id);
    }
    return ids;
  });
}

}  // namespace sluice::sandbox
