// Operations of connectors: an input map in, an output map out, for a service that a connection reaches.
//
//   auto listed = call_operation(engine, {.operation = "list_records",
//                                         .input = Value::map({{"module_name", "Leads"}})});
//   if (listed.ok() && listed->done) use(listed->value.find("data"));
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <sluice/connectors.h>
#include <sluice/engine.h>
#include <sluice/export.h>
#include <sluice/result.h>
#include <sluice/value.h>

namespace sluice {

struct OperationRequest {
  std::string connector = "zoho_crm";
  std::string operation = {};
  Value input = Value::map({});
  std::string connection = {};  // link name; empty: the system connection of the connector
  RunOptions run = {};          // who asks, limits, hooks, how to cancel; `arguments` and `function` are not used
};

// What an operation gave, or how it failed: at the service, or because the connector refused the input (http_status 0;
// `code` MISSING_INPUT, INVALID_INPUT, UNKNOWN_FIELD, UNSUPPORTED_CONDITION, LIMIT_EXCEEDED …). Failures of single rows of
// a batch are in the value.
struct OperationOutcome {
  bool done = false;
  Value value;  // MAP, of a connector's file any kind; null where it is not done
  int http_status = 0;
  std::string code;
  std::string message;
  Value details;
};

// The operations that Sluice has for a connector: those of zoho_crm. Others are described by connectors' own files
// (Connectors::show).
SLUICE_API std::vector<OperationInfo> operations_of(std::string_view connector);

// Errors: no such operation (SLC-TSK-0011), a connection that is unknown or not authorised, no network, a limit.
SLUICE_API Result<OperationOutcome> call_operation(const Engine& engine, const OperationRequest& request);

}  // namespace sluice
