// What happens to the arguments of a built-in before it runs: their number and types are checked against its record
// and the work is charged. Called by the nodes that call functions.
#pragma once

#include <span>
#include <string>

#include "interpreter/budget.h"
#include "interpreter/callable.h"

namespace sluice::interpreter {

// The types as messages list them: `BIGINT` alone, `DECIMAL, NUMBER, DATE-TIME, DATE` together.
std::string names_of(TypeSet types);

// The cold half of check_arguments().
[[noreturn]] void raise_argument(const FunctionRecord& function, std::span<const Value> arguments);

// Raises where no record of a function takes this receiver: null, or a value of another type. `candidates` are the
// records of that name.
[[noreturn]] void raise_receiver(std::span<const FunctionRecord* const> candidates, const Value& receiver);

// The number of arguments, the receiver included, that a call may have.
struct ArgumentRange {
  std::size_t least;
  std::size_t most;
};
ArgumentRange argument_range(const FunctionRecord& function);

// Raises unless the arguments, the receiver first, fit the record. A null argument is an error unless the parameter
// takes null.
inline void check_arguments(const FunctionRecord& function, std::span<Value> arguments) {
  const std::size_t receivers = function.receiver.empty() ? 0 : 1;
  const std::size_t parameters = function.parameters.size();
  if (arguments.size() < receivers || (arguments.size() > receivers + parameters && !function.variadic)) [[unlikely]]
    raise_argument(function, arguments);
  if (receivers == 1 && !function.receiver.has(arguments[0].type())) [[unlikely]]
    raise_argument(function, arguments);
  for (std::size_t i = 0; i < parameters; ++i) {
    const ParameterRecord& parameter = function.parameters[i];
    if (receivers + i >= arguments.size()) {
      if (!parameter.optional) [[unlikely]]
        raise_argument(function, arguments);
      return;
    }
    if (!parameter.types.has(arguments[receivers + i].type())) [[unlikely]]
      raise_argument(function, arguments);
  }
  for (std::size_t i = receivers + parameters; i < arguments.size(); ++i)
    if (!function.parameters.back().types.has(arguments[i].type())) raise_argument(function, arguments);
}

// The bytes of a text, the elements of a container, one of anything else.
std::uint64_t size_for_cost(const Value& value);

// Charges what the record says that a call costs.
inline void charge_call(const FunctionRecord& function, std::span<const Value> arguments, Budget& budget) {
  std::uint64_t units = function.cost.fixed;
  if (function.cost.per_size != 0)
    for (const Value& argument : arguments) units += function.cost.per_size * size_for_cost(argument);
  budget.charge(units);
}

}  // namespace sluice::interpreter
