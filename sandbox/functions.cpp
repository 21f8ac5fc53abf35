// Functions of the organisation: what runs them is plugged in from outside.
#include "sandbox/crm.h"
#include "sandbox/handlers.h"

namespace sluice::sandbox {

namespace {

Json object_of(const std::string& text) {
  const auto given = parse_json(text);
  return given && given->is_object() ? *given : Json::object();
}

// Arguments are members of the parameter `arguments`, or parameters of their own.
void add(Json& arguments, const std::string& name, const std::string& value) {
  if (name == "auth_type" || name == "zapikey") return;
  if (name == "arguments")
    arguments.update(object_of(value));
  else
    arguments[name] = value;
}

bool is_form(const Request& request) {
  const std::string* type = request.header("content-type");
  return type != nullptr && type->starts_with("application/x-www-form-urlencoded");
}

// They come in the query, as a form, as parts, or as a JSON object, which may hold them in `arguments`.
Json arguments_of(const Request& request) {
  Json arguments = Json::object();
  for (const auto& [name, value] : request.query) add(arguments, name, value);
  if (const auto parts = multipart_of(request)) {
    for (const Part& part : *parts) add(arguments, part.name, part.content);
  } else if (is_form(request)) {
    for (const auto& [name, value] : parse_query(request.body)) add(arguments, name, value);
  } else {
    const Json body = object_of(request.body);
    const auto inner = body.find("arguments");
    arguments.update(inner != body.end() && inner->is_object() ? *inner : body);
  }
  return arguments;
}

Json map_of(const Parameters& parameters) {
  Json map = Json::object();
  for (const auto& [name, value] : parameters)
    if (name != "authorization" && name != "zapikey") map[name] = value;  // no function is to see tokens
  return map;
}

// What a function sees of the call that runs it, in its parameter `crmAPIRequest`.
Json request_of(const Call& call) {
  const std::string* auth_type = call.parameter("auth_type");
  return {{"auth_type", auth_type == nullptr ? "oauth" : *auth_type},
          {"method", call.request.method},
          {"params", map_of(call.request.query)},
          {"headers", map_of(call.request.headers)},
          {"body", call.request.body},
          {"user_info",
           {{"id", call.user.value("id", "")},
            {"email", call.user.value("email", "")},
            {"time_zone", call.user.value("time_zone", "")}}}};
}

// A function that gives {"crmAPIResponse":{"status_code","Content-Type","body"}} makes the answer itself.
std::optional<Response> response_of(const std::string& output) {
  if (output.find("crmAPIResponse") == std::string::npos) return std::nullopt;
  const auto given = parse_json(output);
  if (!given || !given->is_object() || !given->contains("crmAPIResponse")) return std::nullopt;
  const Json& wanted = (*given)["crmAPIResponse"];
  if (!wanted.is_object()) return std::nullopt;
  Response response;
  const auto text_of = [](const Json& value) { return value.is_string() ? value.get<std::string>() : to_text(value); };
  for (const auto& [name, value] : wanted.items()) {
    if (name == "body") response.body = text_of(value);
    if (name == "Content-Type" || name == "content_type") response.content_type = text_of(value);
    if (name != "status_code") continue;
    const std::string status = text_of(value);
    if (status.size() == 3 && status.find_first_not_of("0123456789") == std::string::npos && status[0] > '1')
      response.status = std::stoi(status);
  }
  if (response.content_type.find_first_of("\r\n") != std::string::npos) response.content_type = "text/plain";
  return response;
}

Response answer_of(const FunctionAnswer& answer) {
  switch (answer.outcome) {
    case FunctionAnswer::Outcome::Unavailable:
      return json_response(501, ApiError(501, "NOT_SUPPORTED",
                                         "functions run only where the sandbox is started with a library of functions")
                                    .body());
    case FunctionAnswer::Outcome::Unknown:
      return json_response(400, invalid_data(answer.text, {{"resource_path_index", 1}}).body());
    case FunctionAnswer::Outcome::Failed:
      return json_response(400, ApiError(400, "function_failure", answer.text).body());
    case FunctionAnswer::Outcome::Done: break;
  }
  const Json done = object_of(answer.text);
  const std::string output = done.value("output", "");
  if (auto response = response_of(output)) return *std::move(response);
  Json details = {{"output", output}, {"output_type", "string"}, {"id", nullptr}};
  if (const auto messages = done.find("messages"); messages != done.end() && !messages->empty())
    details["userMessage"] = *messages;
  return json_response(200, {{"code", "success"}, {"details", details}, {"message", "function executed successfully"}});
}

}  // namespace

Response run_function(const Call& call) {
  const FunctionHook& hook = call.crm->function_hook();
  if (!hook) return answer_of({});
  Json arguments = arguments_of(call.request);
  arguments["crmAPIRequest"] = request_of(call);
  Response response;
  response.later = [hook, name = call.segment(1), arguments = to_text(arguments)] {
    return answer_of(hook(name, arguments));
  };
  return response;
}

}  // namespace sluice::sandbox
