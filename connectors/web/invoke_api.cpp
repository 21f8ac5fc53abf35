#include "connectors/web/invoke_api.h"

#include "connectors/catalogue.h"
#include "connectors/tasks/service_client.h"
#include "connectors/web/attributes.h"
#include "connectors/web/charset.h"
#include "connectors/web/request_body.h"
#include "connectors/web/response_value.h"
#include "interpreter/error.h"
#include "interpreter/suggest.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::web {

namespace {

using tasks::Service;

constexpr std::string_view kTask = "invokeApi";

struct ApiService {
  std::string_view word;  // of `service`
  Service service;
};

// Paths come whole from the script; scopes are those that the connection was authorised with.
constexpr ApiService kServices[] = {
    {"zohocrm", {"Zoho CRM", "zoho_crm", "{api_domain}", "", ""}},
    {"zohobooks", {"Zoho Books", "zoho_books", "{api_domain}", "", ""}},
    {"zohoinvoice", {"Zoho Invoice", "zoho_oauth", "{api_domain}", "", ""}},
    {"zohobilling", {"Zoho Billing", "zoho_oauth", "{api_domain}", "", ""}},
    {"zohoinventory", {"Zoho Inventory", "zoho_oauth", "{api_domain}", "", ""}},
    {"zohobookings", {"Zoho Bookings", "zoho_oauth", "{api_domain}", "", ""}},
    {"zohoworkdrive", {"Zoho WorkDrive", "zoho_workdrive", "{api_domain}", "", ""}},
    {"zohorecruit", {"Zoho Recruit", "zoho_recruit", "https://recruit.{zoho}", "", ""}},
    {"zohocliq", {"Zoho Cliq", "zoho_cliq", "https://cliq.{zoho}", "", ""}},
    {"zohocreator", {"Zoho Creator", "zoho_creator", "https://creator.{zoho}", "", ""}},
};

const Service& service_of(const std::string& word) {
  interpreter::Suggestion near(word);
  for (const ApiService& each : kServices) {
    if (interpreter::same_name(each.word, word)) return each.service;
    near.consider(each.word);
  }
  interpreter::raise_with_help(messages::AttributeValue, {"service", kTask, word},
                               near.found() ? near.help() : "invokeurl calls any other service");
}

// Zoho Creator saves no such task without a connection; elsewhere it is the service's system connection.
std::string link_of(const Attributes& attributes) {
  const bool creator = attributes.context().dialect == grammar::Dialect::Creator;
  return creator ? attributes.needed_text("connection") : attributes.text("connection");
}

}  // namespace

Value invoke_api(const Value& request, Context& context) {
  const Attributes attributes(request, kTask, context);
  const Service& service = service_of(attributes.needed_text("service"));
  const std::string path = attributes.needed_text("path");
  if (!path.starts_with('/'))
    interpreter::raise_with_help(messages::AttributeValue, {"path", kTask, path}, "begin it with /");
  const ResponseFormat format = response_format_of(attributes.text("response-format"), kTask);
  const std::string character_set = attributes.text("response-decoding");
  check_character_set(character_set);
  tasks::ServiceClient client(service, link_of(attributes), "", context, kTask);
  HttpRequest outgoing{.method = method_of(attributes.text("type")), .url = client.address() + path};
  if (attributes.map("headers") != nullptr) add_headers(outgoing.headers, *attributes.find("headers"), context);
  write_content(outgoing, attributes, true);
  const HttpResponse response = client.send(std::move(outgoing));
  return detailed_value(response, body_value(response, format, character_set, context), context);
}

}  // namespace sluice::connectors::web
