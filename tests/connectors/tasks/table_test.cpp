// The table of tasks: complete against the documented signatures, with the facts that each row must have.
#include <algorithm>
#include <set>

#include "connectors/tasks/services.h"
#include "tests/connectors/tasks/harness.h"

namespace sluice::connectors {
namespace {

struct Signature {
  std::string_view name;
  std::size_t least;
  std::size_t most;
};

constexpr Signature kSignatures[] = {
#include "tests/connectors/tasks/signatures.inc"
};

// Where Sluice takes more than the documentation says (docs/deviations.md).
const std::set<std::string_view> kMoreArguments = {"zoho.crm.create",
                                                   "zoho.crm.update",
                                                   "zoho.crm.getOrgVariable",
                                                   "zoho.one.getGroupsForUser",
                                                   "zoho.directory.getGroupsForUser",
                                                   "zoho.one.getDepartments",
                                                   "zoho.directory.getDepartments"};

TEST(TaskTable, HasEveryDocumentedTask) {
  std::size_t found = 0;
  for (const Signature& signature : kSignatures) {
    const int number = tasks::table().find_name(signature.name);
    EXPECT_GE(number, 0) << signature.name;
    if (number < 0) continue;
    ++found;
    const auto range = interpreter::argument_range(*tasks::table().free_function(number));
    if (kMoreArguments.contains(signature.name)) {
      EXPECT_GT(range.most, signature.most) << signature.name;
    } else {
      EXPECT_EQ(range.most, signature.most) << signature.name;
    }
    // One page has an optional argument before required ones.
    if (signature.name != "zoho.writer.v2.mergeAndStore") { EXPECT_LE(range.least, signature.least) << signature.name; }
  }
  EXPECT_EQ(found, 266u);
}

TEST(TaskTable, AtMostFortyCannotRun) {
  std::size_t impossible = 0;
  for (const tasks::Task* task : tasks::all_tasks()) impossible += task->impossible.empty() ? 0 : 1;
  EXPECT_LE(impossible, 40u);
}

TEST(TaskTable, RowsSayWhatTheyDoAndWhereThatIsWritten) {
  for (const tasks::Task* task : tasks::all_tasks()) {
    SCOPED_TRACE(task->name);
    EXPECT_FALSE(task->summary.empty());
    if (!task->impossible.empty() || task->service == nullptr) continue;
    EXPECT_TRUE(task->source.starts_with("https://")) << task->source;
    EXPECT_FALSE(task->service->connector.empty());
  }
}

// Optional arguments are a tail; a path has every name that it needs.
TEST(TaskTable, RowsAreWellFormed) {
  for (const tasks::Task* task : tasks::all_tasks()) {
    SCOPED_TRACE(task->name);
    bool optional = false;
    std::set<std::string_view> names;
    for (const tasks::Argument& argument : task->arguments) {
      if (argument.name.empty()) continue;
      EXPECT_TRUE(names.insert(argument.name).second) << argument.name << " is there twice";
      EXPECT_FALSE(optional && !argument.is_optional && !task->name.starts_with("zoho.crm.v8.")) << argument.name;
      optional = optional || argument.is_optional;
    }
    if (task->run != nullptr || task->prepare != nullptr) continue;
    std::string_view path = task->path;
    for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
      const std::size_t close = path.find('}', open);
      const std::string_view name = path.substr(open + 1, close - open - 1);
      const bool known = std::ranges::any_of(task->arguments, [&](const tasks::Argument& argument) {
        return argument.place == tasks::Place::Path && argument.key == name;
      });
      EXPECT_TRUE(known) << name;
      path.remove_prefix(close + 1);
    }
  }
}

TEST(TaskTable, NamesAreFoundInAnyLetterCase) {
  EXPECT_EQ(tasks::table().find_name("ZOHO.CRM.GETRECORDS"), tasks::table().find_name("zoho.crm.getRecords"));
  EXPECT_LT(tasks::table().find_name("zoho.crm.upsertRecord"), 0);
  EXPECT_LT(tasks::table().find_name("thisapp.something"), 0);
}

}  // namespace
}  // namespace sluice::connectors
