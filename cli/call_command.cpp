// `sluice call`: one operation of a connector, JSON in, JSON out.
#include <optional>

#include <sluice/connectors.h>
#include <sluice/operations.h>
#include <sluice/words.h>

#include "cli/commands.h"
#include "cli/sandbox_session.h"
#include "cli/setup.h"

namespace sluice::cli {

namespace {

Result<Value> read_input(const std::string& given) {
  if (given.empty()) return Value::map({});
  std::string text = given;
  if (given == "-" || given.front() == '@') {
    Result<std::string> read = read_file(given == "-" ? given : given.substr(1));
    if (!read.ok()) return read.error();
    text = std::move(read).value();
  }
  Result<Value> value = Value::from_json(text);
  if (!value.ok()) return usage_error("--input is not JSON: " + value.error().message, value.error().help);
  if (value->kind() != Kind::Map) return usage_error("--input is a JSON object, such as '{\"module_name\":\"Leads\"}'");
  return value;
}

// Nothing when the connector has the operation.
std::optional<Error> unknown_operation(const Engine& engine, const CallArguments& arguments) {
  const Result<ConnectorInfo> connector = Connectors(engine).show(arguments.connector);
  if (!connector.ok()) return connector.error();
  if (connector->operations.empty())
    return usage_error("The connector '" + arguments.connector + "' has no operations", "zoho_crm has some");
  std::vector<std::string_view> names;
  std::string all;
  for (const OperationInfo& operation : connector->operations) {
    if (operation.name == arguments.operation) return std::nullopt;
    names.push_back(operation.name);
    all += (all.empty() ? "it has " : ", ") + operation.name;
  }
  const std::string near(words::nearest(arguments.operation, names));
  return usage_error("The connector " + arguments.connector + " has no operation '" + arguments.operation + "'",
                     near.empty() ? all : "did you mean '" + near + "'?");
}

Value failure_map(const OperationOutcome& outcome) {
  return Value::map({{"http_status", outcome.http_status},
                     {"code", outcome.code},
                     {"message", outcome.message},
                     {"details", outcome.details}});
}

}  // namespace

Exit call(const CallArguments& arguments, Console& console) {
  const Result<Value> input = read_input(arguments.input);
  if (!input.ok()) return fail(input.error(), console, arguments.json);
  const Result<OpenEngine> open = open_engine(arguments.engine, arguments.run);
  if (!open.ok()) return fail(open.error(), console, arguments.json);
  if (const std::optional<Error> unknown = unknown_operation(*open->engine, arguments))
    return fail(*unknown, console, arguments.json);
  const Result<OperationOutcome> outcome = call_operation(*open->engine, {.connector = arguments.connector,
                                                                          .operation = arguments.operation,
                                                                          .input = *input,
                                                                          .connection = arguments.connection});
  if (!outcome.ok()) return fail(outcome.error(), console, arguments.json);
  if (outcome->done) {
    console.write_line(outcome->value.to_json());
    return Exit::Done;
  }
  if (arguments.json) {
    console.write_line(failure_map(*outcome).to_json());
    return Exit::Failed;
  }
  Error error;
  error.kind = ErrorKind::Host;
  error.code = "SLC-TSK-0012";
  error.message = arguments.operation + " failed: " + outcome->code + ": " + outcome->message;
  if (outcome->http_status != 0) error.help = "the service answered with HTTP " + std::to_string(outcome->http_status);
  return fail(error, console);
}

}  // namespace sluice::cli
