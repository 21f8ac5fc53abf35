#include "connectors/tasks/connector_operation.h"

#include <algorithm>

#include "connectors/catalog/connector.h"
#include "connectors/catalogue.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

using interpreter::Container;
using interpreter::Context;

namespace {

bool has_body(std::string_view method) { return method == "POST" || method == "PUT" || method == "PATCH"; }

// A list as a,b,c.
std::string text_of(const Value& value, Context& context) { return interpreter::to_string(value, context); }

bool is_in_path(const Operation& operation, const std::string& name) {
  return operation.path.find("{" + name + "}") != std::string::npos;
}

RequestParts parts_of(const Operation& operation, const Value& input, Context& context) {
  RequestParts parts(context);
  if (!input.is_container() || !input.container().is_keyed()) return parts;
  const Container& map = input.container();
  for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p)) {
    const std::string name = text_of(map.key_at(p), context);
    const Value& value = map.value_at(p);
    const auto mapped = std::ranges::find(operation.query, name, &NamedTexts::value_type::first);
    if (is_in_path(operation, name))
      parts.set_path(name, text_of(value, context));
    else if (mapped != operation.query.end())
      parts.add_query(mapped->second, text_of(value, context));
    else if (has_body(operation.method))
      parts.put_body(name, value);
    else
      parts.add_query(name, text_of(value, context));
  }
  return parts;
}

// The first {name} of the path that the map has no value for; empty when it has all.
std::string missing_name(const Operation& operation, const RequestParts& parts) {
  std::string_view path = operation.path;
  while (true) {
    const std::size_t open = path.find('{');
    const std::size_t close = path.find('}', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return {};
    const std::string_view name = path.substr(open + 1, close - open - 1);
    const std::string* value = parts.path_value(name);
    if (value == nullptr || value->empty()) return std::string(name);
    path.remove_prefix(close + 1);
  }
}

}  // namespace

Value run_connector_operation(std::string_view connector, std::string_view operation_name, const Value& input,
                              std::string_view connection, Context& context) {
  const std::string called = std::string(connector) + "." + std::string(operation_name);
  const Service service{connector, connector, "{base_url}", "", ""};
  ServiceClient client(service, connection.empty() ? connector : connection, "", context, called);
  const Operation* operation = client.grant().operation(operation_name);
  if (operation == nullptr)
    interpreter::raise_with_help(messages::UnknownOperation, {connector, operation_name},
                                 "sluice connectors show " + std::string(connector) + " lists what a connector can do");
  const RequestParts parts = parts_of(*operation, input, context);
  if (const std::string missing = missing_name(*operation, parts); !missing.empty())
    interpreter::raise(messages::TaskArgument, {"A map without '" + missing + "'", "params", called});
  const HttpResponse response = client.send(parts.build(operation->method, client.address(), operation->path));
  Value answer = value_of(response, Container::make_map(context.heap), context);
  if (succeeded(response) && !operation->result.empty()) answer = member_at(answer, operation->result, context);
  std::string json;
  interpreter::append_json(json, answer, context);
  Value result = Container::make_map(context.heap);
  result.container().put(context.text("status_code"), Value::number(response.status));
  result.container().put(context.text("response"), context.text(json));
  return result;
}

}  // namespace sluice::connectors::tasks
