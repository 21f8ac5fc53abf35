// Composite requests: up to five calls in one, whose later parts may refer to answers of earlier ones:
// `@{1:$.data[0].details.id}`.
#include <algorithm>
#include <map>

#include "sandbox/batch.h"
#include "sandbox/crm.h"
#include "sandbox/handlers.h"
#include "sandbox/routes.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kMaxParts = 5;

ApiError invalid_reference(const std::string& text) {
  return {400, "INVALID_REFERENCE", "The reference given is invalid", {{"reference", text}}};
}

// The value at `$.data[0].details.id` of an answer.
const Json& at_path(const Json& root, std::string_view path, const std::string& reference) {
  const Json* at = &root;
  if (!path.starts_with('$')) throw invalid_reference(reference);
  path.remove_prefix(1);
  while (!path.empty()) {
    if (path.front() == '[') {
      const std::size_t close = path.find(']');
      const std::string_view digits = path.substr(1, close == std::string_view::npos ? close : close - 1);
      if (close == std::string_view::npos || !is_digits(digits) || digits.size() > 6)
        throw invalid_reference(reference);
      const std::size_t index = std::stoul(std::string(digits));
      if (!at->is_array() || index >= at->size()) throw invalid_reference(reference);
      at = &(*at)[index];
      path.remove_prefix(close + 1);
    } else {
      if (path.front() == '.') path.remove_prefix(1);
      const std::size_t end = std::min(path.find_first_of(".["), path.size());
      at = &member(*at, path.substr(0, end));
      if (at->is_null() || end == 0) throw invalid_reference(reference);
      path.remove_prefix(end);
    }
  }
  return *at;
}

using Answers = std::map<std::string, Json>;

// `@{1:$.data[0].id}`: what it refers to, and where it stands.
struct Reference {
  std::size_t begin;
  std::size_t end;
  std::string part;  // empty when the reference is malformed
  std::string_view path;
};

std::optional<Reference> next_reference(std::string_view text, std::size_t from) {
  const std::size_t open = text.find("@{", from);
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = text.find('}', open);
  const std::size_t colon = text.find(':', open);
  if (close == std::string_view::npos || colon > close) return Reference{open, open + 2, {}, {}};
  return Reference{open, close + 1, std::string(text.substr(open + 2, colon - open - 2)),
                   text.substr(colon + 1, close - colon - 1)};
}

// Replaces the references in a text.
std::string fill_in(const std::string& text, const Answers& answers) {
  std::string filled;
  std::size_t at = 0;
  while (const auto reference = next_reference(text, at)) {
    const auto answer = answers.find(reference->part);
    if (answer == answers.end()) throw invalid_reference(text);
    const Json& value = at_path(answer->second, reference->path, text);
    filled += text.substr(at, reference->begin - at) + (value.is_string() ? value.get<std::string>() : to_text(value));
    at = reference->end;
  }
  return filled + text.substr(at);
}

Json fill_in_all(const Json& value, const Answers& answers) {
  if (value.is_string()) return fill_in(value.get<std::string>(), answers);
  if (!value.is_structured()) return value;
  Json filled = value;
  for (Json& part : filled) part = fill_in_all(part, answers);
  return filled;
}

Request request_of(const Call& call, const Json& part, const Answers& answers) {
  Request request;
  request.method = text_member(part, "method", "GET");
  std::transform(request.method.begin(), request.method.end(), request.method.begin(),
                 [](unsigned char c) { return std::toupper(c); });
  const std::string uri = fill_in(text_member(part, "uri"), answers);
  if (!uri.starts_with("/crm/" + version_name(call.version) + "/") ||
      uri.find("__composite_requests") != std::string::npos)
    throw ApiError(400, "NOT_ALLOWED", "The sub request is not allowed", {{"uri", uri}});
  request.path = uri.substr(0, uri.find('?'));
  if (const std::size_t mark = uri.find('?'); mark != std::string::npos)
    request.query = parse_query(uri.substr(mark + 1));
  const Json parameters = fill_in_all(member(part, "params"), answers);
  for (const auto& [name, value] : parameters.items())
    request.query.emplace_back(name, value.is_string() ? value.get<std::string>() : to_text(value));
  for (const auto& [name, value] : member(part, "headers").items())
    if (value.is_string()) request.headers.emplace_back(fold(name), value.get<std::string>());
  request.headers.emplace_back("authorization", *call.request.header("authorization"));
  if (const Json& body = member(part, "body"); !body.is_null()) request.body = to_text(fill_in_all(body, answers));
  return request;
}

