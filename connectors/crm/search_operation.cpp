// search_records: the service's search, or COQL with a fetch of the records by their ids.
#include <algorithm>

#include "connectors/crm/operation_call.h"
#include "connectors/crm/search_plan.h"
#include "connectors/http/encoding.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::crm {

using interpreter::Container;
using interpreter::Type;

namespace {

constexpr std::int64_t kLargestPage = 200;
constexpr std::size_t kIdsAtOnce = 100;

std::vector<std::string> values_of(OperationCall& call, const Value& value, bool several) {
  std::vector<std::string> values;
  if (value.is_null()) return values;
  if (value.type() == Type::List) {
    for (const Value& each : value.container().items()) values.push_back(interpreter::to_string(each, call.context));
    return values;
  }
  const std::string text = interpreter::to_string(value, call.context);
  if (!several) return {text};
  std::size_t begin = 0;
  for (std::size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',', begin)) {
    values.push_back(text.substr(begin, comma - begin));
    begin = comma + 1;
  }
  values.push_back(text.substr(begin));
  return values;
}

Attempt<std::vector<Condition>> conditions_of(OperationCall& call) {
  const std::string module = call.text("module_name");
  std::vector<Condition> conditions;
  const Value list = call.input("query.criteria_list");
  for (const Value& each : list.container().items()) {
    const auto member = [&](std::string_view name) { return tasks::member_at(each, name, call.context); };
    Attempt<std::string> field = call.field_name(module, interpreter::to_string(member("field_name"), call.context));
    if (!field) return std::unexpected(field.error());
    const std::string operation = interpreter::to_string(member("condition"), call.context);
    const bool several = operation == "between" || operation == "in" || operation == "not_in";
    const Field* known = call.fields(module).find(*field);
    conditions.push_back(
        {*field, known == nullptr ? "" : known->type, operation, values_of(call, member("field_value"), several)});
  }
  return conditions;
}

struct Page {
  std::int64_t number = 1;
  std::int64_t size = kLargestPage;
};

OperationResult by_search(OperationCall& call, const std::string& criteria, const Page& page) {
  const std::string module = call.text("module_name");
  std::string path = "/" + percent_encoded(module) + "/search";
  add_query(path, "criteria", criteria);
  if (!call.input("fields").is_null()) {
    const Attempt<std::string> fields = call.field_list(module);
    if (!fields) return std::unexpected(fields.error());
    add_query(path, "fields", *fields);
  }
  add_query(path, "page", std::to_string(page.number));
  add_query(path, "per_page", std::to_string(page.size));
  const Attempt<Answer> answer = call.get(path);
  if (!answer) return std::unexpected(answer.error());
  if (answer->body.is_null()) return empty_page(call, "data", page.number, page.size);
  return in_tray_shape(call, answer->body);
}

// The records of these ids, in their order.
OperationResult hydrated(OperationCall& call, const std::vector<std::string>& ids) {
  const std::string module = call.text("module_name");
  const Attempt<std::string> fields = call.field_list(module);
  if (!fields) return std::unexpected(fields.error());
  std::vector<std::pair<std::string, Value>> found;
  for (std::size_t begin = 0; begin < ids.size(); begin += kIdsAtOnce) {
    std::string list;
    for (std::size_t i = begin; i < std::min(begin + kIdsAtOnce, ids.size()); ++i)
      list += (list.empty() ? "" : ",") + ids[i];
    std::string path = "/" + percent_encoded(module);
    add_query(path, "ids", list);
    add_query(path, "fields", *fields);
    const Attempt<Answer> answer = call.get(path);
    if (!answer) return std::unexpected(answer.error());
    const Value data = tasks::member_at(answer->body, "data", call.context);
    if (data.type() != Type::List) continue;
    for (const Value& record : data.container().items())
      found.emplace_back(interpreter::to_string(tasks::member_at(record, "id", call.context), call.context), record);
  }
  Value records = call.list();
  for (const std::string& id : ids)
    if (const auto at = std::ranges::find(found, id, &std::pair<std::string, Value>::first); at != found.end())
      records.container().push(at->second);
  return records;
}

OperationResult by_query(OperationCall& call, const std::string& condition, const Page& page) {
  const std::string query = "select id from " + call.text("module_name") + " where " +
                            (condition.starts_with('(') ? condition : "(" + condition + ")") +
                            " order by id desc limit " + std::to_string((page.number - 1) * page.size) + ", " +
                            std::to_string(page.size);
  const Attempt<Answer> answer = call.send("POST", "/coql", call.map({{"select_query", call.text_value(query)}}));
  if (!answer) return std::unexpected(answer.error());
  std::vector<std::string> ids;
  const Value rows = tasks::member_at(answer->body, "data", call.context);
  if (rows.type() == Type::List)
    for (const Value& row : rows.container().items())
      ids.push_back(interpreter::to_string(tasks::member_at(row, "id", call.context), call.context));
  if (ids.empty()) return empty_page(call, "data", page.number, page.size);
  const OperationResult records = hydrated(call, ids);
  if (!records) return std::unexpected(records.error());
  const Value more = tasks::member_at(answer->body, "info.more_records", call.context);
  return in_tray_shape(call, call.map({{"data", *records},
                                       {"info", call.map({{"per_page", Value::number(page.size)},
                                                          {"count", Value::number(records->container().size())},
                                                          {"page", Value::number(page.number)},
                                                          {"more_records", Value::boolean(tasks::is_true(more))}})}}));
}

}  // namespace

OperationResult search_records(OperationCall& call) {
  const Attempt<std::vector<Condition>> conditions = conditions_of(call);
  if (!conditions) return std::unexpected(conditions.error());
  const auto plan =
      plan_search(*conditions, call.text("query.operator") == "or", call.version(), call.option("lax", false));
  if (!plan) return refuse(call, "UNSUPPORTED_CONDITION", plan.error());
  Page page;
  if (const std::string text = call.text("page"); !text.empty()) page.number = std::stoll(text);
  if (const std::string text = call.text("per_page"); !text.empty()) page.size = std::stoll(text);
  if (page.size > kLargestPage)
    return refuse(call, "LIMIT_EXCEEDED", "a page has at most " + std::to_string(kLargestPage) + " records");
  return plan->by_query ? by_query(call, plan->text, page) : by_search(call, plan->text, page);
}

}  // namespace sluice::connectors::crm
