// Short messages through Twilio, Clickatell, Clockwork SMS, Hoiio and SMS-Magic. The connection comes first; the answer
// is {"status":"Success"}, or what the service says is wrong.
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kTwilio{"Twilio", "twilio", "https://api.twilio.com", "/2010-04-01", ""};
constexpr Service kClickatell{"Clickatell", "clickatell", "https://platform.clickatell.com", "", ""};
constexpr Service kClockwork{"Clockwork SMS", "clockwork_sms", "https://api.clockworksms.com", "", ""};
constexpr Service kHoiio{"Hoiio", "hoiio", "https://secure.hoiio.com", "/open/sms", ""};
constexpr Service kSmsMagic{"SMS-Magic", "sms_magic", "https://api.sms-magic.com", "/v1/sms", ""};

Value success(TaskCall& call) { return call.map({{"status", call.text_value("Success")}}); }

Value answer_by_status(TaskCall& call, const HttpResponse& response) {
  return succeeded(response) ? success(call) : call.answer(response);
}

// Hoiio says `success_ok` in a body, whatever the HTTP status.
Value answer_hoiio(TaskCall& call, const HttpResponse& response) {
  const Value answer = call.answer(response);
  const Value status = member_at(answer, "status", call.context);
  return status.is_text() && status.text() == "success_ok" ? success(call) : answer;
}

// Clockwork answers in plain text: `To: … ID: …`, or `Error 1: …`.
Value answer_clockwork(TaskCall& call, const HttpResponse& response) {
  const bool refused = response.body.find("Error") != std::string::npos;
  return succeeded(response) && !refused ? success(call) : call.answer(response);
}

// The user of the connection is the account. The sender is a number of the account, or a messaging service (MG…).
void prepare_twilio(TaskCall& call) {
  call.parts.set_path("account_sid", call.client().parameter("username"));
  const std::string* given = call.parts.path_value("from");  // of sendsms [ … ]
  const std::string from = given != nullptr ? *given : call.client().parameter("from");
  call.parts.put_form(from.starts_with("MG") ? "MessagingServiceSid" : "From", call.text_value(from));
}

void prepare_smsmagic(TaskCall& call) {
  call.parts.put_body("sender_id", call.text_value(call.client().parameter("sender_id")));
}

void prepare_clickatell(TaskCall& call) {
  Value list = interpreter::Container::make_list(call.context.heap, 1);
  list.container().push(call.text_value(call.text("to_number")));
  call.parts.put_body("to", list);
}

constexpr Argument to(Argument argument) { return argument.id(); }

constexpr Task kRows[] = {
    {.name = "twilio.sms.send",
     .service = &kTwilio,
     .arguments = {connection(), to(form("to_number", "To")), form("message", "Body")},
     .method = "POST",
     .path = "/Accounts/{account_sid}/Messages.json",
     .source = "https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource",
     .page = "twilio/send-sms.html",
     .summary = "Sends a short message.",
     .prepare = prepare_twilio,
     .answer = answer_by_status},
    {.name = "clickatell.sms.send",
     .service = &kClickatell,
     .arguments = {connection(), to(kept("to_number")), field("message", "content")},
     .method = "POST",
     .path = "/messages",
     .source = "https://docs.clickatell.com/archive/channels/sms-channel/sms-api-reference/",
     .page = "clickatell/send-sms.html",
     .summary = "Sends a short message.",
     .prepare = prepare_clickatell,
     .answer = answer_by_status},
    {.name = "clockworksms.sms.send",
     .service = &kClockwork,
     .arguments = {connection(), to(form("to_number", "to")), form("message", "content")},
     .method = "POST",
     .path = "/http/send.aspx",
     .source = "https://www.clockworksms.com/doc/easy-stuff/http-interface/send-sms/",
     .page = "clockworksms/send-sms.html",
     .summary = "Sends a short message.",
     .answer = answer_clockwork},
    {.name = "hoiio.sms.send",
     .service = &kHoiio,
     .arguments = {connection(), to(form("to_number", "dest")), form("message", "msg")},
     .method = "POST",
     .path = "/send",
     .source = "https://developer.hoiio.com/docs/sms_send.html",
     .page = "hoiio/send-sms.html",
     .summary = "Sends a short message.",
     .answer = answer_hoiio},
    {.name = "smsmagic.sms.send",
     .service = &kSmsMagic,
     .arguments = {connection(), to(field("to_number", "mobile_number")), field("message", "sms_text")},
     .method = "POST",
     .path = "/send",
     .source = "https://www.sms-magic.com/docs/developers/knowledge-base/send-sms-api/",
     .page = "screenmagic/send-sms.html",
     .summary = "Sends a short message.",
     .prepare = prepare_smsmagic,
     .answer = answer_by_status},
};

}  // namespace

Rows sms_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
