// Bodies with up to 100 records, and answers with a result for each of them.
#pragma once

#include <functional>

#include "sandbox/call.h"

namespace sluice::sandbox {

constexpr std::size_t kMaxBatch = 100;

// The JSON object of the body; INVALID_DATA when it is none.
Json body_of(const Call& call);
// The same for bulk jobs, which name what is wrong: REQUEST_BODY_IS_EMPTY, JSON_PARSE_ERROR, REQUEST_BODY_NOT_READABLE.
Json bulk_body_of(const Call& call);
// Its array under `key`, of 1 to `limit` objects.
Json items_of(const Call& call, const Json& body, const std::string& key = "data", std::size_t limit = kMaxBatch);

// The parameter `ids`: 1 to 100 ids, separated by commas. Errors: REQUIRED_PARAM_MISSING, UNABLE_TO_PARSE_DATA_TYPE,
// LIMIT_EXCEEDED.
std::vector<std::string> ids_parameter(const Call& call);

// `{"code":"SUCCESS","details":…,"message":…,"status":"success"}`
Json success(Json details, std::string_view message);

// The results of a batch under `key`; each item is made by `work` or is its ApiError. `done` is the status when all
// succeed; 207 when some fail, 400 when all do.
Response batch_response(const Call& call, std::size_t count, int done, const std::function<Json(std::size_t)>& work,
                        const std::string& key = "data");

}  // namespace sluice::sandbox
