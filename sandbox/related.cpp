// Related lists: records whose look-up points at the parent, and links between records.
#include <algorithm>

#include "sandbox/batch.h"
#include "sandbox/filter.h"
#include "sandbox/handlers.h"
#include "sandbox/links.h"
#include "sandbox/listing.h"
#include "sandbox/write_record.h"

namespace sluice::sandbox {

namespace {

// A related list of the record that the path names.
struct Relation {
  const Module& parent;
  Id parent_id;
  const RelatedList& list;
  const Module* target;  // null for lists without records

  std::string table() const { return list.kind.starts_with("link:") ? list.kind.substr(5) : std::string(); }
  // A table begins with the module of its left side.
  bool from_left() const {
    const std::string& name = parent.api_name;
    return table().starts_with((name.ends_with("__s") ? name.substr(0, name.size() - 3) : name) + "_");
  }
  Id left(Id other) const { return from_left() ? parent_id : other; }
  Id right(Id other) const { return from_left() ? other : parent_id; }
};

Relation relation_of(const Call& call) {
  const Id id = id_segment(call, 1);
  if (call.store.find(*call.module, id) == nullptr) throw bad_segment("the related id given seems to be invalid", 1);
  const RelatedList* list = call.module->related_list(call.segment(2));
  if (list == nullptr) throw bad_segment("the related name given seems to be invalid", 2);
  return {*call.module, id, *list, list->target.empty() ? nullptr : call.schema().module(list->target)};
}

bool is_closed(const Module& module, const Record& record) {
  const Field* status = module.field(module.api_name == "Calls" ? "Outgoing_Call_Status" : "Status");
  return status != nullptr && record.cell(*status) == Json("Completed");
}

std::vector<RecordPtr> children_of(const Call& call, const Relation& relation,
                                   std::initializer_list<std::string_view> fields) {
  std::vector<const Field*> known;
  for (const std::string_view name : fields)
    if (const Field* field = relation.target->field(name)) known.push_back(field);
  return pointing_at(call.store, *relation.target, known, relation.parent_id);
}

bool invites(const Module& events, const Record& record, Id person) {
  const Json& participants = record.cell(*events.field("Participants"));
  return std::any_of(participants.begin(), participants.end(),
                     [&](const Json& one) { return to_id(member(one, "participant")) == person; });
}

std::vector<RecordPtr> related_of(const Call& call, const Relation& relation) {
  const std::string& kind = relation.list.kind;
  const Module& target = *relation.target;
  if (kind == "notes" || kind == "attachments") return children_of(call, relation, {"Parent_Id"});
  if (kind.starts_with("child:")) return children_of(call, relation, {std::string_view(kind).substr(6)});
  std::vector<RecordPtr> found;
  if (kind == "activity" || kind == "history") {
    found = children_of(call, relation, {"What_Id", "Who_Id"});
    std::erase_if(found, [&](const RecordPtr& record) { return is_closed(target, *record) != (kind == "history"); });
  } else if (kind == "invited") {
    for (const RecordPtr& record : call.store.table(target).rows)
      if (record != nullptr && invites(target, *record, relation.parent_id)) found.push_back(record);
  } else if (kind.starts_with("link:")) {
    for (const Id other : linked(call.store, relation.table(), relation.from_left(), relation.parent_id))
      if (RecordPtr record = call.store.find(target, other)) found.push_back(std::move(record));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a->id < b->id; });
  }
  return found;
}

Response stage_history(const Call& call, Id deal) {
  const Paging paging = paging_of(call);
  Json rows = Json::array();
  Seconds before = 0;
  for (const auto& [id, entry] : call.store.documents("stage_history")) {
    if (member(entry, "deal") != Json(deal)) continue;
    const auto time = member(entry, "time").get<Seconds>();
    const Json by = user_reference(call.store, member(entry, "user").get<Id>(), false);
    rows.push_back({{"Stage", member(entry, "stage")},
                    {"Amount", member(entry, "amount")},
                    {"Probability", member(entry, "probability")},
                    {"Expected_Revenue", member(entry, "expected_revenue")},
                    {"Closing_Date", member(entry, "closing_date")},
                    {"Stage_Duration_Calendar_Days", before == 0 ? 0 : (time - before) / 86400},
                    {"Modified_Time", format_datetime(time, call.offset)},
                    {"Modified_By", by},
                    {"id", id}});
    before = time;
  }
  if (rows.empty()) return no_content();
  const std::size_t count = rows.size();
  return json_response(200, {{"data", std::move(rows)}, {"info", short_info(paging, count, false)}});
}

