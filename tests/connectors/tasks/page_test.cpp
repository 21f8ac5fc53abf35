// docs/tasks.md says what the rows say. SLUICE_UPDATE_PAGES=1 writes it anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "connectors/tasks/table.h"

namespace sluice::connectors {
namespace {

using tasks::Argument;
using tasks::Task;

constexpr std::string_view kBegin = R"(# Integration tasks

Every task that Sluice knows, from the rows of `connectors/tasks/`. `sluice builtins NAME` shows one, `sluice check` holds calls
against them. A request without a path is put together in several steps, or depends on its arguments; the row's file says how.
Arguments in brackets may be left out.

)";

std::string signature_of(const Task& task) {
  std::string text = "`" + std::string(task.name) + "(";
  bool first = true;
  for (const Argument& argument : task.arguments) {
    if (argument.name.empty()) continue;
    text += first ? "" : ", ";
    text += argument.is_optional ? "[" + std::string(argument.name) + "]" : std::string(argument.name);
    first = false;
  }
  return text + ")`";
}

std::string request_of(const Task& task) {
  if (task.service == nullptr) return "";
  const std::string path = std::string(task.service->base) + std::string(task.path);
  return "`" + std::string(task.method) + " " + path + "`";
}

std::string host_of(const Task& task) {
  std::string origin(task.service->origin);
  const std::size_t scheme = origin.find("://");
  return scheme == std::string::npos ? origin : origin.substr(scheme + 3);
}

// `zoho.books` of zoho.books.createRecord.
std::string family_of(const Task& task) {
  const std::string name(task.name);
  const std::size_t first = name.find('.');
  const std::size_t second = name.find('.', first + 1);
  return name.substr(0, second == std::string::npos ? first : second);
}

std::string rendered() {
  std::map<std::string, std::vector<const Task*>> families;
  std::vector<const Task*> impossible;
  for (const Task* task : tasks::all_tasks())
    (task->impossible.empty() ? families[family_of(*task)] : impossible).push_back(task);
  std::ostringstream page;
  page << kBegin;
  for (const auto& [family, rows] : families) {
    page << "## " << family << "\n\n";
    const Task* with_service = rows.front();
    page << "Service: " << with_service->service->name << ", connector `" << with_service->service->connector
         << "`, host `" << host_of(*with_service) << "`.\n\n| Task | Request | Reference |\n|---|---|---|\n";
    for (const Task* task : rows) {
      page << "| " << signature_of(*task) << " | " << request_of(*task) << " | "
           << (task->source.empty() ? std::string(task->summary) : "<" + std::string(task->source) + ">") << " |\n";
    }
    page << "\n";
  }
  page << "## What cannot run outside Zoho\n\n"
       << impossible.size()
       << " tasks do what no interface for others does, or none whose address is known. `sluice check` warns of "
          "them; running one is an error that a script can catch (SLC-TSK-0006).\n\n| Task | Why |\n|---|---|\n";
  for (const Task* task : impossible) page << "| " << signature_of(*task) << " | " << task->impossible << " |\n";
  return page.str();
}

TEST(TaskPage, SaysWhatTheRowsSay) {
  const std::string path = SLUICE_SOURCE_FOLDER "/docs/tasks.md";
  if (std::getenv("SLUICE_UPDATE_PAGES") != nullptr) std::ofstream(path) << rendered();
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(text, rendered()) << "write it anew with SLUICE_UPDATE_PAGES=1";
}

}  // namespace
}  // namespace sluice::connectors
