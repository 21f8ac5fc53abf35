// What the routes of the CRM call, by topic. Each gives the whole answer or throws an ApiError.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

using Handler = Response (*)(const Call&);

// records.cpp
Response insert_records(const Call& call);
Response update_records(const Call& call);
Response update_record(const Call& call);
Response upsert_records(const Call& call);
Response delete_records(const Call& call);
Response delete_record(const Call& call);
Response deleted_records(const Call& call);

// search.cpp
Response search_records(const Call& call);

// listing.cpp
Response list_records(const Call& call);
Response get_record(const Call& call);
Response count_records(const Call& call);

}  // namespace sluice::sandbox