Json result_of(const Response& response, Json body) {
  Json headers = Json::object();
  headers["Content-Type"] = response.content_type;
  return {
      {"code", response.status < 300 ? "SUCCESS" : "FAILURE"},
      {"details",
       {{"response", {{"headers", std::move(headers)}, {"status_code", response.status}, {"body", std::move(body)}}}}},
      {"message",
       response.status < 300 ? "composite sub request executed successfully" : "composite sub request failed"},
      {"status", response.status < 300 ? "success" : "error"}};
}

// The parts that each part refers to.
using References = std::map<std::string, std::vector<std::string>>;

References references_of(const Json& parts) {
  References references;
  for (const Json& part : parts) {
    std::vector<std::string>& of_part = references[text_member(part, "sub_request_id")];
    const std::string text = to_text(part);
    for (auto reference = next_reference(text, 0); reference; reference = next_reference(text, reference->end))
      of_part.push_back(std::move(reference->part));
  }
  return references;
}

// Whether one of the parts that `id` refers to, at any remove, is `wanted`. There are five parts at most.
bool leads_to(const References& references, const std::string& id, const std::string& wanted, std::size_t depth = 0) {
  const auto found = references.find(id);
  return depth < kMaxParts && found != references.end() &&
         std::ranges::any_of(
             found->second,
             [&](const std::string& other) {
               return other == wanted || leads_to(references, other, wanted, depth + 1);
             });
}

void check_parts(const Json& parts) {
  std::vector<std::string> ids;
  for (const Json& part : parts) {
    const std::string id = text_member(part, "sub_request_id");
    if (id.empty()) throw mandatory_missing({{"api_name", "sub_request_id"}});
    if (std::find(ids.begin(), ids.end(), id) != ids.end())
      throw ApiError(400, "DUPLICATE_DATA", "duplicate data", {{"api_name", "sub_request_id"}});
    ids.push_back(id);
  }
  const References references = references_of(parts);
  for (const std::string& id : ids)
    if (leads_to(references, id, id))
      throw ApiError(400, "LOOPING_FOUND", "The sub requests refer to each other", {{"sub_request_id", id}});
}

}  // namespace

Response run_composite(const Call& call) {
  const Json body = body_of(call);
  const Json parts = items_of(call, body, "__composite_requests", kMaxParts);
  const bool all_or_nothing = bool_member(body, "rollback_on_fail");
  if (all_or_nothing && bool_member(body, "parallel_execution"))
    throw ApiError(400, "AMBIGUITY_DURING_PROCESSING", "Ambiguity while processing the request",
                   {{"ambiguity_due_to",
                     Json::array({{{"api_name", "rollback_on_fail"}}, {{"api_name", "parallel_execution"}}})}});
  check_parts(parts);
  Answers answers;
  Json results = Json::array();
  bool failed = false;
  const std::size_t whole = call.store.mark();
  for (const Json& part : parts) {
    if (failed && all_or_nothing) {
      results.push_back(ApiError(400, "PROCESSING_STOPPED", "Processing stopped because of an earlier failure").body());
      continue;
    }
    Response response;
    const std::size_t before = call.store.mark();
    try {
      response = call.crm->serve_part(request_of(call, part, answers));
    } catch (const ApiError& error) { response = json_response(error.status(), error.body()); }
    if (response.status >= 400) call.store.back_to(before);
    Json answer = parse_json(response.body).value_or(Json());
    failed |= response.status >= 300 || response.status == 207;
    answers[text_member(part, "sub_request_id")] = answer;
    results.push_back(result_of(response, std::move(answer)));
  }
  if (!failed || !all_or_nothing) return json_response(200, {{"__composite_requests", std::move(results)}});
  call.store.back_to(whole);
  for (Json& result : results)
    if (member(result, "code") == Json("SUCCESS"))
      result = ApiError(400, "ROLLBACK_PERFORMED", "The sub request was rolled back because another one failed").body();
  return json_response(400, {{"__composite_requests", std::move(results)}});
}

}  // namespace sluice::sandbox
