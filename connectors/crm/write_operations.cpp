// The operations that change records, in batches of at most 100. What one row of a batch met is always in the answer.
#include <algorithm>

#include "connectors/crm/criteria.h"
#include "connectors/crm/operation_call.h"
#include "connectors/http/encoding.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::crm {

using interpreter::Container;
using interpreter::Type;

namespace {

constexpr std::size_t kBatch = 100;

std::string module_path(OperationCall& call) { return "/" + percent_encoded(call.text("module_name")); }

Value error_item(OperationCall& call, const OperationError& error) {
  return call.map({{"code", call.text_value(error.code)},
                   {"details", error.details.is_null() ? call.map({}) : error.details},
                   {"message", call.text_value(error.message)},
                   {"status", call.text_value("error")}});
}

Value body_of(OperationCall& call, const Value& records) {
  Value body = call.map({{"data", records}});
  if (const Value trigger = call.input("trigger"); !trigger.is_null())
    body.container().put(call.text_value("trigger"), trigger);
  return body;
}

// Sends `rows` in batches and gives one result for each row, in order. Where a whole batch is refused after another
// one went through, its rows say so.
template <class Send>
Attempt<Value> in_batches(OperationCall& call, const Value& rows, Send send) {
  const auto all = rows.container().items();
  const std::size_t size = call.option("split", true) ? kBatch : std::max<std::size_t>(all.size(), 1);
  Value results = call.list();
  std::optional<OperationError> refusal;
  std::size_t accepted = 0;
  for (std::size_t begin = 0; begin < all.size(); begin += size) {
    Value batch = call.list();
    for (std::size_t i = begin; i < std::min(begin + size, all.size()); ++i) batch.container().push(all[i]);
    const std::size_t count = batch.container().size();
    const Attempt<Answer> answer = send(batch);
    if (!answer) {
      if (!refusal) refusal = answer.error();
      for (std::size_t i = 0; i < count; ++i) results.container().push(error_item(call, answer.error()));
      continue;
    }
    ++accepted;
    const Value data = tasks::member_at(answer->body, "data", call.context);
    if (data.type() != Type::List) continue;
    for (const Value& item : data.container().items()) results.container().push(item);
  }
  if (accepted == 0 && refusal) return std::unexpected(*refusal);
  return call.map({{"data", results}});
}

bool failed_item(OperationCall& call, const Value& item) {
  const Value status = tasks::member_at(item, "status", call.context);
  return status.is_text() && status.text() == "error";
}

// One record: its failure is that of the operation, unless the caller wants to look at the item.
OperationResult single(OperationCall& call, const Answer& answer) {
  const Value item = tasks::member_at(answer.body, "data.0", call.context);
  if (!failed_item(call, item) || !call.option("throw_on_item_error", true)) return in_tray_shape(call, answer.body);
  const auto text = [&](std::string_view name) {
    return interpreter::to_string(tasks::member_at(item, name, call.context), call.context);
  };
  return std::unexpected(
      OperationError{answer.status, text("code"), text("message"), tasks::member_at(item, "details", call.context)});
}

// Failures of rows are in the answer; with throw_on_item_error the first one is that of the operation, and all results are
// among its details.
OperationResult batched(OperationCall& call, Attempt<Value> results) {
  if (!results) return std::unexpected(results.error());
  const Value answer = in_tray_shape(call, *results);
  if (!call.option("throw_on_item_error", false)) return answer;
  const Value data = tasks::member_at(answer, "data", call.context);
  const auto items = data.container().items();
  const auto failed = std::ranges::find_if(items, [&](const Value& item) { return failed_item(call, item); });
  if (failed == items.end()) return answer;
  const auto text = [&](std::string_view name) {
    return interpreter::to_string(tasks::member_at(*failed, name, call.context), call.context);
  };
  return std::unexpected(OperationError{400, text("code"), text("message"),
                                        call.map({{"index", Value::number(failed - items.begin())}, {"data", data}})});
}

// ---------------------------------------------------------------- convert

constexpr std::pair<std::string_view, std::string_view> kDealKeys[] = {{"campaign_source", "Campaign_Source"},
                                                                       {"deal_name", "Deal_Name"},
                                                                       {"closing_date", "Closing_Date"},
                                                                       {"stage", "Stage"},
                                                                       {"amount", "Amount"},
                                                                       {"pipeline", "Pipeline"}};

Attempt<Value> deal_of(OperationCall& call, const Value& given) {
  Value named = call.map({});
  const Container& map = given.container();
  for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p)) {
    const std::string key = interpreter::to_string(map.key_at(p), call.context);
    const auto known = std::ranges::find(kDealKeys, key, &std::pair<std::string_view, std::string_view>::first);
    named.container().put(call.text_value(known == std::end(kDealKeys) ? key : known->second), map.value_at(p));
  }
  return call.record("Deals", named);
}

