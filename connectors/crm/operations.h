// The operations of the connector zoho_crm: an input map, an output map, independent of Deluge's tasks
// (connector-operations.md). The command line, hosts and invokeConnector("zoho_crm.<operation>", map) run them.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "interpreter/context.h"
#include "interpreter/value.h"

namespace sluice::connectors::crm {

using interpreter::Value;

// In the documented form: http_status is 0 where the connector itself refused, and then `code` is MISSING_INPUT,
// INVALID_INPUT, UNKNOWN_FIELD, UNSUPPORTED_CONDITION or LIMIT_EXCEEDED.
struct OperationError {
  int http_status = 0;
  std::string code;
  std::string message;
  Value details;  // MAP
  std::string request_id = {};
};

using OperationResult = std::expected<Value, OperationError>;

class OperationCall;

struct Operation {
  std::string_view name;     // `list_records`
  std::string_view title;    // as people read it
  std::string_view summary;
  bool metadata = false;     // feeds choices in editors (DDL); step lists may hide it
  std::string_view input;    // JSON Schema
  OperationResult (*run)(OperationCall& call) = nullptr;
};

std::span<const Operation> operations();
// The schema of its input with the $defs that it refers to.
std::string input_schema(const Operation& operation);
const Operation* find_operation(std::string_view name);

// `connection`: link name; empty means the system connection. Raises what the connection or the network lacks.
OperationResult run_operation(const Operation& operation, const Value& input, std::string_view connection,
                              interpreter::Context& context);

// {"http_status","code","message","details"[,"request_id"]}
Value error_map(const OperationError& error, interpreter::Context& context);

}  // namespace sluice::connectors::crm
