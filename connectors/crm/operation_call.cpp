#include "connectors/crm/operation_call.h"

#include <algorithm>

#include "connectors/crm/records.h"
#include "connectors/http/encoding.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::crm {

using interpreter::Container;
using interpreter::Type;

namespace {

const tasks::Service kCrm{"Zoho CRM", "zoho_crm", "{api_domain}", "/crm",
                          "ZohoCRM.modules.ALL ZohoCRM.settings.ALL ZohoCRM.users.READ ZohoCRM.org.READ "
                          "ZohoSearch.securesearch.READ ZohoCRM.coql.READ"};

// The version that the connection asks for; 8 where it asks for none.
int version_of(Grant& grant) {
  const std::string* version = grant.parameter("api_version");
  return version != nullptr && version->size() >= 2 && (*version)[0] == 'v' ? (*version)[1] - '0' : 8;
}

OperationError error_of(const HttpResponse& response, const Value& body, interpreter::Context& context) {
  const auto text = [&](std::string_view name) {
    const Value value = tasks::member_at(body, name, context);
    return value.is_null() ? std::string() : interpreter::to_string(value, context);
  };
  OperationError error{response.status, text("code"), text("message"), tasks::member_at(body, "details", context)};
  if (error.code.empty()) error.code = "HTTP_" + std::to_string(response.status);
  if (error.message.empty()) error.message = "the service answered with HTTP " + std::to_string(response.status);
  if (const std::string* id = find_header(response.headers, "X-Request-Id")) error.request_id = *id;
  return error;
}

// Whether a list of results is there, whatever the status: a batch of which every record failed is HTTP 400.
bool has_results(const Value& body, interpreter::Context& context) {
  return tasks::member_at(body, "data", context).type() == Type::List;
}

}  // namespace

OperationCall::OperationCall(const Operation& which, const Value& input, std::string_view connection,
                             interpreter::Context& run_context)
    : operation(which),
      context(run_context),
      input_(input),
      client_(kCrm, connection, "", run_context, "zoho_crm." + std::string(which.name)),
      version_(tray() ? 2 : version_of(client_.grant())),
      root_(client_.address() + "/v" + std::to_string(version_)),
      catalogue_(client_, root_) {}

Value OperationCall::input(std::string_view path) const { return tasks::member_at(input_, path, context); }

std::string OperationCall::text(std::string_view path) const {
  const Value value = input(path);
  return value.is_null() ? std::string() : interpreter::to_string(value, context);
}

bool OperationCall::option(std::string_view name, bool otherwise) const {
  const Value value = input(name);
  return value.is_boolean() ? value.as_boolean() : otherwise;
}

Value OperationCall::map(std::initializer_list<std::pair<std::string_view, Value>> pairs) const {
  Value made = Container::make_map(context.heap);
  for (const auto& [key, value] : pairs) made.container().put(context.text(key), value);
  return made;
}

Value OperationCall::list() const { return Container::make_list(context.heap); }

Attempt<Answer> OperationCall::send(std::string_view method, std::string_view path, const Value& body,
                                    Headers headers) {
  HttpRequest request{.method = std::string(method), .url = root_ + std::string(path), .headers = std::move(headers)};
  if (!body.is_null()) {
    interpreter::append_json(request.body, body, context);
    request.headers.push_back({"Content-Type", "application/json"});
  }
  const HttpResponse response = client_.send(std::move(request));
  const Value answer = tasks::value_of(response, {}, context);
  const bool fine = tasks::succeeded(response) || response.status == 304;
  if (!fine && !has_results(answer, context)) return std::unexpected(error_of(response, answer, context));
  return Answer{response.status, answer};
}