// Ids of the records to convert into: objects from version 6 on, before that plain.
Value reference(OperationCall& call, const Value& id) {
  if (id.is_container()) return id;
  const Value text = interpreter::to_text(id, call.context);
  return call.version() >= 6 ? call.map({{"id", text}}) : text;
}

Attempt<Value> conversion(OperationCall& call) {
  Value result = call.map({});
  const Value data = call.input("data");
  if (data.is_null()) return result;
  const Container& map = data.container();
  for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p)) {
    const std::string key = interpreter::to_string(map.key_at(p), call.context);
    const Value& value = map.value_at(p);
    if (key == "deals" || key == "Deals") {
      const Attempt<Value> deal = deal_of(call, value);
      if (!deal) return std::unexpected(deal.error());
      result.container().put(call.text_value("Deals"), *deal);
    } else if (key == "accounts" || key == "Accounts") {
      result.container().put(call.text_value("Accounts"), reference(call, value));
    } else if (key == "contacts" || key == "Contacts") {
      result.container().put(call.text_value("Contacts"), reference(call, value));
    } else {
      result.container().put(call.text_value(key), key == "assign_to" ? reference(call, value) : value);
    }
  }
  return result;
}

// ---------------------------------------------------------------- duplicates before an update

// Another record with the same value of a field, by its id; null where there is none.
Attempt<Value> other_with(OperationCall& call, const std::string& field, const Value& value, const std::string& own) {
  std::string path = module_path(call) + "/search";
  const std::string text = interpreter::to_string(value, call.context);
  add_query(path, "criteria", "(" + field + ":equals:" + escaped_criteria_value(text) + ")");
  const Attempt<Answer> found = call.get(path);
  if (!found) return std::unexpected(found.error());
  const Value data = tasks::member_at(found->body, "data", call.context);
  if (data.type() != Type::List) return Value();
  for (const Value& record : data.container().items()) {
    const Value id = tasks::member_at(record, "id", call.context);
    const bool same = interpreter::to_string(tasks::member_at(record, field, call.context), call.context) == text;
    if (same && interpreter::to_string(id, call.context) != own) return id;
  }
  return Value();
}

// The item that takes the place of a record whose value another one has already; null where none has.
Attempt<Value> duplicate_item(OperationCall& call, const Value& record, const std::vector<std::string>& checked) {
  const std::string own = interpreter::to_string(tasks::member_at(record, "id", call.context), call.context);
  for (const std::string& field : checked) {
    const Value value = tasks::member_at(record, field, call.context);
    if (value.is_null() || value.is_container()) continue;
    const Attempt<Value> other = other_with(call, field, value, own);
    if (!other) return std::unexpected(other.error());
    if (other->is_null()) continue;
    return call.map({{"code", call.text_value("DUPLICATE_DATA")},
                     {"details", call.map({{"api_name", call.text_value(field)}, {"id", *other}})},
                     {"message", call.text_value("duplicate data")},
                     {"status", call.text_value("error")}});
  }
  return Value();
}

Attempt<std::vector<std::string>> checked_fields(OperationCall& call) {
  std::vector<std::string> names;
  const Value given = call.input("check_duplicates");
  if (given.type() != Type::List) return names;
  for (const Value& name : given.container().items()) {
    Attempt<std::string> found = call.field_name(call.text("module_name"), interpreter::to_string(name, call.context));
    if (!found) return std::unexpected(found.error());
    names.push_back(std::move(*found));
  }
  return names;
}

}  // namespace

OperationResult convert_lead(OperationCall& call) {
  const Attempt<Value> values = conversion(call);
  if (!values) return std::unexpected(values.error());
  Value data = call.list();
  data.container().push(*values);
  const Attempt<Answer> answer = call.send(
      "POST", "/Leads/" + percent_encoded(call.text("record_id")) + "/actions/convert", call.map({{"data", data}}));
  if (!answer) return std::unexpected(answer.error());
  OperationResult result = single(call, *answer);
  if (!result || !call.tray()) return result;
  const Value details = tasks::member_at(*result, "data.0.details", call.context);
  if (details.is_null()) return result;  // flat already
  Value flat = call.map({});
  for (const std::string_view name : {"Contacts", "Deals", "Accounts"})
    flat.container().put(call.text_value(name), tasks::member_at(details, std::string(name) + ".id", call.context));
  Value list = call.list();
  list.container().push(flat);
  return call.map({{"data", list}});
}

