// Bodies of requests made into records: mandatory fields, values, uniqueness, computed fields.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

// `path` is the place of the body in the request, `$.data[0]`. Both throw the record's ApiError.
RecordPtr new_record(const Call& call, const Module& module, const Json& body, const std::string& path);
RecordPtr changed_record(const Call& call, const Module& module, const Record& before, const Json& body,
                         const std::string& path);

Json duplicate_details(const Call& call, const Module& module, const Field& field, const Record& other,
                       const std::string& path);

}  // namespace sluice::sandbox
