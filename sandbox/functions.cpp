// Functions of the organisation: what runs them is plugged in from outside.
#include "sandbox/crm.h"
#include "sandbox/handlers.h"

namespace sluice::sandbox {

namespace {

// Arguments come as a JSON object in the body or in the parameter `arguments`, or as parameters of their own.
Json arguments_of(const Call& call) {
  Json arguments = Json::object();
  for (const auto& [name, value] : call.request.query) {
    if (name == "auth_type" || name == "zapikey") continue;
    if (name == "arguments") {
      if (const auto given = parse_json(value); given && given->is_object()) arguments.update(*given);
    } else {
      arguments[name] = value;
    }
  }
  if (const auto parts = multipart_of(call.request)) {
    for (const Part& part : *parts) {
      const auto given = part.name == "arguments" ? parse_json(part.content) : std::nullopt;
      if (given && given->is_object())
        arguments.update(*given);
      else
        arguments[part.name] = part.content;
    }
  } else if (const auto body = parse_json(call.request.body); body && body->is_object()) {
    arguments.update(*body);
  }
  return arguments;
}

}  // namespace

Response run_function(const Call& call) {
  const FunctionHook& hook = call.crm->function_hook();
  if (!hook)
    throw ApiError(501, "NOT_SUPPORTED", "functions run only where the sandbox is started with a library of functions");
  Response response;
  response.later = [hook, name = call.segment(1), arguments = to_text(arguments_of(call))] {
    std::string output;
    if (!hook(name, arguments, output)) return json_response(400, ApiError(400, "function_failure", output).body());
    return json_response(200, {{"code", "success"},
                               {"details", {{"output", output}, {"output_type", "string"}, {"id", nullptr}}},
                               {"message", "function executed successfully"}});
  };
  return response;
}

}  // namespace sluice::sandbox