Attempt<std::string> OperationCall::field_name(const std::string& module, std::string_view name) {
  const Fields& known = fields(module);
  if (known.all().empty() && !catalogue_.refusal().is_null()) {
    const Value code = tasks::member_at(catalogue_.refusal(), "code", context);
    if (code.is_text() && code.text() == "INVALID_MODULE")
      return std::unexpected(error_of({.status = 400}, catalogue_.refusal(), context));
  }
  std::string found = api_name_of(known, name);
  if (!found.empty()) return found;
  const std::string nearest = known.nearest(name);
  return refuse(*this, "UNKNOWN_FIELD",
                "the module " + module + " has no field '" + std::string(name) + "'" +
                    (nearest.empty() ? "" : "; did you mean '" + nearest + "'?"),
                map({{"field", text_value(name)}, {"module", text_value(module)}}));
}

Attempt<Value> OperationCall::record(const std::string& module, const Value& given) {
  Value made = map({});
  const auto put = [&](const std::string& name, const Value& value) -> Attempt<void> {
    const Attempt<std::string> key = field_name(module, name);
    if (!key) return std::unexpected(key.error());
    const Field* field = fields(module).find(*key);
    const Attempt<Value> typed = field == nullptr ? Attempt<Value>(value) : coerced(*this, *field, value);
    if (!typed) return std::unexpected(typed.error());
    made.container().put(text_value(*key), *typed);
    return {};
  };
  const Container& container = given.container();
  if (container.is_keyed()) {
    for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
      if (const auto done = put(interpreter::to_string(container.key_at(p), context), container.value_at(p)); !done)
        return std::unexpected(done.error());
    return with_iso_dates(made, context);
  }
  for (const Value& pair : container.items()) {
    Value name, value;
    for (const std::string_view key : {"name", "field", "field_name"})
      if (name.is_null()) name = tasks::member_at(pair, key, context);
    for (const std::string_view key : {"value", "field_value"})
      if (value.is_null()) value = tasks::member_at(pair, key, context);
    if (!name.is_text()) return refuse(*this, "MISSING_INPUT", "a field has no name");
    if (const auto done = put(std::string(name.text()), value); !done) return std::unexpected(done.error());
  }
  return with_iso_dates(made, context);
}

namespace {

constexpr std::size_t kMostFields = 50;

// Types that a list of records cannot hold.
bool is_listable(const Field& field) {
  static constexpr std::string_view kNot[] = {"subform", "multiselectlookup", "multiuserlookup", "profileimage",
                                              "imageupload"};
  return std::ranges::find(kNot, field.type) == std::end(kNot);
}

}  // namespace

Attempt<std::string> OperationCall::field_list(const std::string& module) {
  std::string names;
  if (const Value given = input("fields"); given.type() == Type::List && !given.container().empty()) {
    for (const Value& name : given.container().items()) {
      const Attempt<std::string> found = field_name(module, interpreter::to_string(name, context));
      if (!found) return std::unexpected(found.error());
      names += (names.empty() ? "" : ",") + *found;
    }
    return names;
  }
  if (version_ == 2) return names;
  std::size_t count = 0;
  for (const Field& field : fields(module).all())
    if (is_listable(field) && count++ < kMostFields) names += (names.empty() ? "" : ",") + field.api_name;
  if (names.empty() && !catalogue_.refusal().is_null())
    return std::unexpected(error_of({.status = 400}, catalogue_.refusal(), context));
  return names;
}

std::unexpected<OperationError> refuse(OperationCall& call, std::string_view code, std::string message, Value details) {
  return std::unexpected(
      OperationError{0, std::string(code), std::move(message), details.is_null() ? call.map({}) : std::move(details)});
}

void add_query(std::string& path, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  path += path.find('?') == std::string::npos ? '?' : '&';
  path += percent_encoded(name) + "=" + percent_encoded(value);
}

Value empty_page(OperationCall& call, std::string_view key, std::int64_t page, std::int64_t per_page) {
  return call.map({{key, call.list()},
                   {"info", call.map({{"per_page", Value::number(per_page)},
                                      {"count", Value::number(0)},
                                      {"page", Value::number(page)},
                                      {"more_records", Value::boolean(false)}})}});
}

}  // namespace sluice::connectors::crm
