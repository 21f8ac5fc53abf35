// Calls built-ins as the nodes do: found by name and receiver, checked, charged, run.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builtins/registry.h"
#include "interpreter/call_check.h"
#include "interpreter/container.h"
#include "interpreter/context.h"
#include "interpreter/convert.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"

namespace sluice::builtins {

using namespace interpreter;

class BuiltinTest : public testing::Test {
 protected:
  Heap heap{0, 7};
  Limits limits;
  Budget budget{limits};
  Host host;
  Context context{heap, budget, host};

  Value text(std::string_view bytes) { return Value::text(heap, bytes); }
  static Value number(std::int64_t value) { return Value::number(value); }
  Value decimal(std::string_view digits) { return *parse_decimal(heap, digits); }
  static Value boolean(bool value) { return Value::boolean(value); }

  Value list(std::initializer_list<Value> values) {
    Value result = Container::make_list(heap);
    for (const Value& value : values) result.container().push(value);
    return result;
  }
  Value texts(std::initializer_list<std::string_view> values) {
    Value result = Container::make_list(heap);
    for (const std::string_view value : values) result.container().push(text(value));
    return result;
  }
  Value numbers(std::initializer_list<std::int64_t> values) {
    Value result = Container::make_list(heap);
    for (const std::int64_t value : values) result.container().push(number(value));
    return result;
  }
  Value map(std::initializer_list<std::pair<std::string_view, Value>> pairs) {
    Value result = Container::make_map(heap);
    for (const auto& [key, value] : pairs) result.container().put(text(key), value);
    return result;
  }
  Value empty() { return Container::make_empty(heap); }

  Value collection(std::initializer_list<Value> values) { return call("Collection", values); }
  Value keyed(std::initializer_list<Value> keys_and_values) { return call_with_pairs("Collection", keys_and_values); }

  Value call(std::string_view name, std::vector<Value> arguments) { return run(name, std::move(arguments), false); }
  Value call_with_pairs(std::string_view name, std::vector<Value> arguments) {
    return run(name, std::move(arguments), true);
  }

  // What `info` prints of the result.
  std::string shown(const Value& value) { return to_string(value, context); }
  std::string shown(std::string_view name, std::vector<Value> arguments) {
    return shown(call(name, std::move(arguments)));
  }

  // The message that a call raises, or "" when it raises none.
  std::string error_of(std::string_view name, std::vector<Value> arguments, bool pairs = false) {
    try {
      run(name, std::move(arguments), pairs);
    } catch (const Raised& raised) { return raised.fault().message; }
    return "";
  }

 private:
  Value run(std::string_view name, std::vector<Value> arguments, bool pairs) {
    const int id = functions().find_name(name);
    if (id < 0) raise(messages::FunctionMissingAtRun, {name});
    const FunctionRecord* record = arguments.empty() ? nullptr : functions().method(id, arguments[0].type());
    if (record == nullptr) record = functions().free_function(id);
    if (record == nullptr) raise_receiver(functions().all(id), arguments[0]);
    check_arguments(*record, arguments);
    charge_call(*record, arguments, budget);
    Call native{context, arguments, *record, false, pairs};
    return record->run(native);
  }
};

}  // namespace sluice::builtins
