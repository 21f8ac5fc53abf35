// zoho.crm.create, update and zoho.crm.v1.*: names of the first generation, whose maps have field labels as keys. Writes
// mean the same today; what gives records in the old form does not, and says how it is written now.
#include "connectors/crm/records.h"
#include "connectors/tasks/services.h"

namespace sluice::connectors::tasks {

namespace {

using namespace crm;

constexpr std::string_view kOld = "zoho.crm.v1 tasks and their short names are no longer supported by Zoho";

constexpr std::string_view kCreateNames[] = {"zoho.crm.v1.create", "zoho.crm.v1.createRecord"};
constexpr std::string_view kUpdateNames[] = {"zoho.crm.v1.update", "zoho.crm.v1.updateRecord"};

constexpr Task refused(std::string_view name, std::string_view modern) {
  Task task{.name = name, .returns = interpreter::kAnyOrNull, .summary = modern, .notice = modern, .run = run_refused};
  for (std::size_t i = 0; i < 8; ++i) {
    constexpr std::string_view kNames[] = {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"};
    task.arguments[i] = kept(kNames[i]).of(interpreter::kAnyOrNull).optional();
  }
  return task;
}

constexpr Task kRows[] = {
    {.name = "zoho.crm.create",
     .aliases = kCreateNames,
     .service = &kCrmV2,
     .arguments = {path("module"), kept("data_map").map(), connection().optional()},
     .method = "POST",
     .path = "/{module}",
     .scopes = "ZohoCRM.settings.fields.READ",
     .source = "https://www.zoho.com/crm/developer/docs/api/v2/insert-records.html",
     .page = "https://www.zoho.com/crm/developer/docs/functions/",
     .summary = "Creates a record from a map of field labels; today zoho.crm.createRecord.",
     .notice = kOld,
     .answer = details_of_first,
     .run = run_legacy_write},
    {.name = "zoho.crm.update",
     .aliases = kUpdateNames,
     .service = &kCrmV2,
     .arguments = {path("module"), path("record_id").id(), kept("data_map").map(), connection().optional()},
     .method = "PUT",
     .path = "/{module}/{record_id}",
     .scopes = "ZohoCRM.settings.fields.READ",
     .source = "https://www.zoho.com/crm/developer/docs/api/v2/update-specific-record.html",
     .page = "https://www.zoho.com/crm/developer/docs/functions/",
     .summary = "Changes a record by a map of field labels; today zoho.crm.updateRecord.",
     .notice = kOld,
     .answer = details_of_first,
     .run = run_legacy_write},
    refused("zoho.crm.v1.getRecords",
            "write zoho.crm.getRecords(module, page, per_page): records have API names as keys"),
    refused("zoho.crm.v1.getRecordById", "write zoho.crm.getRecordById(module, id): records have API names as keys"),
    refused("zoho.crm.v1.searchRecords",
            "write zoho.crm.searchRecords(module, \"(Last_Name:equals:value)\"): records have API names as keys"),
    refused("zoho.crm.v1.getRelatedRecords", "write zoho.crm.getRelatedRecords(relation, module, id)"),
    refused("zoho.crm.v1.updateRelatedRecords",
            "write zoho.crm.updateRelatedRecord(sub_module, sub_id, module, id, values)"),
    refused("zoho.crm.v1.convertLead", "write zoho.crm.convertLead(id, values)"),
};

}  // namespace

Rows crm_legacy_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
