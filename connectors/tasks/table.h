// All integration tasks by their full names, as the interpreter asks for functions. The records are made from the rows
// the first time that a name which could be a task's is looked up.
#pragma once

#include <span>
#include <vector>

#include "connectors/tasks/task.h"
#include "interpreter/callable.h"

namespace sluice::connectors::tasks {

// Costs nothing until it is used; safe from any thread.
const interpreter::FunctionTable& table();

// The row behind a record of table().
const Task& task_of(const interpreter::FunctionRecord& record);

// Every row, service by service.
std::span<const Task* const> all_tasks();

}  // namespace sluice::connectors::tasks
