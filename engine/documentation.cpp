// The documentation of functions, from the records that run them.
#include "sluice/documentation.h"

#include <algorithm>
#include <map>

#include "engine/state.h"
#include "interpreter/callable.h"
#include "interpreter/suggest.h"
#include "interpreter/support/names.h"

namespace sluice {

namespace {

namespace in = interpreter;

// Types as people read them; an untouched {} is no type of its own, and all types together are `any`.
std::string names_of(in::TypeSet types) {
  if ((types | in::kAny) == types) return "any";
  std::string names;
  for (int i = 0; i < in::kTypeCount; ++i) {
    const auto type = static_cast<in::Type>(i);
    if (type == in::Type::Empty || !types.has(type)) continue;
    if (!names.empty()) names += " | ";
    names += type == in::Type::Number ? "NUMBER" : in::name_of(type);
  }
  return names;
}

// `list.indexOf(element)`, `randomNumber(limit, [start])`.
std::string signature_of(const in::FunctionRecord& record) {
  std::string text;
  if (!record.receiver.empty()) {
    const std::string receiver = in::folded(names_of(record.receiver));
    text = (receiver.find(' ') == std::string::npos ? receiver : std::string("value")) + ".";
  }
  text += std::string(record.name) + "(";
  for (const in::ParameterRecord& parameter : record.parameters) {
    if (&parameter != record.parameters.data()) text += ", ";
    text += parameter.optional ? "[" + std::string(parameter.name) + "]" : std::string(parameter.name);
  }
  return text + (record.variadic ? ", …)" : ")");
}

FunctionDocumentation describe(const in::FunctionRecord& record, std::string_view kind) {
  FunctionDocumentation documentation;
  documentation.name = record.name;
  documentation.aliases.assign(record.aliases.begin(), record.aliases.end());
  documentation.kind = kind;
  documentation.receiver = names_of(record.receiver);
  documentation.signature = signature_of(record);
  documentation.result = record.use == in::Use::Void ? "void" : names_of(record.result);
  documentation.summary = record.summary;
  documentation.example = record.example;
  documentation.example_result = record.example_result;
  documentation.page = record.page;
  switch (record.dialects) {
    case in::DialectSet::All: break;
    case in::DialectSet::StandardOnly: documentation.dialects = "standard"; break;
    case in::DialectSet::CreatorOnly: documentation.dialects = "creator"; break;
  }
  return documentation;
}

Value json_of(const FunctionDocumentation& function) {
  std::vector<Value> aliases;
  for (const std::string& alias : function.aliases) aliases.emplace_back(alias);
  return Value::map({{"name", function.name},
                     {"kind", function.kind},
                     {"receiver", function.receiver},
                     {"signature", function.signature},
                     {"result", function.result},
                     {"aliases", Value::list(std::move(aliases))},
                     {"dialects", function.dialects},
                     {"summary", function.summary},
                     {"example", function.example},
                     {"prints", function.example_result},
                     {"page", function.page}});
}

}  // namespace

std::vector<FunctionDocumentation> Engine::documentation(std::string_view name) const try {
  std::vector<std::pair<const in::FunctionRecord*, std::string_view>> records;
  const auto add = [&](std::span<const in::FunctionRecord* const> all, bool tasks) {
    for (const in::FunctionRecord* record : all)
      records.emplace_back(record, tasks                                   ? "task"
                                   : state_->host_functions.holds(*record) ? "host function"
                                                                           : "function");
  };
  for (const in::FunctionTable* table : {state_->functions, state_->tasks}) {
    const bool tasks = table == state_->tasks;
    if (name.empty())
      add(table->records(), tasks);
    else if (const int number = table->find_name(name); number >= 0)
      add(table->all(number), tasks);
  }
  std::ranges::stable_sort(records, {}, [](const auto& each) { return in::folded(each.first->name); });
  std::vector<FunctionDocumentation> functions;
  for (const auto& [record, kind] : records) functions.push_back(describe(*record, kind));
  return functions;
} catch (...) { return {}; }

std::vector<std::string> Engine::similar_functions(std::string_view name) const try {
  constexpr int kFarthest = 3;
  constexpr std::size_t kMost = 5;
  std::multimap<int, std::string> near;
  for (const in::FunctionTable* table : {state_->functions, state_->tasks})
    for (const in::FunctionRecord* record : table->records()) {
      const bool contains = in::folded(record->name).find(in::folded(name)) != std::string::npos;
      const int distance = contains ? 1 : in::edit_distance(name, record->name, kFarthest);
      if (distance <= kFarthest && distance * 2 <= static_cast<int>(name.size())) near.emplace(distance, record->name);
    }
  std::vector<std::string> names;
  for (auto& [distance, candidate] : near)
    if (names.size() < kMost && std::ranges::find(names, candidate) == names.end()) names.push_back(candidate);
  return names;
} catch (...) { return {}; }

std::string to_json(std::span<const FunctionDocumentation> functions) {
  std::string text = "[";
  for (const FunctionDocumentation& function : functions) {
    if (&function != functions.data()) text += ",";
    text += "\n" + json_of(function).to_json();
  }
  return text + "\n]";
}

}  // namespace sluice