OperationResult create_specific_record(OperationCall& call) {
  const Attempt<Value> record = call.record(call.text("module_name"), call.input("record"));
  if (!record) return std::unexpected(record.error());
  Value data = call.list();
  data.container().push(*record);
  const Attempt<Answer> answer = call.send("POST", module_path(call), body_of(call, data));
  if (!answer) return std::unexpected(answer.error());
  return single(call, *answer);
}

OperationResult update_specific_record(OperationCall& call) {
  const Attempt<Value> record = call.record(call.text("module_name"), call.input("record"));
  if (!record) return std::unexpected(record.error());
  Value data = call.list();
  data.container().push(*record);
  const std::string path = module_path(call) + "/" + percent_encoded(call.text("record_id"));
  const Attempt<Answer> answer = call.send("PUT", path, body_of(call, data));
  if (!answer) return std::unexpected(answer.error());
  return single(call, *answer);
}

OperationResult create_update_records(OperationCall& call) {
  Value rows = call.list();
  const Value given = call.input("records");
  for (const Value& record : given.container().items()) {
    const Value pairs = tasks::member_at(record, "properties2", call.context);
    const Attempt<Value> made = call.record(call.text("module_name"), pairs.is_null() ? record : pairs);
    if (!made) return std::unexpected(made.error());
    rows.container().push(*made);
  }
  const Attempt<std::vector<std::string>> checked = checked_fields(call);
  if (!checked) return std::unexpected(checked.error());
  return batched(call, in_batches(call, rows, [&](const Value& batch) {
                   Value body = body_of(call, batch);
                   if (!checked->empty()) {
                     Value names = call.list();
                     for (const std::string& name : *checked) names.container().push(call.text_value(name));
                     body.container().put(call.text_value("duplicate_check_fields"), names);
                   }
                   return call.send("POST", module_path(call) + "/upsert", body);
                 }));
}

OperationResult update_records(OperationCall& call) {
  const std::string module = call.text("module_name");
  const Attempt<std::vector<std::string>> checked = checked_fields(call);
  if (!checked) return std::unexpected(checked.error());
  const std::string mode = call.text("check_duplicates_mode");
  const bool precheck = !checked->empty() && (mode.empty() || mode == "precheck");
  Value rows = call.list();
  std::vector<Value> instead;  // for each row of the input: the item that takes its place, or null
  const Value given = call.input("records");
  for (const Value& each : given.container().items()) {
    const Attempt<Value> made = call.record(module, tasks::member_at(each, "properties2", call.context));
    if (!made) return std::unexpected(made.error());
    Value record = *made;
    record.container().put(call.text_value("id"),
                           interpreter::to_text(tasks::member_at(each, "record_id", call.context), call.context));
    Attempt<Value> duplicate = precheck ? duplicate_item(call, record, *checked) : Attempt<Value>(Value());
    if (!duplicate) return std::unexpected(duplicate.error());
    if (duplicate->is_null()) rows.container().push(record);
    instead.push_back(std::move(*duplicate));
  }
  Attempt<Value> sent = call.map({{"data", call.list()}});
  if (!rows.container().empty())
    sent = in_batches(call, rows, [&](const Value& batch) {
      Value body = body_of(call, batch);
      if (mode == "send")
        body.container().put(call.text_value("duplicate_check_fields"), call.input("check_duplicates"));
      return call.send("PUT", module_path(call), body);
    });
  if (!sent) return std::unexpected(sent.error());
  const Value data = tasks::member_at(*sent, "data", call.context);
  Value results = call.list();
  std::size_t next = 0;
  for (const Value& item : instead) {
    if (!item.is_null())
      results.container().push(item);
    else if (next < data.container().items().size())
      results.container().push(data.container().items()[next++]);
  }
  return batched(call, call.map({{"data", results}}));
}

OperationResult delete_records(OperationCall& call) {
  Value ids = call.input("ids");
  if (ids.type() != Type::List) {
    Value list = call.list();
    list.container().push(ids);
    ids = list;
  }
  return batched(call, in_batches(call, ids, [&](const Value& batch) {
                   std::string path = module_path(call);
                   add_query(path, "ids", interpreter::to_string(batch, call.context));
                   add_query(path, "wf_trigger", call.text("wf_trigger"));
                   return call.send("DELETE", path);
                 }));
}

}  // namespace sluice::connectors::crm
