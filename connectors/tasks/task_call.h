// One call of a task while it runs: its arguments by name, the request that they make, the answer. The hooks of rows
// work with it; without hooks, run_plainly() does everything.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/tasks/request_parts.h"
#include "connectors/tasks/service_client.h"
#include "connectors/tasks/task.h"

namespace sluice::connectors::tasks {

class TaskCall {
 public:
  // Binds the arguments of the script to those of the row; raises where one has no place (bind.cpp).
  TaskCall(const Task& task, std::span<Value> given, interpreter::Context& run_context);

  const Task& task;
  interpreter::Context& context;
  RequestParts parts;

  // By the name in the row; null where the script gave nothing.
  const Value& argument(std::string_view name) const;
  bool has(std::string_view name) const { return !argument(name).is_null(); }
  void set(std::string_view name, Value value);
  // The argument as text, a number printed; empty where nothing is given.
  std::string text(std::string_view name) const;

  // Puts every argument where its row says.
  void place();
  // The connection; opened at the first use.
  ServiceClient& client();
  // Sends what parts hold.
  HttpResponse send() { return send(task.method, task.path); }
  HttpResponse send(std::string_view method, std::string_view path);
  // What the answer says as a value: at `task.result` where it succeeded, whole where it did not.
  Value answer(const HttpResponse& response);
  // What an empty answer means for this task: {} or an empty list.
  Value nothing();

  Value text_value(std::string_view bytes) { return context.text(bytes); }
  Value map(std::initializer_list<std::pair<std::string_view, Value>> pairs);

 private:
  std::array<Value, Task::kMaxArguments> values_;
  std::string link_;
  std::unique_ptr<ServiceClient> client_;

  void bind(std::span<Value> given);
  void take_named_connection();
  std::size_t index_of(std::string_view name) const;
  void place(const Argument& argument, const Value& value);
};

// Places, sends, converts.
Value run_plainly(TaskCall& call);

// The NativeFunction of all records of the table.
Value run_task(interpreter::Call& call);

// null, blank text, {} and {"":""} all mean that an argument is left out (tasks-crm.md §2).
bool is_nothing(const Value& value);

// Whether a value may stand for an argument of these types: also digits in TEXT for a number, a whole DECIMAL for an id.
bool fits(const Value& value, TypeSet types);

inline bool is_true(const Value& value) { return value.is_boolean() && value.as_boolean(); }

// The member at a dotted path; null where there is none.
Value member_at(const Value& value, std::string_view path, interpreter::Context& context);

}  // namespace sluice::connectors::tasks
