// zoho.workdrive.*: files and folders, in the JSON:API form of WorkDrive.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kWorkDrive{"Zoho WorkDrive", "zoho_workdrive", "{api_domain}", "/workdrive/api/v1",
                             "WorkDrive.files.ALL"};

constexpr Argument kAccept = constant(Place::Header, "Accept", "application/vnd.api+json");

// The name comes encoded for an address (workdrive/upload-file), so it goes into the query as it is.
void prepare_upload(TaskCall& call) { call.parts.add_query("filename=" + call.text("file_name")); }

constexpr Task kRows[] = {
    {.name = "zoho.workdrive.uploadFile",
     .service = &kWorkDrive,
     .arguments = {part("file", "content"), query("folder_id", "parent_id"), kept("file_name"),
                   query("override_name_exist", "override-name-exist").boolean(), connection()},
     .method = "POST",
     .path = "/upload",
     .source = "https://workdrive.zoho.com/apidocs/v1/filefoldermanagement/uploadfile",
     .page = "workdrive/upload-file.html",
     .summary = "Uploads a file of at most 50 MB; the name is URL-encoded.",
     .prepare = prepare_upload},
    {.name = "zoho.workdrive.createFolder",
     .service = &kWorkDrive,
     .arguments = {field("folder_name", "data.attributes.name"), field("parent_id", "data.attributes.parent_id"),
                   connection(), constant(Place::Field, "data.type", "files"), kAccept},
     .method = "POST",
     .path = "/files",
     .source = "https://workdrive.zoho.com/apidocs/v1/filefoldermanagement/createfolder",
     .page = "workdrive/create-folder.html",
     .summary = "Creates a folder."},
    {.name = "zoho.workdrive.createTeamFolder",
     .service = &kWorkDrive,
     .arguments = {field("folder_name", "data.attributes.name"), field("parent_id", "data.attributes.parent_id"),
                   field("description", "data.attributes.description"),
                   field("is_public_within_team", "data.attributes.is_public_within_team").boolean(), connection(),
                   constant(Place::Field, "data.type", "teamfolders"), kAccept},
     .method = "POST",
     .path = "/teamfolders",
     .scopes = "WorkDrive.teamfolders.CREATE",
     .source = "https://workdrive.zoho.com/apidocs/v1/teamfolders/createteamfolder",
     .page = "workdrive/create-team-folder.html",
     .summary = "Creates a team folder."},
};

}  // namespace

Rows workdrive_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
