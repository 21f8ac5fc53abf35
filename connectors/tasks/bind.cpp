// Which argument of a call is which of the row. Scripts leave optional ones out in several ways, and the kind of a
// value says where it belongs (tasks-crm.md §2): a TEXT in the place of an options map is the connection.
#include <algorithm>

#include "connectors/tasks/task_call.h"
#include "interpreter/call_check.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::tasks {

using interpreter::Container;

namespace {

bool is_digits(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_parameter(const Argument& argument) { return !argument.name.empty(); }

}  // namespace

bool is_nothing(const Value& value) {
  if (value.is_null()) return true;
  if (value.is_text()) return is_blank(value.text());
  if (!value.is_container()) return false;
  const Container& container = value.container();
  if (container.empty()) return true;
  if (!container.is_keyed() || container.size() != 1) return false;
  const Value& key = container.key_at(container.first_place());
  return key.is_text() && is_blank(key.text());
}

bool fits(const Value& value, TypeSet types) {
  if (types.has(value.type())) return true;
  const bool numeric = types.has(Type::Number);
  return numeric && value.is_text() && is_digits(value.text());
}

void TaskCall::bind(std::span<Value> given) {
  std::array<bool, Task::kMaxArguments> filled{};
  std::size_t cursor = 0;
  const auto open_for = [&](const Value& value, std::size_t from) {
    for (std::size_t p = from; p < task.arguments.size(); ++p)
      if (is_parameter(task.arguments[p]) && !filled[p] && fits(value, task.arguments[p].types)) return p;
    return task.arguments.size();
  };
  for (std::size_t i = 0; i < given.size(); ++i) {
    while (cursor < task.arguments.size() && (!is_parameter(task.arguments[cursor]) || filled[cursor])) ++cursor;
    if (is_nothing(given[i]) && cursor < task.arguments.size()) {
      filled[cursor] = true;
      if (!task.arguments[cursor].is_optional) values_[cursor] = given[i];
      ++cursor;
      continue;
    }
    std::size_t place = open_for(given[i], cursor);
    if (place == task.arguments.size()) place = open_for(given[i], 0);
    if (place == task.arguments.size())
      interpreter::raise(messages::TaskArgument,
                         {interpreter::name_of(given[i].type()), "argument " + std::to_string(i + 1), task.name});
    filled[place] = true;
    values_[place] = given[i];
    if (place >= cursor) cursor = place + 1;
  }
  for (std::size_t p = 0; p < task.arguments.size(); ++p)
    if (is_parameter(task.arguments[p]) && !filled[p] && !task.arguments[p].is_optional)
      interpreter::raise(messages::TaskArgument, {"Nothing", task.arguments[p].name, task.name});
}

}  // namespace sluice::connectors::tasks
