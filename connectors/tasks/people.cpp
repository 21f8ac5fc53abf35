// zoho.people.*: records of the forms of Zoho People.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kPeople{"Zoho People", "zoho_people", "https://people.{zoho}", "/people/api/forms",
                          "ZOHOPEOPLE.forms.ALL"};

constexpr Argument kForm = path("form_name");
constexpr Argument kConnection = connection().optional();

// Successful writes answer under response.result, errors stay whole.
Value answer_create(TaskCall& call, const HttpResponse& response) {
  const Value answer = value_of(response, call.nothing(), call.context);
  const Value result = member_at(answer, "response.result", call.context);
  return result.is_null() ? answer : call.map({{"result", result}});
}

// The task gives the result of an update as JSON text (people/update-record).
Value answer_update(TaskCall& call, const HttpResponse& response) {
  const Value answer = value_of(response, call.nothing(), call.context);
  const Value result = member_at(answer, "response.result", call.context);
  if (result.is_null()) return answer;
  std::string json;
  interpreter::append_json(json, result, call.context);
  return call.map({{"result", call.text_value(json)}});
}

// The id is a parameter of its own, the rest the input.
void prepare_update(TaskCall& call) {
  Value values = call.argument("new_values").container().copy();
  values.container().become_keyed();
  for (const std::string_view name : {"recordid", "recordId", "recordID"}) {
    const Value key = call.text_value(name);
    const Value* id = values.container().find(key);
    if (id == nullptr) continue;
    call.parts.put_form("recordId", interpreter::to_text(*id, call.context));
    values.container().erase(key);
  }
  call.parts.put_form("inputData", values);
}

// A window by its beginning and count; criteria of {field:…, operator:…, text:…} or a list of such.
void prepare_search(TaskCall& call) {
  if (!call.has("search_criteria")) return;
  std::string json;
  interpreter::append_json(json, call.argument("search_criteria"), call.context);
  call.parts.add_query("searchParams", json);
}

constexpr Task kRows[] = {
    {.name = "zoho.people.create",
     .service = &kPeople,
     .arguments = {kForm, form("record_values", "inputData").map(), kConnection},
     .method = "POST",
     .path = "/json/{form_name}/insertRecord",
     .source = "https://www.zoho.com/people/api/insert-records.html",
     .page = "people/create-record.html",
     .summary = "Creates a record; gives {\"result\":{pkId,message}}.",
     .policy = ConnectionPolicy::NotInCreator,
     .answer = answer_create},
    {.name = "zoho.people.getRecords",
     .service = &kPeople,
     .arguments = {kForm, query("from_index", "sIndex").number().or_else("1"),
                   query("count", "limit").number().or_else("20"),
                   kept("search_criteria").of(kMapKind | kListKind).optional(), kConnection},
     .path = "/{form_name}/getRecords",
     .result = "response.result",
     .returns = Type::List | Type::Map,
     .source = "https://www.zoho.com/people/api/bulk-records.html",
     .page = "people/fetch-records.html",
     .summary = "Records of a form, counted from 1, at most 200.",
     .policy = ConnectionPolicy::NotInCreator,
     .prepare = prepare_search},
    {.name = "zoho.people.getRecordById",
     .service = &kPeople,
     .arguments = {kForm, query("record_id", "recordId").id(), kConnection},
     .path = "/{form_name}/getDataByID",
     .result = "response.result",
     .returns = Type::List | Type::Map,
     .source = "https://www.zoho.com/people/api/fetch-single-record.html",
     .page = "people/fetch-record-by-id.html",
     .summary = "One record of a form.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.people.update",
     .service = &kPeople,
     .arguments = {kForm, kept("new_values").map(), kConnection},
     .method = "POST",
     .path = "/json/{form_name}/updateRecord",
     .source = "https://www.zoho.com/people/api/update-records.html",
     .page = "people/update-record.html",
     .summary = "Changes the record whose recordid the map holds; gives the result as JSON text.",
     .policy = ConnectionPolicy::NotInCreator,
     .prepare = prepare_update,
     .answer = answer_update},
};

}  // namespace

Rows people_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
