#include "sandbox/batch.h"

#include "sandbox/text.h"

namespace sluice::sandbox {

Json body_of(const Call& call) {
  std::optional<Json> body = parse_json(call.request.body);
  if (!body || !body->is_object()) throw invalid_data("body", {{"expected_data_type", "jsonobject"}});
  return std::move(*body);
}

Json bulk_body_of(const Call& call) {
  const auto wrong = [](const char* code, const char* message) { return ApiError(400, code, message); };
  if (trim(call.request.body).empty()) throw wrong("REQUEST_BODY_IS_EMPTY", "request body is empty");
  std::optional<Json> body = parse_json(call.request.body);
  if (!body) throw wrong("JSON_PARSE_ERROR", "json parse error");
  if (!body->is_object()) throw wrong("REQUEST_BODY_NOT_READABLE", "request body not readable");
  return std::move(*body);
}

Json items_of(const Call& call, const Json& body, const std::string& key, std::size_t limit) {
  const Json& items = member(body, key);
  Json details = call.value_details(key, "$." + key);
  if (!body.contains(key)) throw mandatory_missing(std::move(details));
  if (!items.is_array() || items.empty()) {
    details["expected_data_type"] = "jsonarray";
    throw invalid_data("invalid data", std::move(details));
  }
  if (items.size() > limit)
    throw ApiError(400, "LIMIT_EXCEEDED", "count of records in your request exceeds the limit",
                   {{"maximum_length", limit}, {"api_name", key}});
  return items;
}

std::vector<std::string> ids_parameter(const Call& call) {
  const std::string* ids = call.parameter("ids");
  if (ids == nullptr) throw parameter_missing("ids");
  std::vector<std::string> list = split(*ids, ',');
  for (std::string& id : list) {
    id = trim(id);
    if (!is_digits(id))
      throw ApiError(400, "UNABLE_TO_PARSE_DATA_TYPE", "either the request body or parameters is in wrong format",
                     {{"param_name", "ids"}});
  }
  if (list.size() > kMaxBatch)
    throw ApiError(400, "LIMIT_EXCEEDED", "count of records in your request exceeds the limit",
                   {{"limit", kMaxBatch}, {"param_name", "ids"}});
  return list;
}

Json success(Json details, std::string_view message) {
  return {{"code", "SUCCESS"}, {"details", std::move(details)}, {"message", message}, {"status", "success"}};
}

Response batch_response(const Call& call, std::size_t count, int done, const std::function<Json(std::size_t)>& work,
                        const std::string& key) {
  Json results = Json::array();
  std::size_t failed = 0;
  for (std::size_t i = 0; i < count; ++i) {
    try {
      results.push_back(work(i));
    } catch (const ApiError& error) {
      ++failed;
      results.push_back(error.body());
    }
  }
  int status = done;
  if (failed > 0) status = failed == count ? 400 : 207;
  if (failed > 0 && call.options.legacy_202 && call.version < 80) status = 202;
  return json_response(status, {{key, std::move(results)}});
}

}  // namespace sluice::sandbox
