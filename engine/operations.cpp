// Operations of connectors for hosts and the command line. They run as a script would run them, so that connections,
// limits, hooks and cancelling are the same.
#include "sluice/operations.h"

#include "connectors/crm/operations.h"

namespace sluice {

namespace {

constexpr std::string_view kConnector = "zoho_crm";
constexpr std::string_view kCall = "return zoho.crm.invokeConnector(operation, input, connection);";

OperationOutcome outcome_of(const Value& answer, Value response) {
  OperationOutcome outcome;
  outcome.http_status = static_cast<int>(answer.find("status_code").as_number());
  outcome.done = outcome.http_status >= 200 && outcome.http_status < 300;
  if (outcome.done) {
    outcome.value = std::move(response);
    return outcome;
  }
  // Of zoho_crm it is a map of these; of another connector, whatever its service answered.
  if (response.find("http_status").is_number())
    outcome.http_status = static_cast<int>(response.find("http_status").as_number());
  const Value& code = response.find("code");
  const Value& message = response.find("message");
  outcome.code = code.is_null() ? "HTTP_" + std::to_string(outcome.http_status) : code.to_text();
  outcome.message = message.is_null() ? "the service refused the call" : message.to_text();
  outcome.details = response.find("http_status").is_null() ? std::move(response) : response.find("details");
  return outcome;
}

}  // namespace

std::vector<OperationInfo> operations_of(std::string_view connector) {
  std::vector<OperationInfo> all;
  if (connector != kConnector) return all;
  for (const connectors::crm::Operation& operation : connectors::crm::operations())
    all.push_back({std::string(operation.name),
                   std::string(operation.title),
                   std::string(operation.summary),
                   operation.metadata,
                   connectors::crm::input_schema(operation),
                   {},
                   {}});
  return all;
}

Result<OperationOutcome> call_operation(const Engine& engine, const OperationRequest& request) {
  const Compiled script =
      engine.compile({.name = "operation", .text = std::string(kCall)}, {.check = CheckLevel::Syntax});
  RunOptions options = request.run;
  options.function.clear();
  options.arguments = {{"operation", Value::text(request.connector + "." + request.operation)},
                       {"input", request.input},
                       {"connection", Value::text(request.connection)}};
  Result<Outcome> run = script.script().run(options);
  if (!run.ok()) {
    Error error = run.error();  // of the caller, not of a place in a script
    error.source = Source();
    error.line = error.column = 0;
    error.stack.clear();
    return error;
  }
  Result<Value> response = Value::from_json(run->value.find("response").to_text());
  if (!response.ok()) return response.error();
  return outcome_of(run->value, std::move(response).value());
}

}  // namespace sluice
