#include "connectors/web/invoke_url.h"

#include "connectors/catalogue.h"
#include "connectors/web/attributes.h"
#include "connectors/web/charset.h"
#include "connectors/web/request_body.h"
#include "connectors/web/response_value.h"
#include "connectors/web/web_call.h"
#include "interpreter/convert.h"
#include "interpreter/error.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::web {

namespace {

using interpreter::Call;
using interpreter::Form;
using interpreter::FunctionRecord;
using interpreter::Message;
using interpreter::ParameterRecord;

constexpr std::string_view kTask = "invokeUrl";

// Scripts use `connection: "link"`; a name that is null or empty is no connection (a variable that was not set).
std::unique_ptr<Grant> grant_of(const Attributes& attributes) {
  const Value* name = attributes.find("connection");
  if (name == nullptr) return nullptr;
  if (!name->is_text() || name->text().empty()) attributes.refuse("connection", "CONNECTION LINKNAME", *name);
  return grant_for({.link = std::string(name->text())}, attributes.context(), attributes.task());
}

// ---------------------------------------------------------------- functions

// What follows the address in getUrl(url, headers, simple): found by type, because any may be left out.
struct Rest {
  const Value* headers = nullptr;
  bool simple = true;
};

Rest rest_of(const Call& call, std::size_t from) {
  Rest rest;
  for (std::size_t i = from; i < call.count(); ++i) {
    const Value& argument = call.arguments[i];
    if (argument.type() == Type::Boolean)
      rest.simple = argument.as_boolean();
    else if (is_map(argument))
      rest.headers = &argument;
    else if (!argument.is_null())
      interpreter::raise(messages::IncompatibleArgument, {call.function.name, std::to_string(i + 1),
                                                          "KEY-VALUE, BOOLEAN", interpreter::name_of(argument.type())});
  }
  return rest;
}

Value answer(HttpRequest request, const Rest& rest, const Call& call) {
  Context& context = call.context;
  if (rest.headers != nullptr) add_headers(request.headers, *rest.headers, context);
  const HttpResponse response = send(std::move(request), nullptr, context, call.function.name);
  Value text = body_value(response, ResponseFormat::Text, {}, context);
  return rest.simple ? text : detailed_value(response, std::move(text), context);
}

// A body of a function: KEY-VALUE as a form, all else as it is.
void write_simple_body(HttpRequest& request, const Value& body, const Context& context) {
  request.body = is_map(body) ? form_of(body, context) : wire_text(body, context);
  set_header(request.headers, "Content-Type",
             is_map(body) ? "application/x-www-form-urlencoded" : "text/plain;charset=UTF-8");
}

Value get_url(Call& call) { return answer({.url = std::string(call.arguments[0].text())}, rest_of(call, 1), call); }

Value post_url(Call& call) {
  HttpRequest request{.method = "POST", .url = std::string(call.arguments[0].text())};
  write_simple_body(request, call.arguments[1], call.context);
  return answer(std::move(request), rest_of(call, 2), call);
}

// invokeUrl(url, type [, simple]) or invokeUrl(url, type, body [, headers] [, simple]).
Value invoke_by_function(Call& call) {
  HttpRequest request{.method = method_of(call.arguments[1].text()), .url = std::string(call.arguments[0].text())};
  std::size_t next = 2;
  if (call.count() > 2 && call.arguments[2].type() != Type::Boolean) {
    if (!call.arguments[2].is_null()) write_simple_body(request, call.arguments[2], call.context);
    ++next;
  }
  return answer(std::move(request), rest_of(call, next), call);
}

constexpr ParameterRecord kGetParameters[] = {
    {"url", Type::Text}, {"headers", interpreter::kAnyOrNull, true}, {"simple", interpreter::kAnyOrNull, true}};
constexpr ParameterRecord kPostParameters[] = {{"url", Type::Text},
                                               {"body", interpreter::kAny},
                                               {"headers", interpreter::kAnyOrNull, true},
                                               {"simple", interpreter::kAnyOrNull, true}};
constexpr ParameterRecord kInvokeParameters[] = {{"url", Type::Text},
                                                 {"type", Type::Text},
                                                 {"body", interpreter::kAnyOrNull, true},
                                                 {"headers", interpreter::kAnyOrNull, true},
                                                 {"simple", interpreter::kAnyOrNull, true}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "getUrl",
     .parameters = kGetParameters,
     .result = Type::Text | Type::Map,
     .use = interpreter::Use::Optional,
     .form = Form::Free,
     .cost = {100},
     .page = "web-data/geturl.html",
     .summary = "What an address answers to GET: its text, or with false as the last argument a MAP of "
                "responseText, responseHeader and responseCode.",
     .example = "info getUrl(\"https://example.com/\").contains(\"Example\");",
     .example_result = "",
     .run = get_url},
    {.name = "postUrl",
     .parameters = kPostParameters,
     .result = Type::Text | Type::Map,
     .use = interpreter::Use::Optional,
     .form = Form::Free,
     .cost = {100},
     .page = "web-data/posturl.html",
     .summary = "What an address answers to POST; a KEY-VALUE body is sent as a form.",
     .example = "info postUrl(\"https://example.com/\", {\"a\": 1});",
     .example_result = "",
     .run = post_url},
    {.name = "invokeUrl",
     .parameters = kInvokeParameters,
     .result = Type::Text | Type::Map,
     .use = interpreter::Use::Optional,
     .form = Form::Free,
     .cost = {100},
     .page = "web-data/invokeurl-function.html",
     .summary = "What an address answers to any method; invokeurl [ … ] can do more.",
     .example = "info invokeUrl(\"https://example.com/\", \"DELETE\");",
     .example_result = "",
     .run = invoke_by_function},
};

}  // namespace

Value invoke_url(const Value& request, Context& context) {
  const Attributes attributes(request, kTask, context);
  HttpRequest outgoing{.method = method_of(attributes.text("type")), .url = attributes.needed_text("url")};
  if (attributes.map("headers") != nullptr) add_headers(outgoing.headers, *attributes.find("headers"), context);
  const ResponseFormat format = response_format_of(attributes.text("response-format"), kTask);
  const std::string character_set = attributes.text("response-decoding");
  check_character_set(character_set);
  const bool detailed = attributes.flag("detailed");
  const std::unique_ptr<Grant> grant = grant_of(attributes);
  write_content(outgoing, attributes, false);
  const HttpResponse response = send(std::move(outgoing), grant.get(), context, kTask);
  Value body = body_value(response, format, character_set, context);
  return detailed ? detailed_value(response, std::move(body), context) : body;
}

std::span<const FunctionRecord> functions() { return kFunctions; }

}  // namespace sluice::connectors::web
