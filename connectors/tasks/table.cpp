#include "connectors/tasks/table.h"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>

#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::tasks {

using interpreter::folded;
using interpreter::FunctionRecord;
using interpreter::ParameterRecord;

namespace {

constexpr std::string_view kRoots[] = {"zoho.",         "salesforce.", "intuit.",   "twilio.",           "clickatell.",
                                       "clockworksms.", "hoiio.",      "smsmagic.", "thisapp.blueprint."};

// Written without a root.
constexpr std::string_view kInvokeConnector = "invokeConnector";

bool may_be_task(std::string_view name) {
  if (interpreter::same_name(name, kInvokeConnector)) return true;
  return std::ranges::any_of(kRoots, [&](std::string_view root) {
    return name.size() > root.size() && interpreter::same_name(name.substr(0, root.size()), root);
  });
}

// From the first optional argument on, the kind of a value decides what it is (bind.cpp), so each place takes the kinds
// of all of them, and null for one that is left out. So does the query of version 8, which may stand behind the page.
TypeSet types_at(const Task& task, std::size_t index) {
  const Argument& argument = task.arguments[index];
  TypeSet types = argument.types;
  if (types.has(Type::Number)) types = types | Type::Text;
  const auto first =
      std::ranges::find_if(task.arguments, [](const Argument& each) { return !each.name.empty() && each.is_optional; });
  std::size_t from = static_cast<std::size_t>(first - task.arguments.begin());
  const bool query_before_page = from > 0 && from < task.arguments.size() &&
                                 task.arguments[from - 1].types.has(Type::Map) &&
                                 task.arguments[from].types.has(Type::Number);
  if (query_before_page) --from;
  if (index < from) return types;
  for (std::size_t i = from; i < task.arguments.size(); ++i)
    if (!task.arguments[i].name.empty()) types = types | task.arguments[i].types | Type::Null | Type::Text;
  return types;
}

// Made once; the records point into it.
class Index {
 public:
  Index() {
    for (const Rows rows : all_rows())
      for (const Task& task : rows) tasks_.push_back(&task);
    records_.reserve(tasks_.size());
    parameters_.reserve(tasks_.size());
    pointers_.reserve(tasks_.size());
    for (const Task* task : tasks_) add(*task);
  }

  int find(std::string_view name) const {
    const auto found = numbers_.find(folded(name));
    return found == numbers_.end() ? -1 : found->second;
  }
  std::span<const FunctionRecord* const> records() const { return pointers_; }
  std::span<const Task* const> tasks() const { return tasks_; }
  const Task& task_of(const FunctionRecord& record) const {
    return *tasks_[static_cast<std::size_t>(&record - records_.data())];
  }

 private:
  static std::array<Rows, 26> all_rows() {
    return {crm_tasks(),        crm_v8_tasks(),   crm_legacy_tasks(),    finance_tasks(),
            recruit_tasks(),    creator_tasks(),  cliq_tasks(),          connect_tasks(),
            mail_tasks(),       desk_tasks(),     field_service_tasks(), service_desk_tasks(),
            bookings_tasks(),   projects_tasks(), sheet_tasks(),         people_tasks(),
            workdrive_tasks(),  writer_tasks(),   sign_tasks(),          analytics_tasks(),
            directory_tasks(),  one_tasks(),      inside_tasks(),        salesforce_tasks(),
            quickbooks_tasks(), sms_tasks()};
  }

  // What the task does, and what there is to know before one relies on it.
  std::string_view summary_of(const Task& task) {
    if (task.impossible.empty()) return task.summary;
    return texts_.emplace_back(std::string(task.summary) + " Cannot run outside Zoho: " + std::string(task.impossible) +
                               ".");
  }
  // What `check` warns of.
  std::string_view notice_of(const Task& task) {
    if (task.impossible.empty()) return task.notice;
    return texts_.emplace_back(grammar::text_of(messages::TaskImpossible, {task.name, task.impossible}));
  }

  void add(const Task& task) {
    std::vector<ParameterRecord>& parameters = parameters_.emplace_back();
    for (std::size_t i = 0; i < task.arguments.size(); ++i) {
      const Argument& argument = task.arguments[i];
      if (!argument.name.empty())
        parameters.push_back({argument.name, types_at(task, i), argument.is_optional, argument.words});
    }
    FunctionRecord record;
    record.name = task.name;
    record.aliases = task.aliases;
    record.parameters = parameters;
    record.result = task.returns;
    record.use = task.returns.empty() ? interpreter::Use::Void : interpreter::Use::Value;
    record.form = interpreter::Form::Free;
    record.cost = {16, 1};
    record.page = task.page;
    record.summary = summary_of(task);
    record.run = run_task;
    record.connection_policy = task.policy;
    record.notice = notice_of(task);
    const int number = static_cast<int>(records_.size());
    records_.push_back(record);
    pointers_.push_back(&records_.back());
    numbers_.emplace(folded(task.name), number);
    for (const std::string_view alias : task.aliases) numbers_.emplace(folded(alias), number);
  }

  std::deque<std::string> texts_;
  std::vector<const Task*> tasks_;
  std::vector<FunctionRecord> records_;
  std::vector<std::vector<ParameterRecord>> parameters_;
  std::vector<const FunctionRecord*> pointers_;
  std::unordered_map<std::string, int> numbers_;
};

const Index& index() {
  static const Index made;
  return made;
}

class TaskTable final : public interpreter::FunctionTable {
 public:
  int find_name(std::string_view name) const override { return may_be_task(name) ? index().find(name) : -1; }
  const FunctionRecord* method(int, Type) const override { return nullptr; }
  std::span<const FunctionRecord* const> all(int name) const override {
    return index().records().subspan(static_cast<std::size_t>(name), 1);
  }
  const FunctionRecord* free_function(int name) const override { return all(name).front(); }
  std::span<const FunctionRecord* const> records() const override { return index().records(); }
};

}  // namespace

const interpreter::FunctionTable& table() {
  static const TaskTable made;
  return made;
}

const Task& task_of(const FunctionRecord& record) { return index().task_of(record); }

std::span<const Task* const> all_tasks() { return index().tasks(); }

}  // namespace sluice::connectors::tasks
