#include "engine/host_functions.h"

#include <algorithm>

#include "engine/errors.h"
#include "engine/run_host.h"
#include "interpreter/support/names.h"
#include "sluice/words.h"

namespace sluice::engine {

namespace {

namespace in = interpreter;

struct KindTypes {
  Kind kind;
  in::TypeSet types;
};

// An untouched {} passes as a LIST and as a MAP.
const KindTypes kTypes[] = {
    {Kind::Null, in::Type::Null},
    {Kind::Boolean, in::Type::Boolean},
    {Kind::Number, in::Type::Number},
    {Kind::Decimal, in::Type::Decimal},
    {Kind::DateTime, in::Type::DateTime},
    {Kind::Time, in::Type::Time},
    {Kind::Text, in::Type::Text},
    {Kind::List, in::Type::List | in::Type::Empty},
    {Kind::Map, in::Type::Map | in::Type::Empty},
    {Kind::Collection, in::Type::Collection},
    {Kind::File, in::Type::File},
};

in::TypeSet types_of(KindSet kinds) {
  in::TypeSet types;
  for (const KindTypes& row : kTypes)
    if (kinds.has(row.kind)) types = types | row.types;
  return types;
}

// What is wrong with a record; empty when nothing is.
std::string problem_of(const FunctionRecord& function) {
  if (!words::is_name(function.name)) return "'" + function.name + "' is no name for a function";
  if (function.run == nullptr) return "the function '" + function.name + "' has nothing to run";
  bool optional = false;
  for (const FunctionParameter& parameter : function.parameters) {
    if (optional && !parameter.optional)
      return "in '" + function.name + "', '" + parameter.name + "' follows an optional parameter";
    optional = parameter.optional;
  }
  return {};
}

bool clash(const FunctionRecord& a, const FunctionRecord& b) {
  if (!in::same_name(a.name, b.name)) return false;
  if (a.receiver.empty() || b.receiver.empty()) return a.receiver.empty() && b.receiver.empty();
  return std::ranges::any_of(
      kTypes, [&](const KindTypes& row) { return a.receiver.has(row.kind) && b.receiver.has(row.kind); });
}

}  // namespace

Result<void> HostFunctions::add(std::vector<FunctionRecord> functions) {
  functions_ = std::move(functions);
  records_.reserve(functions_.size());
  for (auto function = functions_.begin(); function != functions_.end(); ++function) {
    if (std::string problem = problem_of(*function); !problem.empty())
      return api_error(ApiCode::Options, std::move(problem));
    if (std::any_of(functions_.begin(), function, [&](const FunctionRecord& other) { return clash(*function, other); }))
      return api_error(ApiCode::Options, "the host's function '" + function->name + "' is given twice");
    add_record(*function);
  }
  return {};
}

void HostFunctions::add_record(const FunctionRecord& function) {
  std::vector<in::ParameterRecord>& parameters = parameters_.emplace_back();
  for (const FunctionParameter& parameter : function.parameters)
    parameters.push_back({parameter.name, types_of(parameter.types), parameter.optional});
  in::FunctionRecord record;
  record.name = function.name;
  record.receiver = types_of(function.receiver);
  record.parameters = parameters;
  record.result = types_of(function.result);
  record.use = function.result.empty() ? in::Use::Void : in::Use::Value;
  record.form = function.receiver.empty() ? in::Form::Free : in::Form::Both;
  record.page = function.page;
  record.summary = function.summary;
  record.example = function.example;
  record.run = &RunHost::call_function;
  records_.push_back(record);
}

}  // namespace sluice::engine
