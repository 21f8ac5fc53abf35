// zoho.desk.*: tickets, contacts, tasks and what belongs to them.
#include "connectors/tasks/services.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kDesk{"Zoho Desk", "zoho_desk", "https://desk.{zoho}", "/api/v1", "Desk.basic.READ"};

constexpr std::string_view kSource = "https://desk.zoho.com/DeskAPIDocument";
constexpr std::string_view kUpdateTickets = "Desk.tickets.UPDATE";

constexpr Argument kOrg = header("org_id", "orgId");
constexpr Argument kModule = path("module_name").lower();
constexpr Argument kRecord = path("record_id").id();
constexpr Argument kValues = body("record_value");
constexpr Argument kParent = path("parent_module").lower();
constexpr Argument kParentRecord = path("parent_record_id").id();
constexpr Argument kSub = path("sub_module");
constexpr Argument kSubRecord = path("sub_record_id").id();
constexpr Argument kFrom = query("from_index", "from").number();
constexpr Argument kLimit = query("limit").number();
constexpr Argument kQuery = query_pairs("query_value").optional();
constexpr Argument kTicket = path("ticket_id").id();
constexpr Argument kConnection = connection().optional();

constexpr std::string_view kRelated = "/{parent_module}/{parent_record_id}/{sub_module}";
constexpr std::string_view kRelatedRecord = "/{parent_module}/{parent_record_id}/{sub_module}/{sub_record_id}";

constexpr Task kRows[] = {
    {.name = "zoho.desk.create",
     .service = &kDesk,
     .arguments = {kOrg, kModule, kValues, kConnection},
     .method = "POST",
     .path = "/{module_name}",
     .scopes = "Desk.tickets.CREATE Desk.contacts.CREATE Desk.tasks.CREATE",
     .source = "https://desk.zoho.com/DeskAPIDocument#Tickets_Createaticket",
     .page = "desk/create-record.html",
     .summary = "Creates a ticket, contact, account, task or product.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.update",
     .service = &kDesk,
     .arguments = {kOrg, kModule, kRecord, kValues, kConnection},
     .method = "PATCH",
     .path = "/{module_name}/{record_id}",
     .scopes = "Desk.tickets.UPDATE Desk.contacts.UPDATE Desk.tasks.UPDATE",
     .source = "https://desk.zoho.com/DeskAPIDocument#Tickets_Updateaticket",
     .page = "desk/update-record.html",
     .summary = "Changes a record.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.getRecords",
     .service = &kDesk,
     .arguments = {kOrg, kModule, kFrom.or_else("1"), kLimit.or_else("10"), kQuery, kConnection},
     .path = "/{module_name}",
     .scopes = "Desk.tickets.READ Desk.contacts.READ Desk.tasks.READ",
     .source = "https://desk.zoho.com/DeskAPIDocument#Tickets_Listalltickets",
     .page = "desk/get-records.html",
     .summary = "Records of a module, counted from 1: {\"data\":[…]}.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.getRecordById",
     .service = &kDesk,
     .arguments = {kOrg, kModule, kRecord, kConnection},
     .path = "/{module_name}/{record_id}",
     .scopes = "Desk.tickets.READ Desk.contacts.READ Desk.tasks.READ",
     .source = "https://desk.zoho.com/DeskAPIDocument#Tickets_Getaticket",
     .page = "desk/fetch-record-by-id.html",
     .summary = "One record.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.searchRecords",
     .service = &kDesk,
     .arguments = {kOrg, kModule, kQuery, kFrom.or_else("0"), kLimit.or_else("10"), kConnection},
     .path = "/{module_name}/search",
     .scopes = "Desk.search.READ",
     .source = "https://desk.zoho.com/DeskAPIDocument#Search_SearchTickets",
     .page = "desk/search-records.html",
     .summary = "Records that match a map, counted from 0.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.createRelatedRecord",
     .service = &kDesk,
     .arguments = {kOrg, kSub, kParent, kParentRecord, kValues, kConnection},
     .method = "POST",
     .path = kRelated,
     .scopes = kUpdateTickets,
     .source = kSource,
     .page = "desk/create-related-record.html",
     .summary = "Adds a comment, time entry … to a record.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.getRelatedRecords",
     .service = &kDesk,
     .arguments = {kOrg, kSub, kParent, kParentRecord, kFrom.optional(), kLimit.optional(), kQuery, kConnection},
     .path = kRelated,
     .scopes = "Desk.tickets.READ",
     .source = kSource,
     .page = "desk/fetch-related-records.html",
     .summary = "The comments, threads … of a record.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.getRelatedRecordById",
     .service = &kDesk,
     .arguments = {kOrg, kSub, kSubRecord, kParent, kParentRecord, kConnection},
     .path = kRelatedRecord,
     .scopes = "Desk.tickets.READ",
     .source = kSource,
     .page = "desk/fetch-related-record-by-id.html",
     .summary = "One comment, thread … of a record.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.updateRelatedRecord",
     .service = &kDesk,
     .arguments = {kOrg, kSub, kSubRecord, kParent, kParentRecord, kValues, kConnection},
     .method = "PATCH",
     .path = kRelatedRecord,
     .scopes = kUpdateTickets,
     .source = kSource,
     .page = "desk/update-related-record.html",
     .summary = "Changes a comment, time entry … of a record.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.ticket.merge",
     .service = &kDesk,
     .arguments = {kOrg, kTicket, body("param_value"), kConnection},
     .method = "POST",
     .path = "/tickets/{ticket_id}/merge",
     .scopes = kUpdateTickets,
     .source = "https://desk.zoho.com/DeskAPIDocument#Tickets_Mergetwotickets",
     .page = "desk/merge-tickets.html",
     .summary = "Merges tickets into one: {\"ids\":{…}}.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.ticket.move",
     .service = &kDesk,
     .arguments = {kOrg, kTicket, field("department_id", "departmentId").id(), kConnection},
     .method = "POST",
     .path = "/tickets/{ticket_id}/move",
     .scopes = kUpdateTickets,
     .source = "https://desk.zoho.com/DeskAPIDocument#Tickets_Moveticket",
     .page = "desk/move-ticket.html",
     .summary = "Moves a ticket to another department.",
     .policy = ConnectionPolicy::RequiredInCreator},
    {.name = "zoho.desk.ticket.split",
     .service = &kDesk,
     .arguments = {kOrg, kTicket, path("thread_id").id(), kConnection},
     .method = "POST",
     .path = "/tickets/{ticket_id}/threads/{thread_id}/split",
     .scopes = kUpdateTickets,
     .source = "https://desk.zoho.com/DeskAPIDocument#Tickets_Splitticket",
     .page = "desk/split-ticket.html",
     .summary = "Makes a thread of a ticket a ticket of its own.",
     .policy = ConnectionPolicy::RequiredInCreator},
};

}  // namespace

Rows desk_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
