// zoho.projects.*: portals, projects and what they hold. Requests are forms; logs live below tasks and bugs.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kProjects{"Zoho Projects", "zoho_projects", "https://projectsapi.{zoho}", "/restapi",
                            "ZohoProjects.portals.READ ZohoProjects.projects.ALL"};

constexpr std::string_view kSource = "https://www.zoho.com/projects/help/rest-api/projects-api.html";
constexpr std::string_view kTasksSource = "https://www.zoho.com/projects/help/rest-api/tasks-api.html";
constexpr std::string_view kLogsSource = "https://www.zoho.com/projects/help/rest-api/timesheets-api.html";
constexpr std::string_view kModules[] = {"milestones", "taskLists", "tasks", "bugs", "comments", "logs"};
constexpr std::string_view kLogged[] = {"tasks", "bugs"};

constexpr Argument kPortal = path("portal").id();
constexpr Argument kProject = path("project_id").id();
constexpr Argument kModule = path("module").lower().among(kModules);
constexpr Argument kRecord = path("record_id").id();
constexpr Argument kValues = form_pairs("data_map");
constexpr Argument kConnection = connection().optional();

constexpr std::string_view kAll = "/portal/{portal}/projects/{project_id}/{module}/";
constexpr std::string_view kOne = "/portal/{portal}/projects/{project_id}/{module}/{record_id}/";
constexpr std::string_view kLogs = "/portal/{portal}/projects/{project_id}/{module}/{record_id}/logs/";

// A number is the first record to give, counted from 0; a map holds any parameters.
void prepare_list(TaskCall& call) {
  if (!call.has("index_or_map") && !call.has("range")) return;
  if (!call.argument("index_or_map").is_container()) call.parts.add_query("index", call.text("index_or_map"));
  if (call.has("range")) call.parts.add_query("range", call.text("range"));
}

constexpr Task kRows[] = {
    {.name = "zoho.projects.getPortals",
     .service = &kProjects,
     .arguments = {kConnection},
     .path = "/portals/",
     .source = "https://www.zoho.com/projects/help/rest-api/portals-api.html",
     .page = "projects/get-portals.html",
     .summary = "The portals of the account."},
    {.name = "zoho.projects.getProjectDetails",
     .service = &kProjects,
     .arguments = {kPortal, query("status").optional(), kConnection},
     .path = "/portal/{portal}/projects/",
     .source = kSource,
     .page = "projects/get-project-details.html",
     .summary = "The projects of a portal, of one status if given.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.projects.createProject",
     .service = &kProjects,
     .arguments = {kPortal, form_pairs("values").optional(), kConnection},
     .method = "POST",
     .path = "/portal/{portal}/projects/",
     .source = kSource,
     .page = "projects/create-project.html",
     .summary = "Creates a project."},
    {.name = "zoho.projects.create",
     .service = &kProjects,
     .arguments = {kPortal, kProject, kModule, kValues, kConnection},
     .method = "POST",
     .path = kAll,
     .scopes = "ZohoProjects.tasks.ALL ZohoProjects.bugs.ALL ZohoProjects.milestones.ALL ZohoProjects.tasklists.ALL",
     .source = kTasksSource,
     .page = "projects/create.html",
     .summary = "Creates a task, task list, milestone, bug ….",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.projects.getRecords",
     .service = &kProjects,
     .arguments = {kPortal, kProject, kModule, query_pairs("index_or_map").of(kMapKind | kNumberKind).optional(),
                   kept("range").number().optional(), kConnection},
     .path = kAll,
     .scopes = "ZohoProjects.tasks.READ ZohoProjects.bugs.READ ZohoProjects.milestones.READ",
     .source = kTasksSource,
     .page = "projects/get-records.html",
     .summary = "Records of a project, counted from 0.",
     .prepare = prepare_list},
    {.name = "zoho.projects.getRecordById",
     .service = &kProjects,
     .arguments = {kPortal, kProject, kModule, kRecord.optional(), kConnection},
     .path = kOne,
     .scopes = "ZohoProjects.tasks.READ ZohoProjects.bugs.READ ZohoProjects.milestones.READ",
     .source = kTasksSource,
     .page = "projects/get-record-by-id.html",
     .summary = "One record of a project.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.projects.update",
     .service = &kProjects,
     .arguments = {kPortal, kProject, kModule, kRecord, kValues, kConnection},
     .method = "POST",
     .path = kOne,
     .scopes = "ZohoProjects.tasks.ALL ZohoProjects.bugs.ALL ZohoProjects.milestones.ALL",
     .source = kTasksSource,
     .page = "projects/update.html",
     .summary = "Changes a record of a project.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.projects.associateLogs",
     .service = &kProjects,
     .arguments = {kPortal, kProject, kModule.among(kLogged), kRecord, kValues, kConnection},
     .method = "POST",
     .path = kLogs,
     .scopes = "ZohoProjects.timesheets.CREATE",
     .source = kLogsSource,
     .page = "projects/associate-logs.html",
     .summary = "Adds a time log to a task or bug.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.projects.updateAssociateLogs",
     .service = &kProjects,
     .arguments = {kPortal, kProject, path("log_record_id").id(), kModule.among(kLogged), kRecord, kValues,
                   kConnection},
     .method = "POST",
     .path = "/portal/{portal}/projects/{project_id}/{module}/{record_id}/logs/{log_record_id}/",
     .scopes = "ZohoProjects.timesheets.UPDATE",
     .source = kLogsSource,
     .page = "projects/update-associated-logs.html",
     .summary = "Changes a time log of a task or bug.",
     .policy = ConnectionPolicy::NotInCreator},
};

}  // namespace

Rows projects_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
