// The operations that read records, users and the organisation.
#include "connectors/crm/operation_call.h"
#include "connectors/http/encoding.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::crm {

using interpreter::Container;
using interpreter::Type;

namespace {

std::int64_t number(OperationCall& call, std::string_view name, std::int64_t otherwise) {
  const std::string text = call.text(name);
  return text.empty() ? otherwise : std::stoll(text);
}

// A list as a,b,c.
std::string joined(OperationCall& call, std::string_view name) {
  const Value value = call.input(name);
  return value.is_null() ? std::string() : interpreter::to_string(value, call.context);
}

OperationResult not_found(OperationCall& call, std::string_view what, const std::string& id) {
  return std::unexpected(OperationError{204, "RECORD_NOT_FOUND", "there is no " + std::string(what) + " " + id,
                                        call.map({{"id", call.text_value(id)}})});
}

}  // namespace

OperationResult get_organization(OperationCall& call) {
  const Attempt<Answer> answer = call.get("/org");
  if (!answer) return std::unexpected(answer.error());
  return in_tray_shape(call, answer->body);
}

OperationResult get_record(OperationCall& call) {
  const std::string module = call.text("module_name");
  std::string path = "/" + percent_encoded(module) + "/" + percent_encoded(call.text("record_id"));
  if (!call.input("fields").is_null()) {
    const Attempt<std::string> fields = call.field_list(module);
    if (!fields) return std::unexpected(fields.error());
    add_query(path, "fields", *fields);
  }
  const Attempt<Answer> answer = call.get(path);
  if (!answer) return std::unexpected(answer.error());
  if (answer->body.is_null()) return not_found(call, "record", call.text("record_id"));
  return in_tray_shape(call, answer->body);
}

OperationResult get_user(OperationCall& call) {
  const Attempt<Answer> answer = call.get("/users/" + percent_encoded(call.text("user_id")));
  if (!answer) return std::unexpected(answer.error());
  if (answer->body.is_null()) return not_found(call, "user", call.text("user_id"));
  return in_tray_shape(call, answer->body);
}

OperationResult list_records(OperationCall& call) {
  const std::string module = call.text("module_name");
  const Attempt<std::string> fields = call.field_list(module);
  if (!fields) return std::unexpected(fields.error());
  std::string path = "/" + percent_encoded(module);
  add_query(path, "fields", *fields);
  for (const std::string_view name : {"page", "per_page", "page_token", "sort_by", "sort_order", "converted", "cvid"})
    add_query(path, name, call.text(name));
  if (call.version() == 2) add_query(path, "approved", call.text("approved"));
  add_query(path, "ids", joined(call, "ids"));
  Headers headers;
  if (const std::string since = call.text("modified_since"); !since.empty())
    headers.push_back({"If-Modified-Since", since});
  const Attempt<Answer> answer = call.send("GET", path, {}, std::move(headers));
  if (!answer) return std::unexpected(answer.error());
  if (answer->status == 304) return call.map({{"data", call.list()}, {"not_modified", Value::boolean(true)}});
  if (answer->body.is_null()) return empty_page(call, "data", number(call, "page", 1), number(call, "per_page", 200));
  return in_tray_shape(call, answer->body);
}

OperationResult list_users(OperationCall& call) {
  std::string path = "/users";
  add_query(path, "type", call.input("user_type").is_null() ? "AllUsers" : call.text("user_type"));
  add_query(path, "page", call.text("page"));
  add_query(path, "per_page", call.text("per_page"));
  const Attempt<Answer> answer = call.get(path);
  if (!answer) return std::unexpected(answer.error());
  if (answer->body.is_null()) return empty_page(call, "users", number(call, "page", 1), number(call, "per_page", 200));
  return in_tray_shape(call, answer->body);
}

}  // namespace sluice::connectors::crm
