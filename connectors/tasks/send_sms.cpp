#include "connectors/tasks/send_sms.h"

#include <algorithm>
#include <array>

#include "connectors/catalogue.h"
#include "connectors/tasks/table.h"
#include "connectors/tasks/task_call.h"
#include "connectors/web/attributes.h"
#include "connectors/web/mail_message.h"
#include "interpreter/error.h"
#include "interpreter/support/names.h"
#include "interpreter/support/utf16.h"

namespace sluice::connectors::tasks {

namespace {

using interpreter::Context;
using web::Attributes;

constexpr std::string_view kTask = "sendsms";

// Which task sends through connections of that service, and how long a message may be.
struct SmsService {
  std::string_view service;
  std::string_view task;
  std::size_t longest;  // UTF-16 units; 0: the service decides
};

constexpr std::array<SmsService, 5> kServices = {{{"twilio", "twilio.sms.send", 1600},
                                                  {"clickatell", "clickatell.sms.send", 160},
                                                  {"clockwork_sms", "clockworksms.sms.send", 0},
                                                  {"hoiio", "hoiio.sms.send", 0},
                                                  {"sms_magic", "smsmagic.sms.send", 0}}};

const SmsService& service_of(const Grant& grant) {
  const auto found = std::ranges::find(kServices, grant.service(), &SmsService::service);
  if (found != kServices.end()) return *found;
  interpreter::raise_with_help(messages::SmsService, {grant.connection(), grant.service()},
                               "name a connection of Twilio, Clickatell, Clockwork SMS, Hoiio or SMS-Magic");
}

// Numbers may stand without quotes, `to: +919912345678`; the sign is part of them.
std::string number_of(const Value& value, const Context& context) {
  return (value.is_number() ? "+" : "") + web::wire_text(value, context);
}

void add_numbers(std::vector<std::string>& numbers, const Value& value, const Attributes& attributes) {
  if (web::is_list(value)) {
    for (const Value& each : value.container().items()) add_numbers(numbers, each, attributes);
    return;
  }
  if (!value.is_text() && !value.is_number()) attributes.refuse("to", "TEXT", value);
  for (const std::string& number : web::split_addresses(number_of(value, attributes.context())))
    numbers.push_back(number.substr(number.find_first_not_of(' ')));
}

std::vector<std::string> numbers_of(const Attributes& attributes) {
  std::vector<std::string> numbers;
  if (const Value* to = attributes.find("to")) add_numbers(numbers, *to, attributes);
  if (numbers.empty()) interpreter::raise(messages::AttributeMissing, {"to", kTask});
  return numbers;
}

const Task& task_named(std::string_view name) {
  const interpreter::FunctionTable& all = table();
  return task_of(*all.free_function(all.find_name(name)));
}

bool was_sent(const Value& answer, const Context& context) {
  return interpreter::same_name(web::wire_text(answer, context), R"({"status":"Success"})");
}

}  // namespace

Value send_sms(const Value& request, Context& context) {
  const Attributes attributes(request, kTask, context);
  const std::string message = attributes.needed_text("message");
  const std::string link = attributes.needed_text("connection");
  const std::vector<std::string> numbers = numbers_of(attributes);
  const SmsService& service = service_of(*grant_for({.link = link}, context, kTask));
  if (service.longest != 0 && interpreter::support::utf16_units(message) > service.longest)
    interpreter::raise(messages::SmsTooLong, {std::to_string(service.longest)});
  Value result;
  for (const std::string& number : numbers) {
    std::array<Value, 3> arguments = {context.text(link), context.text(number), context.text(message)};
    TaskCall call(task_named(service.task), arguments, context);
    if (const Value* from = attributes.find("from")) call.parts.set_path("from", number_of(*from, context));
    Value answer = run_plainly(call);
    if (result.is_null() || was_sent(result, context)) result = std::move(answer);
  }
  return result;
}

}  // namespace sluice::connectors::tasks