// Adds what a link says about its records.
void add_link_values(const Call& call, const Relation& relation, Response& response) {
  if (response.status != 200) return;
  Json body = *parse_json(response.body);
  for (Json& row : body["data"]) {
    const Id other = to_id(row["id"]).value_or(0);
    const Json* link = find_link(call.store, relation.table(), relation.left(other), relation.right(other));
    if (link == nullptr) continue;
    for (const auto& [name, value] : link->items()) {
      const Json* role = name == "Contact_Role" && to_id(value)
                             ? call.store.document("contact_role", std::to_string(*to_id(value)))
                             : nullptr;
      row[name] = role == nullptr ? value : Json{{"name", member(*role, "name")}, {"id", member(*role, "id")}};
    }
  }
  response.body = to_text(body);
}

ApiError not_supported() {
  return {400, "NOT_SUPPORTED", "the related list does not support this operation", {{"resource_path_index", 2}}};
}

Json link_one(const Call& call, const Relation& relation, Id other, const Json& body) {
  if (call.store.find(*relation.target, other) == nullptr)
    throw invalid_data("the related id given seems to be invalid", {{"id", id_text(other)}});
  Json properties = Json::object();
  for (const auto& [name, value] : body.items())
    if (name != "id") properties[name] = name == "Contact_Role" && value.is_object() ? member(value, "id") : value;
  if (relation.table() == "Price_Books_Products" && !properties.contains("list_price"))
    throw mandatory_missing(call.value_details("list_price", "$.data[0].list_price"));
  add_link(call, relation.table(), relation.left(other), relation.right(other), std::move(properties));
  return success({{"id", id_text(other)}}, "relation added");
}

Json unlink_one(const Call& call, const Relation& relation, std::string_view id) {
  const auto other = to_id(id);
  if (!other || !remove_link(call, relation.table(), relation.left(*other), relation.right(*other)))
    throw invalid_data("the related id given seems to be invalid", {{"id", id}});
  return success({{"id", id}}, "relation removed");
}

}  // namespace

Response list_related(const Call& call) {
  const Relation relation = relation_of(call);
  const FieldList fields = relation.list.kind == "stage_history" ? field_list(call) : required_fields(call);
  if (relation.list.kind == "stage_history") return stage_history(call, relation.parent_id);
  if (relation.target == nullptr) return no_content();
  const Order order = relation.list.kind == "notes" ? Order::OldestFirst : Order::NewestFirst;
  Response response = page_response(call, *relation.target, related_of(call, relation), fields, order);
  if (!relation.table().empty()) add_link_values(call, relation, response);
  return response;
}

Response get_related(const Call& call) {
  const Relation relation = relation_of(call);
  const Id id = id_segment(call, 3);
  if (relation.target == nullptr) return no_content();
  for (const RecordPtr& record : related_of(call, relation))
    if (record->id == id)
      return json_response(200,
                           {{"data", Json::array({show_record(call, *relation.target, *record, field_list(call))})}});
  return no_content();
}

Response update_related(const Call& call) {
  const Relation relation = relation_of(call);
  if (relation.list.kind == "notes") return update_note(call);
  if (relation.table().empty()) throw not_supported();
  const Json body = body_of(call);
  const bool one = call.segments.size() > 3;
  const Json items = items_of(call, body, "data", one ? 1 : kMaxBatch);
  return batch_response(call, items.size(), 200, [&](std::size_t i) {
    const auto id = one ? std::optional(id_segment(call, 3)) : to_id(member(items[i], "id"));
    if (!id) throw mandatory_missing(call.value_details("id", "$.data[" + std::to_string(i) + "].id"));
    return link_one(call, relation, *id, items[i].is_object() ? items[i] : Json::object());
  });
}

Response remove_related(const Call& call) {
  const Relation relation = relation_of(call);
  if (relation.list.kind == "notes" || relation.list.kind == "attachments") return delete_child(call);
  if (relation.table().empty()) throw not_supported();
  if (call.segments.size() > 3)
    return json_response(200, {{"data", Json::array({unlink_one(call, relation, call.segment(3))})}});
  const std::vector<std::string> ids = ids_parameter(call);
  return batch_response(call, ids.size(), 200, [&](std::size_t i) { return unlink_one(call, relation, ids[i]); });
}

}  // namespace sluice::sandbox
