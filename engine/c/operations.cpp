// Operations of connectors for the C interface.
#include <sluice/operations.h>

#include "engine/c/handles.h"

using namespace sluice;
using namespace sluice::c;

sluice_value* sluice_operations(const char* connector) {
  return safely(static_cast<sluice_value*>(nullptr), [&] {
    std::vector<Value> all;
    for (const OperationInfo& each : operations_of(text_of(connector))) {
      all.push_back(Value::map({{"name", each.name},
                                {"title", each.title},
                                {"summary", each.summary},
                                {"metadata", each.metadata},
                                {"input_schema", each.input_schema}}));
    }
    return handle_of(Value::list(std::move(all)));
  });
}

sluice_status sluice_call(const sluice_engine* engine, const sluice_call_options* options, sluice_value** answer,
                          sluice_error** error) {
  return guarded_status(error, [&] {
    if (answer == nullptr) return misuse("sluice_call: answer is NULL", error);
    *answer = nullptr;
    if (!valid(engine)) return misuse("sluice_call: engine is no engine", error);
    const sluice_call_options given = known_part(options);
    if (given.operation == nullptr) return misuse("sluice_call: no operation is named", error);
    const Engine used = engine->engine;  // the caller may free its handle while this runs
    Result<RunOptions> run = run_options_of(given.run, used);
    if (!run.ok()) return fail(std::move(run).error(), error);
    OperationRequest request{.operation = given.operation, .run = std::move(*run)};
    set(request.connector, given.connector);
    set(request.connection, given.connection);
    if (valid(given.input)) request.input = given.input->value;
    const Result<OperationOutcome> outcome = call_operation(used, request);
    if (!outcome.ok()) return fail(outcome.error(), error);
    return give(Value::map({{"done", outcome->done},
                            {"value", outcome->value},
                            {"http_status", outcome->http_status},
                            {"code", outcome->code},
                            {"message", outcome->message},
                            {"details", outcome->details}}),
                answer, error);
  });
}
