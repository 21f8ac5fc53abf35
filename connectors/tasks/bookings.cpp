// zoho.bookings.* and zoho.calendar.*.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kBookings{"Zoho Bookings", "zoho_oauth", "{api_domain}", "/bookings/v1/json",
                            "zohobookings.data.CREATE"};
constexpr Service kCalendar{"Zoho Calendar", "zoho_oauth", "https://calendar.{zoho}", "/api/v1",
                            "ZohoCalendar.event.ALL"};

constexpr std::string_view kReadable[] = {"Resources", "Staff", "Workspaces", "Services", "Staffs"};

// The parameter that names a record: staff_id of staffs, workspace_id of workspaces ….
std::string id_name(std::string module) {
  module = interpreter::folded(module);
  if (module.ends_with('s')) module.pop_back();
  return module + "_id";
}

// `Staff` and `Staffs` are one list; others stand as they are, in lower case.
std::string list_path(std::string module) {
  module = interpreter::folded(module);
  if (!module.ends_with('s')) module += 's';
  return "/" + module;
}

Value run_by_id(TaskCall& call) {
  call.parts.add_query(id_name(call.text("module")), call.text("record_id"));
  return call.answer(call.send("GET", list_path(call.text("module"))));
}

Value run_related(TaskCall& call) {
  call.parts.add_query(id_name(call.text("parent_module")), call.text("record_id"));
  return call.answer(call.send("GET", list_path(call.text("module"))));
}

// staff_id or resource_id, as is_staff says.
void prepare_appointment(TaskCall& call) {
  const Value& is_staff = call.argument("is_staff");
  const bool staff = !is_staff.is_boolean() || is_staff.as_boolean();
  call.parts.put_form(staff ? "staff_id" : "resource_id", call.argument("staff_or_resource_id"));
}

constexpr Task kRows[] = {
    {.name = "zoho.bookings.getWorkspaces",
     .service = &kBookings,
     .arguments = {connection()},
     .path = "/workspaces",
     .source = "https://www.zoho.com/bookings/help/api/v1/fetch-workspaces.html",
     .page = "bookings/get-workspaces.html",
     .summary = "The workspaces; the answer is under response.returnvalue."},
    {.name = "zoho.bookings.getRecordById",
     .service = &kBookings,
     .arguments = {kept("module").among(kReadable), kept("record_id").id(), connection()},
     .path = "/{module}",
     .source = "https://www.zoho.com/bookings/help/api/v1/fetch-staff.html",
     .page = "bookings/get-record-by-id.html",
     .summary = "One workspace, member of staff or resource.",
     .run = run_by_id},
    {.name = "zoho.bookings.getRelatedRecords",
     .service = &kBookings,
     .arguments = {kept("module").among(kReadable), kept("parent_module"), kept("record_id").id(), connection()},
     .path = "/{module}",
     .source = "https://www.zoho.com/bookings/help/api/v1/fetch-services.html",
     .page = "bookings/get-related-records.html",
     .summary = "The services of a workspace, the staff of a service.",
     .run = run_related},
    {.name = "zoho.bookings.getAvailableSlots",
     .service = &kBookings,
     .arguments = {query("service_id").id(), query("staff_id").id(), query("date", "selected_date"), connection()},
     .path = "/availableslots",
     .source = "https://www.zoho.com/bookings/help/api/v1/fetch-availability.html",
     .page = "bookings/get-available-slots.html",
     .summary = "The free times of a day, dd-MM-yyyy."},
    {.name = "zoho.bookings.createAppointment",
     .service = &kBookings,
     .arguments = {form("service_id", "service_id").id(), form("appointment_date_time", "from_time"),
                   form("customer_details", "customer_details").map(), kept("staff_or_resource_id").id(),
                   form("time_zone", "timezone"), kept("is_staff").boolean(), connection()},
     .method = "POST",
     .path = "/appointment",
     .source = "https://www.zoho.com/bookings/help/api/v1/book-appointment.html",
     .page = "bookings/create-appointment.html",
     .summary = "Books an appointment.",
     .prepare = prepare_appointment},
    {.name = "zoho.bookings.updateRecord",
     .service = &kBookings,
     .arguments = {kept("module"), form("record_id", "booking_id").id(), form_pairs("new_values"), connection()},
     .method = "POST",
     .path = "/updateappointment",
     .source = "https://www.zoho.com/bookings/help/api/v1/update-appointment.html",
     .page = "bookings/update-record.html",
     .summary = "Marks an appointment: {\"action\":\"completed\"}, cancel or noshow."},
    {.name = "zoho.calendar.createEvent",
     .service = &kCalendar,
     .arguments = {path("calendar_uid").id(), form_pairs("event_details"), connection()},
     .method = "POST",
     .path = "/calendars/{calendar_uid}/events",
     .source = "https://www.zoho.com/calendar/help/api/post-create-event.html",
     .page = "calendar/create-event.html",
     .summary = "Creates an event: {\"eventdata\":{…}}."},
};

}  // namespace

Rows bookings_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
