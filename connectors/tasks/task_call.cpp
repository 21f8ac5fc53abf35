#include "connectors/tasks/task_call.h"

#include <algorithm>

#include "connectors/tasks/table.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::tasks {

using interpreter::Container;
using interpreter::Context;

namespace {

std::string spelt(std::string text, Letters letters) {
  if (letters == Letters::AsGiven) return text;
  if (letters == Letters::Squeezed) std::erase(text, ' ');
  return interpreter::folded(text);
}

}  // namespace

TaskCall::TaskCall(const Task& row, std::span<Value> given, Context& run_context)
    : task(row), context(run_context), parts(run_context) {
  bind(given);
  link_ = text("connection");
  if (link_.empty() && task.service != nullptr && task.service->connector == "zoho_crm") take_named_connection();
}

// {"connection":"crm"} in an optional map of the CRM's tasks names the connection (tasks-crm.md §2).
void TaskCall::take_named_connection() {
  static constexpr std::string_view kOptions[] = {"options_map", "optional_data", "query_value", "search_value"};
  const Value key = context.text("connection");
  for (std::size_t i = 0; i < values_.size(); ++i) {
    Value& value = values_[i];
    const bool options = std::ranges::find(kOptions, task.arguments[i].name) != std::end(kOptions);
    if (!options || !value.is_container() || !value.container().is_keyed()) continue;
    const Value* named = value.container().find(key);
    if (named == nullptr || !named->is_text()) continue;
    link_ = named->text();
    value = value.container().copy();
    value.container().erase(key);
    return;
  }
}

std::size_t TaskCall::index_of(std::string_view name) const {
  const auto found = std::ranges::find(task.arguments, name, &Argument::name);
  return static_cast<std::size_t>(found - task.arguments.begin());
}

const Value& TaskCall::argument(std::string_view name) const {
  static const Value kNone;
  const std::size_t index = index_of(name);
  return index < values_.size() ? values_[index] : kNone;
}

void TaskCall::set(std::string_view name, Value value) {
  const std::size_t index = index_of(name);
  if (index < values_.size()) values_[index] = std::move(value);
}

std::string TaskCall::text(std::string_view name) const {
  const Value& value = argument(name);
  return value.is_null() ? std::string() : interpreter::to_string(value, context);
}

Value TaskCall::map(std::initializer_list<std::pair<std::string_view, Value>> pairs) {
  Value made = Container::make_map(context.heap);
  for (const auto& [key, value] : pairs) made.container().put(context.text(key), value);
  return made;
}

void TaskCall::place(const Argument& argument, const Value& value) {
  const auto shown = [&] { return spelt(interpreter::to_string(value, context), argument.letters); };
  const auto for_each_pair = [&](auto&& take) {
    if (!value.is_container()) return;
    const Container& container = value.container();
    if (!container.is_keyed()) return;
    for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
      take(interpreter::to_string(container.key_at(p), context), container.value_at(p));
  };
  switch (argument.place) {
    case Place::Kept:
    case Place::Connection: return;
    case Place::Path: return parts.set_path(argument.key, shown());
    case Place::Header: return parts.add_header(argument.key, shown());
    case Place::Query:
      if (!argument.key.empty()) return parts.add_query(argument.key, shown());
      if (value.is_text()) return parts.add_query(value.text());
      return for_each_pair([&](const std::string& key, const Value& each) {
        std::string text;
        each.is_container() && each.container().is_keyed() ? interpreter::append_json(text, each, context)
                                                           : interpreter::append_text(text, each, context);
        parts.add_query(key, text);
      });
    case Place::Body:
    case Place::Field: return parts.put_body(argument.key, value);
    case Place::Form:
      if (!argument.key.empty()) {
        return parts.put_form(argument.key, argument.letters == Letters::AsGiven ? value : context.text(shown()));
      }
      return for_each_pair([&](const std::string& key, const Value& each) { parts.put_form(key, each); });
    case Place::Part: {
      const bool several = value.is_container();
      if (!several) return parts.add_part(argument.key, value);
      for (const Value& each : value.container().items()) parts.add_part(argument.key, each);
      return;
    }
  }
}

void TaskCall::place() {
  for (std::size_t i = 0; i < task.arguments.size(); ++i) {
    const Argument& argument = task.arguments[i];
    if (argument.place == Place::Kept) continue;
    if (!values_[i].is_null())
      place(argument, values_[i]);
    else if (!argument.otherwise.empty())
      place(argument, context.text(argument.otherwise));
  }
}

ServiceClient& TaskCall::client() {
  if (client_ == nullptr)
    client_ = std::make_unique<ServiceClient>(*task.service, link_, task.scopes, context, task.name);
  return *client_;
}

HttpResponse TaskCall::send(std::string_view method, std::string_view path) {
  return client().send(parts.build(method, client().address(), path));
}

Value TaskCall::nothing() {
  const bool list = task.returns.has(Type::List) && !task.returns.has(Type::Map);
  return list ? Container::make_list(context.heap) : Container::make_map(context.heap);
}

Value TaskCall::answer(const HttpResponse& response) {
  Value value = value_of(response, nothing(), context);
  if (task.result.empty() || !succeeded(response)) return value;
  Value part = member_at(value, task.result, context);
  return part.is_null() ? value : part;
}

Value member_at(const Value& value, std::string_view path, Context& context) {
  Value at = value;
  while (!path.empty() && !at.is_null()) {
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
    if (!at.is_container()) return {};
    const Container& container = at.container();
    Value next;
    if (container.is_keyed()) {
      const Value* found = container.find(context.text(name));
      if (found != nullptr) next = *found;
    } else if (!name.empty() && name.front() >= '0' && name.front() <= '9') {
      const std::size_t index = std::stoul(std::string(name));
      if (index < container.items().size()) next = container.items()[index];
    }
    at = std::move(next);
  }
  return at;
}

Value run_plainly(TaskCall& call) {
  call.place();
  if (call.task.prepare != nullptr) call.task.prepare(call);
  const HttpResponse response = call.send();
  return call.task.answer != nullptr ? call.task.answer(call, response) : call.answer(response);
}

Value run_task(interpreter::Call& call) {
  const Task& task = task_of(call.function);
  if (!task.impossible.empty())
    raise_failure({ErrorKind::Host, messages::TaskImpossible,
                   grammar::text_of(messages::TaskImpossible, {task.name, task.impossible}),
                   "docs/tasks.md lists what can run; invokeUrl calls any service that has an address"});
  TaskCall running(task, call.arguments, call.context);
  return task.run != nullptr ? task.run(running) : run_plainly(running);
}

}  // namespace sluice::connectors::tasks
